"""What two versions of one story share, and what only one of them has."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.patches import Patch

from framescope.errors import InputError, unknown_name
from framescope.figures.labels import shorten, spread, wrap
from framescope.figures.rows import article_rows, count_along_x, require, row_of
from framescope.figures.style import (
    GREEN,
    GREY,
    INK,
    POINTS_PER_MM,
    SMALL,
    TEXT,
    VERMILLION,
    WIDTHS,
    Look,
    journal_style,
    new_figure,
)

BOTH, ONLY_A, ONLY_B = "both", "only a", "only b"
_LOOKS = {
    BOTH: Look("in both", "0.80"),
    ONLY_A: Look("only in a", VERMILLION, hatch="////"),
    ONLY_B: Look("only in b", GREEN, hatch="\\\\\\\\"),
}
#: Passages listed of each version; the longest ones. All stand in the data.
MOST_PASSAGES = 10
_MOST_LINES = 3
_LINE_MM, _STRIPS_MM, _REST_MM, _COLUMN_MM = 3.2, 34.0, 14.0, 84.0


@journal_style()
def added_and_dropped(difference: pd.DataFrame, articles: pd.DataFrame, *, article_a: str, article_b: str) -> Figure:
    """Draw two articles as strips, aligned where they have the same words, and list what only one has.

    Parameters
    ----------
    difference
        As `copy_difference` gives: ``kind`` (``both``, ``only a``, ``only b``), ``n_tokens, text``, one row a
        run in reading order.
    articles
        The table `articles`, holding at least the two.
    article_a, article_b
        Their ids.

    Returns
    -------
    matplotlib.figure.Figure
        180 mm wide. Two axes: ``strips`` (a at 0, b at 1; x in tokens, each run taking its place in both) and
        ``passages`` (their gid).

    Raises
    ------
    InputError
        If columns are missing or the table is empty.
    UnknownNameError
        For an article or a kind that is not known.

    Notes
    -----
    Which version was first, and who changed it, the words do not say. A passage that moved is seen twice.
    The list holds the ten longest passages of each version, three lines of each.
    """
    require(difference, ("kind", "n_tokens", "text"), "difference")
    if difference.empty:
        raise InputError("The two articles have no word to compare: the table of differences is empty.")
    for kind in difference["kind"].unique():
        if kind not in _LOOKS:
            raise unknown_name("kind", kind, _LOOKS)
    rows = article_rows(articles[articles["article_id"].isin([article_a, article_b])], "Added and dropped")
    names = rows.iloc[row_of(rows, [article_a, article_b]).astype(int)]
    runs = _numbered(difference)
    lists = {kind: _listed(runs[runs["kind"] == kind]) for kind in (ONLY_A, ONLY_B)}
    text_mm = (max(sum(len(lines) for _, lines in passages) for passages in lists.values()) + 2) * _LINE_MM
    fig = new_figure("double", _REST_MM + _STRIPS_MM + text_mm)
    strips, passages = fig.subplots(2, 1, height_ratios=[_STRIPS_MM, text_mm])
    _draw_strips(strips, runs, names)
    _write_passages(passages, runs, lists)
    return fig


def _numbered(difference: pd.DataFrame) -> pd.DataFrame:
    """Return the runs with their place along the strips and, for the longest that one version has, a number."""
    runs = difference.assign(kind=difference["kind"].astype("str")).reset_index(drop=True)
    runs["x"] = runs["n_tokens"].cumsum() - runs["n_tokens"]
    single = runs[runs["kind"] != BOTH]
    longest = single.sort_values("n_tokens", ascending=False, kind="stable").groupby("kind").head(MOST_PASSAGES)
    runs["number"] = pd.Series(range(1, len(longest) + 1), index=sorted(longest.index), dtype="Int64")
    return runs


def _listed(runs: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """Return number and lines of text of each passage that is listed."""
    listed = []
    for run in runs.dropna(subset=["number"]).itertuples():
        lines = wrap(f"{run.text}", _COLUMN_MM - 6)
        if len(lines) > _MOST_LINES:
            rest = " ".join(lines[_MOST_LINES - 1 :])
            n = f" ({run.n_tokens:,} tokens)"
            lines = [*lines[: _MOST_LINES - 1], shorten(rest, _COLUMN_MM - 26) + n]
        listed.append((str(run.number), lines))
    return listed


def _draw_strips(ax: Axes, runs: pd.DataFrame, names: pd.DataFrame) -> None:
    ax.set_gid("strips")
    total = int(runs["n_tokens"].sum())
    mm_per_token = (WIDTHS["double"] - 6) / total
    for at, own, letter in ((0, ONLY_A, "a"), (1, ONLY_B, "b")):
        name = names.iloc[at]
        ax.set_xlim(0, total)
        ax.plot([0, total], [at, at], color="0.80", linewidth=0.6, zorder=0)
        for kind in (BOTH, own):
            of_kind, look = runs[runs["kind"] == kind], _LOOKS[kind]
            ax.barh(
                [at] * len(of_kind), of_kind["n_tokens"], 0.3, left=of_kind["x"], color=look.colour,
                hatch=look.hatch, edgecolor=INK if kind == own else "none", linewidth=0.3, label=f"{letter}: {kind}",
                clip_on=False,
            )  # fmt: skip
        tokens = int(runs.loc[runs["kind"].isin([BOTH, own]), "n_tokens"].sum())
        side = -1 if at == 0 else 1
        title = shorten(f"{name['title']}", 95)
        ax.annotate(
            f"{letter}   {title}   {name['short_id']} · {tokens:,} tokens", (0, at + side * 0.3),
            va="bottom" if at == 0 else "top", size=TEXT,
        )  # fmt: skip
        _number_runs(ax, runs[(runs["kind"] == own) & runs["number"].notna()], at, mm_per_token)
    ax.set_ylim(1.75, -0.75)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    count_along_x(ax)
    same = int(runs.loc[runs["kind"] == BOTH, "n_tokens"].sum())
    ax.set_xlabel(f"tokens, the same words one above the other (grey: {same:,} in both)")


def _number_runs(ax: Axes, runs: pd.DataFrame, at: int, mm_per_token: float) -> None:
    """Put the numbers of runs between the strips, moved apart where runs are close together."""
    if runs.empty:
        return
    middles = (runs["x"] + runs["n_tokens"] / 2).to_numpy(dtype=float)
    inward = 1 if at == 0 else -1
    places = spread(middles * mm_per_token, 3.6, low=1.5, high=ax.get_xlim()[1] * mm_per_token - 1.5)
    for middle, moved, number in zip(middles, places, runs["number"], strict=True):
        ax.annotate(
            str(number), (middle, at + inward * 0.15), ((moved - middle * mm_per_token) * POINTS_PER_MM, -inward * 9),
            textcoords="offset points", ha="center", va="center", size=SMALL,
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.4, "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip


def _write_passages(ax: Axes, runs: pd.DataFrame, lists: dict[str, list[tuple[str, list[str]]]]) -> None:
    ax.set_gid("passages")
    ax.set_axis_off()
    for left, kind in ((0.0, ONLY_A), (0.51, ONLY_B)):
        of_kind = runs[runs["kind"] == kind]
        passages = f"{len(of_kind):,} {'passage' if len(of_kind) == 1 else 'passages'}"
        head = f"{_LOOKS[kind].label}: {passages}, {of_kind['n_tokens'].sum():,} tokens"
        more = len(of_kind) - len(lists[kind])
        head += f" ({more:,} shorter not listed)" if more else ""
        patch = Patch(facecolor=_LOOKS[kind].colour, hatch=_LOOKS[kind].hatch, edgecolor=INK, linewidth=0.3)
        corner = (left, 1.0)
        ax.add_artist(Legend(ax, [patch], [head], loc="upper left", bbox_to_anchor=corner, borderaxespad=0))
        below = 1.6
        for number, lines in lists[kind]:
            _line(ax, left, below, number, is_number=True)
            for line in lines:
                _line(ax, left, below, line)
                below += 1


def _line(ax: Axes, left: float, below: float, text: str, *, is_number: bool = False) -> None:
    """Write one line of the list, `below` lines from its top; numbers stand in the margin."""
    indent = 0 if is_number else 5
    ax.annotate(
        text, (left, 1), (indent * POINTS_PER_MM, -below * _LINE_MM * POINTS_PER_MM), xycoords="axes fraction",
        textcoords="offset points", va="top", size=SMALL if is_number else TEXT,
        color=GREY if is_number else "black", annotation_clip=False,
    )  # fmt: skip
