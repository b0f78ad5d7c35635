"""Words by article: the counts that keyness, similarity and two-word phrases start from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError
from framescope.measures.reading import ARTICLE_KEYS, Ints, Reading, read_view
from framescope.measures.terms import held_columns, term_matrix, terms_by_row


@dataclass(frozen=True)
class TermCounts:
    """How often each term stands in each article.

    Attributes
    ----------
    matrix
        Articles x terms, sparse, int64.
    terms
        The terms, sorted; each occurs at least once.
    articles
        One row per article that is read, also where nothing of it is: `ARTICLE_KEYS`, as
        `framescope.measures.reading.Reading` shows them (text without an article has a row of its own).
    """

    matrix: sparse.csr_array = field(repr=False)
    terms: pd.Index[str] = field(repr=False)
    articles: pd.DataFrame = field(repr=False)

    def __post_init__(self) -> None:
        expected = (len(self.articles), len(self.terms))
        if self.matrix.shape != expected:
            raise InputError(f"TermCounts: the matrix is {self.matrix.shape}, articles and terms are {expected}.")

    def __repr__(self) -> str:
        return f"TermCounts({len(self.articles):,} articles, {len(self.terms):,} terms, {self.n_tokens:,} tokens)"

    @property
    def n_tokens(self) -> int:
        """Tokens counted."""
        return int(self.matrix.sum())

    @property
    def lengths(self) -> pd.Series[int]:
        """Tokens of each article, by article_id."""
        sums = np.asarray(self.matrix.sum(axis=1), dtype=np.int64)
        return pd.Series(sums, index=pd.Index(self.articles["article_id"]), name="n_tokens")

    @property
    def totals(self) -> pd.Series[int]:
        """Occurrences of each term over all articles."""
        sums = np.asarray(self.matrix.sum(axis=0), dtype=np.int64)
        return pd.Series(sums, index=self.terms, name="count")

    @property
    def document_frequency(self) -> pd.Series[int]:
        """Number of articles in which each term stands."""
        counts = np.bincount(self.matrix.indices, minlength=len(self.terms)).astype(np.int64)
        return pd.Series(counts, index=self.terms, name="n_articles")

    def where(self, chosen: npt.ArrayLike) -> TermCounts:
        """Return the counts of some articles (one truth value each), and of the terms that they hold."""
        rows = np.flatnonzero(np.asarray(chosen, dtype=np.bool_))
        matrix, held = held_columns(self.matrix[rows])
        return TermCounts(matrix, self.terms[held], self.articles.iloc[rows].reset_index(drop=True))


def count_terms(corpus: Corpus, *, view: View | None = None, case: bool = False) -> TermCounts:
    """Count the terms that a view reads, by article.

    Parameters
    ----------
    corpus
        The corpus.
    view
        What is read.
    case
        Tell forms apart by case (``US`` and ``us``); else case-folded forms are counted.

    Returns
    -------
    TermCounts
        Terms sorted by code point, articles in the order of the corpus.

    Notes
    -----
    Forms, not lemmas or senses: `fall` the season and `fall` the verb are one, `fell` is another.
    """
    return terms_of(corpus, read_view(corpus, view), case=case)


def terms_of(corpus: Corpus, reading: Reading, *, case: bool = False) -> TermCounts:
    """Return the counts of the terms that are read, as `count_terms`."""
    vocabulary = corpus.tokens.vocabulary
    row, articles = article_rows(reading)
    term, bounds = terms_by_row(corpus.tokens.term, reading, row, len(articles))
    forms = vocabulary.forms
    written = forms if case else [forms[i] for i in vocabulary.fold.tolist()]
    return TermCounts(*term_matrix(term, bounds, written), articles)


def similarity(corpus: Corpus, *, view: View | None = None) -> pd.DataFrame:
    """Return how alike the words of articles are: tf-idf cosine.

    Parameters
    ----------
    corpus
        The corpus.
    view
        What is read.

    Returns
    -------
    DataFrame
        Articles x articles, by article_id, from 0 (no word in common) to 1. An article of which
        nothing is read has no similarity (null).

    Notes
    -----
    Weight of a term in an article: its count times ``ln((1 + n) / (1 + df)) + 1`` with n articles and
    document frequency df, each article scaled to length 1 (scikit-learn's `TfidfTransformer` with its
    defaults). Alike in words is not alike in framing: two articles on one battle from two sides share
    most of their words. The weights depend on which articles are read: adding one changes every cell.
    """
    from sklearn.feature_extraction.text import TfidfTransformer  # 1.6 s that nobody else should pay

    counts = count_terms(corpus, view=view)
    names = pd.Index(counts.articles["article_id"], name="article_id")
    cosine = np.full((len(names), len(names)), np.nan)
    held = np.flatnonzero(counts.lengths.to_numpy())
    if len(held):
        weights = TfidfTransformer().fit_transform(counts.matrix[held].astype(np.float64))
        # Rounding may carry a cosine just past 1.
        cosine[np.ix_(held, held)] = np.clip((weights @ weights.T).toarray(), 0.0, 1.0)
    return pd.DataFrame(cosine, index=names, columns=names.rename("other"))


def article_rows(reading: Reading) -> tuple[Ints, pd.DataFrame]:
    """Return the row of each place among those that are read (-1: not read), and what is known of these."""
    read = reading.places["read"].to_numpy(dtype=np.bool_)
    row = np.where(read, np.cumsum(read) - 1, -1)
    return row, reading.places.loc[read, list(ARTICLE_KEYS)].reset_index(drop=True)


def count_cells(
    row: npt.NDArray[np.integer], column: npt.NDArray[np.integer], shape: tuple[int, int]
) -> sparse.csr_array:
    """Return how often each cell of a matrix is named."""
    # By columns first: tokens come article by article, so that nothing is left to sort. Moved in 32 bits.
    cells = (np.ones(len(row), np.int32), (row.astype(np.int32, copy=False), column.astype(np.int32, copy=False)))
    return sparse.coo_array(cells, shape=shape).tocsc().tocsr().astype(np.int64)
