"""Runs of words as numbers: the same words have the same number in every corpus, whatever its order.

Nothing here holds all words at once: token columns may be memory-mapped, and are read article by article.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from mmap import mmap
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from framescope.corpus.labelled import DEFAULT_ZONE
from framescope.corpus.model import Tokens
from framescope.text.vocabulary import Vocabulary

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Block = TypeVar("Block")
Result = TypeVar("Result")
Number = TypeVar("Number", bound=np.generic)

_FACTOR, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_BLOCK = 4_000_000
#: Each holds some 50 megabytes while it works.
_THREADS = 4


@dataclass(frozen=True)
class ArticleWords:
    """What is compared of articles: the tokens of their title, headings and body.

    Attributes
    ----------
    tokens
        The tokens of the corpus, in memory or memory-mapped.
    first, past
        Where the tokens of each article begin and end, furniture between them included.
    key
        A number for each written form, the same for forms that differ in case only.
    """

    tokens: Tokens
    first: Ints
    past: Ints
    key: Hashes


@dataclass(frozen=True)
class Words:
    """The words of some articles, one after the other.

    Attributes
    ----------
    key
        The number of each word.
    token
        Its index in the corpus.
    bounds
        Article i of those asked for holds the words from ``bounds[i]`` to ``bounds[i + 1]``.
    """

    key: Hashes
    token: Ints
    bounds: Ints


def article_bounds(article: npt.NDArray[np.int32], n_articles: int) -> tuple[Ints, Ints]:
    """Return where the tokens of each article begin and end; each article is one stretch."""
    first, past = np.zeros(n_articles, dtype=np.int64), np.zeros(n_articles, dtype=np.int64)
    for begin in range(0, len(article), _BLOCK):
        block = pick(article, slice(begin, begin + _BLOCK))
        starts = np.flatnonzero(np.diff(block, prepend=block[0] - 1))
        ends = np.append(starts[1:], len(block))
        inside = block[starts] >= 0
        starts, ends, names = starts[inside], ends[inside], block[starts[inside]]
        new = past[names] == 0
        first[names[new]] = begin + starts[new]
        past[names] = begin + ends
    return first, past


def word_keys(vocabulary: Vocabulary) -> Hashes:
    """Return a number for each written form, made from its folded letters and not from its id."""
    digests = [blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest() for form in vocabulary.forms]
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)[vocabulary.fold]


def read_words(words: ArticleWords, articles: Ints) -> Words:
    """Return the words of some articles, in the order in which these are named."""
    first, past = words.first[articles], words.past[articles]
    token = ranges(first, past)
    kept = np.flatnonzero(DEFAULT_ZONE[pick(words.tokens.zone, token)])
    token = token[kept]
    bounds = np.searchsorted(kept, np.append(0, np.cumsum(past - first)))
    return Words(words.key[pick(words.tokens.term, token)], token, bounds)


def shingles(words: Words, width: int) -> tuple[Hashes, Ints]:
    """Return a 64-bit hash of the run of `width` words from each word on, and where those of each article end."""
    n = max(len(words.key) - width + 1, 0)
    hashed = np.zeros(len(words.key), dtype=np.uint64)
    runs = hashed[:n]
    for k in range(width):
        runs *= _FACTOR
        runs += words.key[k : k + n]
    hashed ^= hashed >> np.uint64(32)
    hashed *= _MIX
    hashed ^= hashed >> np.uint64(29)
    return hashed, np.maximum(words.bounds[:-1], words.bounds[1:] - width + 1)


def ranges(first: Ints, past: Ints) -> Ints:
    """Return the numbers from each `first` to before its `past`, one range after the other."""
    sizes = past - first
    before = np.cumsum(sizes) - sizes
    return np.repeat(first - before, sizes) + np.arange(sizes.sum())


def pick(column: npt.NDArray[Number], at: Ints | slice) -> npt.NDArray[Number]:
    """Return some entries of a column; a memory-mapped one is mapped for the occasion.

    What was read through one map for the whole run would be counted as this process's memory, all of the columns in
    the end. A view of a part does not know where in its file it begins, so it is read as it is.
    """
    if isinstance(column, np.memmap) and isinstance(column.base, mmap) and column.filename is not None:
        column = np.memmap(column.filename, column.dtype, "r", column.offset, column.shape)
    return np.asarray(column[at])


def inverse(order: Ints) -> Ints:
    """Return the place of each number in an order."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place


def in_threads(function: Callable[[Block], Result], given: Iterable[Block]) -> Iterator[Result]:
    """Yield the results for blocks in their order; arrays are worked on outside Python's lock, so threads help."""
    with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
        yield from pool.map(function, given)


def blocks(sizes: Sequence[int] | Ints, most: int) -> list[tuple[int, int]]:
    """Cut a row of things into blocks whose sizes add up to about `most`."""
    block = np.cumsum(sizes) // max(most, 1)
    cuts = np.flatnonzero(np.diff(block)) + 1
    edges = [0, *cuts.tolist(), len(block)]
    return [(a, b) for a, b in pairwise(edges) if b > a]
