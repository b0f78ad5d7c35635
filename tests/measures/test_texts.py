"""Words of bare texts, against the same texts as a corpus and against counting by hand."""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framescope as fs
from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError
from framescope.measures import terms
from framescope.measures.counts import count_terms
from framescope.measures.texts import count_texts
from framescope.text.tokens import tokenize

TEXTS = ["US troops told us: the US left.", "", "The troops left"]


def test_counts_by_hand() -> None:
    counts = count_texts(TEXTS)
    assert counts.terms.tolist() == ["left", "the", "told", "troops", "us"]
    assert counts.matrix.toarray().tolist() == [[1, 1, 1, 1, 3], [0, 0, 0, 0, 0], [1, 1, 0, 1, 0]]
    assert counts.articles["article_id"].tolist() == ["text 0", "text 1", "text 2"]
    assert counts.articles["story"].tolist() == ["text 0", "text 1", "text 2"]
    assert set(counts.articles["outlet"]) == {"not stated"}
    assert count_texts(TEXTS, case=True).totals[["US", "us", "The", "the"]].tolist() == [2, 1, 1, 1]
    assert count_texts(TEXTS[:1], names=["a"]).lengths.to_dict() == {"a": 7}
    assert count_texts([]).matrix.shape == (0, 0)


def test_they_are_a_side_of_keyness_like_any_other(make_corpus: Callable[..., Corpus]) -> None:
    corpus = make_corpus({"a": "war war peace", "b": "peace talks"})
    bare = fs.keyness(count_texts(["war war peace"]), count_texts(["peace talks"]))
    counts = count_terms(corpus)
    whole = fs.keyness(counts.where([True, False]), counts.where([False, True]))
    assert bare.drop(columns="note").equals(whole.drop(columns="note"))


@given(st.lists(st.text("abc É.’-\n", max_size=30), max_size=6), st.booleans(), st.integers(1, 20))
@settings(max_examples=60, deadline=None)
def test_every_term_is_counted_in_its_text(texts: list[str], case: bool, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terms, "_PART", size)
        patch.setattr(terms, "_BLOCK", size)
        counts = count_texts(texts, case=case)
    forms = [[form if case else form.casefold() for form in tokenize(text).forms] for text in texts]
    assert counts.terms.tolist() == sorted({form for text in forms for form in text})
    found = [dict(zip(counts.terms, row, strict=True)) for row in counts.matrix.toarray().tolist()]
    assert [{term: n for term, n in row.items() if n} for row in found] == [dict(Counter(text)) for text in forms]
    assert counts.matrix.dtype == np.int64


def test_a_corpus_gives_the_same_whatever_a_view_leaves_out(make_corpus: Callable[..., Corpus]) -> None:
    corpus = make_corpus({"a": "Rebels left.\n~ Share", "b": "~ Menu", "c": "~ Home\nThe city fell."})
    everything = count_terms(corpus, view=View(zones=None))
    assert everything.totals.equals(count_texts(corpus.documents["text"]).totals)
    assert everything.articles["article_id"].iloc[-1] == "no article"
    assert everything.lengths.tolist() == [3, 4, 1]
    body = count_terms(corpus, view=View(zones=("body",)))
    assert body.totals.equals(count_texts(["Rebels left.", "The city fell."]).totals)
    assert body.lengths.tolist() == [2, 3]


@pytest.mark.parametrize(
    ("texts", "names", "message"),
    [
        ("one text", None, "several texts"),
        (["a", 7], None, "text 1 is no string but 7"),
        (["a", "b"], ["x"], "2 texts need as many names"),
        (["a", "b"], ["x", "x"], "each different"),
    ],
)
def test_bad_input_is_named(texts: list[str], names: list[str] | None, message: str) -> None:
    with pytest.raises(InputError, match=message):
        count_texts(texts, names=names)
