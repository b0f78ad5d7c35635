"""Hits by article, as a matrix: what a lexicon gives a classifier."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError
from framescope.lexicon.model import address
from framescope.measures.counts import article_rows, count_cells
from framescope.measures.dimensions import LEXICON_KEYS, by_names, lexicon_dimension
from framescope.measures.reading import check_hits, read_view


@dataclass(frozen=True)
class HitCounts:
    """How many hits of each category stand in each article.

    Attributes
    ----------
    matrix
        Articles x names, sparse, int64: what scikit-learn takes, and slices.
    names
        The categories, labels (``set.label``), sets or entries.
    articles
        One row per article that is read, as in `TermCounts`, with ``n_tokens``: how many tokens of it are read.
    """

    matrix: sparse.csr_array = field(repr=False)
    names: pd.Index[str] = field(repr=False)
    articles: pd.DataFrame = field(repr=False)

    def __post_init__(self) -> None:
        expected = (len(self.articles), len(self.names))
        if self.matrix.shape != expected:
            raise InputError(f"HitCounts: the matrix is {self.matrix.shape}, articles and names are {expected}.")

    def __repr__(self) -> str:
        return f"HitCounts({len(self.articles):,} articles, {len(self.names):,} names, {int(self.matrix.sum()):,} hits)"

    def frame(self) -> pd.DataFrame:
        """Return the counts as a table: a row per article_id, a column per name, ``n_tokens`` last."""
        rows = pd.Index(self.articles["article_id"])
        table = pd.DataFrame(self.matrix.toarray(), index=rows, columns=self.names.rename(None))
        return table.assign(n_tokens=self.articles["n_tokens"].to_numpy())

    def rates(self) -> sparse.csr_array:
        """Return hits per 1,000 tokens read; an article of which nothing is read has none."""
        lengths = np.maximum(self.articles["n_tokens"].to_numpy(np.float64), 1)
        return sparse.csr_array(sparse.diags_array(1000 / lengths) @ self.matrix)

    def where(self, chosen: npt.ArrayLike) -> HitCounts:
        """Return the counts of some articles (one truth value each), all names kept."""
        rows = np.flatnonzero(np.asarray(chosen, dtype=np.bool_))
        return HitCounts(self.matrix[rows], self.names, self.articles.iloc[rows].reset_index(drop=True))


def count_matrix(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    by: Literal["set", "category", "entry"] = "category",
    view: View | None = None,
) -> HitCounts:
    """Count hits by article and category, as a matrix that a classifier takes.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The table `hits` of this corpus.
    by
        What a column is: a ``"category"`` (a label is called ``set.label``), a whole ``"set"``, or an
        ``"entry"`` (``category: entry``).
    view
        What is read; a hit counts if its first token is read.

    Returns
    -------
    HitCounts
        Articles in the order of the corpus, also those without a hit; categories in the order of the
        lexicon, also those without a hit. Of entries those found (and those `find_terms` was asked for).

    Raises
    ------
    UnknownNameError
        For another `by`.
    InputError
        If the hits are not hits of this corpus.

    Notes
    -----
    Articles differ in length: a classifier that is given counts learns that too; `HitCounts.rates`
    takes the length out. Copies of one story in training and test data make any classifier look good:
    split by ``articles["story"]``, as scikit-learn's `GroupKFold` does, not by row.
    """
    (key,) = by_names(by, LEXICON_KEYS)
    check_hits(corpus, hits)
    reading = read_view(corpus, view)
    token = hits["token"].to_numpy(np.int64)
    columns = lexicon_dimension((key,), hits)
    row, articles = article_rows(reading)
    kept = reading.mask[token]
    at = (row[reading.place[token[kept]]], columns.of_item[kept])
    lengths = np.bincount(row[reading.place[reading.mask]], minlength=len(articles))
    matrix = count_cells(*at, (len(articles), len(columns.levels)))
    return HitCounts(matrix, _names(columns.levels), articles.assign(n_tokens=lengths))


def _names(levels: pd.DataFrame) -> pd.Index[str]:
    """Return what the columns are called: as examples of a lexicon address them, an entry after its category."""
    names = levels["set"].tolist()
    if "category" in levels:
        names = [address(set_, category) for set_, category in zip(names, levels["category"], strict=True)]
    if "entry" in levels:
        names = [f"{name}: {entry}" for name, entry in zip(names, levels["entry"], strict=True)]
    index: pd.Index[str] = pd.Index(names, dtype="str", name=str(levels.columns[-1]))
    return index
