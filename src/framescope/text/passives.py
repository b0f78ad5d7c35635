"""Attributions in the passive voice: is believed to be; was urged by the union to stay; was described as."""

from __future__ import annotations

from framescope.text.compilable import compilable
from framescope.text.content_ends import content_end
from framescope.text.minds import is_abstract, may_speak
from framescope.text.phrases import REACH, STOP, begins_clause, head_of, noun_phrase_after
from framescope.text.said import NO_SOURCE, Content, Saying, Shape, outside_marks
from framescope.text.subjects import Subject
from framescope.text.traits import NOTHING, Span, Traits

# isort: off
from framescope.text.cuekinds import (
    AGENTLESS, TAKES_ADDRESSEE, TAKES_ADDRESSEE_TO, TAKES_BARE, TAKES_NP_AS, TAKES_NP_FOR, TAKES_NP_OF, TAKES_PREDICATE,
    TAKES_WH,
)  # fmt: skip
from framescope.text.wordkinds import AS, BE, BY, CUE, INTERROGATIVE, OF, PARTICIPLE, THAT, TO
# isort: on

#: What may stand as something: was seen as a test.
_AS = TAKES_NP_OF | TAKES_NP_FOR | TAKES_NP_AS | TAKES_PREDICATE


@compilable
def is_passive(t: Traits, cue: int, subject: Subject) -> bool:
    """Return whether a form of "be" stands before a past participle."""
    if subject.verb >= cue or t.word[cue] & PARTICIPLE:
        return False
    for k in range(cue - 1, subject.verb - 1, -1):
        if t.word[k] & (BE | TO):
            return not t.word[k] & TO  # is to accuse | ...; but: is to be accused of
    return False


@compilable
def in_passive(t: Traits, cue: int, kind: int, limit: int, bounded: bool) -> Saying | None:
    """Find what is believed to be, what somebody was asked by somebody, accused of, described as."""
    source = _agent(t, cue, limit)
    k = source[1] if source != NO_SOURCE else cue + 1
    if k + 1 >= limit or t.gap[k] & STOP:
        return None
    said = kind & AGENTLESS or source != NO_SOURCE
    word = t.word[k]
    to = word & TO and (said or kind & TAKES_ADDRESSEE_TO)
    that = word & THAT and (said or kind & TAKES_ADDRESSEE)
    wh = word & INTERROGATIVE and _takes(kind, TAKES_ADDRESSEE | TAKES_WH)
    clause = that or wh or (_takes(kind, TAKES_ADDRESSEE | TAKES_BARE) and begins_clause(t, k, limit))
    of = kind & TAKES_NP_OF and t.form[k] & OF
    as_ = word & AS and kind & _AS and not t.word[k + 1] & CUE
    if not (to or clause or of or as_):
        return None
    past = content_end(t, Content(k, Shape.CLAUSE if clause else Shape.INFINITIVE), limit, bounded=bounded)
    return Saying(cue, kind, source, (cue, k), outside_marks(t, (k, past), NOTHING), True)


@compilable
def _takes(kind: int, both: int) -> bool:
    """Return whether a cue takes two things together."""
    return kind & both == both


@compilable
def _agent(t: Traits, cue: int, limit: int) -> Span:
    """Return who does what a passive says: was urged by | the union | to stay; accused by | rivals | of lying."""
    first = cue + 2
    if first >= limit or not t.form[cue + 1] & BY or t.gap[cue + 1] & STOP or t.gap[first] & STOP:
        return NO_SOURCE
    past = noun_phrase_after(t, first, min(limit, first + REACH))
    for k in range(first + 1, past):
        if t.form[k] & OF and t.word[k + 1] & PARTICIPLE:
            past = k
            break
    known = past > first and may_speak(t, first, head_of(t, first, past)) and not is_abstract(t, first, past)
    return (first, past) if known else NO_SOURCE
