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


def with_room(table: Table, known: int, more: int) -> Table:
    """Return a table with room for more than the known hashes: the same one, or a larger one that holds them."""
    if known + more < len(table.keys):
        return table
    larger = empty(1 << (known + more).bit_length())
    larger.keys[: known + 1] = table.keys[: known + 1]
    _fill(*larger, known)
    return larger


@compiled
def _fill(slots: Any, keys: Any, known: int) -> None:
    for number in range(1, known + 1):
        slots[_slot(slots, keys, keys[number])] = number


@compiled
def identify(hashes: Any, slots: Any, keys: Any, known: int, types: Any, first: Any) -> int:
    """Write the id of each hash, and for each new one the token at which it was met; return how many are new.

    The table has room for all of them.
    """
    mask, new = np.uint64(len(slots) - 1), 0
    for i in range(np.uint64(len(hashes))):  # where most are found: many loads at once, as none waits for another
        types[i] = slots[hashes[i] & mask]
    for i in range(np.uint64(len(hashes))):
        number = types[i]
        if number == 0 or keys[number] != hashes[i]:
            slot = _slot(slots, keys, hashes[i])
            number = slots[slot]
            if number == 0:
                first[new] = i
                new += 1
                number = slots[slot] = known + new
                keys[number] = hashes[i]
        types[i] = number - 1
    return new


@compiled
def _slot(slots: Any, keys: Any, key: Any) -> Any:
    """Return where the number of a hash stands, or the empty slot where it belongs."""
    mask = np.uint64(len(slots) - 1)
    slot = key & mask
    while slots[slot] != 0 and keys[slots[slot]] != key:
        slot = (slot + _ONE) & mask
    return slot
