"""Where the content of an attribution ends."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framescope.text.compilable import compilable
from framescope.text.phrases import REACH, STOP, after_adverbials, has_verb, next_of, noun_phrase_after
from framescope.text.said import Content, Shape
from framescope.text.traits import NOWHERE, Traits

# isort: off
from framescope.text.cuekinds import INNER, IS_VERB, NOUNLIKE, TAKES_IT
from framescope.text.wordkinds import (
    ADVERB, AS, AUXILIARY, BE, BRACKET, CAPITAL, CITING, COLON, COMMA, COORDINATOR, CUE, DASH, DATING, DETERMINER,
    FINITE, INTERROGATIVE, MODAL, NEGATION, NUMBER, OBJECT, OR, PARTICIPLE, PAST, PREPOSITION, PRONOUN, RELATIVE,
    SUBORDINATOR, THAN, THAT, TIME_NOUN, TO, TOLD,
)  # fmt: skip
# isort: on

#: A tag behind the content is looked for within so many tokens.
_FAR = 9
#: So far a date goes: just two weeks after.
_BESIDE = 4
_VERBAL = AUXILIARY | PAST | FINITE
_NO_NOUN = (
    ADVERB | CAPITAL | DETERMINER | INTERROGATIVE | NUMBER | OBJECT | PREPOSITION | PRONOUN | SUBORDINATOR | THAT | TO
)  # fmt: skip


@compilable
def content_end(t: Traits, content: Content, limit: int, bounded: bool) -> int:
    """Return one past the last token of a content.

    Parameters
    ----------
    content
        Where it begins, and its shape.
    limit
        The end of its sentence.
    bounded
        Whether the first comma ends it: the clause stands within another one.
    """
    k = t.turn[content.first + 1]
    while k < limit and not _ends(t, content, k, limit, bounded):
        k = t.turn[k + 1]
    return min(k, limit)


@compilable
def _ends(t: Traits, content: Content, k: int, limit: int, bounded: bool) -> bool:
    """Return whether a content ends before a token."""
    gap, word = t.gap[k], t.word[k]
    if t.quotation[k] >= 0 and t.quotation[k] == t.quotation[k - 1]:
        return False
    if word & SUBORDINATOR and 0 <= t.quotation[content.first] == t.quotation[k - 1]:
        return True  # chanted “lock her up” | as he spoke
    if gap & COMMA and (bounded or _another_begins(t, k, limit, content.shape)):
        return True
    if gap & COLON and (content.shape == Shape.PHRASE or t.word[content.first] & (AUXILIARY | FINITE)):
        return True  # what many thought was impossible: | they won
    if gap & (DASH | BRACKET) and (bounded or content.shape == Shape.PHRASE):
        return True
    if word & COORDINATOR and not word & CAPITAL and _another_follows(t, k, limit):
        return True
    if word & COORDINATOR and content.shape != Shape.CLAUSE and _goes_on_outside(t, content, k, limit):
        return True
    if word & COORDINATOR and content.shape == Shape.CLAUSE and _leaves_modal(t, content.first, k, limit):
        return True
    joins = word & (PREPOSITION | AS) or _compares(t, k)
    return bool(content.shape == Shape.PHRASE and word & SUBORDINATOR and not joins)


@compilable
def _compares(t: Traits, k: int) -> bool:
    """Return whether a conjunction belongs to a number: a loss of more | than a million."""
    return bool(t.form[k] & THAN and t.word[k - 1] & DETERMINER)


def may_end_content(word: npt.NDArray[np.int64], gap: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Return of each token whether `content_end` has to look at it."""
    conjunctions = COORDINATOR | SUBORDINATOR
    return (gap & (COMMA | DASH | BRACKET | COLON) > 0) | (word & conjunctions > 0)


@compilable
def _another_begins(t: Traits, k: int, limit: int, shape: Shape) -> bool:
    """Return whether what follows a comma no longer belongs to the content."""
    word = t.word[k]
    if shape == Shape.PHRASE:
        return True
    if word & CUE and word & PARTICIPLE:
        return True
    if _is_tag(t, k, limit):
        return True
    if t.form[k] & CITING or dates(t, k, limit):
        return True
    if t.word[t.begin[k]] & (SUBORDINATOR | PREPOSITION) and _begins_saying(t, k, limit):
        return True  # When told that it was over, | Lee said that
    if shape == Shape.INFINITIVE and word & (RELATIVE | PARTICIPLE | SUBORDINATOR):
        return True
    return bool(word & SUBORDINATOR) and _says(t, k + 1, limit)


@compilable
def dates(t: Traits, k: int, limit: int) -> bool:
    """Return whether the narrator says when it was: a day | after; just two weeks | before."""
    for i in range(k, min(k + _BESIDE, limit - 1)):
        if t.gap[i] & STOP and i > k:
            return False
        if t.word[i] & TIME_NOUN and t.word[i + 1] & SUBORDINATOR:
            return bool(t.form[i + 1] & DATING)
    return False


@compilable
def _another_follows(t: Traits, k: int, limit: int) -> bool:
    """Return whether a coordinator leads to another attribution: and added; but she said."""
    i = k + 1
    while i < limit and t.word[i] & (ADVERB | AUXILIARY | NEGATION) and not t.gap[i] & STOP:
        i += 1
    if i < limit and _is_verb(t, i) and not t.gap[i] & STOP and not _goes_on_in_passive(t, k, i, limit):
        return True
    verbal = AUXILIARY | PAST | FINITE
    aside = k + 1 < limit and t.word[k + 1] & verbal and t.gap[k] & COMMA
    return bool(aside) or _says(t, k + 1, limit)


