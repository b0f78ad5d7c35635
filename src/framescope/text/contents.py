"""Where the content of an attribution begins behind its cue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from framescope.text.cues import Cue
from framescope.text.phrases import REACH, STOP, after_adverbials, has_verb, head_of, noun_phrase_after
from framescope.text.traits import Traits

# isort: off
from framescope.text.wordkinds import (
    ACT, ARTICLE, AS, AUXILIARY, BE, BRACKET, CAPITAL, COLON, COMMA, COORDINATOR, CUE, DASH, DETERMINER, FINITE,
    INTERROGATIVE, MARK, NEGATION, NOTHING, NUMBER, OBJECT, OWNER, PARTICIPLE, PAST, PREPOSITION, PRONOUN, SOURCE,
    SUBORDINATOR, THAT, TIME, TO,
)  # fmt: skip
# isort: on

Shape = Literal["clause", "infinitive", "phrase"]

#: How far "that" may stand from its verb: told a news conference in Geneva on Tuesday that.
_THAT_WITHIN = 14
_FAR = 9
#: What somebody is praised or blamed for stands behind these.
_REASONS = frozenset({"for", "over", "on"})
#: What a verb may take as its object.
_OBJECTS = frozenset(
    {"np", "np_thing", "np_said", "np_to", "np_for", "np_of", "np_as", "np_ing", "np_for_ing", "np_new", "predicate"}
)


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
    if t.word[at] & PREPOSITION and not t.word[at] & TO and _leads(t, at, limit, kind.prepositions):
        return Content(at, "phrase")
    if "to" in kind.takes and t.word[at] & TO:
        return Content(at, "infinitive")
    start = after_adverbials(t, at, limit)
    if start < limit and t.quotation[start] >= 0 and t.word[start - 1] & (OWNER | PREPOSITION):
        start = _behind_title(t, start, limit)
    if "any" in kind.takes and start + 1 < limit and not t.gap[start] & (STOP & ~MARK):
        nothing = t.word[start] & NOTHING and t.gap[start + 1] & STOP
        return None if nothing else Content(start, "clause")
    if "np_as" in kind.takes and t.word[at] & TO:
        start = at  # referred | to her as
    for rule in _RULES:
        found = rule(t, start, kind, limit)
        if found is not None:
            return found if found.first < limit else None
    return None


def _behind_title(t: Traits, start: int, limit: int) -> int:
    """Return what follows the title of a programme: said on CBS's “Face the Nation” | that; `start` if nothing does."""
    k = start
    while k < limit and t.quotation[k] == t.quotation[start]:
        k += 1
    if k >= limit or t.gap[k] & COMMA:
        return start
    return k


def _leads(t: Traits, k: int, limit: int, prepositions: frozenset[str]) -> bool:
    """Return whether one of some prepositions has an object that is no date: insisted | on a vote, not: on Monday."""
    return k + 1 < limit and t.types[t.term[k]] in prepositions and not t.word[k + 1] & TIME


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
    does = "that" in kind.takes and "np_ing" not in kind.takes and kind.sort == "verb"
    doing = does and word & PARTICIPLE and not _reports(t, k)
    if doing or (word & TO and "to" in kind.takes):
        return Content(k, "infinitive")
    bare = "bare" in kind.takes and not (word & NOTHING and k + 1 == limit)
    bare = bare and not (word | t.word[min(k + 1, limit - 1)]) & ACT and (not word & OBJECT or bool(word & PRONOUN))
    bare = bare and not (t.word[k - 1] & BE) and not word & (AUXILIARY | FINITE | COORDINATOR)
    if not bare or "addressee" in kind.takes:
        return None
    stop = next((i for i in range(k + 1, min(limit, k + REACH)) if t.gap[i] & (COMMA | DASH)), limit)
    return Content(k, "clause") if has_verb(t, k, stop) or t.quotation[k] >= 0 else None


def _reports(t: Traits, k: int) -> bool:
    """Return whether a participle reports something itself: denied | saying; but denied backing them."""
    form = t.forms[t.term[k]]
    return form is not None and form.verb is not None and not form.verb.inner


