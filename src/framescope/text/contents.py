"""Where the content of an attribution begins behind its cue."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from framescope.text.compilable import compilable
from framescope.text.phrases import REACH, STOP, after_adverbials, has_verb, head_of, next_gap, noun_phrase_after
from framescope.text.traits import NOWHERE, Traits

# isort: off
from framescope.text.cuekinds import (
    INNER, INTRODUCING, IS_NOUN, IS_VERB, TAKES_ADDRESSEE, TAKES_ADDRESSEE_TO, TAKES_ANY, TAKES_BARE, TAKES_NP,
    TAKES_NP_AS, TAKES_NP_FOR, TAKES_NP_FOR_ING, TAKES_NP_ING, TAKES_NP_NEW, TAKES_NP_OF, TAKES_NP_SAID,
    TAKES_NP_THING, TAKES_NP_TO, TAKES_NP_WITH, TAKES_PREDICATE, TAKES_THAT, TAKES_TO, TAKES_TO_NP, TAKES_WH,
)  # fmt: skip
from framescope.text.wordkinds import (
    ACT, ARTICLE, AS, AUXILIARY, BE, BRACKET, CAPITAL, COLON, COMMA, COORDINATOR, CUE, DASH, DETERMINER,
    ENDS_IN_ING, FINITE, FOR, INTERROGATIVE, MARK, NEGATION, NOTHING, NUMBER, OBJECT, OF, ON, OVER, OWNER,
    PARTICIPLE, PAST, PREPOSITION, PRONOUN, SOURCE, SUBORDINATOR, THAT, TIME, TO, WITH,
)  # fmt: skip
# isort: on

#: How far "that" may stand from its verb: told a news conference in Geneva on Tuesday that.
_THAT_WITHIN = 14
_FAR = 9
#: What somebody is praised or blamed for stands behind these.
_REASONS = FOR | OVER | ON
#: What a verb may take as its object.
_OBJECTS = (
    TAKES_NP | TAKES_NP_THING | TAKES_NP_SAID | TAKES_NP_NEW | TAKES_NP_TO | TAKES_NP_FOR | TAKES_NP_FOR_ING
    | TAKES_NP_OF | TAKES_NP_WITH | TAKES_NP_AS | TAKES_NP_ING | TAKES_PREDICATE
)  # fmt: skip


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


@compilable
def content_after(t: Traits, cue: int, kind: int, limit: int) -> Content:
    """Find the content that follows a verb, by what the verb may take."""
    if cue + 1 >= limit:
        return NO_CONTENT
    if t.gap[cue + 1] & COLON:
        return Content(cue + 1, Shape.CLAUSE)
    if t.gap[cue + 1] & (COMMA | DASH | BRACKET):
        return _that_behind_aside(t, cue + 1, kind, limit)
    at = cue + 1
    if t.word[at] & PREPOSITION and _leads(t, at, limit, kind & INTRODUCING):
        return Content(at, Shape.PHRASE)
    if t.word[at] & TO and kind & TAKES_TO_NP and at + 1 < limit:
        return Content(at, Shape.PHRASE)
    if kind & TAKES_TO and is_infinitive(t, at, limit):
        return Content(at, Shape.INFINITIVE)
    start = after_adverbials(t, at, limit)
    if start < limit and t.quotation[start] >= 0 and t.word[start - 1] & (OWNER | PREPOSITION):
        start = _behind_title(t, start, limit)
    if kind & TAKES_ANY and start + 1 < limit and not t.gap[start] & (STOP & ~MARK):
        nothing = t.word[start] & NOTHING and t.gap[start + 1] & STOP
        return NO_CONTENT if nothing else Content(start, Shape.CLAUSE)
    if kind & TAKES_NP_AS and t.word[at] & TO:
        start = at  # referred | to her as
    found = _clause(t, start, kind, limit)
    if found.first == NOWHERE:
        found = _addressed(t, start, kind, limit)
    if found.first == NOWHERE:
        found = _far_that(t, start, kind, limit)
    if found.first == NOWHERE:
        found = _object(t, start, kind, limit)
    return found if found.first < limit else NO_CONTENT


@compilable
def is_infinitive(t: Traits, k: int, limit: int) -> bool:
    """Return whether an infinitive begins: to leave; not to leave."""
    k += t.word[k] & NEGATION > 0
    return k < limit and t.word[k] & TO > 0


@compilable
def _behind_title(t: Traits, start: int, limit: int) -> int:
    """Return what follows the title of a programme: said on CBS's “Face the Nation” | that; `start` if nothing does."""
    k = start
    while k < limit and t.quotation[k] == t.quotation[start]:
        k += 1
    if k >= limit or t.gap[k] & COMMA:
        return start
    return k


