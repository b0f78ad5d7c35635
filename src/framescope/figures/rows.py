"""What figures with one row an article share: which articles, in which order, and how the rows are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import blended_transform_factory

from framescope.errors import InputError, unknown_name
from framescope.figures.labels import ELLIPSIS, drawable, short_ids, shorten
from framescope.figures.style import GREY, MOST_MM_HIGH, POINTS_PER_MM, SMALL, TEXT

#: With more rows than this a reader no longer compares rows; they would not fit on a page either.
MOST_ROWS = 30
NO_TITLE = "(no title)"
#: What tables of measures call text around which no article stands.
NO_ARTICLE = "no article"


def require(frame: pd.DataFrame, columns: Iterable[str], what: str) -> None:
    """Check that a table has the columns a figure draws.

    Raises
    ------
    InputError
        If columns are missing, with those that are there.
    """
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        there = ", ".join(map(str, frame.columns)) or "(none)"
        raise InputError(f"The {what} table lacks the column(s) {', '.join(missing)}. It has: {there}.")


def article_rows(articles: pd.DataFrame, figure: str) -> pd.DataFrame:
    """Return the articles as rows of a figure, in the order of the table, top to bottom.

    Parameters
    ----------
    articles
        The table `articles`.
    figure
        What is drawn, for the error message.

    Returns
    -------
    pandas.DataFrame
        ``article_id, document_id, story, y`` (0 at the top), ``title`` (one line, ``(no title)`` if there is
        none), ``short_id, n_tokens, representative``. Articles without a copy group are stories of their own.

    Raises
    ------
    InputError
        If there is no article, or more than `MOST_ROWS`.
    """
    require(articles, ("article_id", "document_id", "title", "n_tokens", "copy_group", "representative"), "articles")
    if articles.empty:
        raise InputError(f"There is no article to draw in {figure}.")
    if len(articles) > MOST_ROWS:
        raise InputError(
            f"{figure} has one row an article; {len(articles):,} articles do not fit (at most {MOST_ROWS}). "
            "Pass the rows of `articles` you want to show, or those that fs.figures.fit_articles chooses."
        )
    ids = articles["article_id"].astype("str").reset_index(drop=True)
    group = articles["copy_group"].astype("str").reset_index(drop=True)
    titles = [drawable(t) if isinstance(t, str) and t.strip() else NO_TITLE for t in articles["title"]]
    return pd.DataFrame(
        {
            "article_id": ids,
            "document_id": articles["document_id"].astype("str").to_numpy(),
            "story": group.where(group.notna(), ids),
            "y": np.arange(len(ids), dtype=np.float64),
            "title": titles,
            "short_id": short_ids(list(ids)),
            "n_tokens": articles["n_tokens"].to_numpy(),
            "representative": articles["representative"].to_numpy(dtype=np.bool_),
        }
    )


def commonest_first(names: Iterable[object]) -> dict[str, int]:
    """Return how often each name occurs, the commonest first, those as common as each other by name."""
    counts = Counter(str(name) for name in names)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def row_height(n_rows: int, *, rest_mm: float, needed_mm: float = 7.0) -> float:
    """Return how high a row is, in millimetres: 9 where the page has room, less where not, never below `needed_mm`.

    `rest_mm` is what the figure needs besides its rows.

    Raises
    ------
    InputError
        If the page has no room for so many rows.
    """
    room = MOST_MM_HIGH - rest_mm
    if n_rows * needed_mm > room:
        raise InputError(
            f"{n_rows} rows do not fit on a page, each {needed_mm:g} mm high for what it shows; at most "
            f"{max(int(room / needed_mm), 0)} do. Show fewer of them."
        )
    return max(needed_mm, min(9.0, room / n_rows))


def count_along_x(ax: Axes) -> None:
    """Let the x axis count: ticks at whole numbers only, thousands told apart."""
    ax.xaxis.set_major_locator(MaxNLocator(nbins="auto", steps=[1, 2, 2.5, 5, 10], integer=True))
    ax.xaxis.set_major_formatter("{x:,.0f}")


def row_of(rows: pd.DataFrame, article_ids: Iterable[object]) -> pd.Series[float]:
    """Return the y of each article id.

    Raises
    ------
    UnknownNameError
        If an article is not among the rows.
    """
    y = dict(zip(rows["article_id"], rows["y"], strict=True))
    given = [str(article) for article in article_ids]
    for article in given:
        if article not in y:
            raise unknown_name("article", article, y)
    return pd.Series([y[article] for article in given], dtype="float64")


def copy_notes(rows: pd.DataFrame) -> list[str]:
    """Return for each row ``copy of <id>``, ``also as <id>``, or nothing."""
    notes = []
    for row in rows.itertuples():
        others = rows[(rows["story"] == row.story) & (rows["article_id"] != row.article_id)]
        if others.empty:
            notes.append("")
            continue
        stands_for = others[others["representative"]]
        shown = (others if row.representative or stands_for.empty else stands_for)["short_id"]
        more = ELLIPSIS if len(shown) > 1 else ""
        notes.append(f"{'also as' if row.representative else 'copy of'} {shown.iloc[0]}{more}")
    return notes


def label_rows(ax: Axes, rows: pd.DataFrame, *, width_mm: float, notes: Sequence[str] | None = None) -> None:
    """Name the rows left of an axes: the title, and below it in small type the id, tokens and what is noted.

    The rows run from 0 at the top downwards; the ticks of the y axis go.
    """
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_yticks([])
    place = blended_transform_factory(ax.transAxes, ax.transData)
    left = -width_mm * POINTS_PER_MM
    under = [
        " · ".join(part for part in (short, f"{n:,} tokens", note) if part)
        for short, n, note in zip(rows["short_id"], rows["n_tokens"], notes or copy_notes(rows), strict=True)
    ]
    for y, title, small in zip(rows["y"], rows["title"], under, strict=True):
        for text, size, colour, up in ((title, TEXT, "black", 1.2), (small, SMALL, GREY, -1.2)):
            ax.annotate(
                shorten(text, width_mm - 2, size),
                xy=(0, y),
                xycoords=place,
                xytext=(left, up),
                textcoords="offset points",
                va="bottom" if up > 0 else "top",
                size=size,
                color=colour,
                annotation_clip=False,
            )
