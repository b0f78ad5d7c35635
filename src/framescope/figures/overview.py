"""What a corpus is made of: files hold articles, articles tell stories, and not every token is read."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from framescope.errors import InputError, unknown_name
from framescope.figures.labels import legend_columns, short_ids, shorten, spread
from framescope.figures.rows import (
    MOST_ROWS,
    NO_ARTICLE,
    article_rows,
    copy_notes,
    count_along_x,
    label_rows,
    require,
    row_height,
)
from framescope.figures.style import GREY, INK, POINTS_PER_MM, SMALL, TEXT, TITLE, ZONE_LOOKS, journal_style, new_figure
from framescope.schema import DEFAULT_ZONES, ZONES

_LABEL_MM, _FILE_MM, _REST_MM = 58.0, 11.5, 26.0


@journal_style()
def corpus_overview(articles: pd.DataFrame, tokens: pd.DataFrame) -> Figure:
    """Draw how files hold articles and articles tell stories, with the tokens of each article by kind of text.

    Parameters
    ----------
    articles
        The table `articles`, one row of the figure each.
    tokens
        ``document_id, article_id, zone, n_tokens``, as `coverage` gives; rows of the same article and zone are
        added up. `article_id` is null or ``no article`` for text around which no article stands.

    Returns
    -------
    matplotlib.figure.Figure
        180 mm wide. Three axes: ``files``, ``articles``, ``stories`` (their gid).

    Raises
    ------
    InputError
        If columns are missing, there is no article, or more than fit on a page (30). Documents without an article
        that have no room are counted below.
    UnknownNameError
        For an article or a zone that is not known.

    Notes
    -----
    Misleads when read as a sample: it shows what is in the folder, not what was published. What is left out
    is left out by label, and each label names its rule in `lines`.
    """
    rows = article_rows(articles, "The corpus overview")
    counts = _counts(rows, tokens)
    rows, n_hidden = _with_bare_documents(rows, counts)
    fig = new_figure("double", _REST_MM + row_height(len(rows), rest_mm=_REST_MM) * len(rows))
    axes = fig.subplots(1, 3, width_ratios=[0.17, 1, 0.2])
    for ax, gid in zip(axes, ("files", "articles", "stories"), strict=True):
        ax.set_gid(gid)
    _draw_files(axes[0], rows, n_hidden)
    _draw_bars(axes[1], rows, counts)
    _draw_stories(axes[2], rows)
    handles, names = axes[1].get_legend_handles_labels()
    fig.legend(handles, names, loc="outside lower center", ncols=legend_columns(names), handlelength=1.4)
    return fig


def _counts(rows: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Return tokens by row (article id, or ``no article`` of a document) and zone, read zones first."""
    require(tokens, ("document_id", "article_id", "zone", "n_tokens"), "tokens")
    for zone in tokens["zone"].unique():
        if zone not in ZONES:
            raise unknown_name("zone", zone, ZONES)
    tokens = tokens[tokens["n_tokens"] > 0]
    if tokens.empty:
        raise InputError("The corpus overview has no token to draw: the table of tokens is empty.")
    article = tokens["article_id"].astype("str").fillna(NO_ARTICLE)
    bare = article == NO_ARTICLE
    for given in article[~bare].unique():
        if given not in set(rows["article_id"]):
            raise unknown_name("article", given, rows["article_id"])
    key = article.where(~bare, NO_ARTICLE + " in " + tokens["document_id"].astype("str"))
    table = tokens.assign(key=key, zone=tokens["zone"].astype("str")).pivot_table(
        index="key", columns="zone", values="n_tokens", aggfunc="sum", fill_value=0, observed=True
    )
    order = [*DEFAULT_ZONES, *(zone for zone in ZONES if zone not in DEFAULT_ZONES)]
    return table[[zone for zone in order if zone in table]]


