"""Which articles to compare: those that share a run of words, found by sorting and never all against all.

What thousands share (a notice under every page) would make pairs without end: articles that only share
what a crowd shares are compared with their neighbours in length alone, so that the work stays linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.copyrule import CopyRule
from framescope.corpus.engines import Engine, Entries, faster_engine
from framescope.corpus.shingles import Hashes, Ints, Numbers, Words, blocks, in_threads, inverse
from framescope.errors import InputError

#: Up to this many words every shingle is looked at, unless the rule says otherwise; beyond, one in so many.
EXACT_TOKENS, EVERY = 5_000_000, 16
#: A shingle in more articles than this is a crowd's: each of its articles meets only the next ones in length.
CROWD, NEIGHBOURS = 32, 4
#: Where a pair shares less than this of the shorter article's sample, the shorter is compared with its best few.
_STRONG, _BEST = 0.25, 3
# Sampled shingles are longer: strangers seldom share eight words.
_SAMPLED_WIDTH = 8
_ARTICLE_BITS = np.uint64(24)
_PART_BITS = 4  # shingles are sorted in sixteen parts
_READ, _MET = 250_000, 250_000  # tokens, and meetings of two articles in a shingle, held at a time


@dataclass(frozen=True)
class Candidates:
    """Pairs of articles to compare.

    Attributes
    ----------
    a, b
        Rows of articles, a the shorter (ties by article_id), sorted by length of a.
    every
        One shingle in so many was looked at.
    crowded
        Shingles, of those looked at, that a crowd shares.
    left
        Pairs that share something and were not compared, because each article is compared with its best few.
    """

    a: Ints
    b: Ints
    every: int
    crowded: int
    left: int


@dataclass(frozen=True)
class _Sample:
    """Shingles that more than one article holds, article by article within each, in parts that are joined later.

    Attributes
    ----------
    articles
        Who holds it: the article's number by length.
    reaches
        How many of the entries that follow in the same shingle it meets.
    size
        Shingles taken from each article, by number.
    crowded
        How many shingles a crowd holds.
    """

    articles: Sequence[Numbers]
    reaches: Sequence[npt.NDArray[np.uint8]]
    size: Ints
    crowded: int


def find_candidates(words: Words, article_ids: pd.Index, rule: CopyRule) -> Candidates:
    """Return the pairs of articles that may share a passage."""
    n = len(article_ids)
    if n >> int(_ARTICLE_BITS):
        raise InputError(f"{n:,} articles are too many to compare at once; split the corpus by period.")
    every = rule.every or (1 if len(words.key) <= EXACT_TOKENS else EVERY)
    width = rule.shingle if every == 1 else max(rule.shingle, _SAMPLED_WIDTH)
    engine = faster_engine(words)
    hashes, article = _take(words, every, width, engine)
    by_length = np.lexsort((inverse(article_ids.argsort()), np.diff(words.bounds)))
    sample = _shared(hashes, inverse(by_length).astype(np.int32)[article], n)
    del hashes, article
    fewest = -(-rule.passage // rule.shingle) if every == 1 else 1
    a, b, left = _pairs(sample, fewest, engine, best_only=every > 1)
    return Candidates(by_length[a], by_length[b], every, sample.crowded, left)


def _take(words: Words, every: int, width: int, engine: Engine) -> tuple[Hashes, Numbers]:
    """Return the sampled shingles, and the article of each."""

    def take(block: tuple[int, int]) -> tuple[Hashes, Numbers]:
        return engine.sample_shingles(words, block, width, every)

    none = (np.empty(0, np.uint64), np.empty(0, np.int32))
    parts = [none, *in_threads(take, blocks(np.diff(words.bounds), _READ))]
    hashes, owners = zip(*parts, strict=True)
    return np.concatenate(hashes), np.concatenate(owners)


def _shared(hashes: Hashes, article: Numbers, n_articles: int) -> _Sample:
    """Sort shingles, one part of the range of hashes after the other, so that little is held twice."""
    leading = (hashes >> np.uint64(64 - _PART_BITS)).astype(np.uint8)

    def shared(part: int) -> tuple[Numbers, npt.NDArray[np.uint8], Numbers, int]:
        of_part = np.flatnonzero(leading == part)
        packed = hashes[of_part] >> _ARTICLE_BITS << _ARTICLE_BITS | article[of_part].astype(np.uint64)
        packed.sort()
        packed = packed[np.diff(packed, prepend=~packed[:1]) != 0]
        holder = (packed & np.uint64((1 << int(_ARTICLE_BITS)) - 1)).astype(np.int32)
        begins = np.flatnonzero(np.diff(packed >> _ARTICLE_BITS, prepend=~packed[:1]))
        held_by = np.diff(np.append(begins, len(packed)))
        holders = np.repeat(held_by, held_by)
        follow = np.repeat(begins + held_by, held_by) - np.arange(len(packed)) - 1
        reach = np.minimum(follow, np.where(holders > CROWD, NEIGHBOURS, CROWD))
        met = holders > 1
        size = np.bincount(holder, minlength=n_articles).astype(np.int32)
        return holder[met], reach[met].astype(np.uint8), size, int((held_by > CROWD).sum())

    articles, reaches, sizes, crowded = zip(*in_threads(shared, range(1 << _PART_BITS)), strict=True)
    return _Sample(articles, reaches, np.sum(sizes, axis=0, dtype=np.int64), sum(crowded))


def _pairs(sample: _Sample, fewest: int, engine: Engine, *, best_only: bool) -> tuple[Ints, Ints, int]:
    """Return the pairs, by number, that share at least so many shingles, and how many of them were left."""
    n = len(sample.size)
    article = np.concatenate(sample.articles)
    order = np.argsort(article, kind="stable").astype(np.int32)
    edges = np.append(0, np.cumsum(np.bincount(article, minlength=n)))
    entries = Entries(article, np.concatenate(sample.reaches), n, order, edges)

    def meet(block: tuple[int, int]) -> tuple[Ints, int]:
        pair, shared = engine.count_together(entries, block)
        pair, shared = pair[shared >= fewest], shared[shared >= fewest]
        kept = _best(pair // n, shared, sample.size) if best_only else np.arange(len(pair))
        return pair[kept], len(pair) - len(kept)

    met = np.bincount(entries.article, weights=entries.reach, minlength=n).astype(np.int64)
    parts, left = zip((np.empty(0, np.int64), 0), *in_threads(meet, blocks(met, _MET)), strict=True)
    pairs = np.concatenate(parts)
    return pairs // max(n, 1), pairs % max(n, 1), sum(left)


def _best(a: Ints, shared: Ints, size: Ints) -> Ints:
    """Return which pairs to keep, given in the order of a: the strong ones and the best few of each a."""
    order = np.lexsort((-shared, a))
    rank = np.arange(len(a)) - np.searchsorted(a, a)  # of the row in `order`: its first key keeps the order of a
    best = np.zeros(len(a), dtype=np.bool_)
    best[order] = rank < _BEST
    return np.flatnonzero(best | (shared >= _STRONG * size[a]))
