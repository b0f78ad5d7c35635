"""From things counted in places to the rows of a table: sums, shares, intervals and coverage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from framescope.measures.intervals import ratios
from framescope.measures.reading import Ints, Reading, Unit, units_of
from framescope.measures.resample import Resampling


@dataclass(frozen=True)
class Counted:
    """Things counted, one entry each or one per kind.

    Attributes
    ----------
    place
        Where it stands: a row of `Reading.places`.
    column
        Row of the table (or group of rows) it counts for; -1 for none that is shown.
    n_read, n_all
        How many the view reads, and how many there are.
    """

    place: Ints
    column: Ints
    n_read: Ints
    n_all: Ints

    def by_place(self, n_places: int, n_columns: int) -> sparse.csr_array:
        """Return what is read, places x columns."""
        kept = (self.column >= 0) & (self.n_read > 0)
        where = (self.place[kept], self.column[kept])
        return sparse.coo_array((self.n_read[kept], where), shape=(n_places, n_columns)).tocsr()

    def left_out(self, n_columns: int) -> Ints:
        """Return how many of each column the view does not read."""
        kept = self.column >= 0
        weights = (self.n_all - self.n_read)[kept]
        return np.bincount(self.column[kept], weights=weights, minlength=n_columns).astype(np.int64)


@dataclass(frozen=True)
class Ledger:
    """What a table of rates or shares is made from.

    Attributes
    ----------
    keys
        The keys of the table, one row each.
    items
        What is counted; its columns are the rows of the table.
    base
        Out of what; its columns are groups of rows.
    group
        The group of each row.
    reading
        What the view reads.
    """

    keys: pd.DataFrame
    items: Counted
    base: Counted
    group: Ints
    reading: Reading

    @property
    def n_groups(self) -> int:
        """Number of groups of rows."""
        return int(self.group.max(initial=0)) + 1

    def by_place(self) -> tuple[sparse.csr_array, sparse.csr_array]:
        """Return items and base, places x columns."""
        n_places = len(self.reading.places)
        return self.items.by_place(n_places, len(self.group)), self.base.by_place(n_places, self.n_groups)

    def by_unit(self, unit: Unit) -> tuple[sparse.csr_array, sparse.csr_array]:
        """Return items and base, independent units (sorted by name) x columns."""
        n_places = len(self.reading.places)
        code = units_of(self.reading.places, unit)
        shape = (int(code.max(initial=-1)) + 1, n_places)
        in_unit = sparse.csr_array((np.ones(n_places, np.int64), (code, np.arange(n_places))), shape=shape)
        found, out_of = self.by_place()
        return in_unit @ found, in_unit @ out_of


def tabulate(ledger: Ledger, resampling: Resampling) -> pd.DataFrame:
    """Return the numbers of a table of rates or shares.

    Parameters
    ----------
    ledger
        What it is made from.
    resampling
        How intervals are made.

    Returns
    -------
    DataFrame
        The columns of `ratios`, ``n_articles`` (articles in which the group has anything),
        ``n_articles_with`` (articles in which the row has), ``count_left_out, base_left_out`` (what
        stands in the same row or group but outside the view).
    """
    table = ratios(*ledger.by_unit(resampling.unit), ledger.group, resampling)
    found, out_of = ledger.by_place()
    articles = np.flatnonzero(ledger.reading.places["is_article"].to_numpy(dtype=np.bool_))
    table["n_articles"] = _present(out_of[articles])[ledger.group]
    table["n_articles_with"] = _present(found[articles])
    table["count_left_out"] = ledger.items.left_out(len(ledger.group))
    table["base_left_out"] = ledger.base.left_out(ledger.n_groups)[ledger.group]
    return table


def _present(counts: sparse.csr_array) -> Ints:
    return np.bincount(counts.indices, minlength=counts.shape[1]).astype(np.int64)
