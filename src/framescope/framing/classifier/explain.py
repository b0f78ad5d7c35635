"""What a model of frames rests on: the words that decide, and the passages that speak for a prediction."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import clone
from sklearn.pipeline import Pipeline

from framescope.errors import InputError, expect
from framescope.framing.classifier.folds import Folds, check_rows, choose, fit_chosen, splits
from framescope.framing.classifier.models import build_model

Floats = npt.NDArray[np.float64]
_PASSAGE = re.compile(r"[^\n]+")


def fit_frame(
    texts: pd.DataFrame,
    labels: pd.Series[Any],
    groups: pd.Series[Any],
    *,
    model: str = "words",
    folds: Folds | None = None,
) -> Pipeline:
    """Return a model of one frame fitted to all texts, its strength chosen by folds over groups.

    Raises
    ------
    UnknownNameError
        For a model that does not exist.
    InputError
        For a model without words to look at, or fewer groups than folds.
    """
    check_rows(texts, labels, groups)
    folds = folds or Folds()
    pipeline = build_model(model, list(texts.columns))
    if not hasattr(pipeline[-1], "C"):
        raise InputError(f"The model {model!r} has no words to look at; take a linear one.")
    told = labels.to_numpy(np.int64)
    choice = choose(pipeline, texts, told, splits(groups.tolist(), folds.inner, folds.seed))
    return fit_chosen(pipeline, texts, told, choice)


def deciding_words(
    fitted: Pipeline,
    texts: pd.DataFrame,
    labels: pd.Series[Any],
    groups: pd.Series[Any],
    *,
    n: int = 20,
    n_resamples: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """List the features with the greatest weights for and against a frame.

    Parameters
    ----------
    fitted
        What `fit_frame` returned for these texts, labels and groups.
    texts, labels, groups
        What it was fitted to.
    n
        How many for and how many against.
    n_resamples, seed
        Refits on groups drawn with replacement, with the same features and strength.

    Returns
    -------
    DataFrame
        ``block, feature, weight, low, high`` (percentiles of 95 %), ``n_texts`` that hold it, ``stable`` (the interval
        leaves out 0), the greatest weight first.

    Notes
    -----
    A weight says what sets these texts apart, given all other words, not what the frame is made of: names of people
    and places decide where one event had one frame. Correlated words share their weight.
    """
    expect("fitted", fitted, Pipeline, "fs.fit_frame")
    check_rows(texts, labels, groups)
    features, last = fitted[:-1], fitted[-1]
    matrix = features.transform(texts)
    told = labels.to_numpy(np.int64)
    weight = np.asarray(last.coef_[0], dtype=np.float64)
    order = np.argsort(weight, kind="stable")
    shown = np.unique(np.r_[order[:n], order[::-1][:n]])
    drawn = _refitted(last, matrix, told, pd.factorize(groups)[0], (n_resamples, seed))[:, shown]
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    names = [str(name).split("__", 1) for name in features.get_feature_names_out()[shown]]
    table = pd.DataFrame(
        {
            "block": [name[0] for name in names],
            "feature": [name[-1].rsplit("__", 1)[-1] for name in names],
            "weight": weight[shown],
            "low": low,
            "high": high,
            "n_texts": np.asarray((matrix[:, shown] > 0).sum(axis=0)).ravel(),
        }
    )
    table["stable"] = (table["low"] > 0) | (table["high"] < 0)
    return table.sort_values("weight", ascending=False, kind="stable", ignore_index=True)


def passages(fitted: Pipeline, texts: pd.DataFrame, *, n: int = 3) -> pd.DataFrame:
    """List the passages of each text that speak most for a frame.

    Parameters
    ----------
    fitted
        What `fit_frame` returned.
    texts
        Rows as it was fitted to; a passage is a line of them (`article_texts` ends lines with sentences).
    n
        How many of each text.

    Returns
    -------
    DataFrame
        ``text`` (its index), ``block, passage, weight``: the sum of the weights of its words, each times how much
        of it the passage holds, the greatest first.

    Notes
    -----
    The passages are evidence for the prediction, not for the frame: read them to see whether they are more.
    """
    expect("fitted", fitted, Pipeline, "fs.fit_frame")
    expect("texts", texts, pd.DataFrame, "fs.article_texts")
    last = fitted[-1]
    rows = []
    for name, row in texts.iterrows():
        for block in texts.columns:
            lines = _PASSAGE.findall(str(row[block]))
            if lines:
                alone = pd.DataFrame(
                    {other: lines if other == block else "" for other in texts.columns}, index=range(len(lines))
                )
                weights = np.asarray(fitted[:-1].transform(alone) @ last.coef_[0]).ravel()
                rows += [(name, block, line, float(value)) for line, value in zip(lines, weights, strict=True)]
    table = pd.DataFrame(rows, columns=["text", "block", "passage", "weight"])
    best = table.sort_values("weight", ascending=False, kind="stable").groupby("text", sort=False).head(n)
    rank = {name: i for i, name in enumerate(texts.index)}
    return best.sort_values("text", key=lambda names: names.map(rank), kind="stable").reset_index(drop=True)


def _refitted(
    last: Any, matrix: Any, labels: npt.NDArray[np.int64], group: npt.NDArray[np.int64], draws: tuple[int, int]
) -> Floats:
    """Return the weights of models fitted to groups drawn with replacement."""
    n_resamples, seed = draws
    streams = np.random.SeedSequence(seed).spawn(n_resamples)
    n_groups = int(group.max()) + 1
    weights = []
    for stream in streams:
        times = np.bincount(np.random.default_rng(stream).integers(0, n_groups, n_groups), minlength=n_groups)[group]
        if np.unique(labels[times > 0]).size > 1:
            weights.append(clone(last).fit(matrix, labels, sample_weight=times).coef_[0])
    return np.asarray(weights, dtype=np.float64)
