"""Hashes numbered in the order in which they are met: a table that the processor's cache holds."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.compiled import compiled

_ONE = np.uint64(1)


class Table(NamedTuple):
    """Hashes, and where to look for them.

    `keys` holds them, numbered from 1 as they are met. The number of a hash stands at the first free slot at or after
    the one that its lower bits name; at least half of the slots are free (0).
    """

    slots: npt.NDArray[np.uint32]
    keys: npt.NDArray[np.uint64]


def empty(n: int) -> Table:
    """Return a table with room for `n` - 1 hashes; `n` is a power of two."""
    return Table(np.zeros(2 * n, dtype=np.uint32), np.empty(n, dtype=np.uint64))


def grown(table: Table) -> Table:
    """Return the same hashes in a table with twice the room."""
    larger = empty(2 * len(table.keys))
    larger.keys[: len(table.keys)] = table.keys
    _fill(*larger, len(table.keys))
    return larger


@compiled
def _fill(slots: Any, keys: Any, n: int) -> None:
    for number in range(1, n):
        slots[_slot(slots, keys, keys[number])] = number


@compiled
def identify(hashes: Any, slots: Any, keys: Any, n_types: int, types: Any, first: Any) -> Any:
    """Write the id of each hash, and for each new one the token at which it was met; stop where the table is full.

    Return how many were identified, and how many the table now holds.
    """
    known, mask = n_types, np.uint64(len(slots) - 1)
    for i in range(np.uint64(len(hashes))):  # where most are found: many loads at once, as none waits for another
        types[i] = slots[hashes[i] & mask]
    for i in range(np.uint64(len(hashes))):
        number = types[i]
        if number == 0 or keys[number] != hashes[i]:
            slot = _slot(slots, keys, hashes[i])
            number = slots[slot]
            if number == 0:
                if n_types + 1 == len(keys):
                    return np.int64(i), n_types
                first[n_types - known] = i
                n_types += 1
                number = slots[slot] = n_types
                keys[number] = hashes[i]
        types[i] = number - 1
    return len(hashes), n_types


@compiled
def _slot(slots: Any, keys: Any, key: Any) -> Any:
    """Return where the number of a hash stands, or the empty slot where it belongs."""
    mask = np.uint64(len(slots) - 1)
    slot = key & mask
    while slots[slot] != 0 and keys[slots[slot]] != key:
        slot = (slot + _ONE) & mask
    return slot
