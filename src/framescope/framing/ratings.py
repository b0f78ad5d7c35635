"""From the table `codings` to what coefficients count: who said what about each unit."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Literal, get_args

import numpy as np
import pandas as pd

from framescope.errors import InputError, expect, unknown_name
from framescope.framing.coefficients import Floats, Ratings
from framescope.schema import CODINGS

Between = Literal["coders", "passes"]


def raters_of(codings: pd.DataFrame, between: Between) -> list[tuple[str, pd.DataFrame]]:
    """Return what is compared, each with its name and with the column ``rater``.

    Raises
    ------
    UnknownNameError
        For another value of `between`.
    InputError
        If there are no two coders, or no coder with two passes.
    """
    if between not in get_args(Between):
        raise unknown_name("comparison", between, get_args(Between))
    expect("codings", codings, pd.DataFrame, "fs.read_journal")
    codings = CODINGS.frame(codings[list(CODINGS.columns)] if set(CODINGS.columns) <= set(codings) else codings)
    coder = codings["coder"].astype("str")
    if between == "coders":
        if coder.nunique() < 2:
            raise InputError(
                f"{coder.nunique()} coder: agreement needs two. Two passes of one coder are stability, not agreement: "
                "between='passes'."
            )
        first = codings["pass"] == codings.groupby(coder)["pass"].transform("min")
        return [("reproducibility", codings[first].assign(rater=coder[first]))]
    again = codings.groupby(coder)["pass"].nunique()
    names = again.index[again > 1]
    if not len(names):
        raise InputError("No coder went through the units twice: stability needs a second pass.")
    passes = "pass " + codings["pass"].astype("str")
    return [(f"stability of {name}", codings[coder == name].assign(rater=passes[coder == name])) for name in names]


def element_ratings(answers: pd.DataFrame, scale: Sequence[str] | None) -> tuple[Ratings, list[str], pd.DataFrame]:
    """Return the ratings of one element, its categories, and the answers as units x raters.

    Raises
    ------
    InputError
        If a rater gave two answers to one question, an answer is not on the scale, or nothing can be compared.
    """
    element = str(answers["element"].iloc[0])
    frame = _wide(answers, element)
    used = sorted({str(value) for value in frame.to_numpy().ravel() if pd.notna(value)})
    categories = [str(name) for name in scale] if scale else used
    strange = [name for name in used if name not in categories]
    if strange:
        raise InputError(f"Element {element!r}: answer {strange[0]!r} is not on its scale ({', '.join(categories)}).")
    if not (frame.notna().sum(axis=1) >= 2).any():
        raise InputError(f"Element {element!r}: no unit was coded twice, so nothing can be compared.")
    codes = np.stack([pd.Categorical(frame[name], categories=categories).codes for name in frame], axis=1)
    counts = np.stack([(codes == k).sum(axis=1) for k in range(len(categories))], axis=1).astype(np.float64)
    table = _table(codes, len(categories)) if codes.shape[1] == 2 else None
    return Ratings(counts, table, _numbers(categories) if scale else None), categories, frame


def _wide(answers: pd.DataFrame, element: str) -> pd.DataFrame:
    said = answers.drop_duplicates(["unit_id", "rater", "value"])  # several spans, one answer
    twice = said[said.duplicated(["unit_id", "rater"], keep=False)]
    if len(twice):
        one = twice.iloc[0]
        values = twice.loc[(twice["unit_id"] == one["unit_id"]) & (twice["rater"] == one["rater"]), "value"]
        raise InputError(
            f"Coder {one['rater']!r} answered {element!r} for unit {one['unit_id']!r} more than once "
            f"({', '.join(map(repr, values))}): keep one of the answers."
        )
    wide = said.pivot_table(index="unit_id", columns="rater", values="value", aggfunc="first", dropna=False)
    return wide.dropna(how="all").sort_index()


def _table(codes: np.ndarray[tuple[int, ...], np.dtype[np.int8]], k: int) -> Floats:
    table = np.zeros((len(codes), k, k))
    both = np.flatnonzero((codes >= 0).all(axis=1))
    table[both, codes[both, 0], codes[both, 1]] = 1
    return table


def _numbers(categories: Sequence[str]) -> Floats:
    with suppress(ValueError):
        return np.array([float(name) for name in categories])
    return np.arange(1.0, len(categories) + 1)
