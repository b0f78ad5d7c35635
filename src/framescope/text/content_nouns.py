"""Nouns that have a content: the claim that …, his promise to …, a call for …; their goal is to …."""

from __future__ import annotations

from framescope.text.compilable import compilable
from framescope.text.content_ends import content_end
from framescope.text.contents import is_infinitive, is_relative
from framescope.text.phrases import STOP, after_adverbials, begins_clause, next_of, noun_phrase_before
from framescope.text.said import NO_CONTENT, NO_SOURCE, Content, Saying, Shape, has_content
from framescope.text.subjects import is_named, subject_of
from framescope.text.traits import NOTHING, NOWHERE, Span, Traits
from framescope.text.verbless import FUNCTION

# isort: off
from framescope.text.cuekinds import AFFIRMING, INTRODUCING, OWNED, TAKES_BARE, TAKES_THAT, TAKES_TO, TAKES_WH
from framescope.text.wordkinds import (
    ADVERB, AUXILIARY, BE, CAPITAL, COORDINATOR, DETERMINER, FINITE, INTERROGATIVE, LIGHT, MARK, NEGATION, OF,
    OWNER, PARTICIPLE, PAST, POSSESSIVE, PREPOSITION, RELATIVE, SUBORDINATOR, THAT, TO, VERB,
)  # fmt: skip
# isort: on


@compilable
def content_of_noun(t: Traits, cue: int, kind: int, before: Saying | None) -> Saying | None:
    """Find the content of a noun: the claim that ...; his promise to ...; a call for ...; the aim is to ..."""
    limit = t.end[cue]
    first = noun_phrase_before(t, cue - 1, t.begin[cue]) if cue > t.begin[cue] else cue
    if cue + 1 >= limit or t.gap[cue + 1] & STOP:
        return None
    behind = _behind_copula(t, cue + 1, limit) if first < cue else cue + 1
    content = _begin_of_content(t, behind, kind, limit)
    if content.first == NOWHERE or content.first + 1 >= limit:
        return None
    source, first = _source_of_noun(t, cue, first, before)
    if source == NO_SOURCE and kind & (OWNED | AFFIRMING):
        return None  # the idea, the evidence that: the writer's own
    verb = next_of(t.word, t.begin[cue], cue, AUXILIARY | FINITE | PAST | VERB | PARTICIPLE)
    is_subject = behind == cue + 1 and verb == cue
    past = content_end(t, content, limit, bounded=is_subject)
    if is_subject:
        past = _end_as_subject(t, content, past)
    return Saying(cue, kind, source, (first, content.first), ((content.first, past), NOTHING), True)


@compilable
def _begin_of_content(t: Traits, k: int, kind: int, limit: int) -> Content:
    """Find where the content of a noun begins, by what the noun may take."""
    that = after_adverbials(t, k, limit)
    word = t.word[k]
    verb = next_of(t.word, k, that, VERB)
    told = verb < that and not t.word[verb] & PARTICIPLE  # a report by the ministry | warned that
    if kind & TAKES_THAT and that < limit and t.word[that] & THAT and not told and not is_relative(t, that, limit):
        return Content(that, Shape.CLAUSE)
    if kind & TAKES_TO and is_infinitive(t, k, limit) and not t.word[min(k + 1, limit - 1)] & DETERMINER:
        return Content(k, Shape.INFINITIVE)
    if t.form[k] & kind & INTRODUCING and not word & CAPITAL:
        return Content(k, Shape.PHRASE)
    asked = kind & TAKES_WH and word & INTERROGATIVE
    return Content(k, Shape.CLAUSE) if asked or (kind & TAKES_BARE and begins_clause(t, k, limit)) else NO_CONTENT


@compilable
def _source_of_noun(t: Traits, cue: int, first: int, before: Saying | None) -> tuple[Span, int]:
    """Return whose claim or promise it is, and where its noun phrase begins; at `first` a light verb may stand."""
    owner = next_of(t.word, first, cue, OWNER | POSSESSIVE)
    owned = owner < cue
    source = (_owner(t, first, owner), owner + 1) if owned else NO_SOURCE
    first += first < cue and t.form[first] & LIGHT > 0  # He | raised | questions
    light = first - 1
    if not owned and light > t.begin[cue] and t.form[light] & LIGHT:
        subject = subject_of(t, light)
        source = (subject.first, subject.past) if is_named(subject) else NO_SOURCE
    elif not owned and before is not None and not has_content(before) and before.clause[1] >= first >= before.cue:
        source = before.source
    return source, first


@compilable
def _behind_copula(t: Traits, k: int, limit: int) -> int:
    """Return where what a noun is said to be begins: his goal is | to win; the fear was | that it fails; else k."""
    first = past = after_adverbials(t, k, limit)
    while past + 2 < limit and t.word[past] & AUXILIARY and not t.gap[past] & STOP:
        past += 1
    if past == first or not t.word[past - 1] & BE or t.gap[past] & (STOP & ~MARK):
        return k
    return past if t.word[past] & THAT or is_infinitive(t, past, limit) else k


@compilable
def _owner(t: Traits, first: int, owner: int) -> int:
    """Return where the name of an owner begins: anger over | Republican leaders’ refusal."""
    k = owner
    while k > first and t.word[owner] & OWNER and not t.word[k - 1] & (FUNCTION & ~CAPITAL & ~DETERMINER):
        k -= 1
    return first if k > first + 1 and t.form[k - 1] & OF else k


@compilable
def _end_as_subject(t: Traits, content: Content, limit: int) -> int:
    """Return where the content ends if its noun is the subject: The claim that he lied | was denied."""
    verbal = AUXILIARY | FINITE | PAST | NEGATION | ADVERB
    k = content.first
    if content.shape == Shape.CLAUSE:
        while k < limit and not t.word[k] & verbal:
            k += 1
        while k < limit and t.word[k] & (verbal | PARTICIPLE):
            if t.word[k] & (AUXILIARY | PAST) and t.word[k - 1] & (FINITE | PAST) and not t.word[k - 1] & AUXILIARY:
                return k  # that he won | is false; that it was rigged | angered her
            k += 1
    for i in range(k + 1 + (content.shape == Shape.INFINITIVE), limit):
        held = RELATIVE | SUBORDINATOR | COORDINATOR | THAT | TO | INTERROGATIVE
        if t.word[i] & held & ~PREPOSITION:
            return limit
        if t.word[i] & (AUXILIARY | FINITE | VERB) and not t.word[i] & PARTICIPLE:
            return i
    return limit
