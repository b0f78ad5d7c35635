"""Who is quoted how: attributions of each source by the stance of their cues."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from framescope.errors import InputError, unknown_name
from framescope.figures.labels import shorten
from framescope.figures.rows import MOST_ROWS, require, row_height
from framescope.figures.style import GREEN, INK, SMALL, TEXT, VERMILLION, Look, journal_style, new_figure

_NOT_STATED = "not stated"
STANCE_LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "neutral": Look("neutral (said)", "0.80"),
        "affirming": Look("affirming (confirmed)", GREEN, hatch="////"),
        "doubting": Look("doubting (claimed)", VERMILLION, hatch="xxxx"),
        _NOT_STATED: Look("no cue", "1.0"),
    }
)
_LABEL_MM, _REST_MM = 45.0, 24.0


@journal_style()
def stances_by_source(table: pd.DataFrame, *, key: str = "speaker", most: int = 15) -> Figure:
    """Draw how many attributions each source has, by the stance of the cue.

    Parameters
    ----------
    table
        ``stance, count`` and the column `key`, as `framescope.measures.stances.cue_stances` gives; rows of the
        same source and stance are added up.
    key
        The column that names the sources: ``speaker``, ``source_type``, ``outlet`` ...
    most
        Sources shown, those with the most attributions; ``not stated`` comes last.

    Returns
    -------
    matplotlib.figure.Figure
        130 mm wide, one axes; the bars of each stance are a container whose label is the stance's.

    Raises
    ------
    InputError
        If columns are missing, there is no attribution, or more rows are asked for than fit (30).
    UnknownNameError
        For a stance that is not known.

    Notes
    -----
    Lengths are counts, not shares: a bar of two attributions proves no habit. The stance is that of the verb
    as listed, whatever the sentence does with it.
    """
    require(table, (key, "stance", "count"), "stances")
    if not 1 <= most <= MOST_ROWS:
        raise InputError(f"stances_by_source: most is a number of rows from 1 to {MOST_ROWS}; not {most!r}.")
    for stance in table["stance"].unique():
        if stance not in STANCE_LOOKS:
            raise unknown_name("stance", stance, STANCE_LOOKS)
    wide = table.pivot_table(index=key, columns="stance", values="count", aggfunc="sum", fill_value=0, observed=True)
    wide = wide[wide.sum(axis=1) > 0]
    if wide.empty:
        raise InputError("There is no attribution to draw. A sentence says so better than an empty figure.")
    named = sorted(wide.index.difference([_NOT_STATED]), key=lambda name: (-wide.loc[name].sum(), str(name)))
    shown = wide.loc[[*named[:most], *([_NOT_STATED] if _NOT_STATED in wide.index else [])]]
    fig = new_figure("onehalf", _REST_MM + row_height(len(shown), rest_mm=_REST_MM, needed_mm=5.0) * len(shown))
    ax = fig.add_subplot()
    _draw_bars(ax, shown)
    left = len(wide) - len(shown)
    ax.set_xlabel("attributions" + (f" ({left:,} more sources are not shown)" if left else ""))
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper right", ncols=4, handlelength=1.4)
    return fig


def _draw_bars(ax: Axes, wide: pd.DataFrame) -> None:
    y, left = np.arange(len(wide)), np.zeros(len(wide))
    for stance in [name for name in STANCE_LOOKS if name in wide and wide[name].any()]:
        look, count = STANCE_LOOKS[stance], wide[stance].to_numpy(np.float64)
        ax.barh(
            y, count, 0.65, left=left, label=look.label, color=look.colour, hatch=look.hatch,
            edgecolor=INK, linewidth=0.3, clip_on=False,
        )  # fmt: skip
        left += count
    for at, total in zip(y, left, strict=True):
        ax.annotate(f"{total:,.0f}", (total, at), (3, 0), textcoords="offset points", va="center", size=SMALL)
    ax.set_yticks(y, [shorten(str(name), _LABEL_MM, TEXT) for name in wide.index])
    ax.set_ylim(len(wide) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.spines["left"].set_visible(False)
