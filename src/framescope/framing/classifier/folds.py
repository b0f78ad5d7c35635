"""Nested cross-validation: every choice is made inside the training part, and no story stands on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import clone
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline

from framescope.errors import InputError, expect
from framescope.framing.classifier.models import choices_of, scores_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Split = tuple[Ints, Ints]


@dataclass(frozen=True)
class Folds:
    """How texts are dealt out: `outer` folds are predicted once each, `inner` ones choose setting and threshold."""

    outer: int = 5
    inner: int = 5
    seed: int = 0

    def __post_init__(self) -> None:
        if self.outer < 2 or self.inner < 2:
            raise InputError(f"Folds: at least two of each kind; not {self.outer} and {self.inner}.")


@dataclass(frozen=True)
class Choice:
    """What the inner folds of one training part have chosen."""

    setting: float | None
    threshold: float


def check_rows(texts: pd.DataFrame, labels: pd.DataFrame | pd.Series[Any], groups: pd.Series[Any]) -> None:
    """Refuse texts, labels and groups that do not stand row by row.

    Raises
    ------
    InputError
        If one is no table or column, their rows differ, or two texts share an index.
    """
    expect("texts", texts, pd.DataFrame, "fs.article_texts")
    expect("labels", labels, (pd.DataFrame, pd.Series), "pd.DataFrame(...)")
    expect("groups", groups, pd.Series, "fs.article_texts(...)['story']")
    if not (texts.index.equals(labels.index) and texts.index.equals(groups.index)):
        raise InputError("texts, labels and groups must have the same rows in the same order.")
    if texts.index.has_duplicates:
        raise InputError("Each text needs an index of its own.")


def splits(groups: Sequence[object], n: int, seed: int) -> list[Split]:
    """Deal rows out so that no group stands on both sides.

    Raises
    ------
    InputError
        If there are fewer groups than folds.
    """
    codes = pd.factorize(pd.Series(list(groups), dtype=object).astype("str"), sort=True)[0]
    if len(np.unique(codes)) < n:
        raise InputError(f"{len(np.unique(codes))} independent groups cannot make {n} folds; ask for fewer folds.")
    dealt = GroupKFold(n_splits=n, shuffle=True, random_state=seed)
    return [(train.astype(np.int64), test.astype(np.int64)) for train, test in dealt.split(codes, groups=codes)]


def choose(model: Pipeline, texts: pd.DataFrame, labels: Ints, inner: Sequence[Split]) -> Choice:
    """Choose setting and threshold by the F1 of the inner folds' pooled predictions."""
    best = (-1.0, Choice(None, 0.5))
    offered = choices_of(model)
    if offered is None:
        return best[1]
    name, values = offered
    features = [_prepared(model, texts, split) for split in inner]
    for value in values:
        scores = np.zeros(len(labels))
        for (train, test), (inside, outside) in zip(inner, features, strict=True):
            scores[test] = _fit_and_score(
                clone(model[-1]).set_params(**{name: value}), (inside, labels[train]), outside
            )
        threshold, f1 = best_threshold(labels, scores)
        best = max(best, (f1, Choice(value, threshold)), key=lambda pair: pair[0])
    return best[1]


def best_threshold(labels: Ints, scores: Floats) -> tuple[float, float]:
    """Return the threshold with the highest F1, and that F1; yes is a score above the threshold."""
    order = np.argsort(-scores, kind="stable")
    ranked, yes = scores[order], np.cumsum(labels[order])
    n = np.arange(1, len(labels) + 1)
    f1 = 2 * yes / (n + labels.sum())
    last = np.r_[ranked[1:] < ranked[:-1], True]  # equal scores fall on one side
    at = int(np.where(last, f1, -1).argmax())
    below = ranked[at + 1] if at + 1 < len(ranked) else ranked[at] - 1e-9
    return float((ranked[at] + below) / 2), float(f1[at])


def fit_chosen(model: Pipeline, texts: pd.DataFrame, labels: Ints, choice: Choice) -> Pipeline:
    """Return a model fitted with the setting that was chosen."""
    fitted = clone(model)
    offered = choices_of(model)
    if offered is not None and choice.setting is not None:
        fitted[-1].set_params(**{offered[0]: choice.setting})
    return fitted.fit(texts, labels)


def predict(model: Pipeline, choice: Choice, texts: pd.DataFrame) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return scores of yes, and whether they are above the threshold."""
    scores = scores_of(model, texts)
    return scores, scores > choice.threshold


def _prepared(model: Pipeline, texts: pd.DataFrame, split: Split) -> tuple[object, object]:
    """Return the features of both sides: they do not depend on what is chosen."""
    features = clone(model[:-1])
    return features.fit_transform(texts.iloc[split[0]]), features.transform(texts.iloc[split[1]])


def _fit_and_score(last: Any, known: tuple[object, Ints], unknown: Any) -> Floats:
    if known[1].min() == known[1].max():
        return np.full(unknown.shape[0], float(known[1][0]))
    return np.asarray(last.fit(*known).predict_proba(unknown)[:, 1], dtype=np.float64)
