"""What a verb has as its object where that is a content: a noun phrase, alone, with its reason or with a predicate."""

from __future__ import annotations

from framescope.text.compilable import compilable
from framescope.text.phrases import STOP, head_of, noun_phrase_after
from framescope.text.said import NO_CONTENT, Content, Shape
from framescope.text.traits import Traits

# isort: off
from framescope.text.cuekinds import (
    IS_NOUN, TAKES_NP, TAKES_NP_AS, TAKES_NP_FOR, TAKES_NP_FOR_ING, TAKES_NP_ING, TAKES_NP_NEW, TAKES_NP_OF,
    TAKES_NP_SAID, TAKES_NP_THING, TAKES_NP_TO, TAKES_NP_WITH, TAKES_PREDICATE,
)  # fmt: skip
from framescope.text.wordkinds import (
    ABSTRACT, ACT, ARTICLE, AS, AUXILIARY, CAPITAL, COORDINATOR, CUE, DETERMINER, FOR, MARK, NOTHING, NUMBER,
    OBJECT, OF, ON, OVER, PARTICIPLE, PREPOSITION, PRONOUN, SOURCE, SUBORDINATOR, TIME, TO, WITH,
)  # fmt: skip
# isort: on

#: What belongs to an object stands so near.
_FAR = 9
#: What somebody is praised or blamed for stands behind these.
_REASONS = FOR | OVER | ON
#: What a verb may take as its object.
_OBJECTS = (
    TAKES_NP | TAKES_NP_THING | TAKES_NP_SAID | TAKES_NP_NEW | TAKES_NP_TO | TAKES_NP_FOR | TAKES_NP_FOR_ING
    | TAKES_NP_OF | TAKES_NP_WITH | TAKES_NP_AS | TAKES_NP_ING | TAKES_PREDICATE
)  # fmt: skip


@compilable
def object_after(t: Traits, k: int, kind: int, limit: int) -> Content:
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
        if wanted & TAKES_NP_FOR and leads(t, i, limit, _REASONS):
            return Content(k, Shape.INFINITIVE)
        if wanted & TAKES_NP_FOR_ING and t.form[i] & FOR and t.word[min(i + 1, limit - 1)] & PARTICIPLE:
            return Content(k, Shape.INFINITIVE)
        if wanted & TAKES_NP_OF and t.form[i] & OF:
            return Content(k, Shape.INFINITIVE)
        if (
            wanted & TAKES_NP_WITH
            and t.word[k - 1] & CUE
            and not (word & PRONOUN and not word & OBJECT)
            and (t.word[i] & TO or t.form[i] & WITH)
        ):
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
    if t.as_other[head] & IS_NOUN:
        return True
    if wanted & TAKES_NP_NEW and wanted & TAKES_NP_TO and t.word[k] & ARTICLE:
        return t.form[head] & ABSTRACT > 0  # ordered | an investigation; but not: a meal
    return wanted & (TAKES_NP_THING | TAKES_NP_NEW) > 0


@compilable
def _is_subject(t: Traits, k: int, limit: int) -> bool:
    """Return whether a clause begins: saw him as | he left."""
    return k < limit and bool(t.word[k] & PRONOUN and not t.word[k] & DETERMINER)


@compilable
def leads(t: Traits, k: int, limit: int, prepositions: int) -> bool:
    """Return whether one of some prepositions has an object that is no date: insisted | on a vote, not: on Monday."""
    return bool(k + 1 < limit and t.form[k] & prepositions and not t.word[k + 1] & TIME)