def _addressed(t: Traits, k: int, kind: Cue, limit: int) -> Content | None:
    """Find what is said to somebody: told reporters that ...; warned Israel not to ..."""
    if not kind.takes & {"addressee", "addressee_to"} or k >= limit or t.gap[k] & STOP:
        return None
    past = noun_phrase_after(t, k, min(limit, k + REACH))
    infinitive = past < limit and (
        t.word[past] & TO or (t.word[past] & NEGATION and t.word[min(past + 1, limit - 1)] & TO)
    )
    start = past if infinitive else after_adverbials(t, past, limit)
    if start >= limit or t.gap[start] & (COMMA | BRACKET):
        return None
    word = t.word[start]
    if "addressee" in kind.takes:
        if word & (THAT | INTERROGATIVE):
            return Content(start, "clause")
        if "bare" in kind.takes and start == past > k and word & (AUXILIARY | FINITE):
            return Content(k, "clause")  # warn the policy will fail
        that = _far_that(t, start, kind, limit)
        if that is not None:
            return that  # told the paper, the Deseret News, that
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
            return Content(i, "clause") if i > k and not is_relative(t, i, limit) else None
    return None


def is_relative(t: Traits, k: int, limit: int) -> bool:
    """Return whether "that" stands for the noun before it: reports that were leaked."""
    return k + 1 >= limit or bool(t.word[k + 1] & (AUXILIARY | FINITE | PAST) and not t.word[k + 1] & CAPITAL)


def _object(t: Traits, k: int, kind: Cue, limit: int) -> Content | None:
    """Find a noun phrase, alone or with an infinitive, with its reason or with a predicate."""
    wanted = kind.takes & _OBJECTS
    if not wanted or k >= limit or t.gap[k] & (STOP & ~MARK):
        return None
    word = t.word[k]
    referred = "np_as" in wanted and word & TO
    if word & (COORDINATOR | SUBORDINATOR | PREPOSITION | AUXILIARY) and not word & CAPITAL and not referred:
        return None
    if word & NOTHING and (k + 1 == limit or t.gap[k + 1] & STOP):
        return None
    if "np" in wanted or _is_said(t, k, wanted, limit):
        return Content(k, "phrase")
    if "np_ing" in wanted:
        past = noun_phrase_after(t, k, min(limit, k + _FAR))
        leading = any(
            t.word[i] & PARTICIPLE and t.word[i - 1] & (CAPITAL | SOURCE | OBJECT) for i in range(k + 1, past)
        )
        return Content(k, "clause") if leading else None
    for i in range(k + 1, min(limit, k + _FAR)):
        if t.gap[i] & (STOP & ~MARK):
            return None
        if "np_to" in wanted and t.word[i] & TO:
            return Content(k, "infinitive")
        if "np_for" in wanted and _leads(t, i, limit, _REASONS):
            return Content(k, "infinitive")
        if "np_for_ing" in wanted and t.types[t.term[i]] == "for" and t.word[min(i + 1, limit - 1)] & PARTICIPLE:
            return Content(k, "infinitive")
        if "np_of" in wanted and t.types[t.term[i]] == "of":
            return Content(k, "infinitive")
        if wanted & {"np_for", "np_of", "np_as"} and t.word[i] & AS and not _is_subject(t, i + 1, limit):
            return Content(k, "infinitive")
        if "predicate" in wanted and (t.word[i] & ARTICLE or t.quotation[i] >= 0):
            return Content(k, "phrase")
    return None


def _is_said(t: Traits, k: int, wanted: frozenset[str], limit: int) -> bool:
    """Return whether a noun phrase alone is a content: denied | any role, but not: questioned | the suspect."""
    if not wanted & {"np_thing", "np_said", "np_new"} or not (t.word[k - 1] & CUE or t.word[k] & DETERMINER):
        return False
    if "np_new" in wanted and t.word[k] & DETERMINER and not t.word[k] & ARTICLE:
        return False
    past = noun_phrase_after(t, k, min(limit, k + _FAR))
    if past == k:
        return False
    head = head_of(t, k, past)
    word = t.word[head]
    if word & (CAPITAL | SOURCE | PRONOUN | OBJECT | DETERMINER | ACT | TIME | NUMBER):
        return False
    form = t.forms[t.term[head]]
    told = form is not None and form.other is not None and form.other.sort == "noun"
    return told or bool(wanted & {"np_thing", "np_new"})


def _is_subject(t: Traits, k: int, limit: int) -> bool:
    """Return whether a clause begins: saw him as | he left."""
    return k < limit and bool(t.word[k] & PRONOUN and not t.word[k] & DETERMINER)


_RULES: tuple[Callable[[Traits, int, Cue, int], Content | None], ...] = (_clause, _addressed, _far_that, _object)
