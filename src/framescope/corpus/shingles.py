"""Runs of words as numbers: the same words have the same number in every corpus, whatever its order.

Nothing here holds all words of a large corpus at once.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from framescope.corpus.columns import add_lengths, counted_tokens, mapped
from framescope.corpus.model import Tokens
from framescope.text.vocabulary import Vocabulary

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int32]
Block = TypeVar("Block")
Result = TypeVar("Result")
Number = TypeVar("Number", bound=np.generic)

#: What spreads numbers over all 64 bits.
FACTOR, MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
#: Words of more tokens than this are written to a file.
_IN_MEMORY = 5_000_000
#: Each holds some 50 megabytes while it works.
_THREADS = 4
#: Who works on arrays asks for Python's lock every few milliseconds: seconds to wait until it is given, ten times less
#: than usual.
_SWITCH = 0.0005


@dataclass(frozen=True)
class Words:
    """The words of title, headings and body of articles, one after the other.

    Attributes
    ----------
    key
        A number for each word, the same for forms that differ in case only; in memory or memory-mapped.
    bounds
        Article i holds the words from ``bounds[i]`` to ``bounds[i + 1]``.
    """

    key: Hashes
    bounds: Ints


@contextmanager
def compared_words(tokens: Tokens, n_articles: int, folder: Path | None = None) -> Iterator[Words]:
    """Give the words of all articles; those of a large corpus lie in a file in the folder meanwhile."""
    keys = word_keys(tokens.vocabulary)
    lengths = np.zeros(n_articles, dtype=np.int64)

    def parts() -> Iterator[Hashes]:
        for token, article in counted_tokens(tokens):
            add_lengths(lengths, article)
            yield keys.take(mapped(tokens.term)[token])

    if len(tokens) <= _IN_MEMORY:
        together = np.concatenate([keys[:0], *parts()])
        yield Words(together, np.append(0, np.cumsum(lengths)))
        return
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as scratch:
        file = Path(scratch) / "words"
        with file.open("wb") as opened:
            for part in parts():
                opened.write(part.data)
        yield Words(np.memmap(file, np.uint64, "r"), np.append(0, np.cumsum(lengths)))


def word_keys(vocabulary: Vocabulary) -> Hashes:
    """Return a number for each written form, made from its folded letters and not from its id."""
    digests = [blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest() for form in vocabulary.forms]
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)[vocabulary.fold]


def word_characters(tokens: Tokens, words: Ints) -> tuple[Ints, Ints]:
    """Return where words, counted as in `Words`, begin and end in their documents."""
    order = np.argsort(words)
    start, end = np.empty_like(words), np.empty_like(words)
    seen = 0
    for token, _ in counted_tokens(tokens):
        here = order[slice(*np.searchsorted(words, (seen, seen + len(token)), sorter=order))]
        at = token[words[here] - seen]
        start[here] = mapped(tokens.start)[at]
        end[here] = start[here] + mapped(tokens.length)[at]
        seen += len(token)
    return start, end


def read_words(words: Words, articles: Ints) -> Words:
    """Return the words of some articles, in the order in which these are named."""
    first, past = words.bounds[articles], words.bounds[articles + 1]
    bounds = np.append(0, np.cumsum(past - first))
    if isinstance(words.key, np.memmap):
        return Words(_read_stretches(words.key, first, bounds), bounds)
    return Words(stretches(words.key, first, past), bounds)


def _read_stretches(column: np.memmap[Any, Any], first: Ints, bounds: Ints) -> Hashes:
    """Read stretches of a file: where they are mapped, the pages around each come into memory as well."""
    values = np.empty(bounds[-1], dtype=np.uint64)
    with Path(str(column.filename)).open("rb", buffering=0) as file:
        for at, low, high in zip(first.tolist(), bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            file.seek(at * values.itemsize)
            file.readinto(values[low:high].data)
    return values


def shingles(words: Words, width: int) -> tuple[Hashes, Ints]:
    """Return a 64-bit hash of the run of `width` words from each word on, and where those of each article end."""
    n = max(len(words.key) - width + 1, 0)
    hashed = np.zeros(len(words.key), dtype=np.uint64)
    runs = hashed[:n]
    for k in range(width):
        runs *= FACTOR
        runs += words.key[k : k + n]
    hashed ^= hashed >> np.uint64(32)
    hashed *= MIX
    hashed ^= hashed >> np.uint64(29)
    return hashed, np.maximum(words.bounds[:-1], words.bounds[1:] - width + 1)


def stretches(values: npt.NDArray[Number], first: Ints, past: Ints) -> npt.NDArray[Number]:
    """Return the values from each `first` to before its `past`, one stretch after the other."""
    return np.concatenate([values[:0], *(values[a:b] for a, b in zip(first.tolist(), past.tolist(), strict=True))])


def inverse(order: Ints) -> Ints:
    """Return the place of each number in an order."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place


def in_threads(function: Callable[[Block], Result], given: Iterable[Block]) -> Iterator[Result]:
    """Yield the results for blocks in their order; arrays are worked on outside Python's lock, so threads help."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
            yield from pool.map(function, given)
    finally:
        sys.setswitchinterval(before)


def blocks(sizes: Sequence[int] | Ints, most: int) -> list[tuple[int, int]]:
    """Cut a row of things into blocks whose sizes add up to about `most`."""
    block = np.cumsum(sizes) // max(most, 1)
    cuts = np.flatnonzero(np.diff(block)) + 1
    edges = [0, *cuts.tolist(), len(block)]
    return [(a, b) for a, b in pairwise(edges) if b > a]