def _with_bare_documents(rows: pd.DataFrame, counts: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Add a row for each document that holds text outside its articles, below its articles, while there is room.

    Returns the rows, and how many had no room.
    """
    prefix = f"{NO_ARTICLE} in "
    every = [str(key) for key in counts.index if str(key).startswith(prefix)]
    bare = every[: MOST_ROWS - len(rows)]
    extra = pd.DataFrame(
        {
            "article_id": bare,
            "document_id": [key.removeprefix(prefix) for key in bare],
            "title": f"({NO_ARTICLE})",
            "n_tokens": 0,
            "representative": False,
        }
    )
    extra["short_id"] = short_ids([*rows["document_id"], *extra["document_id"]])[len(rows) :]
    if extra.empty:
        return rows, len(every)
    both = pd.concat([rows, extra], ignore_index=True)
    last = {name: i for i, name in enumerate(rows["document_id"])}
    after = both["document_id"].map(lambda name: last.get(name, len(rows)))
    order = after.where(both["story"].isna(), both["y"]).sort_values(kind="stable").index
    both = both.loc[order].reset_index(drop=True)
    return both.assign(y=np.arange(len(both), dtype=np.float64)), len(every) - len(bare)


def _draw_files(ax: Axes, rows: pd.DataFrame, n_hidden: int) -> None:
    documents = rows.groupby("document_id", sort=False)["y"]
    names = short_ids([str(name) for name in documents.groups])
    nodes = spread(documents.mean().to_numpy(), 1.0, low=0.0, high=len(rows) - 1.0)
    for name, node, (_, ys) in zip(names, nodes, documents, strict=True):
        ax.text(0.0, node, shorten(name, _FILE_MM), ha="left", va="center", size=TEXT)
        for y in ys:
            _link(ax, (0.62, node), (1.0, float(y)))
        ax.plot([0.62], [node], marker="s", color=INK, linestyle="none")
    if n_hidden:
        note = f"not shown: {n_hidden:,} more with {NO_ARTICLE}"
        below = ax.text(0.0, len(rows) - 0.35, note, size=SMALL, color=GREY, va="top")
        below.set_in_layout(False)  # it may run on below the articles, whose column it must not push aside
    records = all("::" in str(name) for name in documents.groups)
    _frame(ax, len(rows), _number(documents.ngroups, "text" if records else "file"))


def _draw_bars(ax: Axes, rows: pd.DataFrame, counts: pd.DataFrame) -> None:
    table = counts.reindex(rows["article_id"], fill_value=0)
    left = np.zeros(len(rows))
    for zone in table.columns:
        look = ZONE_LOOKS[str(zone)]
        width = table[zone].to_numpy(dtype=np.float64)
        edge = "white" if zone in DEFAULT_ZONES else INK
        ax.barh(
            rows["y"], width, 0.55, left=left, label=look.label, color=look.colour, hatch=look.hatch,
            edgecolor=edge, linewidth=0.3,
        )  # fmt: skip
        left += width
    read = table[[zone for zone in table.columns if zone in DEFAULT_ZONES]].sum(axis=1).to_numpy()
    for y, total, kept in zip(rows["y"], left, read, strict=True):
        ax.annotate(
            f"{kept:,.0f} + {total - kept:,.0f}", (total, y), (3, 0), textcoords="offset points", va="center",
            size=SMALL, color=INK,
        )  # fmt: skip
    label_rows(ax, rows, width_mm=_LABEL_MM, notes=copy_notes(rows))
    articles = rows["story"].notna().sum()
    ax.set_xlabel("tokens (at the end of each bar: read + left out)")
    count_along_x(ax)
    ax.spines["left"].set_visible(False)
    ax.set_xlim(0, max(float(left.max()), 1) * 1.01)
    ax.set_title("tokens by kind of text")
    ax.annotate(
        _number(articles, "article"), (0, 1), (-_LABEL_MM * POINTS_PER_MM, mpl.rcParams["axes.titlepad"]),
        xycoords="axes fraction", textcoords="offset points", size=TITLE,
    )  # fmt: skip


def _draw_stories(ax: Axes, rows: pd.DataFrame) -> None:
    stories = rows.dropna(subset=["story"])
    for number, (_, group) in enumerate(stories.groupby("story", sort=False), start=1):
        chosen = group[group["representative"]]
        node = float((group if chosen.empty else chosen)["y"].iloc[0])
        for y, representative in zip(group["y"], group["representative"], strict=True):
            _link(ax, (0.0, y), (0.72, node), dashed=not representative)
        ax.plot([0.72], [node], marker="o", color=INK, linestyle="none")
        ax.text(0.86, node, str(number), ha="left", va="center", size=TEXT)
    n = stories["story"].nunique()
    _frame(ax, len(rows), _number(n, "story", "stories"))
    if n < len(stories):
        ax.text(0.0, len(rows) - 0.35, "dashed: a copy", size=SMALL, color=GREY, va="top")


def _link(ax: Axes, start: tuple[float, float], end: tuple[float, float], *, dashed: bool = False) -> None:
    middle = (start[0] + end[0]) / 2
    path = Path([start, (middle, start[1]), (middle, end[1]), end], [Path.MOVETO, *[Path.CURVE4] * 3])
    ax.add_patch(PathPatch(path, fill=False, edgecolor=GREY, linewidth=0.8, linestyle="--" if dashed else "-"))


def _frame(ax: Axes, n_rows: int, title: str) -> None:
    ax.set_xlim(0, 1)
    ax.set_ylim(n_rows - 0.5, -0.5)
    ax.set_axis_off()
    ax.set_title(title, loc="left")


def _number(n: int, one: str, many: str | None = None) -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"
