"""The compiled scan with its memory: texts go in, columns of tokens and the distinct forms come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from framescope.text import scan
from framescope.text.tokens import find_addresses, is_abbreviation, written_form

_COLUMNS: dict[str, type[np.generic]] = {"start": np.uint32, "length": np.uint32, "type": np.uint32, "breaks": np.bool_}
_FEWEST_SLOTS = 1 << 16


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
    Two forms of the same hash would be counted as one. Among a million forms the chance that any two
    meet is about 3 in 100 million (n² / 2⁶⁵).
    """

    def __init__(self, n_characters: int, *, offsets: bool = True) -> None:
        self.counts: list[npt.NDArray[np.int64]] = []
        self._kept = [name for name in _COLUMNS if offsets or name not in ("start", "length")]
        self._columns: dict[str, npt.NDArray[Any]] = {
            name: np.empty(n_characters // 5 if name in self._kept else 0, dtype=dtype)
            for name, dtype in _COLUMNS.items()
        }
        self._keys = np.empty(0, dtype=np.uint64)
        self._n = 0
        self._ids: dict[str, int] = {}
        self._type_of_key: list[int] = []
        self._abbreviations = np.zeros(_FEWEST_SLOTS // 2, dtype=np.bool_)  # the table is never fuller
        self._table = np.zeros((_FEWEST_SLOTS, 2), dtype=np.uint64)

    def scan(self, texts: Sequence[str]) -> None:
        """Cut texts into tokens and keep them."""
        text = "\n".join(texts)  # no token holds a line break
        if not text:
            self.counts.append(np.zeros(len(texts), dtype=np.int64))
            return
        codes = np.array([text], dtype=f"<U{len(text)}").view(np.uint32)
        classes = scan.class_table()
        stretches = scan.stretches_with_signs(codes, classes).tolist()
        addresses = np.array([*find_addresses(text, stretches), (len(text), len(text))], dtype=np.int64)
        # Words are at least one character apart, addresses need not be.
        starts, lengths, types, breaks = self._room(len(codes) // 2 + len(addresses) + 1)
        n = scan.cut(codes, classes, addresses, starts, lengths, self._keys)
        first = self._identify(self._keys[:n], types)
        self._learn(text, starts[first], lengths[first])
        begins = np.cumsum([0, *(len(one) + 1 for one in texts)], dtype=np.int64)
        counts = scan.settle(codes, classes, begins, starts[:n], lengths, types, self._abbreviations, breaks)
        self.counts.append(counts)
        self._n += n

    @property
    def types(self) -> list[str]:
        """The written forms, in the order in which they were met; a list made anew."""
        return list(self._ids)

    def columns(self) -> dict[str, npt.NDArray[Any]]:
        """Return what is kept of all tokens: `start` (in each text), `length`, `type`, `breaks`."""
        found = {name: self._columns[name][: self._n] for name in self._kept}
        if len(self._ids) < len(self._type_of_key):  # some forms are spelt alike once they are composed (NFC)
            found["type"] = np.array(self._type_of_key, dtype=np.uint32)[found["type"]]
        return found

    def _room(self, n: int) -> list[npt.NDArray[Any]]:
        """Return where the next `n` tokens may be written."""
        if len(self._keys) < n:
            self._keys = np.empty(n, dtype=np.uint64)
        first = {name: self._n if name in self._kept else 0 for name in _COLUMNS}
        for name, column in self._columns.items():
            if len(column) < first[name] + n:
                self._columns[name] = np.empty(max(first[name] + n, len(column) * 3 // 2), dtype=column.dtype)
                self._columns[name][: first[name]] = column[: first[name]]
        return [column[first[name] :] for name, column in self._columns.items()]

    def _identify(self, keys: npt.NDArray[np.uint64], types: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
        """Write the id of each hash; return the tokens at which new ones were met."""
        first = np.empty(len(keys), dtype=np.int64)
        done, known = 0, len(self._type_of_key)
        n_types = known
        while True:
            new = first[n_types - known :]
            n, now = scan.identify(keys[done:], self._table, n_types, types[done:], new)
            new[: now - n_types] += done
            done, n_types = done + n, now
            if done == len(keys):
                return first[: n_types - known]
            self._table = scan.grown(self._table)
            self._abbreviations = np.append(self._abbreviations, np.zeros_like(self._abbreviations))

    def _learn(self, text: str, starts: npt.NDArray[np.uint32], lengths: npt.NDArray[np.uint32]) -> None:
        """Take in the forms met for the first time."""
        forms = [written_form(text[a : a + n]) for a, n in zip(starts.tolist(), lengths.tolist(), strict=True)]
        known = len(self._type_of_key)
        self._abbreviations[known : known + len(forms)] = [is_abbreviation(form) for form in forms]
        self._type_of_key += [self._ids.setdefault(form, len(self._ids)) for form in forms]


def warm() -> None:
    """Compile the scan and keep it on disk, so that the first large corpus need not wait."""
    scanner = Scanner(0)
    scanner.scan(["Warm, at www.example.org. And again"])
    scan.grown(scanner._table)
