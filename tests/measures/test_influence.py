from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.frequency import frequency
from framescope.measures.influence import influence
from framescope.measures.naming import naming
from framescope.measures.phrases import phrases

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]
TEXTS = {
    "a.txt": "Rebels and terrorists met. Rebels left.",
    "b.txt": "Terrorists came with terrorists today.",
    "c.txt": "A quiet day in the market square today.",
}
SET = {("armed", "rebels"): "rebels?", ("armed", "terrorists"): "terrorists?"}


def test_without_this_article_the_share_is(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus(TEXTS)
    table = influence(naming, corpus, find(corpus, SET), referent="armed", n=5)
    rows = table.set_index(["label", "without"])
    # rebels: 2 of 5 mentions; without a 0 of 2, without b 2 of 3; c mentions nobody.
    assert rows.index.tolist() == [
        ("rebels", "a.txt#0"), ("rebels", "b.txt#0"), ("terrorists", "a.txt#0"), ("terrorists", "b.txt#0")
    ]  # fmt: skip
    assert rows["share"].tolist() == pytest.approx([2 / 5, 2 / 5, 3 / 5, 3 / 5])
    assert rows["share_without"].tolist() == pytest.approx([0, 2 / 3, 1, 1 / 3])
    assert rows["change"].tolist() == pytest.approx([-2 / 5, 4 / 15, 2 / 5, -4 / 15])
    assert rows[["count_in", "n_mentions_in"]].to_numpy().tolist() == [[2, 3], [0, 2], [1, 3], [2, 2]]


def test_the_story_that_changes_most_comes_first_and_copies_go_together(
    make_corpus: MakeCorpus, find: FindHits
) -> None:
    corpus = make_corpus(TEXTS, copy_group=["s", "s", None])
    table = influence(frequency, corpus, find(corpus, SET), by="category")
    # Without the story of a and b, none of the 7 tokens of c is a hit.
    assert table["without"].tolist() == ["s", "s"]
    assert table["per_1000_without"].tolist() == [0, 0]
    assert table["n_tokens_in"].tolist() == [11, 11]
    by_article = influence(frequency, corpus, find(corpus, SET), by=["article_id", "category"])
    assert by_article["per_1000_without"].isna().all(), "an article without itself is nothing"


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 9)), min_size=2, max_size=4))
@settings(deadline=None, max_examples=6)
def test_it_is_the_measure_of_the_corpus_without_that_story(
    make_corpus: MakeCorpus, find: FindHits, sizes: list[tuple[int, int, int]]
) -> None:
    texts = {f"{i}.txt": "rebels " * r + "terrorists " * t + "word " * w for i, (r, t, w) in enumerate(sizes)}
    corpus = make_corpus(texts)
    table = influence(frequency, corpus, find(corpus, SET), by="category", n=len(texts))
    for row in table.itertuples():
        rest = make_corpus({name: text for name, text in texts.items() if f"{name}#0" != row.without})
        again = frequency(rest, find(rest, SET), by="category").set_index("category")["per_1000"].to_dict()
        assert row.per_1000_without == pytest.approx(again[str(row.category)])
    assert (np.diff(np.abs(table["change"].to_numpy()).reshape(2, -1), axis=1) <= 1e-9).all()


def test_views_and_bad_requests(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus(TEXTS)
    hits = find(corpus, SET)
    assert len(influence(frequency, corpus, hits.iloc[:0], by="voice")) == 1
    assert len(influence(naming, corpus, hits, referent="armed", view=View(voice=("quoted",)))) == 0
    with pytest.raises(UnknownNameError, match=r"'phrases'.*Known: frequency, naming"):
        influence(phrases, corpus, hits)
    with pytest.raises(UnknownNameError, match="story, outlet"):
        influence(frequency, corpus, hits, unit="article")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(InputError, match="from 1 on"):
        influence(frequency, corpus, hits, n=0)
