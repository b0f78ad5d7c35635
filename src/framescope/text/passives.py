"""Attributions in the passive voice: is believed to be; was urged by the union to stay; was described as."""

from __future__ import annotations

from framescope.text.content_ends import content_end
from framescope.text.contents import Content
from framescope.text.cues import Cue
from framescope.text.phrases import REACH, STOP, begins_clause, head_of, noun_phrase_after
from framescope.text.subjects import Subject, is_abstract, may_speak
from framescope.text.traits import Traits
from framescope.text.verbless import NO_SOURCE, Saying, Span, outside_marks
from framescope.text.wordkinds import AS, BE, CUE, INTERROGATIVE, PARTICIPLE, THAT, TO


def is_passive(t: Traits, cue: int, subject: Subject) -> bool:
    """Return whether a form of "be" stands before a past participle."""
    if subject.verb >= cue or t.word[cue] & PARTICIPLE:
        return False
    for k in range(cue - 1, subject.verb - 1, -1):
        if t.word[k] & (BE | TO):
            return not t.word[k] & TO  # is to accuse | ...; but: is to be accused of
    return False


def in_passive(t: Traits, cue: int, kind: Cue, limit: int, *, bounded: bool) -> Saying | None:
    """Find what is believed to be, what somebody was asked by somebody, accused of, described as."""
    source = _agent(t, cue, limit)
    k = source[1] if source != NO_SOURCE else cue + 1
    if k + 1 >= limit or t.gap[k] & STOP:
        return None
    said = kind.agentless or source != NO_SOURCE
    word, takes = t.word[k], kind.takes
    to = word & TO and (said or "addressee_to" in takes)
    clause = (word & THAT and (said or "addressee" in takes)) or (word & INTERROGATIVE and {"addressee", "wh"} <= takes)
    clause = clause or ({"addressee", "bare"} <= takes and begins_clause(t, k, limit))
    of = "np_of" in takes and t.types[t.term[k]] == "of"
    as_ = word & AS and takes & {"np_of", "np_for", "np_as", "predicate"} and not t.word[k + 1] & CUE
    if not (to or clause or of or as_):
        return None
    content = Content(k, "clause" if clause else "infinitive")
    past = content_end(t, content, limit, bounded=bounded)
    return Saying(cue, kind, source, (cue, k), outside_marks(t, [(k, past)]), "before")


def _agent(t: Traits, cue: int, limit: int) -> Span:
    """Return who does what a passive says: was urged by | the union | to stay; accused by | rivals | of lying."""
    first = cue + 2
    if first >= limit or t.types[t.term[cue + 1]] != "by" or t.gap[cue + 1] & STOP or t.gap[first] & STOP:
        return NO_SOURCE
    past = noun_phrase_after(t, first, min(limit, first + REACH))
    past = next((k for k in range(first + 1, past) if t.types[t.term[k]] == "of" and t.word[k + 1] & PARTICIPLE), past)
    known = past > first and may_speak(t, first, head_of(t, first, past)) and not is_abstract(t, first, past)
    return (first, past) if known else NO_SOURCE
