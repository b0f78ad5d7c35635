"""What the phrase for a source tells by itself: its noun, the name in it, the word that tells its sort of source."""

from __future__ import annotations

from typing import NamedTuple

from framescope.text.compilable import compilable
from framescope.text.names import FUNCTION, ROLE, Span, behind_body, behind_owner, behind_titles
from framescope.text.phrases import before_preposition, head_of, next_of
from framescope.text.traits import Column, Traits

# isort: off
from framescope.text.wordkinds import (
    BRACKET, CAPITAL, COMMA, CUE, DETERMINER, DOCUMENT, ISSUING, MARK, OWNER, PLACE, PREPOSITION, RELATIONAL, SOURCE,
    TELLING, TITLE,
)  # fmt: skip
# isort: on

#: An apposition behind a name is read so far for what its bearer is.
_APPOSITION = 12


class SourcePhrase(NamedTuple):
    """A phrase for a source, in token indices (ends exclusive).

    `head` is its noun; `inner` the part that may hold a name, `name` that name (empty if there is none) and `titled`
    whether a title stands before it; `telling` the word that tells its sort of source, an apposition behind it included
    (-1 if none does), `is_place` whether its noun is a place; `form` is what all its words are (`Traits.form`).
    """

    head: int
    inner: Span
    name: Span
    titled: bool
    telling: int
    is_place: bool
    form: int


@compilable
def read_phrases(t: Traits, first: Column, past: Column) -> list[SourcePhrase]:
    """Return what phrases tell by themselves that begin with tokens and end before others."""
    return [read_phrase(t, first[i], past[i]) for i in range(len(first))]


@compilable
def read_phrase(t: Traits, first: int, past: int) -> SourcePhrase:
    """Return what a phrase tells by itself."""
    head, form = head_of(t, first, past), 0
    for k in range(first, past):
        form |= t.form[k]
    inner = _before_document(t, _told_apart(t, first, past))
    name = _proper_name(t, inner)
    titled = name[0] > inner[0] and t.word[name[0] - 1] & TITLE > 0
    telling = _telling(t, first, _behind_apposition(t, past), head)
    return SourcePhrase(head, inner, name, titled, telling, _is_place(t, first, head), form)


@compilable
def _told_apart(t: Traits, first: int, past: int) -> Span:
    """Return the part of a phrase that holds the name: the president, | Bashar al-Assad; a statement by | the army."""
    if past - first == 1:
        return first, past
    if t.turn[first + 1] < past:  # a comma, a bracket or a conjunction stands within
        first, past = _part_with_name(t, first, _before_bracket(t, first, past))
    k = t.preposition[first + 1]
    issued = k < past - 1 and t.form[k] & ISSUING and t.form[k - 1] & DOCUMENT
    return (k + 1, past) if issued else (first, past)


@compilable
def _before_bracket(t: Traits, first: int, past: int) -> int:
    """Return where a phrase ends, or a bracket opens behind a name: Lee | (R-Ohio)."""
    for k in range(first + 1, past):
        if t.gap[k] & BRACKET and t.word[k - 1] & CAPITAL:
            return k
    return past


@compilable
def _part_with_name(t: Traits, first: int, past: int) -> Span:
    """Return the part between commas or brackets that is a name, best one without "the"; else the first part."""
    part, best, begin = (first, past), -1, first
    for k in range(first + 1, past + 1):
        if k < past and not t.gap[k] & (COMMA | BRACKET):
            continue
        last = t.word[k - 1]
        named = last & CAPITAL and not last & ROLE and (begin == first or not t.word[begin] & PREPOSITION)
        rank = 0 if not named else 1 if t.word[begin] & DETERMINER else 2
        if rank > best:
            part, best = (begin, k), rank
        begin = k
    return part


@compilable
def _before_document(t: Traits, part: Span) -> Span:
    """Return a phrase without the document that a name stands before: a Pentagon | statement."""
    first, past = part
    end = before_preposition(t, first, past)
    if end - first < 2 or not t.form[end - 1] & DOCUMENT or t.word[end - 1] & CAPITAL:
        return first, past
    named = t.word[end - 2] & CAPITAL and not t.word[end - 2] & FUNCTION
    return (first, end - 1) if named else (first, past)


@compilable
def _proper_name(t: Traits, part: Span) -> Span:
    """Return the proper name in a phrase; an empty span if there is none."""
    first, past = part
    end, start = before_preposition(t, first, past), _proper(t, first, past)
    titled = start < behind_titles(t, start, past) < past and not t.word[past - 1] & SOURCE
    if not titled:
        person = _person_at_end(t, end, start, past)
        if person > start:
            start, titled = person, True  # head of the council on Asia Ann Lee
    past_name = past  # the head of the region Ann Lee
    if start == past or (end < past and not titled and (start <= end or t.word[start - 1] & FUNCTION)):
        past_name = end  # Ann Lee of the ministry; the ministry of defence
        start = _proper(t, first, end)
    start = behind_titles(t, start, past_name)
    body = past_name < past and t.word[first] & DETERMINER
    if start == past_name or body or _are_roles(t, start, past_name):
        return first, first
    return behind_owner(t, start, past_name), past_name


@compilable
def _are_roles(t: Traits, first: int, past: int) -> bool:
    """Return whether all words say what somebody is, and none is a name."""
    roles = 0
    for k in range(first, past):
        roles += t.word[k] & ROLE > 0
    return roles == past - first


@compilable
def _person_at_end(t: Traits, end: int, start: int, past: int) -> int:
    """Return where a person's name begins at the end of the complement of a role; `start` if none is recognised."""
    if not end < start or t.word[past - 1] & (SOURCE | OWNER) or next_of(t.word, end, start, TITLE) < start:
        return start
    return behind_body(t, start, past)


@compilable
def _proper(t: Traits, first: int, past: int) -> int:
    """Return where the capitalised words at the end of a phrase begin; `past` if there are none."""
    start = past
    while start > first and t.word[start - 1] & CAPITAL and not t.word[start - 1] & FUNCTION:
        start -= 1
    return start


@compilable
def _telling(t: Traits, first: int, past: int, head: int) -> int:
    """Return the first word that tells the sort of a source, its noun before others; relational ones only for want."""
    vague = -1
    for i in range(past - first):
        k = head - i if i <= head - first else first + i
        if t.word[k] & SOURCE and t.form[k] & TELLING:
            if not t.form[k] & RELATIONAL:
                return k
            vague = k if vague < 0 else vague
    return vague


@compilable
def _behind_apposition(t: Traits, past: int) -> int:
    """Return where a phrase ends with the apposition behind it, if it has one: Ann Lee, a farmer from Rome |, said."""
    limit = min(past + _APPOSITION, t.end[past - 1])
    if past >= limit or not t.gap[past] & COMMA or t.word[past] & CUE:
        return past
    return next_of(t.gap, past + 1, limit, COMMA | MARK)


@compilable
def _is_place(t: Traits, first: int, head: int) -> bool:
    """Return whether a place may stand for its government: Russia | said; but not: John Washington | said."""
    alone = head == first or not t.word[head - 1] & CAPITAL or t.word[head - 1] & DETERMINER
    return bool(alone and t.word[head] & CAPITAL and t.form[head] & PLACE)
