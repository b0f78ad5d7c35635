"""Pieces of texts by the thousand, cut out of their bytes: no document is decoded for a few words of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

Ints = npt.NDArray[np.int64]

# Characters looked at in one step: what is made on the way stays in the processor's cache.
_BLOCK = 1 << 20


def cut_texts(documents: pd.DataFrame, document: Ints, bounds: Ints) -> pa.LargeStringArray:
    """Cut neighbouring pieces out of texts.

    Parameters
    ----------
    documents
        The table `documents`.
    document
        Rows of `documents`, ascending, one per row of `bounds`.
    bounds
        Offsets into the text, ascending in each row: ``k + 1`` columns for ``k`` pieces.

    Returns
    -------
    LargeStringArray
        The pieces of the first row of `bounds`, then those of the second, and so on.
    """
    texts = pa.array(documents["text"].array)
    rows, counts = np.unique(document, return_counts=True)
    place = np.repeat(np.arange(len(rows)), counts)
    step = np.cumsum(documents["n_chars"].to_numpy(np.int64)[rows]) // _BLOCK
    ends = np.flatnonzero(np.diff(step, append=-1)) + 1
    parts = []
    for first, past in zip(np.append(0, ends)[:-1].tolist(), ends.tolist(), strict=True):
        taken = texts.take(pa.array(rows[first:past]))
        if isinstance(taken, pa.ChunkedArray):  # a table that was put together from several
            taken = taken.combine_chunks()
        some = slice(*np.searchsorted(place, (first, past)))
        parts.append(_cut(taken.cast(pa.large_string()), place[some] - first, bounds[some]))
    return pa.concat_arrays([pa.array([], type=pa.large_string()), *parts])


def _cut(texts: pa.LargeStringArray, row: Ints, bounds: Ints) -> pa.LargeStringArray:
    _, offsets, data = texts.buffers()
    first = np.frombuffer(offsets, dtype=np.int64)[:-1]
    # Offsets count characters from the first text on: a byte that only continues a character (10xxxxxx in
    # UTF-8) is none, so byte = character + continuing bytes of the characters before.
    continuing = _continuing(np.frombuffer(data, dtype=np.int8))
    character = continuing - np.arange(1, len(continuing) + 1)
    begin = first - np.searchsorted(continuing, first)
    at = begin[row][:, np.newaxis] + bounds
    at += np.searchsorted(character, at)
    # All pieces of a row lie side by side: they are cut in one.
    view = memoryview(data)
    kept = b"".join([view[low:high] for low, high in zip(at[:, 0].tolist(), at[:, -1].tolist(), strict=True)])
    ends = np.cumsum(np.diff(at, axis=1).ravel(), dtype=np.int64)
    return pa.LargeStringArray.from_buffers(len(ends), pa.py_buffer(np.append(0, ends)), pa.py_buffer(kept))


def _continuing(text: npt.NDArray[np.int8]) -> Ints:
    """Return which bytes are less than -64: 10xxxxxx as a signed number. Eight at a time, since most texts hold few."""
    whole = len(text) // 8 * 8
    eights = np.flatnonzero(text[:whole].view(np.uint64) & np.uint64(0x8080808080808080) != 0)
    candidates = np.append((eights[:, np.newaxis] * 8 + np.arange(8)).ravel(), np.arange(whole, len(text)))
    return candidates[text[candidates] < -64]
