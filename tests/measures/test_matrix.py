from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_score

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.matrix import HitCounts, count_matrix

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]

TEXTS = {"a": "# Rebels\nThe “rebels” and a terrorist left.\n~ Rebels", "b": "Snow fell.", "c": "War, war, war!"}
PATTERNS = {("who", "rebels"): "rebels", ("who", "terrorists"): "terrorists?", ("categories", "war"): "war"}


@pytest.fixture
def corpus(make_corpus: MakeCorpus) -> Corpus:
    return make_corpus(TEXTS, outlet=["x", "y", "x"])


@pytest.fixture
def hits(corpus: Corpus, find: FindHits) -> pd.DataFrame:
    return find(corpus, PATTERNS | {("categories", "peace"): "peace"})


def test_counts_by_hand(corpus: Corpus, hits: pd.DataFrame) -> None:
    counts = count_matrix(corpus, hits)
    assert counts.frame().to_dict("split") == {
        "index": ["a#0", "b#0", "c#0"],
        "columns": ["who.rebels", "who.terrorists", "war", "peace", "n_tokens"],
        "data": [[2, 1, 0, 0, 7], [0, 0, 0, 0, 2], [0, 0, 3, 0, 3]],
    }
    assert isinstance(counts.matrix, sparse.csr_array)
    assert counts.matrix.dtype == np.int64
    assert counts.articles["outlet"].tolist() == ["x", "y", "x"]
    assert repr(counts) == "HitCounts(3 articles, 4 names, 6 hits)"


def test_rates_are_per_1000_tokens_read(corpus: Corpus, hits: pd.DataFrame) -> None:
    rates = count_matrix(corpus, hits).rates().toarray()
    assert rates[0].tolist() == pytest.approx([2000 / 7, 1000 / 7, 0, 0])
    assert rates[2].tolist() == [0, 0, 1000, 0]
    unread = count_matrix(corpus, hits, view=View(voice=("quoted",)))
    assert unread.articles["n_tokens"].tolist() == [1, 0, 0]
    assert unread.rates().toarray()[1].tolist() == [0, 0, 0, 0]


def test_a_view_chooses_hits_and_articles(corpus: Corpus, hits: pd.DataFrame) -> None:
    quoted = count_matrix(corpus, hits, view=View(voice=("quoted",)))
    assert quoted.matrix.toarray()[:, 0].tolist() == [1, 0, 0]
    everything = count_matrix(corpus, hits, view=View(zones=None))
    assert everything.matrix.toarray()[:, 0].tolist() == [3, 0, 0]
    one = count_matrix(corpus, hits, view=View(where={"outlet": ["y"]}))
    assert one.articles["article_id"].tolist() == ["b#0"]
    assert one.names.tolist() == ["who.rebels", "who.terrorists", "war", "peace"]


def test_columns_may_be_sets_or_entries(corpus: Corpus, hits: pd.DataFrame) -> None:
    sets = count_matrix(corpus, hits, by="set")
    assert (sets.names.tolist(), sets.matrix.toarray().tolist()) == (["who", "categories"], [[3, 0], [0, 0], [0, 3]])
    entries = count_matrix(corpus, hits, by="entry")
    assert entries.names.tolist() == ["who.rebels: rebels", "who.terrorists: terrorists?", "war: war"]
    assert entries.matrix.sum() == 6


def test_some_articles(corpus: Corpus, hits: pd.DataFrame) -> None:
    some = count_matrix(corpus, hits).where([False, True, True])
    assert some.articles["article_id"].tolist() == ["b#0", "c#0"]
    assert some.matrix.toarray().tolist() == [[0, 0, 0, 0], [0, 0, 3, 0]]


def test_cross_validation_takes_it_and_splits_by_story(make_corpus: MakeCorpus, find: FindHits) -> None:
    texts = {f"{i}": text for i, text in enumerate(["rebels left", "terrorists left"] * 4)}
    stories = ["g1", "g1", "g2", "g2", "g3", "g3", "g4", "g4"]
    corpus = make_corpus(texts, copy_group=stories)
    counts = count_matrix(corpus, find(corpus, PATTERNS))
    labels = np.array([0, 1] * 4)
    scores = cross_val_score(
        LogisticRegression(), counts.matrix, labels, groups=counts.articles["story"], cv=GroupKFold(4)
    )
    assert scores.tolist() == [1, 1, 1, 1]


def test_no_hits_and_no_articles(corpus: Corpus, hits: pd.DataFrame, make_corpus: MakeCorpus, find: FindHits) -> None:
    none = count_matrix(corpus, hits.iloc[:0])
    assert none.matrix.shape == (3, 4)
    assert none.matrix.nnz == 0
    nothing = make_corpus({})
    assert count_matrix(nothing, find(nothing, PATTERNS)).matrix.shape == (0, 3)


def test_bad_input(corpus: Corpus, hits: pd.DataFrame, make_corpus: MakeCorpus) -> None:
    with pytest.raises(UnknownNameError, match=r"'outlet'.*category"):
        count_matrix(corpus, hits, by="outlet")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(InputError, match="do not fit the corpus"):
        count_matrix(make_corpus({"a": "b"}), hits)
    with pytest.raises(InputError, match=r"\(1, 2\).*\(1, 1\)"):
        HitCounts(sparse.csr_array(np.ones((1, 2))), pd.Index(["a"]), pd.DataFrame({"article_id": ["x"]}))
