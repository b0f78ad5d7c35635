"""Whose loaded words: the rate of each category in the tokens of each voice."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framescope.errors import InputError, unknown_name
from framescope.figures.labels import shorten
from framescope.figures.rows import MOST_ROWS, require, row_height
from framescope.figures.style import GREY, SMALL, TEXT, VOICE_LOOKS, journal_style, new_figure
from framescope.schema import VOICES

_LABEL_MM, _REST_MM = 40.0, 26.0
# Marks that rest on fewer hits are hollow.
_FEW = 5
# A voice with less of the tokens than this has rates that stretch the scale and say nothing.
_LEAST_SHARE = 0.01


@journal_style()
def rates_by_voice(table: pd.DataFrame, *, key: str = "category") -> Figure:
    """Draw how often each category stands in the words of each voice, per 1,000 tokens of that voice.

    Parameters
    ----------
    table
        The column `key`, ``voice, count, n_tokens, per_1000``, as `frequency` by these gives. Categories
        without a hit are not drawn.
    key
        The column that names the rows.

    Returns
    -------
    matplotlib.figure.Figure
        130 mm wide, one axes; the marks of each voice are a line whose label is the voice's, rows from the
        category with the most hits downwards.

    Raises
    ------
    InputError
        If columns are missing, nothing was found, or there are more rows than fit on a page (30).
    UnknownNameError
        For a voice that is not known.

    Notes
    -----
    A rate of a voice with few tokens jumps with every hit: hollow marks rest on fewer than five hits, a voice
    with less than one token in a hundred is not drawn (the scale says so), and the number of all hits stands at
    the end of each row. Where the rules miss what is attributed, words of sources
    count among the article's own.
    """
    require(table, (key, "voice", "count", "n_tokens", "per_1000"), "frequency")
    for voice in table["voice"].unique():
        if voice not in VOICES:
            raise unknown_name("voice", voice, VOICES)
    hits = table.groupby(key, observed=True)["count"].sum()
    hits = hits[hits > 0].sort_values(ascending=False, kind="stable")
    if hits.empty or len(hits) > MOST_ROWS:
        raise InputError(
            f"rates_by_voice draws 1 to {MOST_ROWS} rows with hits in {key!r}; the table has {len(hits):,}."
        )
    read = table.groupby(table["voice"].astype("str"))["n_tokens"].max()
    small = list(read.index[read < _LEAST_SHARE * read.sum()])
    fig = new_figure("onehalf", _REST_MM + row_height(len(hits), rest_mm=_REST_MM, needed_mm=5.0) * len(hits))
    ax = fig.add_subplot()
    _draw_marks(ax, table[~table["voice"].isin(small)], {name: y for y, name in enumerate(hits.index)}, key)
    _name_rows(ax, hits)
    left_out = "; ".join(f"{VOICE_LOOKS[voice].label}, {read[voice]:,} tokens, not drawn" for voice in small)
    ax.set_xlabel("hits per 1,000 tokens of the voice" + (f" ({left_out})" if left_out else ""))
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper right", ncols=2)
    return fig


def _draw_marks(ax: Axes, table: pd.DataFrame, row: dict[object, int], key: str) -> None:
    read = table.groupby(table["voice"].astype("str"))["n_tokens"].max()
    drawn = table[(table["count"] > 0) & table[key].isin(list(row))]
    for voice in [voice for voice in VOICES if (drawn["voice"] == voice).any()]:
        of_voice, look = drawn[drawn["voice"] == voice], VOICE_LOOKS[voice]
        for marks, fill, label in (
            (of_voice[of_voice["count"] >= _FEW], look.colour, f"{look.label} ({read[voice]:,} tokens)"),
            (of_voice[of_voice["count"] < _FEW], "white", "_few"),
        ):
            ax.plot(
                marks["per_1000"], [row[name] for name in marks[key]], linestyle="none", marker=look.marker,
                markersize=4.5, markerfacecolor=fill, markeredgecolor=look.colour, markeredgewidth=0.8, clip_on=False,
                zorder=3, label=label,
            )  # fmt: skip


def _name_rows(ax: Axes, hits: pd.Series[int]) -> None:
    for y, n in enumerate(hits):
        ax.annotate(
            f"n = {n:,}", (1, y), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
            va="center", size=SMALL, color=GREY,
        )  # fmt: skip
        ax.axhline(y, color="0.92", linewidth=0.5, zorder=0)
    ax.set_yticks(range(len(hits)), [shorten(str(name), _LABEL_MM, TEXT) for name in hits.index])
    ax.set_ylim(len(hits) - 0.5, -0.5)
    ax.set_xlim(left=0)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
