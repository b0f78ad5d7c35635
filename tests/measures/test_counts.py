from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError
from framescope.measures.counts import TermCounts, count_terms, similarity

MakeCorpus = Callable[..., Corpus]

TEXTS = {"a": "US troops told us: “the US left”.\n~ Share us", "b": "The troops left", "c": "~ Menu"}


def table(counts: TermCounts) -> dict[str, list[int]]:
    return {term: counts.matrix[:, [i]].toarray()[:, 0].tolist() for i, term in enumerate(counts.terms)}


def test_counts_by_hand(make_corpus: MakeCorpus) -> None:
    counts = count_terms(make_corpus(TEXTS))
    assert table(counts) == {"left": [1, 1], "the": [1, 1], "told": [1, 0], "troops": [1, 1], "us": [3, 0]}
    assert counts.articles["article_id"].tolist() == ["a#0", "b#0"]
    assert counts.n_tokens == 10
    assert counts.totals.to_dict() == {"left": 2, "the": 2, "told": 1, "troops": 2, "us": 3}
    assert counts.document_frequency.to_dict() == {"left": 2, "the": 2, "told": 1, "troops": 2, "us": 1}
    assert counts.lengths.to_dict() == {"a#0": 7, "b#0": 3}
    assert repr(counts) == "TermCounts(2 articles, 5 terms, 10 tokens)"


def test_case_tells_the_country_from_the_pronoun(make_corpus: MakeCorpus) -> None:
    counts = count_terms(make_corpus(TEXTS), case=True)
    assert counts.totals[["US", "us", "The", "the"]].tolist() == [2, 1, 1, 1]


def test_views_choose_what_is_counted_and_articles_keep_their_rows(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(TEXTS)
    quoted = count_terms(corpus, view=View(voice=("quoted",)))
    assert table(quoted) == {"left": [1, 0], "the": [1, 0], "us": [1, 0]}
    everything = count_terms(corpus, view=View(zones=None))
    assert everything.articles["article_id"].tolist() == ["a#0", "b#0", "no article"]
    assert everything.n_tokens == len(corpus.tokens)


def test_some_articles_hold_some_terms(make_corpus: MakeCorpus) -> None:
    counts = count_terms(make_corpus(TEXTS)).where([False, True])
    assert table(counts) == {"left": [1], "the": [1], "troops": [1]}
    assert counts.articles["article_id"].tolist() == ["b#0"]


def test_a_matrix_of_another_shape_is_refused() -> None:
    with pytest.raises(InputError, match=r"\(2, 2\).*\(1, 1\)"):
        TermCounts(sparse.csr_array(np.ones((2, 2))), pd.Index(["a"]), pd.DataFrame({"article_id": ["x"]}))


@given(texts=st.dictionaries(st.sampled_from("abcdef"), st.text("ab É.’-\n", max_size=30), max_size=5))
@settings(max_examples=30, deadline=None)
def test_every_token_that_is_read_is_counted_once(make_corpus: MakeCorpus, texts: dict[str, str]) -> None:
    corpus = make_corpus(texts)
    counts = count_terms(corpus, view=View(zones=None))
    assert counts.n_tokens == len(corpus.tokens)
    assert list(counts.terms) == sorted(counts.terms)
    assert (counts.totals > 0).all()


def test_similarity_of_the_scikit_learn_user_guide(make_corpus: MakeCorpus) -> None:
    # User guide, "Tf-idf term weighting": counts [[3,0,1],[2,0,0],[3,0,0],[4,0,0],[3,2,0],[3,0,2]] with the
    # default smoothing have the rows [.8515, 0, .5243], [1, 0, 0] (three times), [.5542, .8324, 0], [.6304, 0, .7763].
    rows = ["one one one three", "one one", "one one one", "one one one one", "one one one two two"]
    corpus = make_corpus({str(i): text for i, text in enumerate([*rows, "one one one three three"])})
    cosine = similarity(corpus)
    assert cosine.loc["0#0", "1#0"] == pytest.approx(0.8515, abs=5e-5)
    assert cosine.loc["0#0", "4#0"] == pytest.approx(0.8515 * 0.5542, abs=1e-4)
    assert cosine.loc["0#0", "5#0"] == pytest.approx(0.8515 * 0.6304 + 0.5243 * 0.7763, abs=1e-4)
    assert cosine.loc["1#0", "3#0"] == pytest.approx(1)


def test_similarity_is_symmetric_and_bounded_and_null_where_nothing_is_read(make_corpus: MakeCorpus) -> None:
    cosine = similarity(make_corpus(TEXTS), view=View(voice=("quoted",)))
    assert cosine.loc["a#0", "a#0"] == pytest.approx(1)
    assert cosine.loc["b#0"].isna().all()
    whole = similarity(make_corpus(TEXTS))
    assert (whole.to_numpy() == whole.to_numpy().T).all()
    assert whole.to_numpy().max() <= 1
    assert similarity(make_corpus({})).shape == (0, 0)
