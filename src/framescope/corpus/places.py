"""Where a number stands first among many: tables of leading bits, five times as fast as sorting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framescope.corpus.shingles import MIX, Hashes, Ints

_SPARE = 3  # bits more than the numbers need: one entry in eight at most is taken


@dataclass(frozen=True)
class Places:
    """Where each of some numbers, which must be well mixed, stands first.

    Attributes
    ----------
    numbers
        The numbers.
    first
        Where each different one stands first, in no order.
    tables
        By leading bits, where a number that begins with them stands first, -1 for none. A number whose entry
        another one has taken stands in a later table, mixed once more.
    """

    numbers: Hashes
    first: Ints
    tables: tuple[npt.NDArray[np.int32], ...]


def first_places(numbers: Hashes) -> Places:
    """Return where each number stands first."""
    # From the last to the first: of several that are written to an entry, the last one stays.
    left, mixed = np.arange(len(numbers), dtype=np.int32)[::-1].copy(), numbers[::-1].copy()
    tables, first = [], [np.empty(0, np.int64)]
    while len(left):
        table = np.full(1 << (len(left).bit_length() + _SPARE), -1, dtype=np.int32)
        entry = _entries(mixed, table)
        table[entry] = left
        holder = table.take(entry)
        first.append(left[holder == left].astype(np.int64))
        tables.append(table)
        others = np.flatnonzero(holder != left)
        others = others[numbers.take(holder.take(others)) != numbers.take(left.take(others))]
        left, mixed = left.take(others), mixed.take(others) * MIX
    return Places(numbers, np.concatenate(first), tuple(tables))


def look_up(places: Places, sought: Hashes) -> tuple[Ints, Ints]:
    """Return which of the numbers that are sought there are, in no order, and where each stands first."""
    left, mixed = np.arange(len(sought)), sought
    found, where = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for table in places.tables:
        holder = table.take(_entries(mixed, table))
        taken = np.flatnonzero(holder >= 0)
        left, holder, mixed = left.take(taken), holder.take(taken), mixed.take(taken)
        same = places.numbers.take(holder) == sought.take(left)
        found.append(left[same])
        where.append(holder[same].astype(np.int64))
        left, mixed = left[~same], mixed[~same] * MIX
    return np.concatenate(found), np.concatenate(where)


def _entries(numbers: Hashes, table: npt.NDArray[np.int32]) -> Ints:
    return (numbers >> np.uint64(65 - len(table).bit_length())).view(np.int64)
