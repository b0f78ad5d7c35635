"""Whose words the content of a verb is, where its own clause does not say."""

from __future__ import annotations

from framescope.text.phrases import STOP, before_adverbs, head_of, noun_phrase_before
from framescope.text.sources import source_rules
from framescope.text.subjects import Subject, may_speak
from framescope.text.traits import Traits
from framescope.text.verbless import NO_SOURCE, Saying, Span
from framescope.text.wordkinds import AUXILIARY, COORDINATOR, FINITE, PARTICIPLE, PAST, RELATIVE, VERB


def source_of(t: Traits, subject: Subject, before: Saying | None, cue: int) -> Span:
    """Return who says it: the subject, whoever spoke before in the sentence, or the subject of the sentence."""
    within = before is not None and before.contents and subject.clause < before.contents[-1][1] <= cue
    if before is not None and within and before.word.sort == "noun":
        return before.clause[0], before.cue + 1  # reports that the army fled | suggest
    if subject.named:
        head = head_of(t, subject.first, subject.past)
        if not may_speak(t, subject.first, head):
            return NO_SOURCE
        behind = t.word[cue] & PARTICIPLE or subject.relation == "relative"
        issued = behind and t.plain[t.term[head]] in source_rules().documents
        if issued and (issuer := _subject_of_sentence(t, subject.first)) != NO_SOURCE:
            return issuer  # the ministry issued a statement | saying; which says
        return subject.first, subject.past
    if before is not None and before.source != NO_SOURCE and before.cue >= t.begin[cue]:
        own = _subject_of_sentence(t, cue) if subject.relation in ("infinitive", "participle") else NO_SOURCE
        later = own != NO_SOURCE and before.contents and before.contents[-1][1] <= own[0]
        return own if later else before.source  # After Lee claimed it, | people came to deny it
    if subject.relation in ("participle", "coordinated", "infinitive"):
        return _subject_of_sentence(t, cue)
    return NO_SOURCE


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
