"""Noun phrases and adverbials around a cue, found from the kinds of words: there is no parser."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framescope.text.traits import Gap, Traits, Word

#: A phrase is looked for within so many tokens.
REACH = 30

#: Punctuation that ends a phrase; a hyphen, a slash or a full stop within a name does not.
STOP = Gap.COMMA | Gap.COLON | Gap.DASH | Gap.BRACKET | Gap.MARK | Gap.LINE
_VERBAL = Word.AUXILIARY | Word.FINITE | Word.CONTRACTED
_FINITE = _VERBAL | Word.PAST | Word.VERB
#: Words that no noun phrase holds.
_BARRIER = (
    Word.AUXILIARY | Word.SUBORDINATOR | Word.THAT | Word.COORDINATOR | Word.RELATIVE | Word.INTERROGATIVE
    | Word.TIME | Word.ADVERB | Word.FINITE | Word.NEGATION
)  # fmt: skip
_SKIPPED = Word.ADVERB | Word.AUXILIARY | Word.NEGATION
_NEW_PHRASE = Word.DETERMINER | Word.PRONOUN | _BARRIER


def noun_phrase_before(t: Traits, last: int, lowest: int) -> int:
    """Return the first token of the noun phrase that ends with a token; one more than that if there is none."""
    k = last + 1
    while k > lowest and (k == last + 1 or not t.gap[k] & STOP):
        kind = t.word[k - 1]
        if kind & Word.DETERMINER and not kind & Word.THAT:
            k -= 1
            if not _joined(t, k, lowest):
                break
            k -= 1
        elif kind & Word.PRONOUN:
            return k - 1 if k == last + 1 else k
        elif kind & Word.PREPOSITION:
            if k == last + 1 or not _joined(t, k, lowest):
                break
            k -= 1
        elif kind & Word.COORDINATOR:
            if k == last + 1 or k - 2 < lowest or t.gap[k - 1] & STOP:
                break
            if not (t.word[k] & Word.CAPITAL and t.word[k - 2] & Word.CAPITAL):
                break
            k -= 1
        elif kind & _BARRIER or (kind & Word.PAST and k <= last and not kind & Word.CAPITAL):
            break
        else:
            k -= 1
    return k


def _joined(t: Traits, k: int, lowest: int) -> bool:
    """Return whether a preposition before token k ties it to a noun before: spokesman for | the ministry."""
    if k - 2 < lowest or t.gap[k - 1] & STOP or t.gap[k] & STOP:
        return False
    kind = t.word[k - 2]
    noun = not kind & (_NEW_PHRASE | Word.PREPOSITION | Word.PAST) or kind & Word.CAPITAL
    return bool(t.word[k - 1] & Word.PREPOSITION and noun)


def noun_phrase_after(t: Traits, first: int, limit: int) -> int:
    """Return one past the last token of the noun phrase that begins with a token."""
    k = first
    while k < limit and (k == first or not t.gap[k] & STOP):
        kind = t.word[k]
        if kind & (Word.PRONOUN | Word.OBJECT) and not kind & Word.DETERMINER:
            return k + 1 if k == first else k
        if kind & Word.DETERMINER and k > first and not t.word[k - 1] & (Word.PREPOSITION | Word.DETERMINER):
            return k
        if kind & Word.PREPOSITION:
            tied = k > first and k + 1 < limit and t.types[t.term[k]] in ("of", "for", "from", "at")
            if not tied or t.word[k + 1] & (Word.TIME | Word.TIME_LEAD & ~Word.DETERMINER):
                return k
        elif kind & Word.COORDINATOR:
            if not (k > first and k + 1 < limit and t.word[k - 1] & Word.CAPITAL and t.word[k + 1] & Word.CAPITAL):
                return k
        elif (kind & _BARRIER and not kind & (Word.CAPITAL | Word.DETERMINER)) or kind & Word.TIME:
            return k
        k += 1
    return k


def before_adverbs(t: Traits, k: int, lowest: int) -> int:
    """Return the first of the adverbs, dates and auxiliaries that stand before a verb at k: would also later | say."""
    while k > lowest and not t.gap[k] & STOP:
        kind = t.word[k - 1]
        lead = t.word[k - 2] if k - 1 > lowest else 0
        to = kind & Word.TO and lead & (Word.CUE | _SKIPPED | Word.PAST)
        if kind & Word.TIME or (kind & Word.TIME_NOUN and lead & (Word.TIME_LEAD | Word.EMPTY)):
            k -= 1 if kind & Word.TIME else 2  # on Monday | said; earlier this year | said
            if k > lowest and t.word[k - 1] & Word.PREPOSITION and not t.gap[k] & STOP:
                k -= 1
        elif (kind & _SKIPPED or to) and not kind & Word.CAPITAL:
            k -= 1
        else:
            break
    return k


def after_adverbials(t: Traits, k: int, limit: int) -> int:
    """Return the first token behind adverbs, dates and prepositional phrases: on Monday in a statement | that."""
    while k < limit and not t.gap[k] & STOP:
        kind = t.word[k]
        if kind & Word.PREPOSITION and not kind & Word.SUBORDINATOR:
            k = _after_prepositional(t, k, limit)
        elif kind & Word.TIME or (kind & Word.ADVERB and not kind & Word.DETERMINER):
            k += 1
        elif kind & Word.TIME_LEAD and k + 1 < limit and t.word[k + 1] & (Word.TIME_NOUN | Word.TIME | Word.TIME_LEAD):
            k += 1 + bool(t.word[k + 1] & (Word.TIME_NOUN | Word.TIME))
        elif k + 2 < limit and t.word[k + 1] & Word.TIME_NOUN and t.word[k + 2] & (Word.TIME | Word.ADVERB):
            k += 3  # two days ago, a week later
        else:
            break
    return k


def _after_prepositional(t: Traits, k: int, limit: int) -> int:
    k += 1
    if k < limit and t.word[k] & (Word.TIME | Word.NUMBER):
        while k < limit and not t.gap[k] & STOP and t.word[k] & (Word.TIME | Word.NUMBER | Word.TIME_NOUN):
            k += 1
        return k
    while k < limit and t.word[k] & Word.DETERMINER and not t.gap[k] & STOP:
        k += 1
    while k < limit and not t.gap[k] & STOP:
        kind = t.word[k]
        before = t.word[k - 1]
        counted = before & Word.TIME_LEAD and kind & Word.DETERMINER  # over the past two years
        ordinal = before & Word.DETERMINER and kind & Word.ADVERB  # at the first meeting
        if kind & (_NEW_PHRASE | Word.PREPOSITION | Word.TO) and not (kind & Word.CAPITAL or counted or ordinal):
            break
        if kind & Word.TIME:
            break
        k += 1
    return k


def has_verb(t: Traits, first: int, past: int) -> bool:
    """Return whether a finite verb stands among tokens, behind at least one other word."""
    if first < past and t.word[first] & Word.CONTRACTED:
        return True
    return first < past and t.verb[first + 1] < min(past, first + REACH)


def finite_verbs(word: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return of each token whether it is a finite verb."""
    finite: npt.NDArray[np.bool_] = (word & _FINITE > 0) & (word & Word.PARTICIPLE == 0)
    finite[1:] &= word[:-1] & Word.TO == 0
    return finite


def head_of(t: Traits, first: int, past: int) -> int:
    """Return the noun that a phrase is about: the spokesman | for the ministry."""
    return before_preposition(t, first, past) - 1


def before_preposition(t: Traits, first: int, past: int) -> int:
    """Return where a phrase ends, or its first preposition behind another word."""
    for k in range(first + 1, past):
        if t.word[k] & Word.PREPOSITION:
            return k
    return max(past, first + 1)
