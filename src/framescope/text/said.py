"""One attribution: its cue, who speaks, where the attributing clause stands and what it attributes."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.compilable import compilable
from framescope.text.cuekinds import INNER, IS_PREPOSITION, TAKES_TAG
from framescope.text.traits import NOTHING, NOWHERE, Span, Traits

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

#: Nobody is named.
NO_SOURCE: Span = NOTHING


class Shape(IntEnum):
    """What a content is."""

    CLAUSE = 0
    INFINITIVE = 1
    PHRASE = 2


class Content(NamedTuple):
    """Where a content begins, and its shape."""

    first: int
    shape: Shape


NO_CONTENT = Content(NOWHERE, Shape.CLAUSE)


class Saying(NamedTuple):
    """One attribution, in token indices (ends exclusive).

    `cue` is the attributing token, `kind` what is known of it (`framescope.text.cuekinds`); `source` names who speaks
    (`NO_SOURCE` if nobody is named); `clause` is the attributing clause with source and cue; `contents` are up to two
    spans that are attributed outside or across quotation marks (`NOTHING` behind the last); `leads` says whether the
    clause stands before its content, and not after or within it.
    """

    cue: int
    kind: int
    source: Span
    clause: Span
    contents: tuple[Span, Span]
    leads: bool


class Sayings(NamedTuple):
    """Attributions as columns, in the order of their cues; fields as in `Saying`, spans are pairs of numbers.

    `part` is the part of an article that the cue stands in.
    """

    cue: Ints
    kind: Ints
    part: Ints
    source: Ints
    clause: Ints
    contents: Ints
    leads: Bools

    @property
    def named(self) -> Bools:
        """Whether it has a source."""
        named: Bools = self.source[:, 1] > 0
        return named

    @property
    def content(self) -> Bools:
        """Whether anything is attributed outside quotation marks."""
        content: Bools = self.contents[:, 0, 1] > 0
        return content

    @property
    def tag(self) -> Bools:
        """Whether the cue may stand beside a quotation."""
        tag: Bools = self.kind & (TAKES_TAG | IS_PREPOSITION) > 0
        return tag

    @property
    def speech(self) -> Bools:
        """Whether somebody speaks, and does not only think or want something."""
        speech: Bools = self.tag & (self.kind & INNER == 0)
        return speech


def in_columns(rows: Ints, part: Ints) -> Sayings:
    """Return the rows of `write_row` as columns; `part` is the part of an article that each token stands in."""
    cue = rows[:, 0]
    contents = rows[:, 6:10].reshape(-1, 2, 2)
    return Sayings(cue, rows[:, 1], part[cue], rows[:, 2:4], rows[:, 4:6], contents, rows[:, 10] > 0)


#: Numbers in a row.
WIDTH = 11


@compilable
def write_row(saying: Saying, row: Any) -> None:
    """Write an attribution as numbers."""
    content, more = saying.contents
    row[0], row[1] = saying.cue, saying.kind
    row[2], row[3] = saying.source
    row[4], row[5] = saying.clause
    row[6], row[7] = content
    row[8], row[9] = more
    row[10] = saying.leads


@compilable
def outside_marks(t: Traits, content: Span, more: Span) -> tuple[Span, Span]:
    """Return of two spans those that hold a word outside quotation marks; the others are quotations already."""
    behind = more if t.outside[more[0]] < more[1] else NOTHING
    return (content, behind) if t.outside[content[0]] < content[1] else (behind, NOTHING)


@compilable
def has_content(saying: Saying) -> bool:
    """Return whether anything is attributed outside quotation marks."""
    return saying.contents[0] != NOTHING


@compilable
def end_of(saying: Saying) -> int:
    """Return where the content of an attribution ends; 0 if there is none."""
    content, more = saying.contents
    return content[1] if more == NOTHING else more[1]
