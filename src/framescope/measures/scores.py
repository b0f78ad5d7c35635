"""From measures chosen by name to columns: values, p values and adjusted p values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from framescope.measures.reading import Bools, Floats
from framescope.measures.registry import Measure, Needs
from framescope.measures.significance import Adjustment, adjust_p, p_chi2, p_normal


def score(
    chosen: Sequence[Measure],
    things: Mapping[Needs, Any],
    *,
    options: Mapping[str, Any],
    adjust: Adjustment | None = None,
    kept: Bools | None = None,
) -> pd.DataFrame:
    """Compute measures.

    Parameters
    ----------
    chosen
        The measures.
    things
        What they are computed from, by what they need.
    options
        Values of their options.
    adjust
        How p values are adjusted, each measure a family; None for not at all.
    kept
        The terms that are shown: p values are adjusted for as many.

    Returns
    -------
    DataFrame
        A column per measure under its name, then ``p_<measure>`` where it has a p (none for a measure
        that is one), and ``p_<measure>_<adjust>`` (``<measure>_<adjust>``).
    """
    values: dict[str, Floats] = {}
    chances: dict[str, Floats] = {}
    for one in chosen:
        result = one.function(things[one.needs], **{name: options[name] for name in one.options})
        value, p = result if one.p == "test" else (result, _p_of(one, result))
        values[one.name] = value if kept is None else value[kept]
        if p is None:
            continue
        name = one.name if one.p == "itself" else f"p_{one.name}"
        shown = p if kept is None else p[kept]
        if one.p != "itself":
            chances[name] = shown
        if adjust is not None:
            chances[f"{name}_{adjust}"] = adjust_p(shown, adjust)
    return pd.DataFrame(values | chances)


def sorted_by(table: pd.DataFrame, first: Measure, count: str) -> pd.DataFrame:
    """Return the rows by a measure, the most telling first; ties by count, then as given."""
    up = first.p == "itself"  # a small p is the more telling
    order = table.sort_values([first.name, count], ascending=[up, False], na_position="last", kind="stable")
    return order.reset_index(drop=True)


def _p_of(measure: Measure, value: Floats) -> Floats | None:
    if measure.p == "chi2":
        return p_chi2(value)
    if measure.p == "normal":
        return p_normal(value)
    return np.asarray(value, np.float64) if measure.p == "itself" else None
