"""Noun phrases and adverbials around a cue, found from the kinds of words: there is no parser."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framescope.text.compilable import compilable
from framescope.text.traits import Column, Traits

# isort: off
from framescope.text.wordkinds import (
    ABOUT, ADVERB, AUXILIARY, BRACKET, CAPITAL, COLON, COMMA, CONTRACTED, COORDINATOR, CUE, DASH, DETERMINER, EMPTY,
    FINITE, INTERROGATIVE, LINE, MARK, NEGATION, NUMBER, OBJECT, OVER, PARTICIPLE, PAST, PERFECT, PREPOSITION,
    PRONOUN, RELATIVE, SUBORDINATOR, THAT, TIME, TIME_LEAD, TIME_NOUN, TO, TYING, VERB,
)  # fmt: skip
# isort: on

#: The verb of a clause without "that" stands so near.
_NEAR = 5
#: A phrase is looked for within so many tokens.
REACH = 30

#: Punctuation that ends a phrase; a hyphen, a slash or a full stop within a name does not.
STOP = COMMA | COLON | DASH | BRACKET | MARK | LINE
_VERBAL = AUXILIARY | FINITE | CONTRACTED
_FINITE = _VERBAL | PAST | VERB
#: Words that no noun phrase holds.
_BARRIER = (
    AUXILIARY | SUBORDINATOR | THAT | COORDINATOR | RELATIVE | INTERROGATIVE
    | TIME | ADVERB | FINITE | NEGATION
)  # fmt: skip
_SKIPPED = ADVERB | AUXILIARY | NEGATION
_NEW_PHRASE = DETERMINER | PRONOUN | _BARRIER


@compilable
def next_of(column: Column, first: int, past: int, kinds: int) -> int:
    """Return the first of some tokens that a column of traits says to be of one of some kinds; `past` if none is."""
    for k in range(first, past):
        if column[k] & kinds:
            return k
    return past


@compilable
def noun_phrase_before(t: Traits, last: int, lowest: int) -> int:
    """Return the first token of the noun phrase that ends with a token; one more than that if there is none."""
    k = last + 1
    while k > lowest and (k == last + 1 or not t.gap[k] & STOP):
        kind = t.word[k - 1]
        if kind & DETERMINER and not kind & THAT:
            k -= 1
            if not _joined(t, k, lowest):
                break
            k -= 1
        elif kind & PRONOUN:
            return k - 1 if k == last + 1 else k
        elif kind & PREPOSITION:
            if k == last + 1 or not _joined(t, k, lowest):
                break
            k -= 1
        elif kind & COORDINATOR:
            if k == last + 1 or k - 2 < lowest or t.gap[k - 1] & STOP:
                break
            if not (t.word[k] & CAPITAL and t.word[k - 2] & CAPITAL):
                break
            k -= 1
        elif kind & _BARRIER or (kind & PAST and not kind & CAPITAL and (k <= last or _in_passive(t, k - 1, lowest))):
            break
        else:
            k -= 1
    return k


@compilable
def _in_passive(t: Traits, k: int, lowest: int) -> bool:
    """Return whether a participle is no noun: Lee is | expected | to say; but not: the | wounded | say."""
    return k > lowest and bool(t.word[k - 1] & AUXILIARY)


@compilable
def _joined(t: Traits, k: int, lowest: int) -> bool:
    """Return whether a preposition before token k ties it to a noun before: spokesman for | the ministry."""
    if k - 2 < lowest or t.gap[k - 1] & STOP or t.gap[k] & STOP:
        return False
    kind = t.word[k - 2]
    noun = not kind & (_NEW_PHRASE | PREPOSITION | PAST) or kind & CAPITAL
    return bool(t.word[k - 1] & PREPOSITION and noun)


@compilable
def noun_phrase_after(t: Traits, first: int, limit: int) -> int:
    """Return one past the last token of the noun phrase that begins with a token."""
    k = first
    while k < limit and (k == first or not t.gap[k] & STOP):
        kind = t.word[k]
        if kind & (PRONOUN | OBJECT) and not kind & DETERMINER:
            return k + 1 if k == first else k
        if kind & DETERMINER and k > first and not t.word[k - 1] & (PREPOSITION | DETERMINER):
            return k
        if kind & PREPOSITION:
            tied = k > first and k + 1 < limit and t.form[k] & TYING
            if not tied or t.word[k + 1] & (TIME | TIME_LEAD & ~DETERMINER):
                return k
        elif kind & COORDINATOR:
            if not (k > first and k + 1 < limit and t.word[k - 1] & CAPITAL and t.word[k + 1] & CAPITAL):
                return k
        elif (kind & _BARRIER and not kind & (CAPITAL | DETERMINER)) or kind & TIME:
            return k
        k += 1
    return k


@compilable
def before_adverbs(t: Traits, k: int, lowest: int) -> int:
    """Return the first of the adverbs, dates and auxiliaries that stand before a verb at k: would also later | say."""
    while k > lowest and not t.gap[k] & STOP:
        kind = t.word[k - 1]
        lead = t.word[k - 2] if k - 1 > lowest else 0
        to = kind & TO and lead & (CUE | _SKIPPED | PAST)
        if kind & TIME or (kind & TIME_NOUN and lead & (TIME_LEAD | EMPTY)):
            k -= 1 if kind & TIME else 2  # on Monday | said; earlier this year | said
            if k > lowest and t.word[k - 1] & PREPOSITION and not t.gap[k] & STOP:
                k -= 1
        elif (kind & _SKIPPED or to) and not kind & CAPITAL:
            k -= 1
        else:
            break
    return k


@compilable
def after_adverbials(t: Traits, k: int, limit: int) -> int:
    """Return the first token behind adverbs, dates and prepositional phrases: on Monday in a statement | that."""
    while k < limit and not t.gap[k] & STOP:
        kind = t.word[k]
        if kind & PREPOSITION and t.form[k] & (ABOUT | OVER) and k + 1 < limit and t.word[k + 1] & NUMBER:
            break  # said | about 200 people had left
        if kind & PREPOSITION and not kind & SUBORDINATOR:
            k = _after_prepositional(t, k, limit)
        elif kind & TIME or (kind & ADVERB and not kind & DETERMINER):
            k += 1
        elif kind & TIME_LEAD and k + 1 < limit and t.word[k + 1] & (TIME_NOUN | TIME | TIME_LEAD | PREPOSITION):
            k += 1 + bool(t.word[k + 1] & (TIME_NOUN | TIME))
        elif k + 2 < limit and t.word[k + 1] & TIME_NOUN and t.word[k + 2] & (TIME | ADVERB):
            k += 3  # two days ago, a week later
        else:
            break
    return k


@compilable
def _after_prepositional(t: Traits, k: int, limit: int) -> int:
    k += 1
    if k < limit and t.word[k] & (TIME | NUMBER):
        while k < limit and not t.gap[k] & STOP and t.word[k] & (TIME | NUMBER | TIME_NOUN):
            k += 1
        return k
    while k < limit and t.word[k] & DETERMINER and not t.gap[k] & STOP:
        k += 1
    while k < limit and not t.gap[k] & STOP:
        kind = t.word[k]
        before = t.word[k - 1]
        counted = before & TIME_LEAD and kind & DETERMINER  # over the past two years
        ordinal = before & DETERMINER and kind & ADVERB  # at the first meeting
        if kind & (_NEW_PHRASE | PREPOSITION | TO) and not (kind & CAPITAL or counted or ordinal):
            break
        if kind & TIME:
            break
        k += 1
    return k


@compilable
def has_verb(t: Traits, first: int, past: int) -> bool:
    """Return whether a finite verb stands among tokens, behind at least one other word."""
    if first < past and t.word[first] & CONTRACTED:
        return True
    return first < past and t.verb[first + 1] < past and t.verb[first + 1] < first + REACH


@compilable
def begins_clause(t: Traits, k: int, limit: int) -> bool:
    """Return whether a clause without "that" follows: fears | it is over; but not: claims he has made."""
    verb = t.verb[k + 1]
    if verb + 1 >= limit or verb - k > _NEAR or not t.word[k] & (DETERMINER | PRONOUN | CAPITAL):
        return False
    modal = t.word[verb] & AUXILIARY and not t.form[verb] & PERFECT
    return bool(modal) and next_of(t.gap, k, verb + 2, STOP) == verb + 2


def finite_verbs(word: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return of each token whether it is a finite verb."""
    finite: npt.NDArray[np.bool_] = (word & _FINITE > 0) & (word & PARTICIPLE == 0)
    finite[1:] &= word[:-1] & TO == 0
    return finite


@compilable
def head_of(t: Traits, first: int, past: int) -> int:
    """Return the noun that a phrase is about, its last word before a preposition: the spokesman | for the ministry."""
    k = t.preposition[first + 1]
    return (k if k < past else past if past > first else first + 1) - 1


@compilable
def before_preposition(t: Traits, first: int, past: int) -> int:
    """Return where a phrase ends, or its first preposition behind another word."""
    return head_of(t, first, past) + 1
