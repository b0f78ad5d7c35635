from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.errors import InputError
from framescope.measures.counts import count_terms
from framescope.measures.frequencies import frequencies, sides_by_unit

MakeCorpus = Callable[..., Corpus]


def test_a_list_says_what_it_is() -> None:
    given = pd.Series({"b": 2, "a": 3})
    given.attrs |= {"n_tokens": 1000, "note": "Brown", "lacks": "^b"}
    side = frequencies(given, None, "reference")
    terms = pd.Index(["a", "b", "c"], dtype="str")
    assert side.of(terms).tolist() == [3, 2, 0]
    assert (side.n, side.note, side.articles) == (1000, "Brown, 1,000 tokens", None)
    assert side.could_hold(terms).tolist() == [True, False, True]
    assert frequencies(given, 2000, "reference").n == 2000
    assert frequencies(pd.Series({"a": 3.0}), None, "target").n == 3
    with pytest.raises(InputError, match=r"n_target = 4 is less"):
        frequencies(given, 4, "target")


def test_counts_by_article_know_their_size(make_corpus: MakeCorpus) -> None:
    side = frequencies(count_terms(make_corpus({"1": "a b a"})), None, "target")
    assert (side.n, side.note) == (3, "1 articles, 3 tokens")
    assert side.could_hold(pd.Index(["us-backed"], dtype="str")).all()


def test_copies_are_one_unit_and_stories_without_text_none(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"1": "a b", "2": "a", "3": "c", "4": "a c c"}, copy_group=["g", "g", None, None])
    counts = count_terms(corpus)
    target, reference = counts.where([True, True, False, False]), counts.where([False, False, True, True])
    terms = pd.Index(["a", "c"], dtype="str")
    sides = sides_by_unit(target, reference, terms, "story")
    assert sides.counts.toarray().tolist() == [[2, 0], [0, 1], [1, 2]]
    assert sides.lengths.tolist() == [3, 1, 3]
    assert sides.in_target.tolist() == [True, False, False]
    assert sides.n_shared == 0
    assert sides_by_unit(target, reference, terms, "outlet").n_shared == 1  # none of them is stated
    emptied = counts.where(np.array([False, False, False, False]))
    with pytest.raises(InputError, match="at least one article"):
        sides_by_unit(target, emptied, terms, "story")