@compilable
def _leads(t: Traits, k: int, limit: int, prepositions: int) -> bool:
    """Return whether one of some prepositions has an object that is no date: insisted | on a vote, not: on Monday."""
    return bool(k + 1 < limit and t.form[k] & prepositions and not t.word[k + 1] & TIME)


@compilable
def _that_behind_aside(t: Traits, k: int, kind: int, limit: int) -> Content:
    if not kind & TAKES_THAT or not t.gap[k] & COMMA:
        return NO_CONTENT
    for i in range(k + 1, min(limit, k + _FAR)):
        if t.gap[i] & COMMA:
            return Content(i, Shape.CLAUSE) if t.word[i] & THAT and i + 1 < limit else NO_CONTENT
    return NO_CONTENT


@compilable
def _clause(t: Traits, k: int, kind: int, limit: int) -> Content:
    """Find a clause: that ..., whether ..., or without either."""
    if k >= limit or t.gap[k] & (COMMA | BRACKET):
        return NO_CONTENT
    word = t.word[k]
    if (word & THAT and kind & TAKES_THAT and k + 1 < limit) or (word & INTERROGATIVE and kind & TAKES_WH):
        return Content(k, Shape.CLAUSE)
    does = kind & (TAKES_THAT | TAKES_NP_ING | IS_VERB) == TAKES_THAT | IS_VERB
    having = word & AUXILIARY and t.form[k] & ENDS_IN_ING
    doing = does and (word & PARTICIPLE or having) and not _reports(t, k)
    if doing or (word & TO and kind & TAKES_TO):
        return Content(k, Shape.INFINITIVE)
    if not kind & TAKES_BARE or kind & TAKES_ADDRESSEE or t.word[k - 1] & BE:
        return NO_CONTENT
    if (word & NOTHING and k + 1 == limit) or (word | t.word[min(k + 1, limit - 1)]) & ACT:
        return NO_CONTENT
    if (word & OBJECT and not word & PRONOUN) or word & (AUXILIARY | FINITE | COORDINATOR):
        return NO_CONTENT
    near = min(limit, k + REACH)
    stop = next_gap(t, k + 1, near, COMMA | DASH)
    told = has_verb(t, k, limit if stop >= near else stop) or t.quotation[k] >= 0
    if not told and word & DETERMINER and not word & CAPITAL:
        behind = next_gap(t, stop + 1, near, COMMA | DASH)  # argue the plan, a new law, | would fail
        told = behind < near and t.word[behind] & AUXILIARY > 0
    return Content(k, Shape.CLAUSE) if told else NO_CONTENT


@compilable
def _reports(t: Traits, k: int) -> bool:
    """Return whether a participle reports something itself: denied | saying; but denied backing them."""
    return t.as_verb[k] > 0 and not t.as_verb[k] & INNER


@compilable
def _addressed(t: Traits, k: int, kind: int, limit: int) -> Content:
    """Find what is said to somebody: told reporters that ...; warned Israel not to ..."""
    if not kind & (TAKES_ADDRESSEE | TAKES_ADDRESSEE_TO) or k >= limit or t.gap[k] & STOP:
        return NO_CONTENT
    past = noun_phrase_after(t, k, min(limit, k + REACH))
    infinitive = past < limit and (
        t.word[past] & TO or (t.word[past] & NEGATION and t.word[min(past + 1, limit - 1)] & TO)
    )
    start = past if infinitive else after_adverbials(t, past, limit)
    if start >= limit or t.gap[start] & (COMMA | BRACKET):
        return NO_CONTENT
    word = t.word[start]
    if kind & TAKES_ADDRESSEE:
        if word & (THAT | INTERROGATIVE):
            return Content(start, Shape.CLAUSE)
        if kind & TAKES_BARE and start == past > k and word & (AUXILIARY | FINITE):
            return Content(k, Shape.CLAUSE)  # warn the policy will fail
        that = _far_that(t, start, kind, limit)
        if that.first != NOWHERE:
            return that  # told the paper, the Deseret News, that
        if past > k and (has_verb(t, start, limit) or t.quotation[start] >= 0) and not word & TO:
            return Content(start, Shape.CLAUSE)
    if kind & TAKES_ADDRESSEE_TO and (word & TO or (word & NEGATION and start + 1 < limit)):
        return Content(start, Shape.INFINITIVE)
    return NO_CONTENT


