"""Texts laid end to end, and what the rules need to know of their tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from framescope.text.content_ends import may_end_content
from framescope.text.phrases import finite_verbs
from framescope.text.traits import NUMBERS, Traits, gaps
from framescope.text.typetraits import TypeTraits

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


def columns_of(stretch: Stretch, types: TypeTraits, around: Ints) -> Traits:
    """Return the traits of the tokens as arrays, without types; `around` is the index of the quotation around each."""
    word = types.word[stretch.term]
    gap = gaps(stretch.text, stretch.start, stretch.end)
    _mark_owners(stretch, word, gap, around)
    _mark_particles(word, gap)
    begin, end = _sentences(stretch, word, gap)
    phrase_first, phrase_past = _phrases(stretch, types, begin, end)
    return Traits(
        word=word,
        form=types.form[stretch.term],
        gap=gap,
        begin=begin,
        end=end,
        quotation=around,
        verb=_next(finite_verbs(word)),
        preposition=_next(word & PREPOSITION > 0),
        turn=_next(may_end_content(word, gap)),
        outside=_next(around < 0),
        as_verb=types.as_verb[stretch.term],
        as_adjective=types.as_adjective[stretch.term],
        as_other=types.as_other[stretch.term],
        phrase_first=phrase_first,
        phrase_past=phrase_past,
        term=stretch.term,
    )


def readable(columns: Traits, stretch: Stretch, types: TypeTraits) -> Traits:
    """Return traits as Python reads them fastest without making lists: as views of arrays; and the types."""
    views = {name: view(np.asarray(getattr(columns, name))) for name in (*NUMBERS, "term")}
    return Traits(**views, types=stretch.types, plain=types.plain)


def _sentences(stretch: Stretch, word: Ints, gap: npt.NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """Return of each token where its sentence begins and ends."""
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
    return begin, end


def _phrases(stretch: Stretch, types: TypeTraits, begin: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return of each token where the phrase begins and ends that it makes a cue: according to."""
    first, past = np.zeros((2, len(stretch.term)), dtype=np.int64)
    for k in np.flatnonzero(types.in_phrase[stretch.term]).tolist():
        for phrase in types.phrases[int(stretch.term[k])]:
            a, b = k - phrase.place, k - phrase.place + len(phrase.words)
            words = [stretch.types[i].lower() for i in stretch.term[max(a, 0) : b].tolist()]
            if begin[k] <= a and b <= end[k] and words == list(phrase.words):
                first[k], past[k] = a, b
                break
    return first, past


def _mark_owners(stretch: Stretch, word: Ints, gap: npt.NDArray[np.uint8], around: Ints) -> None:
    """Tell the apostrophe of a plural (the rebels’ claim), no part of its token, from a mark, in `word` and `gap`."""
    end, term = stretch.end, stretch.term
    marked = np.flatnonzero((gap[1:] == MARK) & (around[1:] == around[:-1])).tolist()
    apostrophes = [k for k in marked if stretch.text[end[k] : end[k] + 2] in ("' ", "’ ")]
    owners = [k for k in apostrophes if stretch.types[term[k]].endswith("s")]
    word[owners] |= OWNER
    gap[[k + 1 for k in owners]] = 0


def _mark_particles(word: Ints, gap: npt.NDArray[np.uint8]) -> None:
    """Let the small words in a name (Ursula von der Leyen) count as capitals, in `word`."""
    for k in np.flatnonzero(word[1:-1] & (PARTICLE | CAPITAL) == PARTICLE).tolist():
        first, past = k + 1, k + 2
        while past + 1 < len(word) and word[past] & (PARTICLE | CAPITAL) == PARTICLE:
            past += 1
        if word[first - 1] & word[past] & CAPITAL and not gap[first : past + 1].any():
            word[first] |= CAPITAL


def _next(holds: npt.NDArray[np.bool_]) -> Ints:
    """Return from each token on, and behind the last, the first for which something holds."""
    found = np.append(np.flatnonzero(holds), len(holds))
    following: Ints = found[np.concatenate([[0], np.cumsum(holds)])]
    return following


def view(column: npt.NDArray[Any]) -> memoryview:
    """Return an array as something that gives plain numbers."""
    return memoryview(np.ascontiguousarray(column).data)
