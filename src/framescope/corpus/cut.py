"""Pieces of texts by the thousand, cut out of their bytes: no document is decoded for a few words of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.int8]

# Documents looked at together: few enough for a page of lines, enough for a concordance of all.
_DOCUMENTS = 1024
# What is known of a part is kept where it is small beside the text: in scripts of few bytes a character.
_KEPT = 1 / 32


@dataclass(frozen=True)
class _Offsets:
    """Where each text of a part begins, in characters of the part, and in which characters its further bytes lie."""

    begin: Ints
    further: Ints

    def in_bytes(self, row: Ints, offsets: Ints) -> Ints:
        """Return where characters of the texts stand in the bytes of the part."""
        at = self.begin[row][:, np.newaxis] + offsets
        before, after = (np.searchsorted(self.further, at[:, side]) for side in (0, -1))
        mixed = np.flatnonzero(before < after)  # most pieces hold one byte a character
        behind = np.repeat(before[:, np.newaxis], at.shape[1], axis=1)
        behind[mixed] = np.searchsorted(self.further, at[mixed])
        return np.asarray(at + behind)


class Texts:
    """The texts of a corpus as the bytes they are stored in."""

    def __init__(self, texts: pd.Series[str]) -> None:
        whole = pa.array(texts.array)
        chunks = whole.chunks if isinstance(whole, pa.ChunkedArray) else [whole]
        wide = [chunk.cast(pa.large_string()) for chunk in chunks]
        self._bytes = [_bytes_of(chunk) for chunk in wide]
        cuts = [(n, at) for n, chunk in enumerate(wide) for at in range(0, len(chunk), _DOCUMENTS)]
        self._chunk = np.array([n for n, _ in cuts], dtype=np.int64)
        self._parts = [self._bytes[n][0][at : at + _DOCUMENTS + 1] for n, at in cuts]
        self._first = np.cumsum([0, *(len(begins) - 1 for begins in self._parts)])
        self._known: dict[int, _Offsets] = {}

    def cut(self, document: Ints, bounds: Ints) -> pa.LargeStringArray:
        """Cut neighbouring pieces out of texts.

        Parameters
        ----------
        document
            Rows of `documents`, ascending, one per row of `bounds`.
        bounds
            Offsets into the text, ascending in each row: ``k + 1`` columns for ``k`` pieces.

        Returns
        -------
        LargeStringArray
            The pieces of the first row of `bounds`, then those of the second, and so on.
        """
        part = np.searchsorted(self._first, document, side="right") - 1
        at = np.empty(bounds.shape, dtype=np.int64)
        for a, b in _runs(part):
            number = int(part[a])
            at[a:b] = self._offsets(number).in_bytes(document[a:b] - self._first[number], bounds[a:b])
        chunk = self._chunk[part]
        # The pieces of a row lie side by side, and are copied as one.
        stretches = [_copied(self._bytes[chunk[a]][1], at[a:b, 0], at[a:b, -1]) for a, b in _runs(chunk)]
        ends = np.cumsum(np.diff(at, axis=1).ravel(), dtype=np.int64)
        _, _, pieces = pa.concat_arrays(stretches or [pa.array([], pa.large_binary())]).buffers()
        return pa.LargeStringArray.from_buffers(len(ends), pa.py_buffer(np.append(np.int64(0), ends)), pieces)

    def _offsets(self, number: int) -> _Offsets:
        if number in self._known:
            return self._known[number]
        first = self._parts[number]
        data = self._bytes[self._chunk[number]][1][first[0] : first[-1]]
        continuing = _continuing(data) + first[0]
        # A byte that continues a character is none of its own: offsets fall behind by one at each.
        begin = first[:-1] - np.searchsorted(continuing, first[:-1])
        offsets = _Offsets(begin, continuing - np.arange(1, len(continuing) + 1))
        if len(continuing) <= _KEPT * len(data):
            self._known[number] = offsets
        return offsets


def _runs(numbers: Ints) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the stretches of equal numbers (all from 0 on)."""
    return pairwise(np.flatnonzero(np.diff(numbers, prepend=-1, append=-1)).tolist())


def _bytes_of(texts: pa.LargeStringArray) -> tuple[Ints, Bytes]:
    """Return where each text begins in the bytes of all of them, and the last one ends, and the bytes."""
    _, offsets, data = texts.buffers()
    first = np.frombuffer(offsets, dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return first - first[0], np.frombuffer(data or b"", dtype=np.int8)[first[0] : first[-1]]


def _copied(data: Bytes, low: Ints, high: Ints) -> pa.LargeBinaryArray:
    """Return stretches of bytes, copied by Arrow: ten thousands of slices in Python take five times as long.

    Arrow's values lie one behind the other while stretches may overlap. Hence each is put together from
    the tiles between all the bounds; most are one tile.
    """
    bounds = np.stack([low, high], axis=1).ravel()
    order = np.argsort(bounds, kind="stable")  # nearly sorted: a merge
    edges, place = bounds[order], np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    first, past = place[::2], place[1::2]
    tiles = np.arange((past - first).sum()) + np.repeat(past - np.cumsum(past - first), past - first)
    buffers = [None, pa.py_buffer(edges), pa.py_buffer(data)]
    return pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(edges) - 1, buffers).take(pa.array(tiles))


def _continuing(text: Bytes) -> Ints:
    """Return which bytes go on with a character (10xxxxxx in UTF-8; as a signed number, less than -64).

    Eight bytes at a time, since most texts hold few that are not ASCII.
    """
    whole = len(text) // 8 * 8
    eights = np.flatnonzero(text[:whole].view(np.uint64) & np.uint64(0x8080808080808080) != 0)
    candidates = np.append((eights[:, np.newaxis] * 8 + np.arange(8)).ravel(), np.arange(whole, len(text)))
    return np.asarray(candidates[text[candidates] < -64])
