"""Where in each article the words of a lexicon fall."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from framescope.errors import InputError, unknown_name
from framescope.figures.labels import legend_columns, shorten
from framescope.figures.rows import (
    NO_ARTICLE,
    article_rows,
    commonest_first,
    copy_notes,
    count_along_x,
    label_rows,
    require,
    row_height,
    row_of,
)
from framescope.figures.style import COLOURS, MARKERS, VOICE_LOOKS, journal_style, new_figure

#: More lanes than this cannot be told apart by shape.
MOST_CATEGORIES = len(MARKERS)
_LABEL_MM, _NAME_MM, _LANE_MM, _GAP_MM, _LEGEND_MM, _REST_MM = 58.0, 50.0, 1.7, 3.0, 3.8, 14.0
# Scare quotes are a word or two: shaded as lightly as speech, they would not be seen.
_SHADED = {"quoted": 0.35, "scare": 0.9}


@journal_style()
def term_positions(
    positions: pd.DataFrame,
    stretches: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    categories: Sequence[str] | None = None,
    relative: bool = False,
) -> Figure:
    """Draw one strip an article, a mark where each hit stands, a lane a category, quotations shaded.

    Parameters
    ----------
    positions
        As `positions` gives: ``article_id, category, token, n_tokens``; `token` counts from 0 what is read of
        the article.
    stretches
        As `voice_stretches` gives under the same view: ``article_id, voice, token, length, n_tokens``.
    articles
        The table `articles`, one row of the figure each. Those that `stretches` lacks were not read and say so.
    categories
        The categories to show, top to bottom; by default those that occur, the commonest first.
    relative
        Draw all articles equally long, in per cent, instead of in tokens.

    Returns
    -------
    matplotlib.figure.Figure
        180 mm wide, one axes; the marks of each category are one collection whose label is the category's.

    Raises
    ------
    InputError
        If columns are missing, no article is read, or there are too many articles (30) or categories (8).
    UnknownNameError
        For an article or category that is not known.

    Notes
    -----
    Marks close together hide each other: counts stand in the legend. With `relative` short articles look as
    long as long ones.
    """
    require(positions, ("article_id", "category", "token", "n_tokens"), "positions")
    require(stretches, ("article_id", "voice", "token", "length", "n_tokens"), "stretches")
    rows = article_rows(articles, "Term positions")
    hits, spans = _of_articles(positions), _of_articles(stretches)
    if spans.empty:
        raise InputError("No article is read: the table of stretches is empty. Check the view.")
    lanes = _lanes(hits, categories)
    names = [*(f"{shorten(lane, _NAME_MM)} (n = {n:,})" for lane, n in lanes.items()), *_shades(spans)]
    n_columns = legend_columns(names)
    rest_mm = _REST_MM + _LEGEND_MM * math.ceil(len(names) / n_columns)
    row_mm = row_height(len(rows), rest_mm=rest_mm, needed_mm=max(7.0, len(lanes) * _LANE_MM + _GAP_MM))
    fig = new_figure("double", rest_mm + row_mm * len(rows))
    ax = fig.add_subplot()
    half = (row_mm - _GAP_MM) / row_mm / 2
    _draw_strips(ax, rows, spans, half=half, relative=relative)
    for i, (name, label) in enumerate(zip(lanes, names, strict=False)):
        of_lane = hits[hits["category"].astype("str") == name]
        y = row_of(rows, of_lane["article_id"]) + (2 * (i + 0.5) / len(lanes) - 1) * half
        x = _scaled(of_lane["token"] + 0.5, of_lane["n_tokens"], relative)
        ax.scatter(
            x, y, s=10, marker=MARKERS[i], color=COLOURS[i], edgecolor="white", linewidth=0.25, zorder=3, label=label
        )
    _frame(ax, rows, spans, relative=relative)
    handles = [*ax.get_legend_handles_labels()[0], *_shades(spans).values()]
    fig.legend(handles, names, loc="outside lower center", ncols=n_columns, handletextpad=0.3)
    return fig


def _of_articles(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that belong to an article: text outside articles has no strip."""
    named = table["article_id"].notna() & (table["article_id"].astype("str") != NO_ARTICLE)
    return table[named]


def _lanes(hits: pd.DataFrame, categories: Sequence[str] | None) -> dict[str, int]:
    """Return the categories to show, in their order, each with its number of hits."""
    found = commonest_first(hits["category"])
    lanes = list(found if categories is None else categories)
    if unknown := next((name for name in found if name not in lanes), None):
        raise unknown_name("category", unknown, lanes)
    if len(lanes) > MOST_CATEGORIES:
        raise InputError(
            f"{len(lanes)} categories cannot be told apart in one figure (at most {MOST_CATEGORIES}). "
            "Pass the positions of those you want to show."
        )
    return {name: found.get(name, 0) for name in lanes}


def _scaled(tokens: pd.Series, n_tokens: pd.Series, relative: bool) -> np.ndarray:
    values = tokens.to_numpy(dtype=np.float64)
    return 100 * values / n_tokens.to_numpy(dtype=np.float64) if relative else values


def _draw_strips(ax: Axes, rows: pd.DataFrame, spans: pd.DataFrame, *, half: float, relative: bool) -> None:
    """Draw the outline of each article as long as what is read of it, and its quotations."""
    read = spans.drop_duplicates("article_id")
    lengths = _scaled(read["n_tokens"], read["n_tokens"], relative)
    outline: dict[str, Any] = {"fill": False, "edgecolor": "0.7", "linewidth": 0.4, "gid": "article"}
    for y, n in zip(row_of(rows, read["article_id"]), lengths, strict=True):
        ax.add_patch(Rectangle((0, y - half), n, 2 * half, **outline))
    for voice, alpha in _SHADED.items():
        of_voice = spans[spans["voice"].astype("str") == voice]
        shade: dict[str, Any] = {"facecolor": VOICE_LOOKS[voice].colour, "alpha": alpha, "linewidth": 0, "gid": voice}
        starts = _scaled(of_voice["token"], of_voice["n_tokens"], relative)
        widths = _scaled(of_voice["length"], of_voice["n_tokens"], relative)
        for y, start, width in zip(row_of(rows, of_voice["article_id"]), starts, widths, strict=True):
            ax.add_patch(Rectangle((start, y - half), width, 2 * half, **shade))


def _frame(ax: Axes, rows: pd.DataFrame, spans: pd.DataFrame, *, relative: bool) -> None:
    read = set(row_of(rows, spans["article_id"]))
    notes = [note if y in read else "not read" for y, note in zip(rows["y"], copy_notes(rows), strict=True)]
    label_rows(ax, rows, width_mm=_LABEL_MM, notes=notes)
    longest = 100 if relative else float(spans["n_tokens"].max())
    ax.set_xlim(-0.004 * longest, 1.004 * longest)
    ax.spines["bottom"].set_bounds(0, longest)
    ax.set_xlabel("place in what is read of the article (%)" if relative else "tokens from the start of the article")
    if not relative:
        count_along_x(ax)
    ax.spines["left"].set_visible(False)


def _shades(spans: pd.DataFrame) -> dict[str, Patch]:
    """Return what the shades that occur are called in the legend, and how they look there."""
    voices = set(spans["voice"].astype("str"))
    looks = [(VOICE_LOOKS[voice], alpha) for voice, alpha in _SHADED.items() if voice in voices]
    return {look.label: Patch(facecolor=look.colour, alpha=alpha, linewidth=0) for look, alpha in looks}
