import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks

from framescope.corpus.build import corpus_from_texts
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.lexicon import vectorizer as module
from framescope.lexicon.hits import find_hits
from framescope.lexicon.model import Lexicon
from framescope.lexicon.vectorizer import LexiconVectorizer
from framescope.measures.matrix import count_matrix

LEXICON = Lexicon.model_validate(
    {
        "name": "test",
        "categories": {
            "war": {"terms": ["war", "civil war", "air strike*"]},
            "peace": {"terms": ["peace*", {"term": "talks", "not_before": ["show"]}]},
        },
        "naming": {"fighters": {"labels": {"rebels": {"terms": ["rebel*"]}, "militants": {"terms": ["militant*"]}}}},
    }
)
TEXTS = ["The civil war: a war of rebels.", "Peace talks, peaceful talks show.", "", "Militant rebels"]
# Longest match within a category: `civil war` is one hit, the later `war` another; `talks show` is none.
COUNTS = [[2, 0, 1, 0], [0, 3, 0, 0], [0, 0, 0, 0], [0, 0, 1, 1]]
NAMES = ["war", "peace", "fighters.rebels", "fighters.militants"]


@pytest.fixture
def vectorizer() -> LexiconVectorizer:
    return LexiconVectorizer(LEXICON)


def test_counts_by_hand(vectorizer: LexiconVectorizer) -> None:
    counts = vectorizer.fit_transform(TEXTS)
    assert isinstance(counts, sparse.csr_array)
    assert counts.dtype == np.int64
    assert counts.toarray().tolist() == COUNTS
    assert vectorizer.get_feature_names_out().tolist() == NAMES


def test_columns_may_be_entries(vectorizer: LexiconVectorizer) -> None:
    by_entry = vectorizer.set_params(by="entry").fit(None)
    assert by_entry.get_feature_names_out().tolist() == [
        "war: war", "war: civil war", "war: air strike*", "peace: peace*", "peace: talks",
        "fighters.rebels: rebel*", "fighters.militants: militant*",
    ]  # fmt: skip
    assert by_entry.transform(TEXTS[:2]).toarray().tolist() == [[1, 1, 0, 0, 0, 1, 0], [0, 0, 0, 2, 1, 0, 0]]


def test_two_spellings_of_an_entry_are_one_column() -> None:
    entry = {"term": "regime change", "ignore_hyphens": "true"}
    lexicon = Lexicon.model_validate({"name": "x", "categories": {"c": {"terms": [entry]}}})
    vectorizer = LexiconVectorizer(lexicon, by="entry").fit()
    assert vectorizer.get_feature_names_out().tolist() == ["c: regime change"]
    assert vectorizer.transform(["Regime change, regime-change"]).toarray().tolist() == [[2]]


def test_within_the_lexicon_each_word_counts_once() -> None:
    terms = {"paper": {"terms": ["new york times"]}, "city": {"terms": ["new york"]}}
    lexicon = Lexicon.model_validate({"name": "x", "categories": terms})
    text = ["The New York Times is a New York paper."]
    assert LexiconVectorizer(lexicon).fit_transform(text).toarray().tolist() == [[1, 2]]
    assert LexiconVectorizer(lexicon, within="lexicon").fit_transform(text).toarray().tolist() == [[1, 1]]


@given(
    texts=st.lists(st.text(st.sampled_from("war peace.rebel\n-é’"), max_size=40), max_size=6), size=st.integers(1, 99)
)
def test_a_row_depends_on_its_text_alone(texts: list[str], size: int) -> None:
    vectorizer = LexiconVectorizer(LEXICON).fit()
    whole = vectorizer.transform(texts).toarray()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", size)
        assert (vectorizer.transform(iter(texts)).toarray() == whole).all()
    each = [vectorizer.transform([text]).toarray()[0] for text in texts]
    assert whole.shape == (len(texts), 4)
    assert [row.tolist() for row in each] == whole.tolist()


def test_a_corpus_without_furniture_gives_the_same() -> None:
    texts = ["The civil war went on and the rebels left the city.", "Peace talks were held by the militants today."]
    corpus = corpus_from_texts({str(i): text for i, text in enumerate(texts)})
    counts = count_matrix(corpus, find_hits(corpus, LEXICON), view=View(zones=None))
    assert counts.names.tolist() == NAMES
    assert (counts.matrix.toarray() == LexiconVectorizer(LEXICON).fit_transform(texts).toarray()).all()


