"""Change over time: a line for each series with its intervals, broken at gaps, and the articles it is made of."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from framescope.errors import InputError, unknown_name
from framescope.figures.labels import shorten, wrap
from framescope.figures.rows import require
from framescope.figures.style import COLOURS, GREY, SMALL, TITLE, WIDTHS, journal_style, new_figure
from framescope.figures.tables import round_table

#: Panels below each other; more do not fit on a page.
MOST_SERIES = 6
_PANEL_MM, _BARS_MM, _REST_MM = 27.0, 22.0, 12.0
_MOST_TICKS = 8
_SCALES = {"per_1000": "per 1,000 tokens", "share": "share of mentions"}


@journal_style()
def trend_lines(
    table: pd.DataFrame, *, series: str = "category", smoothed: str | None = None, width: str = "double"
) -> Figure:
    """Draw rates or shares period by period, a panel a series, above bars of the articles in each period.

    Parameters
    ----------
    table
        What `trend` returned, with the rows of up to six series.
    series
        The column that names them: ``category``, ``label``, ``outlet`` ...
    smoothed
        A smoothed column of the table (``per_1000_rolling_3``), drawn as a line beside the values.
    width
        Width of the figure, as in `style.new_figure`.

    Returns
    -------
    matplotlib.figure.Figure
        One axes a series (its gid is the series) and a last one, ``articles``. The line of the values is labelled
        with the series, the smoothed one with its column.

    Raises
    ------
    InputError
        If columns are missing, there is no row, more series than fit, or several rows of a series in one period.
    UnknownNameError
        If the table has no such smoothed column.

    Notes
    -----
    A band is the interval; a hollow point has none, because the period holds too few stories. Where there is nothing
    to count in, the line breaks and the panel is grey: no articles, or no mentions. It misleads where panels are
    compared by eye: each has its own scale, from 0. Few articles under a peak make it one.
    """
    value = next((name for name in _SCALES if name in table.columns), "per_1000")
    require(table, ("period", series, value, "low", "high", "n_articles_read"), "trend")
    if smoothed is not None and smoothed not in table.columns:
        raise unknown_name("smoothed column", smoothed, [name for name in table.columns if "rolling" in name])
    rows = round_table(table).assign(**{series: table[series].astype("str")})
    names, periods = list(dict.fromkeys(rows[series])), list(dict.fromkeys(rows["period"]))
    _check(rows, series, names)
    fig = new_figure(width, _PANEL_MM * len(names) + _BARS_MM + _REST_MM)
    heights = [_PANEL_MM] * len(names) + [_BARS_MM]
    axes = fig.subplots(len(heights), 1, sharex=True, height_ratios=heights)
    for i, (ax, name) in enumerate(zip(axes, names, strict=False)):
        of_series = rows[rows[series] == name].set_index("period").reindex(periods)
        _draw(ax, of_series, value, name=name, colour=COLOURS[i], smoothed=smoothed)
        ax.set_title(shorten(name, WIDTHS[width] - 20, TITLE))
        ax.set_ylabel(_SCALES[value], size=SMALL)
    _bars(axes[-1], rows.drop_duplicates("period").set_index("period").reindex(periods))
    key = " · ".join(_key(rows, smoothed))
    axes[-1].set_xlabel("\n".join(wrap(key, WIDTHS[width] - 20, SMALL)), size=SMALL, color=GREY)
    return fig


def _check(rows: pd.DataFrame, series: str, names: list[str]) -> None:
    if not names:
        raise InputError("A trend needs rows; the table has none.")
    if len(names) > MOST_SERIES:
        raise InputError(
            f"A trend can show {MOST_SERIES} series below each other; the table has {len(names)} in {series!r}. "
            "Keep the rows of those you want to show."
        )
    twice = rows.loc[rows.duplicated([series, "period"]), series]
    if len(twice):
        raise InputError(
            f"The table has several rows of {twice.iloc[0]!r} in one period: name the column that tells them apart "
            "as series, or keep the rows of one."
        )


def _draw(ax: Axes, rows: pd.DataFrame, value: str, *, name: str, colour: object, smoothed: str | None) -> None:
    ax.set_gid(name)
    x = np.arange(len(rows))
    y, low, high = (rows[column].to_numpy(dtype=np.float64) for column in (value, "low", "high"))
    for gap in np.flatnonzero(np.isnan(y)):
        ax.axvspan(gap - 0.5, gap + 0.5, color="0.93", linewidth=0, zorder=0)
    sure = ~np.isnan(low)
    if sure.any():
        ax.fill_between(x, low, high, color=colour, alpha=0.2, linewidth=0)
        ax.vlines(x, low, high, color=colour, linewidth=0.5, alpha=0.5)  # a band needs two neighbours
    size = 3.5 if len(rows) <= 60 else 2.0
    ax.plot(x, y, color=colour, label=name, marker="", linewidth=0.6 if smoothed else 1.0)
    for chosen, face in ((sure, colour), (~sure, "white")):
        if not chosen.any():  # a line of no points takes the corner of the figure as its place, and the layout fails
            continue
        points = ax.plot(x[chosen], y[chosen], "o", color=colour, markersize=size, label="_points", clip_on=False)[0]
        points.set(markerfacecolor=face, markeredgewidth=0.6, zorder=3)
    if smoothed:
        ax.plot(x, rows[smoothed].to_numpy(dtype=np.float64), color=colour, linewidth=1.8, label=smoothed)
    top = np.nanmax(np.concatenate([y, high, [0.0]]))
    ax.set_ylim(0, top * 1.08 if top > 0 else 1)
    ax.tick_params(axis="x", length=0)


def _bars(ax: Axes, rows: pd.DataFrame) -> None:
    ax.set_gid("articles")
    ax.bar(np.arange(len(rows)), rows["n_articles_read"].to_numpy(), width=0.8, color="0.65")
    ax.set_ylabel("articles", size=SMALL)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
    step = -(-len(rows) // _MOST_TICKS)
    ax.set_xticks(np.arange(0, len(rows), step), rows.index[::step])
    ax.set_xlim(-0.5, len(rows) - 0.5)


def _key(rows: pd.DataFrame, smoothed: str | None) -> list[str]:
    """Return what a reader must know to read the panels, and what is in none of them."""
    left_out = {
        "without a date": int(rows["articles_without_date"].iloc[0]),
        "dated too coarsely": int(rows["articles_imprecise"].iloc[0]),
    }
    key = ["hollow: no interval", "grey: nothing to count in", *([f"thick: {smoothed}"] if smoothed else [])]
    return key + [f"articles left out, {what}: {n:,}" for what, n in left_out.items() if n]
