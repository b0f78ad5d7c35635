"""How a classifier is told about: how it grows with data, and a card that says what it is for and what it is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from framescope.errors import InputError, expect
from framescope.framing.classifier.folds import Folds, check_rows, choose, fit_chosen, predict, splits
from framescope.framing.classifier.models import build_model
from framescope.framing.classifier.validate import MACRO, MICRO, frame_scores


def frame_learning_curve(
    texts: pd.DataFrame,
    labels: pd.DataFrame,
    groups: pd.Series[Any],
    *,
    model: str = "words",
    shares: Sequence[float] = (0.2, 0.4, 0.6, 0.8, 1.0),
    folds: Folds | None = None,
) -> pd.DataFrame:
    """Show how predictions get better with more coded texts.

    Parameters
    ----------
    texts, labels, groups, folds
        As in `cross_validate_frames`.
    model
        One model.
    shares
        Shares of the training groups, above 0 and up to 1.

    Returns
    -------
    DataFrame
        ``share, n_train`` (texts, mean over folds) and ``frame, f1``, with ``(micro)`` and ``(macro)``; a frame that a
        small share holds nowhere is predicted nowhere.

    Raises
    ------
    InputError
        For a share that is none.
    """
    check_rows(texts, labels, groups)
    folds = folds or Folds()
    if not all(0 < share <= 1 for share in shares):
        raise InputError(f"shares lie above 0 and up to 1; not {list(shares)}.")
    rows = []
    for share in shares:
        parts, sizes = [], []
        for fold, (train, test) in enumerate(splits(groups.tolist(), folds.outer, folds.seed)):
            kept = _first_groups(groups.iloc[train], share, folds.seed + fold)
            sizes.append(int(kept.sum()))
            sides = (train[kept], test)
            parts += [_predicted(texts, labels[frame], groups, sides, (model, folds)) for frame in labels.columns]
        scores = frame_scores(pd.concat(parts, ignore_index=True).assign(model=model), n_resamples=100)
        for frame, f1 in zip(scores["frame"], scores["f1"], strict=True):
            rows.append((share, float(np.mean(sizes)), frame, f1))
    return pd.DataFrame(rows, columns=["share", "n_train", "frame", "f1"])


def model_card(scores: pd.DataFrame, *, corpus: str, coders: str, groups: str, date: str) -> str:
    """Return a card as Markdown: data, coders, how it was tested, how well it does beside the baselines.

    Parameters
    ----------
    scores
        What `frame_scores` returned.
    corpus, coders
        What it learnt from; who coded it, with their agreement.
    groups
        What was kept on one side (stories, outlets).
    date
        When.

    Raises
    ------
    InputError
        If the baselines are not among the scores: without them a score says nothing.
    """
    expect("scores", scores, pd.DataFrame, "fs.frame_scores")
    models = list(dict.fromkeys(scores["model"]))
    if "always yes" not in models:
        raise InputError("The scores lack the baseline 'always yes'; cross_validate_frames adds it.")
    wide = scores.set_index(["model", "frame"])["f1"].unstack("frame").loc[models]  # noqa: PD010  # nothing to aggregate
    frames = [*(name for name in wide.columns if name not in (MICRO, MACRO)), MICRO, MACRO]
    head = f"| F1 | {' | '.join(frames)} |\n|---|{'---|' * len(frames)}\n"
    body = "".join(
        f"| {name} | {' | '.join(f'{wide.loc[name, frame]:.3f}' for frame in frames)} |\n" for name in models
    )
    beaten = [
        name for name in models if wide.loc[name, MICRO] <= wide.loc["always yes", MICRO] and name != "always yes"
    ]
    warning = f"No better than saying yes to everything (micro): {', '.join(beaten)}.\n\n" if beaten else ""
    return (
        f"# Frames predicted from words\n\nLearnt from: {corpus}. Coded by: {coders}. Tested: {date}, nested "
        f"cross-validation grouped by {groups}; strength and threshold chosen inside the training part.\n\n"
        f"{head}{body}\n{warning}For: finding texts worth reading, and rates over many texts with their error. "
        "Not for: saying of one text which frame it has, other topics, outlets or years than those above without a new "
        "test, or scoring outlets.\n"
    )


def _first_groups(groups: pd.Series[Any], share: float, seed: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    names = np.array(sorted(set(groups.astype("str"))), dtype=object)
    order = np.random.default_rng(seed).permutation(len(names))
    kept = names[order[: max(1, round(share * len(names)))]]
    return groups.astype("str").isin(kept).to_numpy()


def _predicted(
    texts: pd.DataFrame, labels: pd.Series[Any], groups: pd.Series[Any], sides: tuple[Any, Any], how: tuple[str, Folds]
) -> pd.DataFrame:
    (train, test), (name, folds) = sides, how
    told = labels.iloc[train].to_numpy(np.int64)
    table = pd.DataFrame({"text": texts.index[test], "group": groups.iloc[test].astype("str").to_numpy()})
    table = table.assign(frame=str(labels.name), actual=labels.iloc[test].to_numpy(np.bool_))
    if told.min() == told.max():
        return table.assign(predicted=bool(told[0]))
    model = build_model(name, list(texts.columns))
    inner = splits(groups.iloc[train].tolist(), min(folds.inner, groups.iloc[train].nunique()), folds.seed)
    choice = choose(model, texts.iloc[train], told, inner)
    fitted = fit_chosen(model, texts.iloc[train], told, choice)
    return table.assign(predicted=predict(fitted, choice, texts.iloc[test])[1])