def test_pandas_output_has_names_and_the_index_of_the_column() -> None:
    column = pd.Series(TEXTS, index=list("abcd"), dtype="str")
    vectorizer = LexiconVectorizer(LEXICON, sparse_output=False).set_output(transform="pandas")
    table = vectorizer.fit_transform(column)
    assert table.columns.tolist() == NAMES
    assert table.index.tolist() == list("abcd")
    assert table.to_numpy().tolist() == COUNTS
    with pytest.raises(ValueError, match="sparse matrix"):
        LexiconVectorizer(LEXICON).set_output(transform="pandas").fit_transform(column)


def test_it_comes_through_pickle_and_clone(vectorizer: LexiconVectorizer) -> None:
    again = pickle.loads(pickle.dumps(vectorizer.fit()))  # noqa: S301  # our own
    assert again.transform(TEXTS).toarray().tolist() == COUNTS
    unfitted = clone(vectorizer)
    assert unfitted.get_params() == vectorizer.get_params()
    with pytest.raises(NotFittedError):
        unfitted.transform(TEXTS)
    with pytest.raises(NotFittedError):
        unfitted.get_feature_names_out()


@pytest.mark.filterwarnings("ignore:Can't test estimator:sklearn.exceptions.SkipTestWarning")  # texts are no array
def test_the_checks_of_scikit_learn(vectorizer: LexiconVectorizer) -> None:
    estimator_checks.check_estimator(vectorizer)


@pytest.mark.parametrize(
    "check",
    # Those that feed no array of numbers; `check_estimator` leaves them out for every estimator of texts.
    [
        estimator_checks.check_estimator_cloneable,
        estimator_checks.check_estimator_tags_renamed,
        estimator_checks.check_valid_tag_types,
        estimator_checks.check_estimator_repr,
        estimator_checks.check_no_attributes_set_in_init,
        estimator_checks.check_get_params_invariance,
        estimator_checks.check_set_params,
        estimator_checks.check_parameters_default_constructible,
        estimator_checks.check_mixin_order,
        estimator_checks.check_do_not_raise_errors_in_init_or_set_params,
        estimator_checks.check_get_feature_names_out_error,
    ],
    ids=lambda check: str(check.__name__),
)
def test_checks_that_need_no_numbers(check: Any, vectorizer: LexiconVectorizer) -> None:
    check("LexiconVectorizer", vectorizer)


def test_in_a_pipeline_with_cross_validation() -> None:
    texts = ["rebels at war", "civil war and militants", "peace talks", "a peaceful city"] * 3
    labels = ["war", "war", "peace", "peace"] * 3
    scores = cross_val_score(make_pipeline(LexiconVectorizer(LEXICON), LogisticRegression()), texts, labels, cv=3)
    assert scores.tolist() == [1, 1, 1]  # the columns `war` and `peace` tell them apart


def test_a_lexicon_may_be_a_path(tmp_path: Path) -> None:
    path = tmp_path / "l.yaml"
    path.write_text("name: l\ncategories:\n  c: {terms: [war]}\n", encoding="utf-8")
    assert LexiconVectorizer(path).fit_transform(["War"]).toarray().tolist() == [[1]]
    assert LexiconVectorizer(str(path)).fit([]).lexicon_.name == "l"


def test_what_is_given_is_not_changed(vectorizer: LexiconVectorizer) -> None:
    texts = list(TEXTS)
    vectorizer.fit(texts).transform(texts)
    assert texts == TEXTS
    assert vectorizer.lexicon is LEXICON


def test_bad_input(vectorizer: LexiconVectorizer) -> None:
    fitted = clone(vectorizer).fit()
    with pytest.raises(InputError, match="needs a lexicon"):
        LexiconVectorizer().fit([])
    with pytest.raises(InputError, match="not one string"):
        fitted.transform("one text")
    with pytest.raises(InputError, match=r"text 1 is no string but nan"):
        fitted.transform(["a", float("nan")])
    with pytest.raises(UnknownNameError, match=r"by 'entries'.*entry"):
        LexiconVectorizer(LEXICON, by="entries").fit()  # type: ignore[arg-type]  # what is tested
    with pytest.raises(UnknownNameError, match="within"):
        LexiconVectorizer(LEXICON, within="text").fit()  # type: ignore[arg-type]  # what is tested
    assert fitted.transform([]).shape == (0, 4)