@compilable
def _goes_on_in_passive(t: Traits, k: int, verb: int, limit: int) -> bool:
    """Return whether a passive goes on behind a coordinator: would be arrested | and charged."""
    ends = verb + 1 >= limit or t.gap[verb + 1] & STOP or t.word[verb + 1] & PREPOSITION
    return bool(ends and verb == k + 1 and t.word[verb] & PAST and t.word[k - 1] & PAST and t.word[k - 2] & BE)


@compilable
def _goes_on_outside(t: Traits, content: Content, k: int, limit: int) -> bool:
    """Return whether a coordinator leads from a phrase to what is told next: a vote | and left; | but it failed."""
    i = k + 1
    while i < limit and t.word[i] & (ADVERB | NEGATION) and not t.gap[i] & STOP:
        i += 1
    if i >= limit or t.gap[i] & STOP or t.form[k] & OR or has_verb(t, content.first, k):
        return False
    if t.word[i] & _VERBAL and not t.word[i] & (PARTICIPLE | CAPITAL) and not _is_adjective(t, i, limit):
        return content.shape == Shape.PHRASE or _is_told(t, i)
    if not t.word[i] & (PRONOUN | DETERMINER | CAPITAL):
        return False
    past = noun_phrase_after(t, i, min(limit, i + _FAR))
    return i < past < limit and not t.gap[past] & STOP and bool(t.word[past] & _VERBAL)


@compilable
def _leaves_modal(t: Traits, first: int, k: int, limit: int) -> bool:
    """Return whether a verb of the narrator's follows: said she would resign | and left; but not: would go and pay."""
    if k + 1 >= limit or t.gap[k + 1] & STOP or not t.word[k + 1] & (PAST | FINITE) or not _is_told(t, k + 1):
        return False
    verb = t.verb[first]
    if verb >= k or not t.form[verb] & MODAL or _is_adjective(t, k + 1, limit):
        return False
    passive = t.word[verb + 1] & AUXILIARY and t.word[verb + 2] & (PAST | PARTICIPLE)
    return not passive and next_of(t.word, verb, k, SUBORDINATOR | COORDINATOR | RELATIVE | THAT) == k


@compilable
def _is_adjective(t: Traits, k: int, limit: int) -> bool:
    """Return whether a form in -ed stands before its noun: and | unexpected | turns; but not: and | dropped | it."""
    if t.word[k] & (AUXILIARY | FINITE) or k + 1 >= limit or t.gap[k + 1] & STOP:
        return False
    return not t.word[k + 1] & _NO_NOUN


@compilable
def _is_told(t: Traits, k: int) -> bool:
    """Return whether a verb is no infinitive: to resign | and left, | and will; but: to vote and have a say."""
    return bool(t.form[k] & TOLD)


@compilable
def _is_verb(t: Traits, k: int) -> bool:
    # Not: should be | put | on notice.
    says = t.as_verb[k] & (IS_VERB | NOUNLIKE | INNER | TAKES_IT) == IS_VERB
    return says and bool(t.word[k] & (PAST | FINITE))


@compilable
def _says(t: Traits, k: int, limit: int) -> bool:
    """Return whether a noun phrase and an attributing verb follow."""
    return k < limit and not t.gap[k] & STOP and _begins_saying(t, k, limit)


@compilable
def _begins_saying(t: Traits, k: int, limit: int) -> bool:
    if t.word[k] & (PREPOSITION | SUBORDINATOR):
        return False
    past = noun_phrase_after(t, k, min(limit, k + _FAR))
    if past < limit and t.gap[past] & COMMA and t.word[past] & (RELATIVE | DETERMINER):
        near = min(limit, past + REACH)
        comma = next_of(t.gap, past + 1, near, COMMA)
        return _is_verb(t, comma if comma < near else past)  # while Lee, who has left, | said
    while past < limit and t.word[past] & (ADVERB | AUXILIARY) and not t.gap[past] & STOP:
        past += 1
    return _attributing(t, k, past, limit) != NOWHERE


@compilable
def _attributing(t: Traits, k: int, past: int, limit: int) -> int:
    """Return the first attributing verb up to a token, if no punctuation stands before it."""
    for i in range(k + 1, min(past + 1, limit)):
        if t.gap[i] & STOP:
            return NOWHERE
        if _is_verb(t, i):
            return i
    return NOWHERE


@compilable
def _is_tag(t: Traits, k: int, limit: int) -> bool:
    """Return whether nothing but an attribution is left of the sentence: …, the ministry said on Monday."""
    if t.word[k] & (PREPOSITION | SUBORDINATOR | RELATIVE | COORDINATOR):
        return False
    past = noun_phrase_after(t, k, min(limit, k + _FAR))
    while past < limit and t.word[past] & (ADVERB | AUXILIARY) and not t.gap[past] & STOP:
        past += 1
    if past < limit and t.word[past] & PREPOSITION and past > k:
        past = after_adverbials(t, past, limit)  # …, people familiar with it | said
    verb = _attributing(t, k, past, limit)
    return verb != NOWHERE and after_adverbials(t, verb + 1, limit) >= limit
