"""One attribution: its cue, who speaks, where the attributing clause stands and what it attributes."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from framescope.text.compilable import compilable
from framescope.text.traits import NOTHING, NOWHERE, Span, Traits

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
