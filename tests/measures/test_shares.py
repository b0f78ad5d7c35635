from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.quality import Quality
from framescope.measures.shares import corrected_voices, voice_shares

MakeCorpus = Callable[..., Corpus]

# Tokens by voice: a own 5, quoted 3, reported 2; b own 4 (one of them scare: 5 with it).
TEXTS = {
    "a": "“Rebels are terrorists”, he said. ‹They left›, he added there.",
    "b": "A «moderate» leader left town.",
}


@pytest.fixture
def corpus(make_corpus: MakeCorpus, attribute: MakeCorpus) -> Corpus:
    return attribute(
        make_corpus(TEXTS, outlet=["Post", "Herald"]),
        first={"text": "Rebels are terrorists", "speaker_name": "the army", "stance": "neutral"},
        second={"text": "They left", "kind": "indirect", "stance": "neutral"},
    )


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_voices_by_article_and_together(corpus: Corpus) -> None:
    table = voice_shares(corpus, by="article_id")
    assert rows(table, "article_id", "voice", "count", "n_tokens") == [
        ("a#0", "own", 5, 10),
        ("a#0", "quoted", 3, 10),
        ("a#0", "scare", 0, 10),
        ("a#0", "reported", 2, 10),
        ("b#0", "own", 4, 5),
        ("b#0", "quoted", 0, 5),
        ("b#0", "scare", 1, 5),
        ("b#0", "reported", 0, 5),
    ]
    together = voice_shares(corpus)
    assert together["share"].tolist() == pytest.approx([9 / 15, 3 / 15, 1 / 15, 2 / 15])
    assert together["n_units"].tolist() == [2] * 4
    assert together.loc[together["voice"] == "scare", "voice_precision"].isna().all()
    assert together.loc[together["voice"] == "own", "voice_precision"].notna().all()


def test_speakers_that_occur_the_largest_first(corpus: Corpus) -> None:
    table = voice_shares(corpus, of="speaker", by="outlet")
    assert rows(table, "outlet", "speaker", "count", "n_tokens") == [
        ("Herald", "not attributed", 5, 5),
        ("Post", "not attributed", 5, 10),
        ("Post", "the army", 3, 10),
        ("Post", "not stated", 2, 10),
    ]
    assert "voice_precision" not in table.columns


def test_a_view_chooses_the_tokens(corpus: Corpus) -> None:
    table = voice_shares(corpus, of="stance", view=View(voice=("quoted", "reported")))
    assert rows(table, "stance", "count", "n_tokens", "n_articles") == [("neutral", 5, 5, 1)]


def test_shares_of_a_group_sum_to_one(corpus: Corpus) -> None:
    for of in ("voice", "speaker", "source_type", "stance"):
        sums = voice_shares(corpus, of=of, by="article_id").groupby("article_id")["share"].sum()
        assert sums.tolist() == pytest.approx([1, 1])


def test_corrected_by_hand(corpus: Corpus) -> None:
    # A tenth of own words is given as reported: own = given / .9, reported what remains.
    confused = Quality(
        ("own", "quoted", "reported"), np.array([[[90, 0, 10], [0, 50, 0], [0, 0, 40]]]), "made up", "human"
    )
    table = corrected_voices(corpus, by="article_id", quality=confused)
    assert rows(table, "article_id", "voice", "count", "n_tokens", "n_unassessed") == [
        ("a#0", "own", 5, 10, 0),
        ("a#0", "quoted", 3, 10, 0),
        ("a#0", "reported", 2, 10, 0),
        ("b#0", "own", 5, 5, 0),
        ("b#0", "quoted", 0, 5, 0),
        ("b#0", "reported", 0, 5, 0),
    ]
    assert table["corrected"].tolist()[:3] == pytest.approx([0.5 / 0.9, 0.3, 0.7 - 0.5 / 0.9])
    assert table["clipped"].tolist() == [False] * 3 + [True] * 3
    assert corrected_voices(corpus, quality=confused)["count"].tolist() == [10, 3, 2]


def test_words_without_rules_are_left_out_of_the_correction(corpus: Corpus) -> None:
    corpus.tokens.voice[-5:] = 4  # unassessed
    table = corrected_voices(corpus)
    assert table["n_tokens"].tolist() == [10] * 3
    assert table["n_unassessed"].tolist() == [5] * 3


def test_nothing_read(corpus: Corpus) -> None:
    nothing = View(zones=("bio",))
    assert voice_shares(corpus, view=nothing).empty
    assert voice_shares(corpus, of="speaker", by="outlet", view=nothing).empty
    assert set(corrected_voices(corpus, view=nothing)["reason"]) == {"nothing to count in"}


def test_bad_input(corpus: Corpus) -> None:
    with pytest.raises(UnknownNameError, match=r"'zone'.*voice, speaker, source_type, stance"):
        voice_shares(corpus, of="zone")
    with pytest.raises(UnknownNameError, match="key in by 'voice'"):
        voice_shares(corpus, by="voice")
    with pytest.raises(InputError, match="the view leaves out voices"):
        corrected_voices(corpus, view=View(voice=("own",)))
