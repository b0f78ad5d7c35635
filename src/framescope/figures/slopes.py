"""The same terms under successive choices: what cleaning, copies and quotations do to a count."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation

from framescope.errors import InputError, unknown_name
from framescope.figures.labels import shorten, spread, wrap
from framescope.figures.rows import require
from framescope.figures.style import (
    COLOURS,
    DASHES,
    GREY,
    MARKERS,
    TEXT,
    WIDTHS,
    journal_style,
    new_figure,
)
from framescope.figures.tables import round_table

#: More lines than this cross too often to be followed.
MOST_LINES = 8
_HEIGHT_MM, _NAME_MM = 85.0, 33.0
_LEAD_POINTS = 14.0
_SCALES = {"count": "hits", "per_1000": "hits per 1,000 tokens"}


@journal_style()
def slope_chart(
    table: pd.DataFrame,
    *,
    series: str = "category",
    step: str = "view",
    value: str = "count",
    width: str = "onehalf",
) -> Figure:
    """Draw one line a term from the first choice to the last, named at its end.

    Parameters
    ----------
    table
        One row per term and choice: the columns that `series`, `step` and `value` name, and ``n_tokens``
        (tokens read under the choice), as `across_views` of `frequency` gives. Choices stand in the order of
        the table.
    series, step
        The column that names the lines, and the one that names the choices.
    value
        ``count`` or ``per_1000``.
    width
        Width of the figure, as in `style.new_figure`.

    Returns
    -------
    matplotlib.figure.Figure
        One axes; each line's label is its term as written.

    Raises
    ------
    InputError
        If columns are missing, there are fewer than two choices or more than eight lines, or a term has no
        value or several under a choice.

    Notes
    -----
    Misleads when counts are compared across terms of different breadth (``terror*`` and a name), or when a
    fall in counts is read as a fall in rate: each choice has its own number of tokens, shown below it.
    """
    if value not in _SCALES:
        raise unknown_name("value", value, _SCALES)
    require(table, (series, step, value, "n_tokens"), "frequency")
    wide = _wide(round_table(table), series, step, value)
    fig = new_figure(width, _HEIGHT_MM)
    ax = fig.add_subplot()
    x = np.arange(len(wide.columns))
    for i, (term, values) in enumerate(wide.iterrows()):
        ax.plot(
            x, values.to_numpy(dtype=np.float64), label=str(term), color=COLOURS[i], marker=MARKERS[i],
            linestyle=DASHES[i], markeredgecolor="white", markeredgewidth=0.3, markersize=4.5, clip_on=False,
        )  # fmt: skip
    _frame(ax, table, wide, step, value)
    fig.draw_without_rendering()  # only now is it known how far apart two labels are
    _name_lines(ax, wide, value)
    return fig


def _wide(table: pd.DataFrame, series: str, step: str, value: str) -> pd.DataFrame:
    """Return one row a term, one column a choice, both in the order of the table."""
    names = table.assign(**{series: table[series].astype("str"), step: table[step].astype("str")})
    terms, steps = list(dict.fromkeys(names[series])), list(dict.fromkeys(names[step]))
    if len(steps) < 2:
        raise InputError(f"A slope chart needs two choices or more in {step!r}; the table has {len(steps)}.")
    if len(terms) > MOST_LINES:
        raise InputError(
            f"A slope chart can show {MOST_LINES} lines that a reader can follow; the table has {len(terms)} in "
            f"{series!r}. Keep the rows of those you want to show."
        )
    if twice := next(iter(names.loc[names.duplicated([series, step]), series]), None):
        raise InputError(f"The table has several rows of {twice!r} under one choice; add them up first.")
    wide = names.pivot_table(index=series, columns=step, values=value, aggfunc="first")
    wide = wide.reindex(index=terms, columns=steps)
    if empty := next(iter(wide.index[wide.isna().any(axis=1)]), None):
        raise InputError(f"The table has no {value} of {empty!r} under every choice in {step!r}; zero is a value too.")
    return wide


def _frame(ax: Axes, table: pd.DataFrame, wide: pd.DataFrame, step: str, value: str) -> None:
    read = table.groupby(table[step].astype("str"))["n_tokens"].agg(["min", "max"])
    column_mm = (WIDTHS["onehalf"] - _NAME_MM - 20) / (len(wide.columns) - 0.5)
    names = [wrap(str(name), column_mm) for name in wide.columns]
    most = max(map(len, names))
    labels = []
    for name, lines in zip(wide.columns, names, strict=True):
        low, high = read.loc[name]
        n = f"{low:,.0f}" if low == high else f"{low:,.0f}–{high:,.0f}"
        labels.append("\n".join([*lines, *[""] * (most - len(lines)), f"n = {n} tokens"]))
    ax.set_xticks(range(len(wide.columns)), labels)
    ax.set_xlim(0, len(wide.columns) - 1)
    top = float(wide.to_numpy().max())
    ax.set_ylim(0, top * 1.04 if top > 0 else 1)
    ax.set_ylabel(_SCALES[value])
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="x", length=0, pad=6)
    for x in range(len(wide.columns)):
        ax.axvline(x, color="0.85", linewidth=0.5, zorder=0)


def _name_lines(ax: Axes, wide: pd.DataFrame, value: str) -> None:
    """Name each line at its end with its first and last value, names moved apart where lines end close together."""
    points = ax.bbox.height / ax.figure.dpi * 72 / (ax.get_ylim()[1] - ax.get_ylim()[0])
    ends = wide.iloc[:, -1].to_numpy(dtype=np.float64)
    shifts = spread(ends * points, TEXT * 1.25, low=0.0, high=ax.get_ylim()[1] * points) - ends * points
    for i, (term, values) in enumerate(wide.iterrows()):
        place = ax.transAxes + ScaledTranslation(_LEAD_POINTS / 72, shifts[i] / 72, ax.figure.dpi_scale_trans)
        x, y = 1.0, ends[i] / ax.get_ylim()[1]
        ax.annotate(
            "", (x, y), (x, y), xycoords="axes fraction", textcoords=place, annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.4, "shrinkA": 2, "shrinkB": 3},
        )  # fmt: skip
        ax.plot(
            [x], [y], transform=place, clip_on=False, marker=MARKERS[i], color=COLOURS[i], markersize=4.5,
            markeredgecolor="white", markeredgewidth=0.3, label="_key",
        )  # fmt: skip
        first, last = _number(values.iloc[0], value), _number(values.iloc[-1], value)
        ax.annotate(
            f"{shorten(str(term), _NAME_MM)}  {first} → {last}", (x, y), (5, 0), xycoords=place,
            textcoords="offset points", va="center", size=TEXT, annotation_clip=False,
        )  # fmt: skip


def _number(number: float, value: str) -> str:
    return f"{number:,.0f}" if value == "count" else f"{number:,.2f}"
