"""Models of whether a text has a frame: linear ones over words, and the baselines that show what they are worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.preprocessing import MaxAbsScaler

from framescope.errors import unknown_name
from framescope.framing.classifier.pmi import PmiWords
from framescope.lexicon.model import Lexicon
from framescope.lexicon.vectorizer import LexiconVectorizer

#: What the inner folds choose among: strength of regularisation, or length of a list.
_CHOICES = {"C": (0.3, 1.0, 3.0, 10.0), "n_words": (50, 100, 250, 500)}

_WORD = r"(?u)\b\w[\w'’-]*"

Build = Callable[[Sequence[str], Lexicon | None], Pipeline]


def _words() -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, min_df=2, token_pattern=_WORD)


def _pairs() -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, min_df=3, ngram_range=(1, 2), token_pattern=_WORD)


def _characters() -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, min_df=3, analyzer="char_wb", ngram_range=(3, 5))


def _linear(features: Callable[[], Any], blocks: Sequence[str]) -> Pipeline:
    by_block = ColumnTransformer([(block, features(), block) for block in blocks])
    return make_pipeline(by_block, LogisticRegression(class_weight="balanced", max_iter=2000, solver="liblinear"))


def _scaled(lexicon: Lexicon | None) -> Pipeline:
    """Return hits by category, no category above 1: beside TF-IDF, plain counts would drown the words."""
    return make_pipeline(LexiconVectorizer(_needed(lexicon)), MaxAbsScaler())


def _needed(lexicon: Lexicon | None) -> Lexicon:
    if lexicon is None:
        plain = [name for name in MODELS if "lexicon" not in name]
        raise unknown_name("model without a lexicon", "lexicon", plain)
    return lexicon


def _lexicon_only(blocks: Sequence[str], lexicon: Lexicon | None) -> Pipeline:
    counts = ColumnTransformer([(block, LexiconVectorizer(_needed(lexicon)), block) for block in blocks])
    return make_pipeline(counts, LogisticRegression(class_weight="balanced", max_iter=2000, solver="liblinear"))


def _constant(strategy: str, **options: Any) -> Build:
    return lambda blocks, lexicon: make_pipeline(DummyClassifier(strategy=strategy, **options))


#: Models by the name that stands in tables: (blocks of text, lexicon) -> pipeline.
MODELS: Mapping[str, Build] = MappingProxyType(
    {
        "words": lambda blocks, lexicon: _linear(_words, blocks),
        "word pairs": lambda blocks, lexicon: _linear(_pairs, blocks),
        "characters": lambda blocks, lexicon: _linear(_characters, blocks),
        "words + characters": lambda blocks, lexicon: _linear(lambda: make_union(_pairs(), _characters()), blocks),
        "pmi words": lambda blocks, lexicon: make_pipeline(
            ColumnTransformer([(block, CountVectorizer(), block) for block in blocks]), PmiWords()
        ),
        "words + lexicon": lambda blocks, lexicon: _linear(lambda: make_union(_words(), _scaled(lexicon)), blocks),
        "lexicon": _lexicon_only,
        "always yes": _constant("constant", constant=1),
        "majority": _constant("most_frequent"),
    }
)
#: They stand beside every model, whoever asks.
BASELINES = ("always yes", "majority")


def build_model(name: str, blocks: Sequence[str], lexicon: Lexicon | None = None) -> Pipeline:
    """Return an unfitted model.

    Raises
    ------
    UnknownNameError
        For a model that does not exist, or the lexicon model without a lexicon.
    """
    if name not in MODELS:
        raise unknown_name("model", name, MODELS)
    return MODELS[name](blocks, lexicon)


def choices_of(model: Pipeline) -> tuple[str, Sequence[float]] | None:
    """Return the name of what is to be chosen for a model and its values; None where there is nothing."""
    return next(((name, values) for name, values in _CHOICES.items() if hasattr(model[-1], name)), None)


def scores_of(model: Pipeline, texts: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return the probability of yes for each text."""
    classes = list(model[-1].classes_)
    if 1 not in classes:
        return np.zeros(len(texts))
    return np.asarray(model.predict_proba(texts)[:, classes.index(1)], dtype=np.float64)
