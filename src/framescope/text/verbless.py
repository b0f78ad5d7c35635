"""Attribution without a verb: the claim that …, according to …, reportedly, so-called."""

from __future__ import annotations

from framescope.text.compilable import compilable
from framescope.text.content_ends import content_end, dates
from framescope.text.phrases import (
    STOP,
    before_adverbs,
    has_verb,
    next_of,
    noun_phrase_before,
)
from framescope.text.said import NO_SOURCE, Content, Saying, Shape, outside_marks
from framescope.text.traits import NOTHING, Span, Traits

# isort: off
from framescope.text.cuekinds import IS_PREPOSITION, TAKES_ADDRESSEE, TAKES_ANY
from framescope.text.wordkinds import (
    ADVERB, AUXILIARY, BE, BEFORE_VIEW, BESIDES, CAPITAL, COLON, COMMA, COORDINATOR, CUE, DASH, DETERMINER, END,
    FINITE, INTERROGATIVE, OWNER, PARTICIPLE, PAST, POSSESSIVE, PREPOSITION, PRONOUN, RELATIVE, SUBORDINATOR, THAT,
    TIME, VERB,
)  # fmt: skip
# isort: on

FUNCTION = (
    PREPOSITION | PRONOUN | DETERMINER | AUXILIARY | COORDINATOR | SUBORDINATOR
    | THAT
)  # fmt: skip
_PARTING = COMMA | DASH | COLON
#: The name behind "so-called" has at most so many words.
_SHORT = 5


@compilable
def hearsay(t: Traits, cue: int, kind: int) -> Saying | None:
    """Find the clause of "reportedly" or "allegedly", its subject included."""
    limit = t.end[cue]
    if cue + 1 < limit and t.as_verb[cue + 1] & (TAKES_ANY | TAKES_ADDRESSEE) and not t.word[cue - 1] & BE:
        return None  # reportedly | told them that
    first = before_adverbs(t, cue, t.begin[cue])
    if first > t.begin[cue] and not t.gap[first] & STOP:
        first = noun_phrase_before(t, first - 1, t.begin[cue])
    past = content_end(t, Content(cue, Shape.CLAUSE), limit, bounded=True)
    if past - first < 2:
        return None
    return Saying(cue, kind, NO_SOURCE, (cue, cue + 1), ((first, past), NOTHING), True)


@compilable
def distanced(t: Traits, cue: int, kind: int) -> Saying | None:
    """Find the name that is kept at a distance: so-called, alleged."""
    limit = min(t.end[cue], cue + 1 + _SHORT)
    past = cue + 1
    barred = FUNCTION | FINITE | VERB | PAST
    while past < limit and not t.gap[past] & (STOP | END):
        word = t.word[past]
        behind_name = past > cue + 1 and t.word[past - 1] & CAPITAL
        if not word & CAPITAL and (word & barred or behind_name):
            break
        past += 1
    if past == cue + 1 or t.quotation[cue + 1] >= 0:
        return None
    return Saying(cue, kind, NO_SOURCE, (cue, cue + 1), ((cue + 1, past), NOTHING), True)


@compilable
def according(t: Traits, cue: int) -> Saying | None:
    """Find what is so according to somebody, named at the beginning of the sentence, within it, or at its end."""
    first, source = t.phrase_first[cue], t.phrase_past[cue]
    if source >= t.end[cue]:
        return None
    past = _source_end(t, source, t.end[cue])
    return _around(t, cue, IS_PREPOSITION, (source, past), (first, past), t.begin[cue])


@compilable
def in_view_of(t: Traits, cue: int, kind: int) -> Saying | None:
    """Find what is so in the view of somebody who stands before the noun: in her view, ...; in Lee's own words."""
    lowest, past = t.begin[cue], cue + 1
    owner = cue - 1
    while owner > lowest and cue - owner < _SHORT and not t.word[owner] & (FUNCTION | OWNER | POSSESSIVE):
        owner -= 1
    if owner <= lowest or not t.word[owner] & (OWNER | POSSESSIVE):
        return None
    source = owner if t.word[owner] & POSSESSIVE else noun_phrase_before(t, owner, lowest)
    first = source - 1
    ends = past >= t.end[cue] or t.gap[past] & (STOP | END)
    if first < lowest or not t.form[first] & BEFORE_VIEW or not ends:
        return None
    if first > lowest and not t.gap[first] & STOP:
        return None
    if first > lowest and t.word[first - 1] & (SUBORDINATOR | THAT | INTERROGATIVE):
        lowest = first  # because, in her view, | it is over
    return _around(t, cue, kind, (source, owner + 1), (first, past), lowest)


@compilable
def _around(t: Traits, cue: int, kind: int, source: Span, clause: Span, lowest: int) -> Saying:
    """Return the attribution whose content stands before its clause, from a token on, behind it or around it."""
    limit = t.end[cue]
    first, past = clause
    lead = lowest
    while lead < first and t.word[lead] & (COORDINATOR | ADVERB | TIME):
        lead += 1
    fronted = lead >= first
    content = NOTHING if fronted else (lowest, first)
    around = past < limit and (fronted or (t.gap[first] & STOP and goes_on(t, past, limit)))
    more = (past, limit) if around else NOTHING
    return Saying(cue, kind, source, clause, outside_marks(t, content, more), fronted)


@compilable
def _source_end(t: Traits, source: int, limit: int) -> int:
    """Return where the name of a source ends; an apposition behind it belongs to it, a clause does not."""
    comma = next_of(t.gap, source + 1, limit, COMMA)
    named = next_of(t.word, source, comma, CAPITAL) < comma
    if comma < limit and named and t.word[comma] & CAPITAL and has_verb(t, comma, limit):
        return comma
    first = k = next_of(t.gap, source + 1, limit, _PARTING)
    while k < limit:
        following = next_of(t.gap, k + 1, limit, _PARTING)
        if has_verb(t, k, following) and not t.word[k] & RELATIVE:
            return k
        k = following
    alone = next_of(t.gap, first + 1, limit, _PARTING) >= limit
    return first if alone and not has_verb(t, first, limit) else limit


@compilable
def goes_on(t: Traits, k: int, limit: int) -> bool:
    """Return whether the sentence that a tag interrupts goes on behind it."""
    word = t.word[k]
    if word & (RELATIVE | COORDINATOR) or (word & CUE and word & PARTICIPLE):
        return False
    if t.form[k] & BESIDES or t.quotation[k] >= 0 or dates(t, k, limit):
        return False
    if word & SUBORDINATOR and t.word[min(k + 1, limit - 1)] & PARTICIPLE:
        return False  # …, he said | before adding that
    return next_of(t.word, k, limit, AUXILIARY | FINITE | PAST) < limit
