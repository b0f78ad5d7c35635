"""The compiled scan with its memory: texts go in, columns of tokens and the distinct forms come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text import hashes, scan
from framescope.text.characters import character_table
from framescope.text.tokens import find_addresses, is_abbreviation, written_form

_COLUMNS: dict[str, type[np.generic]] = {"start": np.uint32, "length": np.uint32, "type": np.uint32, "breaks": np.bool_}
_FORMS = 1 << 15  # room in the table to begin with


class _Scratch(NamedTuple):
    """Room for what the scan notes of the characters of a text and of all tokens, used again for the next ones.

    Of the characters: their `entries` in the table, their classes (`kinds`), the bytes that stand for them in a form
    (`letters`), 1 `inside` words, 1 where a word begins or is over (`changes`); and at each place the eight bytes that
    begin there, as one number. Of the tokens: where they begin and end in turn (`edges`), the hashes of their forms,
    and the boundaries before them.
    """

    entries: npt.NDArray[np.uint16]
    kinds: npt.NDArray[np.uint8]
    letters: npt.NDArray[np.uint8]
    inside: npt.NDArray[np.uint8]
    changes: npt.NDArray[np.uint8]
    eight_kinds: npt.NDArray[np.uint64]
    eight_letters: npt.NDArray[np.uint64]
    eight_changes: npt.NDArray[np.uint64]
    edges: npt.NDArray[np.uint32]
    hashes: npt.NDArray[np.uint64]
    boundaries: npt.NDArray[np.uint8]


class Scanner:
    """Cuts one stretch of texts after another; a form has the same id in all of them.

    Parameters
    ----------
    n_characters
        About how many will come; room is made for them.
    offsets
        Whether to keep where the tokens stand.

    Attributes
    ----------
    counts
        The number of tokens of each text.

    Notes
    -----
    Two forms of the same hash would be counted as one. Forms of up to eight ASCII characters never are; among a
    million others the chance that any two meet is about 3 in 100 million (n² / 2⁶⁵).
    """

    def __init__(self, n_characters: int, *, offsets: bool = True) -> None:
        self.counts: list[npt.NDArray[np.int64]] = []
        self._columns = {
            name: np.empty(n_characters // 5, dtype=dtype)
            for name, dtype in _COLUMNS.items()
            if offsets or name not in ("start", "length")
        }
        self._n = 0
        self._ids: dict[str, int] = {}
        self._type_of_key: list[int] = []
        self._abbreviations = np.empty(0, dtype=np.bool_)
        self._table = hashes.empty(_FORMS)
        self._scratch = _scratch(0)

    def scan(self, texts: Sequence[str]) -> None:
        """Cut texts into tokens and keep them."""
        text = "\n".join(["", *texts, ""])  # no token holds a line feed, so each text stands between two
        codes = np.array([text], dtype=f"<U{len(text)}").view(np.uint32)
        begins = np.cumsum([1, *(len(one) + 1 for one in texts)], dtype=np.int64)
        if len(self._scratch.entries) < len(codes):
            self._scratch = _scratch(len(codes))
        signs = self._scratch.inside[: len(codes)].view(np.bool_)
        scan.find_signs(codes, signs)
        found = find_addresses(text, map(int, np.flatnonzero(signs)))
        addresses = np.array(found, dtype=np.int64).reshape(-1, 2)
        counts = scan.scan_texts(codes, begins, addresses, character_table(), self._scratch)
        n = int(counts.sum())
        start, end = self._scratch.edges[: 2 * n].reshape(n, 2).T
        columns = self._room(n)
        first = self._identify(self._scratch.hashes[:n], columns["type"])
        offset = begins[np.searchsorted(counts.cumsum(), first, side="right")] - 1
        self._learn(map(text.__getitem__, map(slice, (start[first] + offset).tolist(), (end[first] + offset).tolist())))
        scan.settle(self._scratch.boundaries[:n], columns["type"], self._abbreviations, columns["breaks"])
        if "start" in columns:
            np.subtract(start, 1, out=columns["start"])
            np.subtract(end, start, out=columns["length"])
        self.counts.append(counts)
        self._n += n

    @property
    def types(self) -> list[str]:
        """The written forms, in the order in which they were met; a list made anew."""
        return list(self._ids)

    def columns(self) -> dict[str, npt.NDArray[Any]]:
        """Return what is kept of all tokens: `start` (in each text), `length`, `type`, `breaks`."""
        found = {name: column[: self._n] for name, column in self._columns.items()}
        if len(self._ids) < len(self._type_of_key):  # some forms are spelt alike once they are composed (NFC)
            found["type"] = np.array(self._type_of_key, dtype=np.uint32)[found["type"]]
        return found

    def _room(self, n: int) -> dict[str, npt.NDArray[Any]]:
        """Return where the next `n` tokens are to be written."""
        past = self._n + n
        for name, column in self._columns.items():
            if len(column) < past:
                self._columns[name] = np.empty(max(past, len(column) * 3 // 2), dtype=column.dtype)
                self._columns[name][: self._n] = column[: self._n]
        return {name: column[self._n : past] for name, column in self._columns.items()}

    def _identify(self, keys: npt.NDArray[np.uint64], types: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
        """Write the id of each hash; return the tokens at which new ones were met."""
        first = np.empty(len(keys), dtype=np.int64)
        done, known = 0, len(self._type_of_key)
        n_types = known
        while True:
            new = first[n_types - known :]
            n, now = hashes.identify(keys[done:], *self._table, n_types, types[done:], new)
            new[: now - n_types] += done
            done, n_types = done + n, now
            if done == len(keys):
                return first[: n_types - known]
            self._table = hashes.grown(self._table)

    def _learn(self, tokens: Iterable[str]) -> None:
        """Take in the forms of tokens that are met for the first time."""
        forms = list(map(written_form, tokens))
        self._type_of_key += [self._ids.setdefault(form, len(self._ids)) for form in forms]
        new = np.array(list(map(is_abbreviation, forms)), dtype=np.bool_)
        self._abbreviations = np.append(self._abbreviations, new)


def _scratch(n: int) -> _Scratch:
    """Return room for `n` characters, the line feeds around texts included."""
    kinds, letters, inside, changes = (np.zeros(n + 8, dtype=np.uint8) for _ in range(4))
    eight_kinds, eight_letters, eight_changes = (
        np.ndarray(n, np.uint64, buffer=row, strides=(1,)) for row in (kinds, letters, changes)
    )
    return _Scratch(
        entries=np.empty(n, dtype=np.uint16),
        kinds=kinds,
        letters=letters,
        inside=inside,
        changes=changes,
        eight_kinds=eight_kinds,
        eight_letters=eight_letters,
        eight_changes=eight_changes,
        edges=np.empty(n + 8, dtype=np.uint32),  # eight are written at once
        hashes=np.empty(n // 2 + 1, dtype=np.uint64),
        boundaries=np.empty(n // 2 + 1, dtype=np.uint8),
    )


def warm() -> None:
    """Compile the scan and keep it on disk, so that the first large corpus need not wait."""
    Scanner(0).scan(["Warm, at www.example.org. And again"])
    hashes.grown(hashes.empty(2))
