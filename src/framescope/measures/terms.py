"""Terms counted by row without sorting any: what tables of words are made from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from framescope.lexicon.resolve import bounds_of
from framescope.measures.reading import Ints, Reading
from framescope.ranges import spread
from framescope.text.vocabulary import alphabetical

# Tokens counted in one step, and cells looked at in one: new memory is dear, and what is small is used again.
_PART = 1 << 20
_BLOCK = 1 << 17


def term_matrix(
    term: npt.NDArray[np.uint32], bounds: Ints, written: Sequence[str]
) -> tuple[sparse.csr_array, pd.Index[str]]:
    """Count terms by row.

    Parameters
    ----------
    term
        Ids, row by row.
    bounds
        Row i holds ``term[bounds[i]:bounds[i + 1]]``.
    written
        What each id is counted as; several may be one term.

    Returns
    -------
    csr_array, Index
        Rows x terms, int64, columns within a row in no order; the terms that occur, sorted by code point.
    """
    number: dict[str, int] = {}
    ids = np.array([number.setdefault(form, len(number)) for form in written], dtype=np.int32)
    as_term = _ones(ids, np.arange(len(ids) + 1), len(number))
    cuts = np.unique([0, *np.searchsorted(bounds, np.arange(_PART, len(term), _PART)), len(bounds) - 1])
    # Rows x ids, times ids x terms: SciPy adds up, and nothing is sorted.
    parts = [
        _ones(term[bounds[a] : bounds[b]].view(np.int32), bounds[a : b + 1] - bounds[a], len(ids)) @ as_term
        for a, b in pairwise(cuts.tolist())
    ]
    lengths = np.concatenate([bounds[:0], *(np.diff(part.indptr) for part in parts)])
    matrix = _matrix(
        np.concatenate([bounds[:0], *(part.data for part in parts)]),
        np.concatenate([ids[:0], *(part.indices for part in parts)]),
        bounds_of(lengths),
        len(number),
    )
    forms = list(number)
    counts, held = held_columns(matrix, alphabetical(forms))
    return counts, pd.Index([forms[i] for i in held.tolist()], dtype="str", name="term")


def held_columns(matrix: sparse.csr_array, order: Ints | None = None) -> tuple[sparse.csr_array, Ints]:
    """Return a matrix without its empty columns, the others as they were or in some order, and which these are."""
    blocks = [slice(at, at + _BLOCK) for at in range(0, matrix.nnz, _BLOCK)]
    held = np.zeros(matrix.shape[1], dtype=np.bool_)
    for block in blocks:
        held[matrix.indices[block]] = True
    kept = np.flatnonzero(held) if order is None else order[held[order]]
    column = np.zeros(len(held), dtype=np.int32)
    column[kept] = np.arange(len(kept))
    indices = np.empty(matrix.nnz, dtype=np.int32)
    for block in blocks:
        indices[block] = column.take(matrix.indices[block])
    return _matrix(matrix.data, indices, matrix.indptr, len(kept)), kept


def _ones(column: npt.NDArray[np.int32], bounds: Ints, n_columns: int) -> sparse.csr_array:
    return _matrix(np.ones(len(column), np.int32), column, bounds, n_columns)


def _matrix(
    data: npt.NDArray[np.integer], column: npt.NDArray[np.int32], bounds: npt.NDArray[np.integer], n_columns: int
) -> sparse.csr_array:
    """Return a matrix whose indices are narrow where they can be: they move faster."""
    bounds = bounds.astype(np.int32 if len(column) <= np.iinfo(np.int32).max else np.int64, copy=False)
    return sparse.csr_array((data, column, bounds), (len(bounds) - 1, n_columns))


def terms_by_row(
    term: npt.NDArray[np.uint32], reading: Reading, row: Ints, n_rows: int
) -> tuple[npt.NDArray[np.uint32], Ints]:
    """Return the terms that are read, row by row, and the bounds of the rows."""
    place = reading.place
    begins = np.append(np.arange(min(len(place), 1)), np.flatnonzero(place[1:] != place[:-1]) + 1)
    lengths = np.add.reduceat(reading.mask, begins, dtype=np.int64) if len(begins) else begins
    rows = row[place[begins]]
    term = term if lengths.sum() == len(term) else term[reading.mask]
    if (np.diff(rows[lengths > 0]) < 0).any():  # text around which no article stands comes last
        order = np.argsort(rows, kind="stable")
        term = term[spread(bounds_of(lengths), order)[1]]
    of_rows = np.bincount(rows[lengths > 0], weights=lengths[lengths > 0], minlength=n_rows)
    return term, bounds_of(of_rows.astype(np.int64))
