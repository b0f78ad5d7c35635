"""Where the content of an attribution begins behind its cue, and where it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.cues import Cue
from framescope.text.phrases import REACH, STOP, after_adverbials, has_verb, noun_phrase_after
from framescope.text.traits import Traits
from framescope.text.wordkinds import (
    ACT,
    ADVERB,
    ARTICLE,
    AS,
    AUXILIARY,
    BE,
    BRACKET,
    CAPITAL,
    COLON,
    COMMA,
    COORDINATOR,
    CUE,
    DASH,
    FINITE,
    INTERROGATIVE,
    MARK,
    NEGATION,
    NOTHING,
    PARTICIPLE,
    PAST,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    THAT,
    TO,
)  # fmt: skip

Shape = Literal["clause", "infinitive", "phrase"]

#: How far "that" may stand from its verb: told a news conference in Geneva on Tuesday that.
_THAT_WITHIN = 14
_FAR = 9


class Content(NamedTuple):
    """Where a content begins, and its shape."""

    first: int
    shape: Shape


def content_after(t: Traits, cue: int, kind: Cue, limit: int) -> Content | None:
    """Find the content that follows a verb, by what the verb may take."""
    if cue + 1 >= limit:
        return None
    if t.gap[cue + 1] & COLON:
        return Content(cue + 1, "clause")
    if t.gap[cue + 1] & (COMMA | DASH | BRACKET):
        return _that_behind_aside(t, cue + 1, kind, limit)
    at = cue + 1
    if t.word[at] & PREPOSITION and t.types[t.term[at]] in kind.prepositions and not t.word[at] & TO:
        return Content(at, "phrase") if at + 1 < limit else None
    if "to" in kind.takes and t.word[at] & TO:
        return Content(at, "infinitive")
    start = after_adverbials(t, at, limit)
    if "any" in kind.takes and start + 1 < limit and not t.gap[start] & (STOP & ~MARK):
        nothing = t.word[start] & NOTHING and t.gap[start + 1] & STOP
        return None if nothing else Content(start, "clause")
    for rule in _RULES:
        found = rule(t, start, kind, limit)
        if found is not None:
            return found if found.first < limit else None
    return None


def _that_behind_aside(t: Traits, k: int, kind: Cue, limit: int) -> Content | None:
    if "that" not in kind.takes or not t.gap[k] & COMMA:
        return None
    for i in range(k + 1, min(limit, k + _FAR)):
        if t.gap[i] & COMMA:
            return Content(i, "clause") if t.word[i] & THAT and i + 1 < limit else None
    return None


def _clause(t: Traits, k: int, kind: Cue, limit: int) -> Content | None:
    """Find a clause: that ..., whether ..., or without either."""
    if k >= limit or t.gap[k] & (COMMA | BRACKET):
        return None
    word = t.word[k]
    if (word & THAT and "that" in kind.takes and k + 1 < limit) or (word & INTERROGATIVE and "wh" in kind.takes):
        return Content(k, "clause")
    if (word & TO and "to" in kind.takes) or (
        word & PARTICIPLE and not word & CUE and "that" in kind.takes and kind.sort == "verb"
    ):
        return Content(k, "infinitive")
    bare = "bare" in kind.takes and not (word & NOTHING and k + 1 == limit)
    bare = bare and not (word | t.word[min(k + 1, limit - 1)]) & ACT
    bare = bare and not (t.word[k - 1] & BE) and not word & (AUXILIARY | FINITE | COORDINATOR)
    if not bare or "addressee" in kind.takes:
        return None
    stop = next((i for i in range(k + 1, min(limit, k + REACH)) if t.gap[i] & (COMMA | DASH)), limit)
    return Content(k, "clause") if has_verb(t, k, stop) or t.quotation[k] >= 0 else None


def _addressed(t: Traits, k: int, kind: Cue, limit: int) -> Content | None:
    """Find what is said to somebody: told reporters that ...; warned Israel not to ..."""
    if not kind.takes & {"addressee", "addressee_to"} or k >= limit or t.gap[k] & STOP:
        return None
    past = noun_phrase_after(t, k, min(limit, k + REACH))
    start = after_adverbials(t, past, limit) if past < limit and not t.word[past] & TO else past
    if start >= limit or t.gap[start] & (COMMA | BRACKET):
        return None
    word = t.word[start]
    if "addressee" in kind.takes:
        if word & (THAT | INTERROGATIVE):
            return Content(start, "clause")
        if "bare" in kind.takes and start == past > k and word & (AUXILIARY | FINITE):
            return Content(k, "clause")  # warn the policy will fail
        if past > k and (has_verb(t, start, limit) or t.quotation[start] >= 0) and not word & TO:
            return Content(start, "clause")
    if "addressee_to" in kind.takes and (word & TO or (word & NEGATION and start + 1 < limit)):
        return Content(start, "infinitive")
    return None


def _far_that(t: Traits, k: int, kind: Cue, limit: int) -> Content | None:
    """Find a clause farther off: said in an interview with the channel that ..."""
    if "that" not in kind.takes:
        return None
    for i in range(k, min(limit, k + _THAT_WITHIN)):
        if t.gap[i] & (STOP & ~MARK) or t.word[i] & (AUXILIARY | COORDINATOR):
            return None
        if t.word[i] & THAT:
            return Content(i, "clause") if i > k else None
    return None


def _object(t: Traits, k: int, kind: Cue, limit: int) -> Content | None:
    """Find a noun phrase, alone or with an infinitive, with its reason or with a predicate."""
    wanted = kind.takes & {"np", "np_to", "np_for", "np_of", "predicate"}
    if not wanted or k >= limit or t.gap[k] & (STOP & ~MARK):
        return None
    word = t.word[k]
    if word & (COORDINATOR | SUBORDINATOR | PREPOSITION) and not word & CAPITAL:
        return None
    if word & NOTHING and (k + 1 == limit or t.gap[k + 1] & STOP):
        return None
    if "np" in wanted:
        return Content(k, "phrase")
    for i in range(k + 1, min(limit, k + _FAR)):
        if t.gap[i] & (STOP & ~MARK):
            return None
        if "np_to" in wanted and t.word[i] & TO:
            return Content(k, "infinitive")
        if "np_for" in wanted and t.types[t.term[i]] in ("for", "over", "as", "on"):
            return Content(k, "infinitive")
        if "np_of" in wanted and t.types[t.term[i]] in ("of", "as"):
            return Content(k, "infinitive")
        if "predicate" in wanted and (t.word[i] & ARTICLE or t.quotation[i] >= 0):
            return Content(k, "phrase")
    return None


_RULES: tuple[Callable[[Traits, int, Cue, int], Content | None], ...] = (_clause, _addressed, _far_that, _object)


def content_end(t: Traits, content: Content, limit: int, *, bounded: bool) -> int:
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
    k = content.first
    while (k := t.turn[k + 1]) < limit:
        gap, word = t.gap[k], t.word[k]
        if t.quotation[k] >= 0 and t.quotation[k] == t.quotation[k - 1]:
            continue
        if gap & COMMA and (bounded or _another_begins(t, k, limit, content.shape)):
            return k
        if gap & (DASH | BRACKET) and (bounded or content.shape == "phrase"):
            return k
        if word & COORDINATOR and not word & CAPITAL and _another_follows(t, k, limit):
            return k
        if content.shape == "phrase" and word & SUBORDINATOR and not word & (PREPOSITION | AS):
            return k
    return limit


def may_end_content(word: npt.NDArray[np.int64], gap: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Return of each token whether `content_end` has to look at it."""
    conjunctions = COORDINATOR | SUBORDINATOR
    return (gap & (COMMA | DASH | BRACKET) > 0) | (word & conjunctions > 0)


