"""The compiled scan with its memory: texts go in, columns of tokens and the distinct forms come out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text import hashes, scan
from framescope.text.characters import character_table
from framescope.text.tokens import NO_BREAK, find_addresses, is_abbreviation, written_form

_COLUMNS: dict[str, type[np.generic]] = {"start": np.uint32, "length": np.uint32, "type": np.uint32, "breaks": np.bool_}
_FORMS = 1 << 15  # room in the table to begin with


class _Scratch(NamedTuple):
    """Room for what the scan notes of the characters of a text and of all tokens, used again for the next ones.

    Of the characters: their `codes`, their `entries` in the table, their classes (`kinds`), the bytes that stand for
    them in a form (`letters`), 1 `inside` words; and at each place the eight bytes that begin there, as one number. Of
    the tokens: where they begin and end in turn (`edges`; at each place two of them as one number; as pairs: `spans`),
    the hashes of their forms, the boundaries before them, and before which an abbreviation may stand (`doubtful`).
    """

    codes: npt.NDArray[np.uint32]
    entries: npt.NDArray[np.uint16]
    kinds: npt.NDArray[np.uint8]
    letters: npt.NDArray[np.uint8]
    inside: npt.NDArray[np.uint8]
    eight_kinds: npt.NDArray[np.uint64]
    eight_letters: npt.NDArray[np.uint64]
    eight_inside: npt.NDArray[np.uint64]
    edges: npt.NDArray[np.uint32]
    two_edges: npt.NDArray[np.uint64]
    spans: npt.NDArray[np.uint32]
    hashes: npt.NDArray[np.uint64]
    boundaries: npt.NDArray[np.uint8]
    doubtful: npt.NDArray[np.uint32]


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
        self._forms: list[str] = []
        self._doubtful = [np.empty(0, dtype=np.int64)]
        self._table = hashes.empty(_FORMS)
        self._scratch = _scratch(0)

    def scan(self, texts: Sequence[str]) -> None:
        """Cut texts into tokens and keep them."""
        text = "\n".join(["", *texts, ""])  # no token holds a line feed, so each text stands between two
        if len(self._scratch.codes) < len(text):
            self._scratch = _scratch(len(text))
        codes = self._scratch.codes[: len(text)]
        codes.view(f"<U{len(text)}")[0] = text
        begins = np.fromiter(accumulate((len(one) + 1 for one in texts), initial=1), dtype=np.int64)
        characters = character_table()
        n_runs = scan.find_runs(codes, characters, self._scratch.spans)
        found = find_addresses(text, self._scratch.spans[:n_runs].tolist())
        addresses = np.array(found, dtype=np.int64).reshape(-1, 2)
        counts, n_doubtful = scan.scan_texts(codes, begins, addresses, characters, self._scratch)
        n = int(counts.sum())
        start, end = self._scratch.spans[:n].T
        columns = self._room(n)
        first = self._identify(self._scratch.hashes[:n], columns["type"])
        offset = begins[np.searchsorted(counts.cumsum(), first, side="right")] - 1
        new = map(slice, (start[first] + offset).tolist(), (end[first] + offset).tolist())
        self._forms += map(written_form, map(text.__getitem__, new))
        if "start" in columns:
            np.subtract(start, 1, out=columns["start"])
            np.subtract(end, start, out=columns["length"])
        np.not_equal(self._scratch.boundaries[:n], NO_BREAK, out=columns["breaks"])
        self._doubtful.append(self._scratch.doubtful[:n_doubtful] + np.int64(self._n))
        self.counts.append(counts)
        self._n += n

    def finish(self) -> tuple[dict[str, npt.NDArray[Any]], list[str]]:
        """Return what is kept of all tokens, `start` (in each text), `length`, `type`, `breaks`; and the written forms.

        The forms stand in the order in which they were met.
        """
        found = {name: column[: self._n] for name, column in self._columns.items()}
        forms = list(dict.fromkeys(self._forms))
        if len(forms) < len(self._forms):  # some are spelt alike once they are composed (NFC)
            ids = dict(zip(forms, range(len(forms)), strict=True))
            found["type"] = np.array([ids[form] for form in self._forms], dtype=np.uint32)[found["type"]]
        doubtful = np.concatenate(self._doubtful)
        before = found["type"][doubtful - 1]
        breaks = np.zeros(len(forms), dtype=np.bool_)
        ending = np.flatnonzero(np.bincount(before) > 0)
        breaks[ending] = [not is_abbreviation(forms[i]) for i in ending.tolist()]
        found["breaks"][doubtful] = breaks[before]
        return found, forms

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
        known = len(self._forms)
        self._table = hashes.with_room(self._table, known, len(keys))
        first = np.empty(len(keys), dtype=np.int64)
        return first[: hashes.identify(keys, *self._table, known, types, first)]


def _scratch(n: int) -> _Scratch:
    """Return room for `n` characters, the line feeds around texts included."""
    kinds, letters, inside = (np.zeros(n + 8, dtype=np.uint8) for _ in range(3))
    eight_kinds, eight_letters, eight_inside = (
        np.ndarray(n, np.uint64, buffer=row, strides=(1,)) for row in (kinds, letters, inside)
    )
    edges = np.empty(n // 2 * 2 + 8, dtype=np.uint32)
    return _Scratch(
        codes=np.empty(n, dtype=np.uint32),
        entries=np.empty(n, dtype=np.uint16),
        kinds=kinds,
        letters=letters,
        inside=inside,
        eight_kinds=eight_kinds,
        eight_letters=eight_letters,
        eight_inside=eight_inside,
        edges=edges,
        two_edges=np.ndarray(len(edges) - 1, np.uint64, buffer=edges, strides=(4,)),
        spans=edges.reshape(-1, 2),
        hashes=np.empty(n // 2 + 1, dtype=np.uint64),
        boundaries=np.empty(n // 2 + 1, dtype=np.uint8),
        doubtful=np.empty(n // 2 + 1, dtype=np.uint32),
    )


def warm() -> None:
    """Compile the scan and keep it on disk, so that the first large corpus need not wait."""
    Scanner(0).scan(["Warm, at www.example.org. And again"])
    hashes.with_room(hashes.empty(1), 0, 1)
