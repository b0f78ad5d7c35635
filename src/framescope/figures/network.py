"""Who keeps company with what: labels on the left, words on the right, a line for each company kept."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from framescope.errors import InputError
from framescope.figures.labels import shorten, width_of
from framescope.figures.rows import require
from framescope.figures.style import COLOURS, DASHES, GREY, POINTS_PER_MM, SMALL, TEXT, journal_style, new_figure
from framescope.measures.reading import Floats, Ints

#: More labels cannot be told apart by colour and dash, more words do not fit on a page.
MOST_NODES, MOST_WORDS = 8, 60
_ROW_MM, _REST_MM, _NAME_MM, _WORD_MM = 3.5, 16.0, 46.0, 56.0
_THINNEST, _THICKEST = 0.4, 2.6


@journal_style()
def company_network(
    collocates: pd.DataFrame, *, node: str = "node", score: str = "log_dice", width: str = "onehalf"
) -> Figure:
    """Draw a two-mode network of labels and the words near them.

    Parameters
    ----------
    collocates
        As `collocations` gives for several labels (or one label in several voices), stacked: the column `node`
        names the label; ``term, o11, n_nodes``; and `score`. Pass the rows to be drawn: the strongest of each label.
    node
        The column that names the labels, drawn in the order they come.
    score
        The column that makes a line thick.
    width
        Width of the figure, as in `style.new_figure`.

    Returns
    -------
    matplotlib.figure.Figure
        One axes; each line is a patch whose gid is ``label → word`` and whose width grows with the score.

    Raises
    ------
    InputError
        If columns are missing, there is no row, a score is not finite, a pair stands twice, or there are more than
        eight labels or sixty words.

    Notes
    -----
    Words stand beside the labels they go with (ordered by the mean place of these); words of several labels stand
    between them. Nothing else is meant by place: a layout by springs would put names on each other and look as if
    distances meant something. Only what is passed is drawn: a missing line is no proof that two words never meet.
    """
    require(collocates, (node, "term", "o11", "n_nodes", score), "collocates")
    _check(collocates, node, score)
    nodes = list(dict.fromkeys(collocates[node].astype("str")))
    source = np.array([nodes.index(name) for name in collocates[node].astype("str")], np.int64)
    words, target = _ordered(collocates["term"].astype("str"), source)
    fig = new_figure(width, _REST_MM + _ROW_MM * max(len(words), 2 * len(nodes)))
    ax = fig.add_subplot()
    places = _places_of_nodes(source, target, len(nodes), len(words))
    thick = _thickness(collocates[score].to_numpy(np.float64))
    for i, (s, t) in enumerate(zip(source, target, strict=True)):
        path = Path([(0, places[s]), (0.45, places[s]), (0.55, t), (1, t)], [Path.MOVETO, *[Path.CURVE4] * 3])
        ax.add_patch(
            PathPatch(path, fill=False, edgecolor=COLOURS[s], linestyle=DASHES[s], linewidth=thick[i], alpha=0.75,
                      gid=f"{nodes[s]} → {words[t]}")
        )  # fmt: skip
    _name(ax, collocates, (nodes, places, node), words)
    low, high = collocates[score].min(), collocates[score].max()
    fig.supxlabel(
        f"width of a line: {score}, from {low:.2f} to {high:.2f}; beside a word: how often near a node",
        x=0.01, ha="left", size=SMALL, color=GREY,
    )  # fmt: skip
    return fig


def _check(collocates: pd.DataFrame, node: str, score: str) -> None:
    if collocates.empty:
        raise InputError("There is no company to draw: the table of collocates is empty.")
    if not np.isfinite(collocates[score].to_numpy(np.float64)).all():
        raise InputError(f"{score} is not finite in every row; drop those rows, or draw another measure.")
    if twice := next(iter(collocates.loc[collocates.duplicated([node, "term"]), "term"]), None):
        raise InputError(f"{twice!r} stands twice with the same {node}; one row a pair.")
    for what, n, most in (
        (node, collocates[node].nunique(), MOST_NODES), ("term", collocates["term"].nunique(), MOST_WORDS)
    ):  # fmt: skip
        if n > most:
            raise InputError(
                f"{n} values of {what!r} do not fit into one network (at most {most}). Keep the strongest."
            )


def _ordered(terms: pd.Series[str], source: Ints) -> tuple[list[str], Ints]:
    """Return the words from top to bottom by the mean place of their labels, and the row of each pair's word."""
    mean = pd.Series(source).groupby(terms.to_numpy()).mean()
    table = pd.DataFrame({"term": mean.index, "mean": mean.to_numpy()}).sort_values(["mean", "term"], kind="stable")
    words = table["term"].tolist()
    return words, pd.Index(words).get_indexer(pd.Index(terms)).astype(np.int64)


def _places_of_nodes(source: Ints, target: Ints, n_nodes: int, n_words: int) -> Floats:
    """Return the height of each label: the middle of its words, in order and apart from each other."""
    middle = np.bincount(source, weights=target, minlength=n_nodes) / np.bincount(source, minlength=n_nodes)
    places, gap = np.empty(n_nodes), 2.0
    below = -np.inf
    for i, wanted in enumerate(middle):
        below = places[i] = max(wanted, below + gap)
    over = max(places[-1] - (max(n_words, 2 * n_nodes) - 1), 0.0)
    return np.asarray(places - over, np.float64)


def _thickness(scores: Floats) -> Floats:
    spread = np.ptp(scores)
    share = (scores - scores.min()) / spread if spread > 0 else np.full(len(scores), 0.5)
    return np.asarray(_THINNEST + (_THICKEST - _THINNEST) * share, np.float64)


def _name(ax: Axes, collocates: pd.DataFrame, left: tuple[list[str], Floats, str], words: list[str]) -> None:
    nodes, places, column = left
    names = collocates[column].astype("str")
    for s, (name, place) in enumerate(zip(nodes, places, strict=True)):
        n = collocates.loc[(names == name).to_numpy(), "n_nodes"].iloc[0]
        ax.annotate(
            f"{shorten(name, _NAME_MM)} (n = {n:,})", (0, place), (-4, 0), textcoords="offset points", ha="right",
            va="center", size=TEXT, color=COLOURS[s],
        )  # fmt: skip
    often = collocates.groupby(collocates["term"].astype("str"))["o11"].agg(list)
    for t, word in enumerate(words):
        count = " + ".join(f"{n:,}" for n in often[word])
        shown = shorten(word, _WORD_MM - width_of(f"  {count}", SMALL))
        ax.annotate(shown, (1, t), (4, 0), textcoords="offset points", va="center", size=TEXT)
        after = 4 + width_of(f"{shown}  ") * POINTS_PER_MM
        ax.annotate(count, (1, t), (after, 0), textcoords="offset points", va="center", size=SMALL, color=GREY)
    ax.set_xlim(0, 1)
    ax.set_ylim(max(len(words), 2 * len(nodes)) - 0.5, -0.5)
    ax.set_axis_off()
