"""The two sides of a comparison: counts of a corpus by article, or a plain list of frequencies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from framescope.errors import InputError
from framescope.measures.articlewise import Sides
from framescope.measures.counts import TermCounts
from framescope.measures.options import check_number
from framescope.measures.reading import Bools, Ints, Unit


@dataclass(frozen=True)
class Frequencies:
    """One side of a comparison.

    Attributes
    ----------
    name
        ``target`` or ``reference``.
    counts
        Occurrences by term.
    n
        Tokens in all, those of terms not listed among them.
    articles
        The counts by article; None for a plain list.
    note
        What it is.
    lacks
        Regular expression of the terms that it cannot hold, whatever was counted; None if there are none.
    """

    name: str
    counts: pd.Series[int]
    n: int
    articles: TermCounts | None
    note: str
    lacks: str | None = None

    def of(self, terms: pd.Index[str]) -> Ints:
        """Return the counts of some terms, 0 where there is none."""
        return taken(self.counts, self.counts.index.get_indexer(terms))

    def could_hold(self, terms: pd.Index[str]) -> Bools:
        """Return which terms it could have counts of: it may lack the others for that reason alone."""
        if self.lacks is None:
            return np.ones(len(terms), np.bool_)
        return ~np.asarray(terms.str.contains(self.lacks, regex=True), np.bool_)


def taken(counts: pd.Series[int], places: Ints) -> Ints:
    """Return the counts at some places, 0 for -1."""
    return np.append(counts.to_numpy(np.int64), 0).take(places, mode="wrap")


def frequencies(given: TermCounts | pd.Series[int], n: int | None, name: str) -> Frequencies:
    """Check one side.

    Parameters
    ----------
    given
        Counts by article, or a Series of counts by term. A list may say its size in
        ``attrs["n_tokens"]``, what it is in ``attrs["note"]``, and in ``attrs["lacks"]`` (a regular
        expression) which terms it cannot hold.
    n
        Size of a list in tokens; by default what it says itself, else its sum.
    name
        ``target`` or ``reference``, for errors.

    Raises
    ------
    InputError
        If it is neither; if counts are no whole numbers from 0 on, a term is listed twice, the size is
        less than the sum, or there are no tokens.
    """
    check_number(f"n_{name}", n, whole=True, optional=True)
    if isinstance(given, TermCounts):
        if n is not None:
            raise InputError(f"The {name} is counted from articles and knows its size; leave out n_{name}.")
        note = f"{len(given.articles):,} articles, {given.n_tokens:,} tokens"
        side = Frequencies(name, given.totals, given.n_tokens, given, note)
    elif isinstance(given, pd.Series):
        side = _of_list(given, n, name)
    else:
        raise InputError(
            f"The {name} is what fs.count_terms returns, or a pandas Series of counts by term; "
            f"not {type(given).__name__}."
        )
    if side.n == 0:
        raise InputError(f"The {name} holds no tokens; there is nothing to compare.")
    return side


def sides_by_unit(target: TermCounts, reference: TermCounts, terms: pd.Index[str], unit: Unit) -> Sides:
    """Return the counts of some terms by independent unit, those without text left out."""
    parts = [_by_unit(one, terms, unit) for one in (target, reference)]
    in_target = np.repeat([True, False], [len(lengths) for _, lengths, _ in parts])
    counts = sparse.vstack([counts for counts, _, _ in parts], format="csc")
    story = pd.factorize(np.concatenate([names for _, _, names in parts]))[0].astype(np.int64)
    return Sides(counts, np.concatenate([lengths for _, lengths, _ in parts]), in_target, story)


def _by_unit(
    counts: TermCounts, terms: pd.Index[str], unit: Unit
) -> tuple[sparse.csr_array, Ints, npt.NDArray[np.object_]]:
    codes, names = pd.factorize(counts.articles[unit], sort=True)
    rows = np.arange(len(codes))
    joined = sparse.csr_array((np.ones(len(rows), np.int64), (codes, rows)), shape=(len(names), len(rows)))
    cells = (joined @ counts.matrix).tocoo()
    column = terms.get_indexer(counts.terms)[cells.col]
    kept = column >= 0
    shape = (len(names), len(terms))
    matrix = sparse.coo_array((cells.data[kept], (cells.row[kept], column[kept])), shape=shape).tocsr()
    lengths = np.bincount(codes, weights=counts.lengths.to_numpy(), minlength=len(names)).astype(np.int64)
    held = lengths > 0
    return matrix[held], lengths[held], np.asarray(names, dtype=object)[held]


def _of_list(given: pd.Series[int], n: int | None, name: str) -> Frequencies:
    values = pd.to_numeric(given, errors="coerce").to_numpy(np.float64, na_value=np.nan)
    wrong = np.flatnonzero(~(np.isfinite(values) & (values >= 0) & (values == np.floor(values))))
    if len(wrong):
        term, value = given.index[wrong[0]], given.tolist()[wrong[0]]
        raise InputError(
            f"The {name} lists {value!r} for {term!r}; counts are whole numbers from 0 on "
            "(a list of rates: multiply by its size and round)."
        )
    index = pd.Index(given.index.astype("str"), dtype="str", name="term")
    if index.has_duplicates:
        twice = index[index.duplicated()][0]
        raise InputError(f"The {name} lists {twice!r} twice; add its counts up first.")
    summed = int(values.sum())
    stated = n if n is not None else given.attrs.get("n_tokens")
    size = summed if stated is None else int(stated)
    if size < summed:
        raise InputError(f"n_{name} = {size:,} is less than the counts listed add up to ({summed:,}).")
    counts: pd.Series[int] = pd.Series(values.astype(np.int64), index=index, name="count", dtype=np.int64)
    what = str(given.attrs.get("note", "frequency list"))
    return Frequencies(name, counts, size, None, f"{what}, {size:,} tokens", given.attrs.get("lacks"))
