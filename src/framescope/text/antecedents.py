"""Which noun phrase a clause, a bracket or another source stands behind: people briefed on it; Lee and his aides."""

from __future__ import annotations

from framescope.text.compilable import compilable
from framescope.text.phrases import REACH, STOP, has_verb, head_of, next_of, noun_phrase_before
from framescope.text.traits import NOTHING, Span, Traits

# isort: off
from framescope.text.wordkinds import (
    ADVERB, AND, ARTICLE, ATTRIBUTE, AUXILIARY, BRACKET, CAPITAL, COMMA, COORDINATOR, DETERMINER, ENDS_IN_ING,
    INTERROGATIVE, NEGATION, OWNER, PARTICIPLE, PAST, PREPOSITION, PRONOUN, RELATIVE, SOURCE, SUBORDINATOR, THAT,
    TIME, TITLE, TO,
)  # fmt: skip
# isort: on

#: Brackets within a name hold so few words.
_SHORT = 4
#: Behind these no participle belongs to a noun.
_NO_NOUN = (
    ADVERB | AUXILIARY | COORDINATOR | DETERMINER | INTERROGATIVE | NEGATION | PREPOSITION | PRONOUN | RELATIVE
    | SUBORDINATOR | THAT | TIME | TO
)  # fmt: skip
#: An aside that begins so says something of the subject, and is no name for it.
REMARK = PREPOSITION | PARTICIPLE | PAST | RELATIVE | SUBORDINATOR | ADVERB | TIME


@compilable
def antecedent(t: Traits, first: int, past: int, lowest: int) -> Span:
    """Return whom a relative clause tells of: concern among | people | who said; Lee, a teacher | who said."""
    if first == past:
        return first, past
    known = SOURCE | CAPITAL | PRONOUN
    if not t.word[head_of(t, first, past)] & known:
        for k in range(past - 1, first, -1):
            if t.word[k - 1] & PREPOSITION and t.word[head_of(t, k, past)] & known:
                return k, past
    elif first > lowest and t.gap[first] & COMMA and t.word[first] & ARTICLE:
        name = noun_phrase_before(t, first - 1, lowest)
        if name < first and is_name(t, name, first) and begins(t, name, lowest):
            return name, first
    return first, past


@compilable
def before_clause(t: Traits, k: int, lowest: int) -> Span:
    """Return the noun phrase that a clause about it parts from its verb.

    So officers | who came to the scene | said; people | briefed on the matter | said.
    """
    near = k - 1
    for i in range(k, max(lowest, k - REACH), -1):
        if t.gap[i + 1] & STOP:
            return NOTHING
        word = t.word[i]
        relative = word & (RELATIVE | THAT) and not word & CAPITAL
        if relative or (i >= near and is_reduced(t, i, lowest)):
            first = noun_phrase_before(t, i - 1, lowest)
            if first < i and not t.gap[i] & STOP:
                return first, i
            if relative:
                return NOTHING
    return NOTHING


@compilable
def is_reduced(t: Traits, k: int, lowest: int) -> bool:
    """Return whether a participle stands behind its noun: a report | released; officials | familiar with it."""
    word = t.word[k]
    before = t.word[k - 1] if k > lowest else _NO_NOUN
    if word & CAPITAL or t.gap[k] & STOP or (before & _NO_NOUN and not before & SOURCE):
        return False
    doing = word & (PAST | PARTICIPLE) and not word & (AUXILIARY | SOURCE | OWNER)
    return bool(doing or t.form[k] & ATTRIBUTE)


@compilable
def before_attribute(t: Traits, first: int, past: int) -> int:
    """Return where a phrase ends, or what is said of its noun begins: officials | familiar with the matter."""
    k = t.preposition[first + 1] - 1
    return k if first < k < past - 1 and t.form[k] & ATTRIBUTE else past


@compilable
def before_brackets(t: Traits, first: int, lowest: int) -> int:
    """Return where a name begins that goes on behind brackets: the Islamic State (IS) | group."""
    for k in range(first - 1, max(lowest, first - _SHORT), -1):
        if t.gap[k] & BRACKET:
            return noun_phrase_before(t, k - 1, lowest)
    return first


@compilable
def with_other(t: Traits, first: int, lowest: int) -> int:
    """Return where a subject begins that names others before: Lee and her aides and supporters | said."""
    other = _other_before(t, first, lowest)
    while other < first:
        first, other = other, _other_before(t, other, lowest)
    return first


@compilable
def _other_before(t: Traits, first: int, lowest: int) -> int:
    """Return where the noun phrase begins that "and" ties to the one at a token; that token if there is none."""
    k = first - 1
    if k <= lowest or not t.word[k] & COORDINATOR or not t.form[k] & AND or t.gap[k] | t.gap[first]:
        return first
    other = noun_phrase_before(t, k - 1, lowest)
    if other >= k or not t.word[head_of(t, other, k)] & (SOURCE | CAPITAL | PRONOUN):
        return first
    opens = other == lowest or t.gap[other] & STOP or t.word[other - 1] & (SUBORDINATOR | THAT | COORDINATOR)
    return other if opens else first


@compilable
def is_name(t: Traits, first: int, past: int) -> bool:
    """Return whether a phrase is a name and nothing else: Ann Lee, but not the mayor or Lee of Rome."""
    last = t.word[past - 1]
    named = last & CAPITAL and not last & (SOURCE | TITLE) and not t.word[first] & DETERMINER
    return bool(named) and t.preposition[first] >= past


@compilable
def begins(t: Traits, first: int, lowest: int) -> bool:
    """Return whether nothing but a lead stands before a noun phrase: But | Lee, a teacher, said; In Rome, | Lee ..."""
    k = lowest
    while k < first and (t.word[k] & (COORDINATOR | ADVERB) or t.quotation[k] >= 0):
        k += 1
    if k >= first:
        return True
    lead = t.word[lowest] & (REMARK | DETERMINER) or t.form[lowest] & ENDS_IN_ING
    alone = t.gap[first] & COMMA and next_of(t.gap, lowest + 1, first, STOP) == first
    return bool(lead and alone) and not has_verb(t, lowest, first)