@compilable
def _far_that(t: Traits, k: int, kind: int, limit: int) -> Content:
    """Find a clause farther off: said in an interview with the channel that ..."""
    if not kind & TAKES_THAT:
        return NO_CONTENT
    for i in range(k, min(limit, k + _THAT_WITHIN)):
        if t.gap[i] & (STOP & ~MARK) or t.word[i] & (AUXILIARY | COORDINATOR):
            return NO_CONTENT
        if t.word[i] & THAT:
            return Content(i, Shape.CLAUSE) if i > k and not is_relative(t, i, limit) else NO_CONTENT
    return NO_CONTENT


@compilable
def is_relative(t: Traits, k: int, limit: int) -> bool:
    """Return whether "that" stands for the noun before it: reports that were leaked."""
    return k + 1 >= limit or bool(t.word[k + 1] & (AUXILIARY | FINITE | PAST) and not t.word[k + 1] & CAPITAL)


@compilable
def _object(t: Traits, k: int, kind: int, limit: int) -> Content:
    """Find a noun phrase, alone or with an infinitive, with its reason or with a predicate."""
    wanted = kind & _OBJECTS
    if not wanted or k >= limit or t.gap[k] & (STOP & ~MARK):
        return NO_CONTENT
    word = t.word[k]
    referred = wanted & TAKES_NP_AS and word & TO
    if word & (COORDINATOR | SUBORDINATOR | PREPOSITION | AUXILIARY) and not word & CAPITAL and not referred:
        return NO_CONTENT
    if word & NOTHING and (k + 1 == limit or t.gap[k + 1] & STOP):
        return NO_CONTENT
    if wanted & TAKES_NP or _is_said(t, k, wanted, limit):
        return Content(k, Shape.PHRASE)
    if wanted & TAKES_NP_ING:
        past = noun_phrase_after(t, k, min(limit, k + _FAR))
        for i in range(k + 1, past):
            if t.word[i] & PARTICIPLE and t.word[i - 1] & (CAPITAL | SOURCE | OBJECT):
                return Content(k, Shape.CLAUSE)  # showed | Clinton leading
        return NO_CONTENT
    for i in range(k + 1, min(limit, k + _FAR)):
        if t.gap[i] & (STOP & ~MARK):
            return NO_CONTENT
        if wanted & TAKES_NP_TO and t.word[i] & TO:
            return Content(k, Shape.INFINITIVE)
        if wanted & TAKES_NP_FOR and _leads(t, i, limit, _REASONS):
            return Content(k, Shape.INFINITIVE)
        if wanted & TAKES_NP_FOR_ING and t.form[i] & FOR and t.word[min(i + 1, limit - 1)] & PARTICIPLE:
            return Content(k, Shape.INFINITIVE)
        if wanted & TAKES_NP_OF and t.form[i] & OF:
            return Content(k, Shape.INFINITIVE)
        if wanted & TAKES_NP_WITH and t.word[k - 1] & CUE and (t.word[i] & TO or t.form[i] & WITH):
            return Content(k, Shape.INFINITIVE)
        if wanted & (TAKES_NP_FOR | TAKES_NP_OF | TAKES_NP_AS) and t.word[i] & AS and not _is_subject(t, i + 1, limit):
            return Content(k, Shape.INFINITIVE)
        if wanted & TAKES_PREDICATE and (t.word[i] & ARTICLE or t.quotation[i] >= 0):
            return Content(k, Shape.PHRASE)
    return NO_CONTENT


@compilable
def _is_said(t: Traits, k: int, wanted: int, limit: int) -> bool:
    """Return whether a noun phrase alone is a content: denied | any role, but not: questioned | the suspect."""
    if not wanted & (TAKES_NP_THING | TAKES_NP_SAID | TAKES_NP_NEW) or not (
        t.word[k - 1] & CUE or t.word[k] & DETERMINER
    ):
        return False
    if wanted & TAKES_NP_NEW and t.word[k] & DETERMINER and not t.word[k] & ARTICLE:
        return False
    past = noun_phrase_after(t, k, min(limit, k + _FAR))
    if past == k:
        return False
    head = head_of(t, k, past)
    word = t.word[head]
    if word & (CAPITAL | SOURCE | PRONOUN | OBJECT | DETERMINER | ACT | TIME | NUMBER):
        return False
    return bool(t.as_other[head] & IS_NOUN or wanted & (TAKES_NP_THING | TAKES_NP_NEW))


@compilable
def _is_subject(t: Traits, k: int, limit: int) -> bool:
    """Return whether a clause begins: saw him as | he left."""
    return k < limit and bool(t.word[k] & PRONOUN and not t.word[k] & DETERMINER)
