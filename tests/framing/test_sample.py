import textwrap

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framescope as fs
from framescope.errors import FramescopeError
from framescope.framing.sample import _allocation
from framescope.lexicon.model import Lexicon

TEXT = {
    "a.txt": "Town taken\n\nThe rebels left the town at dawn. "
    "Nobody was hurt that day. The terrorists fled to the hills.\n",
    "b.txt": "Talks begin\n\nThe talks began on Monday morning. "
    "Rebels sent two envoys there. It rained all day long.\n",
}
LEXICON = Lexicon.model_validate(
    {
        "name": "town",
        "naming": {
            "armed": {
                "referent": "armed groups",
                "labels": {
                    "rebels": {"orientation": "neutral", "terms": [{"term": "rebel*"}]},
                    "terrorists": {"orientation": "delegitimising", "terms": [{"term": "terrorist*"}]},
                },
            }
        },
    }
)


@pytest.fixture(scope="module")
def corpus() -> fs.Corpus:
    return fs.corpus_from_texts(TEXT)


@pytest.fixture(scope="module")
def hits(corpus: fs.Corpus) -> pd.DataFrame:
    return fs.find_hits(corpus, LEXICON)


def test_all_units_are_drawn_where_there_are_no_more(corpus: fs.Corpus) -> None:
    units = fs.coding_sample(corpus, 100)
    assert units["text"].tolist() == [
        "Town taken", "The rebels left the town at dawn.", "Nobody was hurt that day.",
        "The terrorists fled to the hills.", "Talks begin", "The talks began on Monday morning.",
        "Rebels sent two envoys there.", "It rained all day long.",
    ]  # fmt: skip
    assert set(units["weight"]) == {1.0}
    spans = zip(units["document_id"], units["start"].tolist(), units["end"].tolist(), units["text"], strict=True)
    assert all(TEXT[name][start:end] == text for name, start, end, text in spans)


def test_hits_and_non_hits_are_strata_with_their_weights(corpus: fs.Corpus, hits: pd.DataFrame) -> None:
    """3 of 8 sentences hold a hit: of 4 drawn equally, two stand for 1.5 each and two for 2.5."""
    units = fs.coding_sample(corpus, 4, strata=["hit"], hits=hits)
    assert units.groupby("stratum", observed=True)["weight"].agg(list).to_dict() == {
        "hit=no": [2.5, 2.5],
        "hit=yes": [1.5, 1.5],
    }


def test_the_order_of_the_documents_does_not_matter(corpus: fs.Corpus) -> None:
    other = fs.corpus_from_texts(dict(reversed(TEXT.items())))
    one, two = (set(fs.coding_sample(c, 3, seed=5)["unit_id"]) for c in (corpus, other))
    assert one == two


def test_every_unit_has_the_same_chance() -> None:
    """400 seeds, 3 of 8: each unit is drawn about 150 times (binomial sd 9.7)."""
    corpus = fs.corpus_from_texts(TEXT)
    drawn = pd.concat([fs.coding_sample(corpus, 3, seed=seed)["unit_id"] for seed in range(400)])
    assert drawn.value_counts().between(150 - 45, 150 + 45).all()
    assert drawn.nunique() == 8


def test_mentions_and_articles(corpus: fs.Corpus, hits: pd.DataFrame) -> None:
    mentions = fs.coding_sample(corpus, 10, unit="mention", hits=hits)
    assert mentions["text"].tolist() == ["rebels", "terrorists", "Rebels"]
    assert mentions["unit_id"].str.endswith("/armed").all()
    articles = fs.coding_sample(corpus, 2, unit="article")
    assert [text.split("\n")[0] for text in articles["text"]] == ["Town taken", "Talks begin"]


@given(st.lists(st.integers(1, 50), min_size=1, max_size=6), st.integers(0, 120), st.booleans())
def test_allocation_takes_what_there_is(sizes: list[int], extra: int, equal: bool) -> None:
    n = len(sizes) + extra
    taken = _allocation(np.array(sizes, dtype=np.int64), n, equal=equal)
    assert taken.sum() == min(n, sum(sizes))
    assert ((taken >= 1) & (taken <= sizes)).all()
    if not equal and n <= sum(sizes):
        assert (np.abs(taken - n * np.array(sizes) / sum(sizes)) <= len(sizes)).all()


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"n": 0}, "nothing to draw"),
        ({"n": 3, "unit": "word"}, "Unknown kind of unit 'word'"),
        ({"n": 3, "unit": "mention"}, "Mentions are drawn from hits"),
        ({"n": 3, "strata": ["hit"]}, "needs the hits"),
        ({"n": 3, "strata": ["mood"]}, "Unknown stratum 'mood'"),
        ({"n": 1, "strata": ["document_id"]}, "less than the 2 strata"),
        ({"n": 3, "allocate": "random"}, "Unknown allocation 'random'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(corpus: fs.Corpus, wish: dict[str, object], message: str) -> None:
    with pytest.raises(FramescopeError, match=message):
        fs.coding_sample(corpus, **wish)  # type: ignore[arg-type]  # wrong on purpose


def test_sentences_run_on_where_a_paragraph_was_broken_at_a_fixed_width() -> None:
    days = [
        "The harbour of Northport reopened on Friday after three years, and the first ship carried flour.",
        "Hundreds of residents had gathered on the quay long before dawn to see it come in through the fog.",
        "The governor said that nobody would be turned away from the boats, whatever they had done before.",
        "On Sunday the bells rang for the first time since the winter, and the bakers gave away their bread.",
        "A woman who had lost her sons at sea lit a lamp on the mole, as her mother did in another war.",
        "Children of the lower town counted the ships that lay outside until it was too dark to see them.",
    ]
    broken = fs.corpus_from_texts({"a.txt": textwrap.fill(" ".join(days), 70)})
    units = fs.coding_sample(broken, 100)
    assert [" ".join(text.split()) for text in units["text"]] == days
