"""How well frames are predicted: by models and by baselines, over the same folds, with intervals over stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from framescope.errors import InputError, expect
from framescope.framing.classifier.folds import Choice, Folds, check_rows, choose, fit_chosen, predict, splits
from framescope.framing.classifier.models import BASELINES, build_model
from framescope.lexicon.model import Lexicon
from framescope.measures.intervals import MIN_UNITS
from framescope.measures.resample import Resampling, ResamplingOptions, resampled_sums, resampling_from

Floats = npt.NDArray[np.float64]
MICRO, MACRO = "(micro)", "(macro)"


def cross_validate_frames(
    texts: pd.DataFrame,
    labels: pd.DataFrame,
    groups: pd.Series[Any],
    *,
    models: Sequence[str] = ("words",),
    lexicon: Lexicon | None = None,
    folds: Folds | None = None,
) -> pd.DataFrame:
    """Predict every text once, by models that have not seen its story.

    Parameters
    ----------
    texts
        One row per text, columns of words (see `article_texts`): each a block of features.
    labels
        The same rows; a column of truth values per frame. A text may have several frames or none.
    groups
        The same rows: what must not stand on both sides (the column ``story``, or ``outlet`` to see how
        models carry over to outlets they have not seen).
    models
        Names out of `framescope.framing.classifier.models.MODELS`; the baselines are always added, ``lexicon`` too
        where a lexicon is given.
    lexicon
        For the model ``lexicon``.
    folds
        How texts are dealt out.

    Returns
    -------
    DataFrame
        One row per model, frame and text: ``model, frame, text`` (its index), ``group, fold, score, threshold,
        setting, predicted, actual``.

    Raises
    ------
    UnknownNameError
        For a model that does not exist.
    InputError
        If rows do not fit together, a frame is in all texts or in none, or groups are fewer than folds.

    Notes
    -----
    Words, weights, setting (strength of regularisation, length of a list) and threshold come from the training part
    alone; setting and threshold are those with the best F1 in inner folds. Pooling what different folds
    predict treats their thresholds as one.
    """
    folds = folds or Folds()
    check_rows(texts, labels, groups)
    _check_frames(labels)
    names = list(dict.fromkeys([*models, *(["lexicon"] if lexicon is not None else []), *BASELINES]))
    built = {name: build_model(name, list(texts.columns), lexicon) for name in names}
    parts = []
    for fold, (train, test) in enumerate(splits(groups.tolist(), folds.outer, folds.seed)):
        inner = splits(groups.iloc[train].tolist(), folds.inner, folds.seed)
        known, unknown = texts.iloc[train], texts.iloc[test]
        for frame in labels.columns:
            told = labels[frame].iloc[train].to_numpy(np.int64)
            for name, model in built.items():
                choice = choose(model, known, told, inner)
                scores, yes = predict(fit_chosen(model, known, told, choice), choice, unknown)
                about = _about(name, str(frame), fold, choice)
                here = {"text": unknown.index, "group": groups.iloc[test].astype("str").to_numpy()}
                actual = labels[frame].iloc[test].to_numpy(np.bool_)
                parts.append(
                    pd.DataFrame({**here, "score": scores, "predicted": yes, "actual": actual}).assign(**about)
                )
    columns = ["model", "frame", "text", "group", "fold", "score", "threshold", "setting", "predicted", "actual"]
    return pd.concat(parts, ignore_index=True)[columns]


def frame_scores(predictions: pd.DataFrame, **resampling: Unpack[ResamplingOptions]) -> pd.DataFrame:
    """Score predictions.

    Parameters
    ----------
    predictions
        What `cross_validate_frames` returned.
    **resampling
        ``level=0.95``, ``n_resamples=2000``, ``seed=0``.

    Returns
    -------
    DataFrame
        ``model, frame`` (each, then ``(micro)``: all decisions pooled, and ``(macro)``: the mean over frames),
        ``precision, recall, f1, low, high`` (of F1), ``n_texts, n_yes, n_groups, method, estimable, reason``.

    Notes
    -----
    Intervals resample groups of the predictions; that another training sample would give another model is not in
    them, so they are too narrow. Micro F1 is ruled by frequent frames: ``always yes`` does well by it.
    """
    expect("predictions", predictions, pd.DataFrame, "fs.cross_validate_frames")
    options = resampling_from(resampling)
    rows = []
    for model, of_model in predictions.groupby("model", sort=False):
        frames = list(dict.fromkeys(of_model["frame"]))
        sums, draws, n_groups = _sums(of_model, frames, options)
        values, drawn = _scores(sums), _scores(draws)
        for i, frame in enumerate([*frames, MICRO, MACRO]):
            whole = of_model if frame in (MICRO, MACRO) else of_model[of_model["frame"] == frame]
            estimable = n_groups >= MIN_UNITS
            tails = [(1 - options.level) / 2, (1 + options.level) / 2]
            low, high = np.quantile(drawn["f1"][i], tails) if estimable else (np.nan, np.nan)
            rows.append(
                {
                    "model": model, "frame": frame, **{name: float(part[i]) for name, part in values.items()},
                    "low": low, "high": high,
                    "n_texts": of_model["text"].nunique(), "n_yes": int(whole["actual"].sum()),
                    "n_groups": n_groups, "method": _method(options) if estimable else "no interval",
                    "estimable": estimable,
                    "reason": None if estimable else f"{n_groups} groups; an interval needs at least {MIN_UNITS}",
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def _check_frames(labels: pd.DataFrame) -> None:
    for frame in labels.columns:
        n = int(labels[frame].sum())
        if n in (0, len(labels)):
            raise InputError(f"Frame {frame!r} is in {n} of {len(labels)} texts: there is nothing to learn.")


def _about(model: str, frame: str, fold: int, choice: Choice) -> dict[str, Any]:
    setting = np.nan if choice.setting is None else choice.setting
    return {"model": model, "frame": frame, "fold": fold, "threshold": choice.threshold, "setting": setting}


def _method(options: Resampling) -> str:
    return f"percentile bootstrap over groups, {options.n_resamples} resamples, {100 * options.level:g} % interval"


def _sums(predictions: pd.DataFrame, frames: list[str], options: Resampling) -> tuple[Floats, Floats, int]:
    """Return (true yes, predicted yes, actual yes) by frame, of all and of each draw, and the number of groups."""
    group, names = pd.factorize(predictions["group"], sort=True)
    frame = pd.Categorical(predictions["frame"], categories=frames).codes
    yes, actual = predictions["predicted"].to_numpy(np.bool_), predictions["actual"].to_numpy(np.bool_)
    tables = [
        sparse.coo_array((part.astype(np.float64), (group, frame)), shape=(len(names), len(frames)))
        for part in (yes & actual, yes, actual)
    ]
    counts = sparse.csr_array(sparse.hstack(tables))
    draws = resampled_sums(counts, options).reshape(3, len(frames), -1)
    return np.asarray(counts.sum(axis=0), dtype=np.float64).reshape(3, len(frames)), draws, len(names)


def _scores(sums: Floats) -> Mapping[str, Floats]:
    """Return precision, recall and F1 by frame, then micro and macro, along the first axis."""
    pooled = np.concatenate([sums, sums.sum(axis=1, keepdims=True)], axis=1)
    true, said, there = pooled

    def share(above: Floats, below: Floats) -> Floats:
        quotient = np.zeros_like(above)
        np.divide(above, below, out=quotient, where=below > 0)
        return np.concatenate([quotient, quotient[:-1].mean(axis=0, keepdims=True)])

    return {"precision": share(true, said), "recall": share(true, there), "f1": share(2 * true, said + there)}
