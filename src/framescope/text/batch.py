"""Many texts cut at once: by the compiled scan where that pays for loading it, else one after the other."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from framescope.text.tokens import TextTokens, tokenize

#: Loading the compiled scan takes about as long as cutting so many characters without it.
WORTH_COMPILING = 6_000_000
#: Characters of the texts that are scanned together; more do not stay in the processor's cache.
_STRETCH = 300_000
_NOTHING = np.empty(0, dtype=np.uint32)


@dataclass(frozen=True)
class TokenBatch(Sequence[TextTokens]):
    """The tokens of texts in a row; a sequence of `TextTokens`, one for each text, that share their `types`.

    Attributes
    ----------
    start, length, breaks, term, types
        As in `TextTokens`, of all texts; `start` counts from the beginning of each text (uint32 here:
        at a hundred million tokens the width is felt).
    bounds
        Text i holds the tokens from ``bounds[i]`` to ``bounds[i + 1]`` (int64).
    """

    start: npt.NDArray[np.uint32]
    length: npt.NDArray[np.uint32]
    breaks: npt.NDArray[np.bool_]
    term: npt.NDArray[np.uint32]
    types: Sequence[str]
    bounds: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        if not -len(self) <= i < len(self):
            raise IndexError(i)
        i %= len(self)
        own = slice(int(self.bounds[i]), int(self.bounds[i + 1]))
        return TextTokens(
            self.start[own].astype(np.int64), self.length[own], self.breaks[own], self.term[own], self.types
        )


def tokenize_many(
    texts: Sequence[str], *, engine: Literal["regex", "compiled"] | None = None, offsets: bool = True
) -> TokenBatch:
    """Cut texts into tokens.

    Parameters
    ----------
    texts
        Any strings.
    engine
        Both give the same tokens; by default the faster one for so much text.
    offsets
        Whether to keep where the tokens stand. Who only counts needs no `start` and `length`; without, they
        are 0 throughout, and what is kept takes a third of the memory.

    Returns
    -------
    TokenBatch
        The tokens of `framescope.text.tokens.tokenize` for each text. Types stand in the order in which
        they are first met, so that the same texts in the same order give the same ids.
    """
    if engine is None:
        loaded = "framescope.text.scanner" in sys.modules
        engine = "compiled" if loaded or sum(map(len, texts)) >= WORTH_COMPILING else "regex"
    batch = _compiled(texts, offsets=offsets) if engine == "compiled" else _one_by_one(texts)
    if offsets:
        return batch
    nowhere = np.broadcast_to(np.uint32(0), len(batch.term))
    return replace(batch, start=nowhere, length=nowhere)


def _one_by_one(texts: Sequence[str]) -> TokenBatch:
    cut = [tokenize(text) for text in texts]
    ids: dict[str, int] = {}
    term = [_renumbered(one, ids) for one in cut]
    return TokenBatch(
        start=_join([one.start for one in cut], np.uint32),
        length=_join([one.length for one in cut], np.uint32),
        breaks=_join([one.breaks for one in cut], np.bool_),
        term=_join(term, np.uint32),
        types=list(ids),
        bounds=np.cumsum([0, *map(len, cut)], dtype=np.int64),
    )


def _renumbered(tokens: TextTokens, ids: dict[str, int]) -> npt.NDArray[np.uint32]:
    return np.array([ids.setdefault(form, len(ids)) for form in tokens.types], dtype=np.uint32)[tokens.term]


def _compiled(texts: Sequence[str], *, offsets: bool) -> TokenBatch:
    from framescope.text.scanner import Scanner  # numba and its kernels: half a second that a small corpus does not pay

    ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)))
    size = int(ends[-1]) if len(texts) else 0
    scanner = Scanner(size, offsets=offsets)
    cuts = np.searchsorted(ends, np.arange(_STRETCH, size, _STRETCH))
    for first, past in pairwise(np.unique([0, *cuts, len(texts)]).tolist()):
        scanner.scan(texts[first:past])
    found, types = scanner.finish()
    return TokenBatch(
        start=found.get("start", _NOTHING),
        length=found.get("length", _NOTHING),
        breaks=found["breaks"],
        term=found["type"],
        types=types,
        bounds=np.concatenate([[0], *scanner.counts], dtype=np.int64).cumsum(),
    )


def _join(parts: Sequence[npt.NDArray[Any]], dtype: type) -> npt.NDArray[Any]:
    return np.concatenate([np.empty(0, dtype=dtype), *parts], dtype=dtype, casting="unsafe")
