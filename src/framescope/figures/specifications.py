"""The specification curve: one number under every declared way of processing the same documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framescope.errors import InputError
from framescope.figures.labels import legend_columns, shorten, wrap
from framescope.figures.rows import require
from framescope.figures.style import (
    BLACK,
    BLUE,
    GREY,
    INK,
    SMALL,
    TEXT,
    VERMILLION,
    WIDTHS,
    Look,
    journal_style,
    new_figure,
)

#: With more, single specifications are thinner than a line.
MOST_DRAWN = 2000
NOTE = "Processing choices, not sampling: the spread is what the analyst decides, no interval."
MEETS, MISSES, NOTHING = "meets the claim", "misses it", "no number"
_LOOKS = {MEETS: Look(MEETS, BLUE, "o"), MISSES: Look(MISSES, VERMILLION, "s"), NOTHING: Look(NOTHING, GREY, "x")}
_CURVE_MM, _ROW_MM, _GAP_ROWS, _REST_MM, _NAMES_MM = 52.0, 3.6, 0.7, 24.0, 58.0
_HEAD_MM, _LINE_MM = 172.0, 3.4
_SMALLEST_MARK, _LARGEST_MARK = 1.2, 4.0


@journal_style()
def specification_curve(
    table: pd.DataFrame, choices: Sequence[str], *, value: str, title: str = "", summary: str = ""
) -> Figure:
    """Draw an estimate under every specification, the smallest first, with the choices that led to it below.

    Parameters
    ----------
    table
        One row per specification: a column per choice, ``as_claimed``, ``estimate, low, high`` (null where
        there is none), ``limit`` and ``meets``, as `framescope.study.multiverse` makes it.
    choices
        The columns of the choices.
    value
        What the estimate is, for the scale.
    title, summary
        What is claimed, and what came out of it: stand above the curve.

    Returns
    -------
    matplotlib.figure.Figure
        180 mm wide. Two axes (their gid): ``curve`` (x: rank from 0) and ``choices`` (one bar for each run of
        neighbours that have an option, labelled ``choice: option``).

    Raises
    ------
    InputError
        If columns are missing, or there is no specification or more than `MOST_DRAWN`.

    Notes
    -----
    Filled marks have an interval, hollow ones none (too few stories). What has no number at all stands at the
    end, as crosses at the bottom. Neighbours differ in more than one choice: which choice moves the number
    is read from specifications that differ in nothing else (`choice_effects`), not from the eye.
    Simonsohn, Simmons & Nelson (2020), *Nature Human Behaviour* 4, 1208-1214.
    """
    require(table, (*choices, "as_claimed", "estimate", "low", "high", "limit", "meets"), "specifications")
    if table.empty or len(table) > MOST_DRAWN:
        what = "There is no specification to draw." if table.empty else f"{len(table):,} specifications do not fit"
        raise InputError(what if table.empty else f"{what} (at most {MOST_DRAWN:,}); vary fewer choices at once.")
    ranked = table.sort_values("estimate", kind="stable", na_position="last", ignore_index=True)
    options = {choice: list(dict.fromkeys(table[choice].astype("str"))) for choice in choices}
    n_rows = sum(map(len, options.values())) + _GAP_ROWS * len(options)
    below_mm = max(n_rows * _ROW_MM, _ROW_MM)
    head = [*(wrap(title, _HEAD_MM) if title else ()), *(wrap(summary, _HEAD_MM) if summary else ())]
    fig = new_figure("double", _REST_MM + len(head) * _LINE_MM + _CURVE_MM + below_mm)
    curve, below = fig.subplots(2, 1, height_ratios=[_CURVE_MM, below_mm], sharex=True)
    _draw_curve(curve, ranked, value)
    _draw_choices(below, ranked, options)
    if head:
        fig.suptitle("\n".join(head), x=0.01, ha="left", size=TEXT)
    return fig


def _draw_curve(ax: Axes, ranked: pd.DataFrame, value: str) -> None:
    ax.set_gid("curve")
    x = np.arange(len(ranked))
    estimate = ranked["estimate"].to_numpy(dtype=np.float64)
    meets = ranked["meets"].fillna(False).to_numpy(dtype=np.bool_)
    known = ~np.isnan(estimate)
    certain = known & ranked["low"].notna().to_numpy() & ranked["high"].notna().to_numpy()
    low, high = (ranked[name].to_numpy(dtype=np.float64) for name in ("low", "high"))
    size = float(np.clip(260 / len(ranked), _SMALLEST_MARK, _LARGEST_MARK))
    ax.vlines(x[certain], low[certain], high[certain], color="0.75", linewidth=min(0.8, 90 / len(ranked)), zorder=1)
    _draw_limits(ax, x, ranked["limit"].to_numpy(dtype=np.float64))
    for name, chosen in ((MEETS, known & meets), (MISSES, known & ~meets)):
        for filled, drawn in ((True, chosen & certain), (False, chosen & ~certain)):
            if not drawn.any():
                continue
            look = _LOOKS[name]
            ax.plot(
                x[drawn], estimate[drawn], linestyle="none", marker=look.marker, markersize=size, zorder=3,
                markerfacecolor=look.colour if filled else "white", markeredgecolor=look.colour, markeredgewidth=0.6,
                label=f"{look.label} ({drawn.sum():,}{'' if filled else ', no interval'})", clip_on=False,
            )  # fmt: skip
    if not known.all():
        ax.plot(
            x[~known], np.zeros((~known).sum()), linestyle="none", marker="x", markersize=max(size, 2.5), color=GREY,
            transform=ax.get_xaxis_transform(), label=f"{NOTHING} ({(~known).sum():,})", clip_on=False,
        )  # fmt: skip
    _mark_claimed(ax, ranked, estimate)
    ax.set_ylabel(value)
    ax.set_xlim(-0.5, len(ranked) - 0.5)
    ax.margins(y=0.08)
    ax.tick_params(axis="x", length=0, labelbottom=False)
    ax.spines["bottom"].set_visible(False)
    names = [str(label) for label in ax.get_legend_handles_labels()[1]]
    columns = legend_columns(names, WIDTHS["double"] - _NAMES_MM)
    ax.legend(loc="upper left", ncols=columns, bbox_to_anchor=(0, -0.02), handletextpad=0.2, columnspacing=1.2)


def _draw_limits(ax: Axes, x: npt.NDArray[np.int64], limit: npt.NDArray[np.float64]) -> None:
    """Draw what is claimed: a line where it is the same everywhere, else a short stroke at each specification."""
    if len(np.unique(limit)) == 1:
        ax.axhline(limit[0], color=INK, linewidth=0.6, linestyle="--", zorder=0, label=f"claimed: {limit[0]:g}")
    else:
        strokes = ax.hlines(limit, x - 0.5, x + 0.5, color=INK, linewidth=0.5, zorder=0)
        strokes.set_label("claimed")


def _mark_claimed(ax: Axes, ranked: pd.DataFrame, estimate: npt.NDArray[np.float64]) -> None:
    """Point at the specification that the claim itself is."""
    for rank in np.flatnonzero(ranked["as_claimed"].to_numpy(dtype=np.bool_)):
        if np.isnan(estimate[rank]):
            continue
        left = rank > len(ranked) / 2
        ax.annotate(
            "as claimed", (float(rank), estimate[rank]), (-14 if left else 14, 12), textcoords="offset points",
            ha="right" if left else "left", va="bottom", size=TEXT, zorder=4,
            arrowprops={"arrowstyle": "-", "color": BLACK, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 1},
        )  # fmt: skip


def _draw_choices(ax: Axes, ranked: pd.DataFrame, options: Mapping[str, Sequence[str]]) -> None:
    ax.set_gid("choices")
    row, names, places = 0.0, [], []
    for choice, values in options.items():
        chosen = ranked[choice].astype("str")
        for i, option in enumerate(values):
            spans = _runs((chosen == option).to_numpy())
            ax.broken_barh(spans, (row - 0.36, 0.72), color=INK, linewidth=0, label=f"{choice}: {option}")
            lead = f"{choice}:  " if i == 0 else ""
            names.append(lead + shorten(option, _NAMES_MM - 16, SMALL))
            places.append(row)
            row += 1
        ax.axhline(row - 0.5 + _GAP_ROWS / 2, color="0.85", linewidth=0.4)
        row += _GAP_ROWS
    ax.set_yticks(places, names)
    ax.set_ylabel("what was chosen")
    ax.tick_params(axis="y", length=0, labelsize=SMALL)
    ax.set_ylim(row - _GAP_ROWS - 0.4, -0.6)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="x", length=0, labelbottom=False)
    noun = "specification" if len(ranked) == 1 else "specifications, in the order of their estimates"
    ax.set_xlabel(f"{len(ranked):,} {noun}\n{NOTE}")


def _runs(chosen: npt.NDArray[np.bool_]) -> list[tuple[float, float]]:
    """Return start and width of each run of neighbours: one bar each, or the file would hold thousands."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]]).astype(np.int8)))
    return [(float(first) - 0.5, float(past - first)) for first, past in edges.reshape(-1, 2)]
