"""Which articles a figure with one row an article has room for."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from framescope.errors import InputError
from framescope.figures.rows import MOST_ROWS, NO_ARTICLE


@dataclass(frozen=True)
class FittedArticles:
    """The articles a figure shows.

    Attributes
    ----------
    articles
        Their rows of the table `articles`, in its order.
    note
        What a caption must add where some are not shown, with a space before it; empty where all are.
    """

    articles: pd.DataFrame = field(repr=False)
    note: str

    def of(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of another table that belong to these articles, or to no article of their documents."""
        if not self.note:
            return table
        article = table["article_id"].astype("str").fillna(NO_ARTICLE)
        kept = article.isin(self.articles["article_id"].astype("str"))
        if "document_id" in table.columns:
            documents = table["document_id"].astype("str").isin(self.articles["document_id"].astype("str"))
            kept |= (article == NO_ARTICLE) & documents
        return table[kept].reset_index(drop=True)


def fit_articles(articles: pd.DataFrame, marks: pd.DataFrame | None = None, *, most: int = MOST_ROWS) -> FittedArticles:
    """Choose the articles that a figure with one row an article has room for.

    Parameters
    ----------
    articles
        The table `articles`, or some of its rows.
    marks
        What the figure draws, with a column ``article_id``: the articles with the most rows here are chosen, of those
        with as many the first. None chooses the first ones of the table.
    most
        How many have room.

    Returns
    -------
    FittedArticles
        All articles where they have room.

    Raises
    ------
    InputError
        If `most` is below 1.

    Notes
    -----
    Misleads without its note: the articles with the most marks are not typical of the others.
    """
    if most < 1:
        raise InputError(f"most is a number of articles from 1 on; not {most!r}.")
    if len(articles) <= most:
        return FittedArticles(articles, "")
    if marks is None:
        return FittedArticles(articles.head(most), f" Shown are the first {most} of {len(articles):,} articles.")
    often = articles["article_id"].astype("str").map(marks["article_id"].astype("str").value_counts()).fillna(0)
    chosen = often.sort_values(ascending=False, kind="stable").index[:most]
    note = f" Shown are {most} of {len(articles):,} articles, those with the most marks."
    return FittedArticles(articles[articles.index.isin(chosen)], note)