def _another_begins(t: Traits, k: int, limit: int, shape: Shape) -> bool:
    """Return whether what follows a comma no longer belongs to the content."""
    word = t.word[k]
    if shape == "phrase":
        return True
    if word & CUE and word & PARTICIPLE:
        return True
    if _is_tag(t, k, limit):
        return True
    if t.types[t.term[k]] in ("according", "citing"):
        return True
    if shape == "infinitive" and word & (RELATIVE | PARTICIPLE | SUBORDINATOR):
        return True
    return bool(word & SUBORDINATOR) and _says(t, k + 1, limit)


def _another_follows(t: Traits, k: int, limit: int) -> bool:
    """Return whether a coordinator leads to another attribution: and added; but she said."""
    i = k + 1
    while i < limit and t.word[i] & (ADVERB | AUXILIARY | NEGATION) and not t.gap[i] & STOP:
        i += 1
    if i < limit and _is_verb(t, i) and not t.gap[i] & STOP:
        return True
    verbal = AUXILIARY | PAST | FINITE
    aside = k + 1 < limit and t.word[k + 1] & verbal and t.gap[k] & COMMA
    return bool(aside) or _says(t, k + 1, limit)


def _is_verb(t: Traits, k: int) -> bool:
    form = t.forms[t.term[k]] if t.word[k] & CUE else None
    if form is None or form.verb is None or form.nounlike or form.verb.sort != "verb" or form.verb.inner:
        return False
    return bool(t.word[k] & (PAST | FINITE))


def _says(t: Traits, k: int, limit: int) -> bool:
    """Return whether a noun phrase and an attributing verb follow."""
    if k >= limit or t.gap[k] & STOP or t.word[k] & (PREPOSITION | SUBORDINATOR):
        return False
    past = noun_phrase_after(t, k, min(limit, k + _FAR))
    while past < limit and t.word[past] & (ADVERB | AUXILIARY) and not t.gap[past] & STOP:
        past += 1
    return _attributing(t, k, past, limit) is not None


def _attributing(t: Traits, k: int, past: int, limit: int) -> int | None:
    """Return the first attributing verb up to a token, if no punctuation stands before it."""
    for i in range(k + 1, min(past + 1, limit)):
        if t.gap[i] & STOP:
            return None
        if _is_verb(t, i):
            return i
    return None


def _is_tag(t: Traits, k: int, limit: int) -> bool:
    """Return whether nothing but an attribution is left of the sentence: …, the ministry said on Monday."""
    if t.word[k] & (PREPOSITION | SUBORDINATOR | RELATIVE | COORDINATOR):
        return False
    past = noun_phrase_after(t, k, min(limit, k + _FAR))
    while past < limit and t.word[past] & (ADVERB | AUXILIARY) and not t.gap[past] & STOP:
        past += 1
    verb = _attributing(t, k, past, limit)
    return verb is not None and after_adverbials(t, verb + 1, limit) >= limit
