"""Whose words the content of a verb is, where its own clause does not say."""

from __future__ import annotations

from framescope.text.compilable import compilable
from framescope.text.cuekinds import IS_NOUN
from framescope.text.minds import may_speak
from framescope.text.phrases import STOP, before_adverbs, head_of, noun_phrase_before
from framescope.text.said import NO_SOURCE, Saying, end_of
from framescope.text.subjects import Relation, Subject, is_named
from framescope.text.traits import Span, Traits
from framescope.text.wordkinds import AUXILIARY, COORDINATOR, DOCUMENT, FINITE, PARTICIPLE, PAST, RELATIVE, VERB


@compilable
def source_of(t: Traits, subject: Subject, before: Saying | None, cue: int) -> Span:
    """Return who says it: the subject, whoever spoke before in the sentence, or the subject of the sentence."""
    if before is not None and before.kind & IS_NOUN and subject.clause < end_of(before) <= cue:
        return before.clause[0], before.cue + 1  # reports that the army fled | suggest
    if is_named(subject):
        head = head_of(t, subject.first, subject.past)
        if not may_speak(t, subject.first, head):
            return NO_SOURCE
        behind = t.word[cue] & PARTICIPLE or subject.relation == Relation.RELATIVE
        issuer = _subject_of_sentence(t, subject.first) if behind and t.form[head] & DOCUMENT else NO_SOURCE
        # The ministry issued a statement | saying; which says.
        return (subject.first, subject.past) if issuer == NO_SOURCE else issuer
    if before is not None and before.source != NO_SOURCE and before.cue >= t.begin[cue]:
        parted = subject.relation in (Relation.INFINITIVE, Relation.PARTICIPLE)
        own = _subject_of_sentence(t, cue) if parted else NO_SOURCE
        later = own != NO_SOURCE and 0 < end_of(before) <= own[0]
        return own if later else before.source  # After Lee claimed it, | people came to deny it
    if subject.relation in (Relation.PARTICIPLE, Relation.COORDINATED, Relation.INFINITIVE):
        return _subject_of_sentence(t, cue)
    return NO_SOURCE


@compilable
def _subject_of_sentence(t: Traits, cue: int) -> Span:
    """Return the subject of the nearest finite verb before a participle: Lee left, saying it was over."""
    nearest = NO_SOURCE
    for k in range(cue - 1, t.begin[cue], -1):
        if t.word[k] & (AUXILIARY | FINITE | PAST | VERB) and not t.word[k] & PARTICIPLE and t.quotation[k] < 0:
            verb = before_adverbs(t, k, t.begin[cue])
            if verb > t.begin[cue] and not t.gap[verb] & STOP:
                first = noun_phrase_before(t, verb - 1, t.begin[cue])
                if first < verb and not t.word[first] & RELATIVE:
                    if first == t.begin[cue] or t.gap[first] & STOP or t.word[first - 1] & COORDINATOR:
                        return first, verb
                    nearest = (first, verb) if nearest == NO_SOURCE else nearest  # denied that | she left, saying
    return nearest
