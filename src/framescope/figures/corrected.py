"""Shares of own, quoted and reported words: as the rules give them, and corrected for what they confuse."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framescope.errors import InputError, unknown_name
from framescope.figures.labels import shorten
from framescope.figures.rows import MOST_ROWS, require, row_height
from framescope.figures.style import INK, SMALL, TEXT, VOICE_LOOKS, journal_style, new_figure

_NAMES = {"own": "own words", "quoted": "quoted", "reported": "reported"}
_LABEL_MM, _REST_MM, _ROW_MM = 40.0, 24.0, 6.5


@journal_style()
def corrected_voice_shares(table: pd.DataFrame, *, by: str | None = None) -> Figure:
    """Draw each share as given and as corrected, with its intervals.

    Parameters
    ----------
    table
        ``voice, share, corrected, low, high, detector_low, detector_high, n_tokens``, as
        `framescope.measures.shares.corrected_voices` gives, and the column `by`.
    by
        The column that names groups (``outlet``, ``title`` ...); None where there is one group.

    Returns
    -------
    matplotlib.figure.Figure
        130 mm wide, one axes; ``given`` and ``corrected`` (the labels of two lines of marks), in the order of
        the table, top to bottom.

    Raises
    ------
    InputError
        If columns are missing, there is no row, or more than fit on a page (30).
    UnknownNameError
        For a voice that is none of own, quoted, reported.

    Notes
    -----
    The thick bar is what the measurement of the rules leaves open about these very texts; the thin one adds that
    other stories might have been drawn, and is missing below 15 stories. Neither covers a genre in which
    the rules fare otherwise.
    """
    needed = ("voice", "share", "corrected", "low", "high", "detector_low", "detector_high", "n_tokens")
    require(table, (*needed, *([by] if by else [])), "corrected shares")
    if table.empty or len(table) > MOST_ROWS:
        raise InputError(
            f"corrected_voice_shares draws 1 to {MOST_ROWS} rows; the table has {len(table):,}. Keep those to be shown."
        )
    for voice in table["voice"].unique():
        if voice not in _NAMES:
            raise unknown_name("voice", voice, _NAMES)
    fig = new_figure(
        "onehalf", _REST_MM + min(_ROW_MM, row_height(len(table), rest_mm=_REST_MM, needed_mm=5.0)) * len(table)
    )
    ax = fig.add_subplot()
    _draw(ax, table)
    _name_rows(ax, table, by)
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper right", ncols=4)
    return fig


def _draw(ax: Axes, table: pd.DataFrame) -> None:
    y = np.arange(len(table))
    percent = {
        name: 100 * table[name].to_numpy(np.float64) for name in ("low", "high", "detector_low", "detector_high")
    }
    colours = [VOICE_LOOKS[voice].colour for voice in table["voice"]]
    ax.hlines(y, percent["detector_low"], percent["detector_high"], colors=colours, linewidth=5.5, alpha=0.45, zorder=2,
              label="interval: rules")  # fmt: skip
    ax.hlines(y, percent["low"], percent["high"], colors=INK, linewidth=0.7, zorder=3,
              label="rules and stories" if table["low"].notna().any() else "_none")  # fmt: skip
    ax.plot(100 * table["share"], y, "o", markerfacecolor="white", markeredgecolor=INK, markersize=4.0, zorder=4,
            label="given")  # fmt: skip
    ax.plot(100 * table["corrected"], y, "D", color=INK, markersize=3.0, zorder=5, label="corrected")
    shown = table[["share", "corrected", "high", "detector_high"]].to_numpy(np.float64)
    ax.set_xlim(0, min(100.0, 10 * np.ceil(10 * np.nan_to_num(shown).max() + 0.3)))
    ax.set_xlabel("share of the tokens (%)")
    ax.grid(axis="x", color="0.9", linewidth=0.5)


def _name_rows(ax: Axes, table: pd.DataFrame, by: str | None) -> None:
    names = [_NAMES[voice] for voice in table["voice"]]
    if by:
        named = table[by].astype("str")
        names = [
            f"{shorten(group, _LABEL_MM, TEXT)}: {name}" if new else name
            for group, name, new in zip(named, names, named.ne(named.shift()), strict=True)
        ]
        for at in np.flatnonzero(named.ne(named.shift()))[1:]:
            ax.axhline(at - 0.5, color="0.85", linewidth=0.5)
    ax.set_yticks(np.arange(len(table)), names)
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    for at, n in enumerate(table["n_tokens"]):
        if at == 0 or (by and table[by].iloc[at] != table[by].iloc[at - 1]):
            ax.annotate(f"n = {n:,}", (1, at), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                        va="center", size=SMALL)  # fmt: skip
    ax.spines["left"].set_visible(False)
