"""Key words as points: how large the difference is, against how frequent the word is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.scale import LogScale, LogTransform
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from framescope.errors import InputError
from framescope.figures.labels import shorten
from framescope.figures.rows import require
from framescope.figures.style import BLUE, GREY, INK, TEXT, VERMILLION, journal_style, new_figure
from framescope.figures.tables import round_table

#: More names than this on either side leave no room to read them.
MOST_NAMED = 20
#: Where more points than this are drawn alike, they are drawn as an image inside the figure.
MOST_VECTORS = 3000
_HEIGHT_MM, _NAME_MM = 105.0, 34.0
_DECIMALS = 9
#: Where a name may stand: direction from its point and distances in points, the nearest first.
_WAYS = ((1, 0), (-1, 0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7), (0, 1), (0, -1))
_DISTANCES = (4.0, 8.0, 13.0, 19.0, 26.0, 34.0, 44.0, 56.0)


class _SteadyTransform(LogTransform):
    """A logarithm without its last digits, in which processors differ: a figure must have the same bytes on all."""

    def transform_non_affine(self, values: Any) -> npt.NDArray[np.float64]:
        logarithms: npt.NDArray[np.float64] = np.asarray(super().transform_non_affine(values), dtype=np.float64)
        return logarithms.round(_DECIMALS)


class _SteadyLog(LogScale):
    """The logarithmic scale with that transform."""

    def get_transform(self) -> LogTransform:
        return _SteadyTransform(self.base, "clip")


@journal_style()
def term_plot(
    table: pd.DataFrame,
    *,
    effect: str = "log_ratio_walter",
    rank: str | None = None,
    sides: tuple[str, str] = ("target", "reference"),
    n_named: int = 12,
    p: str | None = None,
) -> Figure:
    """Draw each word at its frequency and its effect size, and name those that stand out on either side.

    Parameters
    ----------
    table
        As `keyness` gives: ``term, count_target, count_reference, n_target, n_reference`` and the columns below.
    effect
        The column along y; its 0 is no difference.
    rank
        The column that decides which words are named: the highest and the lowest values of it; by default
        `effect`.
    sides
        What target and reference are called.
    n_named
        Words named on either side.
    p
        A column of p values: words of at most .05 are drawn dark, the others light. None draws all alike.

    Returns
    -------
    matplotlib.figure.Figure
        180 mm wide, one axes. The points are collections whose gid is ``others`` or ``named``. Names do not lie on
        each other or on named points; those without room are not written, and the title says how many are.

    Raises
    ------
    InputError
        If columns are missing, the table is empty, an effect is not finite, or too many names are asked for.

    Notes
    -----
    The words at the left end are rare: their effects are large by chance. What is named depends on `rank`, not on
    importance.
    """
    rank = rank or effect
    columns = ("term", "count_target", "count_reference", "n_target", "n_reference", effect, rank, *([p] if p else []))
    require(table, columns, "keyness")
    points = _points(table, effect, rank, n_named)
    fig = new_figure("double", _HEIGHT_MM)
    ax = fig.add_subplot()
    _draw(ax, points, table[p].to_numpy() if p else None)
    ax.axhline(0, color=GREY, linewidth=0.5, zorder=1)
    ax.set_xscale(_SteadyLog(ax.xaxis))
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:,.10g}")  # beside a large reference rates lie below 1, too
    ax.xaxis.set_minor_formatter("")
    ax.margins(x=0.09, y=0.08)
    ax.set_xlabel("occurrences per million tokens, both sides together (logarithmic)")
    ax.set_ylabel(f"{effect}: ← {shorten(sides[1], _NAME_MM)} · {shorten(sides[0], _NAME_MM)} →")
    fig.draw_without_rendering()  # only now is it known how large a name is and where its point
    written = _name(ax, points)
    n = int(points["named"].sum())
    ax.set_title(
        f"{len(points):,} words, {written:,} named" + (f" ({n - written:,} more without room)" if written < n else "")
    )
    return fig


def _points(table: pd.DataFrame, effect: str, rank: str, n_named: int) -> pd.DataFrame:
    if table.empty:
        raise InputError("There is no word to draw: the table of keyness is empty.")
    if not 0 < n_named <= MOST_NAMED:
        raise InputError(f"n_named is a number of words from 1 to {MOST_NAMED}; not {n_named!r}.")
    y = table[effect].to_numpy(np.float64)
    if not np.isfinite(y).all():
        word = table["term"].iloc[int(np.flatnonzero(~np.isfinite(y))[0])]
        raise InputError(
            f"{effect} of {word!r} is not finite and has no place in a figure; log_ratio_walter always is."
        )
    count = table["count_target"] + table["count_reference"]
    x = 1e6 * count.to_numpy(np.float64) / (table["n_target"] + table["n_reference"]).to_numpy(np.float64)
    points = pd.DataFrame({"term": table["term"].to_numpy(), "x": x, "y": y, "rank": table[rank].to_numpy(np.float64)})
    order = points["rank"].sort_values(kind="stable").index
    named = [
        *(i for i in order[:n_named] if points["y"][i] < 0),
        *(i for i in order[::-1][:n_named] if points["y"][i] > 0),
    ]
    return round_table(points.assign(named=points.index.isin(named)))


def _draw(ax: Axes, points: pd.DataFrame, p: npt.NDArray[np.float64] | None) -> None:
    every = np.ones(len(points), np.bool_)
    levels = [("", every)] if p is None else [("p ≤ .05", p <= 0.05), ("p > .05", ~(p <= 0.05))]
    up, named = (points["y"] > 0).to_numpy(), points["named"].to_numpy()
    for level, (label, chosen) in enumerate(levels):
        for gid, which, size in (("others", ~named, 6), ("named", named, 18)):
            for colour, side in ((BLUE, up), (VERMILLION, ~up)):
                rows = points[which & chosen & side]
                # Hollow, not pale: pale points on each other look like a dark one.
                face = colour if level == 0 else "none"
                # A vector figure of tens of thousands of points opens in no editor.
                ax.scatter(
                    rows["x"], rows["y"], s=size, facecolor=face, edgecolor=colour, linewidth=0.5, gid=gid,
                    zorder=3 if gid == "named" else 2, rasterized=len(rows) > MOST_VECTORS,
                )  # fmt: skip
        if label:
            face = INK if level == 0 else "none"
            label = f"{label} (n = {chosen.sum():,})"
            ax.scatter([], [], s=18, facecolor=face, edgecolor=INK, linewidth=0.5, label=label)
    if p is not None:
        ax.figure.legend(loc="outside lower right", ncols=2, handletextpad=0.2)


def _name(ax: Axes, points: pd.DataFrame) -> int:
    """Write the names where there is room, those that stand out most first; return how many."""
    scale = ax.figure.dpi / 72
    everything = ax.transData.transform(points[["x", "y"]].to_numpy())
    named = points[points["named"]].reset_index(drop=True)
    at = everything[points["named"].to_numpy()]
    taken = [Bbox.from_extents(*(at[i] - 2 * scale), *(at[i] + 2 * scale)) for i in range(len(named))]
    frame = ax.get_window_extent()
    written = 0
    for i in named["rank"].abs().sort_values(ascending=False, kind="stable").index:
        name = ax.annotate(
            shorten(str(named["term"][i]), _NAME_MM), (named["x"][i], named["y"][i]), (0, 0), size=TEXT, va="center",
            textcoords="offset points",
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.3, "shrinkA": 0, "shrinkB": 2},
        )  # fmt: skip
        others = [box for j, box in enumerate(taken) if j != i]
        found = None
        for most in (0, len(points)):  # where no point lies, else where no other name does
            for box in _places(name, at[i], scale):
                inside = frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
                if inside and not any(box.overlaps(other) for other in others) and _held(box, everything) <= most:
                    found = box
                    break
            if found is not None:
                break
        if found is None:
            name.remove()
        else:
            taken.append(found)
            written += 1
    return written


def _held(box: Bbox, places: npt.NDArray[np.float64]) -> int:
    """Return how many points lie in a box."""
    low, high = places >= [box.x0, box.y0], places <= [box.x1, box.y1]
    return int((low & high).all(axis=1).sum())


def _places(name: Annotation, at: np.ndarray[tuple[int], np.dtype[np.float64]], scale: float) -> Iterator[Bbox]:
    """Move a name from place to place, the nearest first, and yield the box it has there."""
    size = name.get_window_extent()  # of the words: the arrow has no length yet
    width, height = float(size.width), float(size.height)
    for distance in _DISTANCES:
        for right, up in _WAYS:
            x, y = right * distance, up * distance
            name.set_horizontalalignment("left" if right > 0 else "right" if right < 0 else "center")
            name.set_position((x, y))
            assert name.arrow_patch is not None  # noqa: S101  # made with arrowprops
            name.arrow_patch.set_visible(distance > _DISTANCES[0])
            left = at[0] + x * scale - (0 if right > 0 else width if right < 0 else width / 2)
            middle = at[1] + y * scale
            yield Bbox.from_extents(left, middle - height / 2, left + width, middle + height / 2).padded(0.5)
