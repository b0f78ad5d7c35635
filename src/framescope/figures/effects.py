"""Differences as bars from a middle line, with the intervals they have, or the reason why they have none."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framescope.errors import InputError
from framescope.figures.labels import legend_columns, shorten, wrap
from framescope.figures.rows import require
from framescope.figures.style import (
    BLUE,
    GREY,
    INK,
    SMALL,
    TEXT,
    VERMILLION,
    WIDTHS,
    journal_style,
    new_figure,
)
from framescope.figures.tables import round_table

#: More bars than this do not fit on a page.
MOST_BARS = 50
_BAR_MM, _REST_MM, _NAME_MM = 3.9, 26.0, 34.0


@journal_style()
def effect_bars(
    table: pd.DataFrame,
    *,
    value: str = "log_ratio_walter",
    sides: tuple[str, str] = ("target", "reference"),
    n: int = 12,
    width: str = "onehalf",
) -> Figure:
    """Draw the most telling differences in either direction as bars, the target's above.

    Those with an interval come first, by its end nearer to 0: the longest bars are words that one side lacks, of
    which nobody knows how rare they are there. Without intervals the longest are drawn.

    Parameters
    ----------
    table
        As `keyness` or `word_shift` give: ``term, count_target, count_reference`` and `value`; intervals are drawn
        where there are ``low_<value>`` and ``high_<value>``, and the first ``reason_<value>`` is written below.
    value
        The column to draw; its 0 is no difference.
    sides
        What target and reference are called.
    n
        Bars in either direction, at most.
    width
        Width of the figure, as in `style.new_figure`.

    Returns
    -------
    matplotlib.figure.Figure
        One axes; bars from top to bottom by value, names and counts (target : reference) at the sides. The bars of
        each direction are a container whose label is the side's.

    Raises
    ------
    InputError
        If columns are missing, nothing differs, a value is not finite, or too many bars are asked for.

    Notes
    -----
    The bars were chosen because they are long: some are long by chance, and in another corpus they would be
    shorter. Read the intervals, and the counts beside the bars. Words that one side lacks may be missing here.
    """
    require(table, ("term", "count_target", "count_reference", value), "differences")
    rows = _rows(table.reset_index(drop=True), value, n)
    fig = new_figure(width, _REST_MM + _BAR_MM * len(rows))
    ax = fig.add_subplot()
    y = np.arange(len(rows))
    for name, colour, hatch, chosen in (
        (sides[0], BLUE, "", rows[value] > 0), (sides[1], VERMILLION, "////", rows[value] < 0)
    ):  # fmt: skip
        where = chosen.to_numpy()
        ax.barh(
            y[where], rows.loc[where, value], height=0.72, color=colour, hatch=hatch, edgecolor="white", linewidth=0.3,
            label=f"more in: {shorten(name, WIDTHS[width] / 2 - 22)}",
        )  # fmt: skip
    _whiskers(ax, rows, value)
    _frame(ax, rows, value)
    _remarks(fig, ax, table, rows, (value, width))
    return fig


def _rows(table: pd.DataFrame, value: str, n: int) -> pd.DataFrame:
    if not 0 < n <= MOST_BARS // 2:
        raise InputError(f"n is a number of bars from 1 to {MOST_BARS // 2} in either direction; not {n!r}.")
    differing = table[table[value] != 0]
    if differing.empty:
        raise InputError(f"There is no bar to draw: {value} is 0 in every row.")
    rows = _most_telling(differing, value, n)
    rows = rows.sort_values([value, "term"], ascending=[False, True], kind="stable", na_position="last")
    if not np.isfinite(rows[value]).all():
        word = rows.loc[~np.isfinite(rows[value]), "term"].iloc[0]
        raise InputError(f"{value} of {word!r} is not finite: no bar is so long. log_ratio_walter always is finite.")
    return round_table(rows.reset_index(drop=True))  # processors differ in the last digits of a logarithm


def _most_telling(table: pd.DataFrame, value: str, n: int) -> pd.DataFrame:
    """Return the rows to draw of either direction: by the end of the interval nearer to 0, then the longest without."""
    sign = np.sign(table[value])
    order = pd.DataFrame({"sign": sign, "length": -table[value].abs(), "term": table["term"]})
    low, high = f"low_{value}", f"high_{value}"
    order["least"] = -sign * table[low].where(sign > 0, table[high]) if {low, high} <= set(table.columns) else np.nan
    chosen = order.sort_values(["least", "length", "term"], kind="stable", na_position="last").groupby("sign").head(n)
    return table.loc[chosen.index]


def _whiskers(ax: Axes, rows: pd.DataFrame, value: str) -> None:
    low, high = f"low_{value}", f"high_{value}"
    if low not in rows.columns or high not in rows.columns:
        return
    known = np.flatnonzero((np.isfinite(rows[low]) & np.isfinite(rows[high])).to_numpy())
    if not len(known):
        return
    ends = rows.iloc[known]
    ax.hlines(known, ends[low], ends[high], color=INK, linewidth=0.9, label=f"interval (n = {len(known):,})", zorder=3)
    for end in (low, high):
        ax.plot(ends[end], known, linestyle="", marker="|", color=INK, markersize=4, label="_end", zorder=3)


def _frame(ax: Axes, rows: pd.DataFrame, value: str) -> None:
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=INK, linewidth=0.6, zorder=4)
    ax.set_xlabel(value)
    for y, (term, a, b) in enumerate(zip(rows["term"], rows["count_target"], rows["count_reference"], strict=True)):
        # Texts, not ticks: a word may be a number.
        for text, x, ha, size, colour in (
            (shorten(str(term), _NAME_MM), 0, "right", TEXT, INK), (f"{a:,} : {b:,}", 1, "left", SMALL, GREY)
        ):  # fmt: skip
            ax.annotate(
                text, (x, y), (10 * x - 5, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                ha=ha, va="center", size=size, color=colour,
            )  # fmt: skip


def _remarks(fig: Figure, ax: Axes, table: pd.DataFrame, rows: pd.DataFrame, told: tuple[str, str]) -> None:
    value, width = told
    handles, names = ax.get_legend_handles_labels()
    columns = legend_columns(names, WIDTHS[width] - 8)
    fig.legend(handles, names, loc="outside upper left", ncols=columns, fontsize=TEXT)
    estimable = f"estimable_{value}"
    if estimable in table.columns and not rows[estimable].all():
        reason = str(rows.loc[~rows[estimable].astype(bool), f"reason_{value}"].iloc[0])
        n = int((~rows[estimable].astype(bool)).sum())
        words = f"without an interval: {n:,} of {len(rows):,} ({reason})"
        fig.supxlabel("\n".join(wrap(words, WIDTHS[width] - 8, SMALL)), x=0.01, ha="left", size=SMALL, color=GREY)
