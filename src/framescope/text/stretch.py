"""Texts laid end to end, and what the rules need to know of their tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from framescope.text.content_ends import may_end_content
from framescope.text.phrases import finite_verbs
from framescope.text.traits import Traits, TypeTraits, gaps

# isort: off
from framescope.text.wordkinds import (
    CAPITAL, DASH, DETERMINER, END, MARK, NUMBER, OWNER, PARTICLE, PREPOSITION, PRONOUN,
)  # fmt: skip
# isort: on

Ints = npt.NDArray[np.int64]
#: Longer sentences are cut: no rule looks further, and a text without a full stop stays linear.
_LONGEST = 250


@dataclass(frozen=True)
class Stretch:
    """Texts laid end to end with their tokens; offsets count from the beginning of `text`.

    `article` is the article of each token, -1 where nothing is assessed; `part` the part of an article
    beyond which no speaker goes on speaking (its text, its furniture); `breaks` says where a sentence begins.
    """

    text: str
    start: Ints
    end: Ints
    term: npt.NDArray[np.uint32]
    breaks: npt.NDArray[np.bool_]
    article: Ints
    part: Ints
    types: Sequence[str]


def traits_of(stretch: Stretch, types: TypeTraits, around: Ints) -> tuple[Traits, Ints, npt.NDArray[np.uint8]]:
    """Return the traits of the tokens, and their kinds of word and of punctuation as arrays.

    `around` is the index of the quotation around each token, or -1.
    """
    word = types.word[stretch.term]
    gap = gaps(stretch.text, stretch.start, stretch.end)
    owners = _mark_owners(stretch, word, gap, around)
    particles = _mark_particles(word, gap)
    # A full stop with a dash behind it ends a sentence too, where extraction lost a line break.
    breaks = stretch.breaks | (gap & (END | DASH) == END | DASH)
    # So does one behind a number or a single letter, if what follows can only begin a sentence: March 7. The ...
    stopped = (gap[1:] & END > 0) & (word[1:] & CAPITAL > 0) & (stretch.start[1:] - stretch.end[:-1] > 1)
    breaks[1:] |= stopped & ((word[:-1] & NUMBER > 0) | (word[1:] & (DETERMINER | PRONOUN) > 0))
    breaks[:1] = True
    bounds = np.append(np.flatnonzero(breaks), len(word))
    for k in np.flatnonzero(np.diff(bounds) > _LONGEST).tolist():
        breaks[bounds[k] : bounds[k + 1] : _LONGEST] = True
    bounds = np.append(np.flatnonzero(breaks), len(word))
    begin, end = (np.repeat(edge, np.diff(bounds)) for edge in (bounds[:-1], bounds[1:]))
    # What is read often is a list; what is read here and there need not become one, a view gives plain numbers too.
    kinds = types.shared[stretch.term].tolist()
    for k in owners:
        kinds[k] |= OWNER
    for k in particles:
        kinds[k] |= CAPITAL
    traits = Traits(
        word=kinds,
        gap=gap.tolist(),
        begin=view(begin),
        end=view(end),
        quotation=view(around),
        term=view(stretch.term),
        verb=_next(finite_verbs(word)),
        preposition=_next(word & PREPOSITION > 0),
        turn=_next(may_end_content(word, gap)),
        outside=_next(around < 0),
        forms=types.forms,
        types=stretch.types,
        plain=types.plain,
    )
    return traits, word, gap


def _mark_owners(stretch: Stretch, word: Ints, gap: npt.NDArray[np.uint8], around: Ints) -> list[int]:
    """Tell the apostrophe of a plural (the rebels’ claim) from a quotation mark; return the tokens that own something.

    The apostrophe is no part of its token. `word` and `gap` are changed.
    """
    end, term = stretch.end, stretch.term
    marked = np.flatnonzero((gap[1:] == MARK) & (around[1:] == around[:-1])).tolist()
    apostrophes = [k for k in marked if stretch.text[end[k] : end[k] + 2] in ("' ", "’ ")]
    owners = [k for k in apostrophes if stretch.types[term[k]].endswith("s")]
    word[owners] |= OWNER
    gap[[k + 1 for k in owners]] = 0
    return owners


def _mark_particles(word: Ints, gap: npt.NDArray[np.uint8]) -> list[int]:
    """Let the small words in a name (Ursula von der Leyen) count as capitals, in `word`; return where they stand."""
    inner = []
    for k in np.flatnonzero(word[1:-1] & (PARTICLE | CAPITAL) == PARTICLE).tolist():
        first, past = k + 1, k + 2
        while past + 1 < len(word) and word[past] & (PARTICLE | CAPITAL) == PARTICLE:
            past += 1
        if word[first - 1] & word[past] & CAPITAL and not gap[first : past + 1].any():
            word[first] |= CAPITAL
            inner.append(first)
    return inner


def _next(holds: npt.NDArray[np.bool_]) -> memoryview:
    """Return from each token on, and behind the last, the first for which something holds."""
    found = np.append(np.flatnonzero(holds), len(holds))
    return view(np.repeat(found, np.diff(found, prepend=-1)))


def view(column: npt.NDArray[Any]) -> memoryview:
    """Return an array as something that gives plain numbers."""
    return memoryview(np.ascontiguousarray(column).data)
