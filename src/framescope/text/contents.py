"""Where the content of an attribution begins behind its cue."""

from __future__ import annotations

from framescope.text.compilable import compilable
from framescope.text.objects import leads, object_after
from framescope.text.phrases import REACH, STOP, after_adverbials, has_verb, next_of, noun_phrase_after
from framescope.text.said import NO_CONTENT, Content, Shape
from framescope.text.traits import NOWHERE, Traits

# isort: off
from framescope.text.cuekinds import (
    INNER, INTRODUCING, IS_VERB, NOUNLIKE, TAKES_ADDRESSEE, TAKES_ADDRESSEE_TO, TAKES_ANY, TAKES_BARE, TAKES_NP_AS,
    TAKES_NP_ING, TAKES_THAT, TAKES_TO, TAKES_TO_NP, TAKES_WH,
)  # fmt: skip
from framescope.text.wordkinds import (
    ACT, ADVERB, AUXILIARY, BE, BRACKET, CAPITAL, COLON, COMMA, COORDINATOR, DASH, DETERMINER, ENDS_IN_ING, FINITE,
    FOR, INTERROGATIVE, MARK, MODAL, NEGATION, NOTHING, NUMBER, OBJECT, OF, OWNER, PARTICIPLE, PAST, PREPOSITION,
    PRONOUN, RELATIVE, SOURCE, SUBORDINATOR, THAT, TIME, TIME_NOUN, TO,
)  # fmt: skip
# isort: on

#: How far "that" may stand from its verb: told a news conference in Geneva on Tuesday that.
_THAT_WITHIN = 14
_FAR = 9
#: What follows "to" where it is no infinitive: an appeal to Congress.
_NOMINAL = CAPITAL | OBJECT | NUMBER
#: So near before a cue stands the pronoun that its content is about.
_NEAR = 6


@compilable
def content_after(t: Traits, cue: int, kind: int, limit: int) -> Content:
    """Find the content that follows a verb, by what the verb may take."""
    if cue + 1 >= limit:
        return NO_CONTENT
    if t.gap[cue + 1] & COLON:
        return Content(cue + 1, Shape.CLAUSE)
    if t.gap[cue + 1] & (COMMA | DASH | BRACKET):
        return _that_behind_aside(t, cue + 1, kind, limit)
    at = cue + 1
    if t.word[at] & PREPOSITION and leads(t, at, limit, kind & INTRODUCING):
        return Content(at, Shape.PHRASE)
    if kind & TAKES_TO and is_infinitive(t, at, limit):
        return Content(at, Shape.INFINITIVE)
    if t.word[at] & TO and kind & TAKES_TO_NP and at + 1 < limit:
        return Content(at, Shape.PHRASE)
    start = after_adverbials(t, at, limit)
    if kind & TAKES_TO:
        for k in range(at, min(start, limit)):
            if t.form[k] & FOR:
                break
            if is_infinitive(t, k, limit) and not t.word[k + 1] & (SOURCE | DETERMINER):
                return Content(k, Shape.INFINITIVE)  # vowed on Monday | to leave
    if start < limit and t.quotation[start] >= 0 and t.word[start - 1] & (OWNER | PREPOSITION):
        start = _behind_title(t, start, limit)
    if kind & TAKES_ANY and start + 1 < limit and not t.gap[start] & (STOP & ~MARK):
        nothing = t.word[start] & NOTHING and t.gap[start + 1] & STOP
        return NO_CONTENT if nothing else Content(start, Shape.CLAUSE)
    if kind & TAKES_NP_AS and t.word[at] & TO:
        start = at  # referred | to her as
    found = _clause(t, start, kind, limit)
    if found.first == NOWHERE:
        found = _addressed(t, start, kind, limit)
    if found.first == NOWHERE:
        found = _far_that(t, start, kind, limit)
    if found.first == NOWHERE:
        found = object_after(t, start, kind, limit)
    return found if found.first < limit else NO_CONTENT


@compilable
def is_infinitive(t: Traits, k: int, limit: int) -> bool:
    """Return whether an infinitive begins: to leave; not to leave; but not: to Congress."""
    k += t.word[k] & NEGATION > 0
    return k + 1 < limit and t.word[k] & TO > 0 and not t.word[k + 1] & _NOMINAL


@compilable
def _behind_title(t: Traits, start: int, limit: int) -> int:
    """Return what follows the title of a programme: said on CBS's “Face the Nation” | that; `start` if nothing does."""
    k = start
    while k < limit and t.quotation[k] == t.quotation[start]:
        k += 1
    if k >= limit or t.gap[k] & COMMA:
        return start
    return k


@compilable
def _that_behind_aside(t: Traits, k: int, kind: int, limit: int) -> Content:
    if not kind & TAKES_THAT or not t.gap[k] & COMMA:
        return NO_CONTENT
    for i in range(k + 1, min(limit, k + _FAR)):
        if t.gap[i] & COMMA:
            return Content(i, Shape.CLAUSE) if t.word[i] & THAT and i + 1 < limit else NO_CONTENT
    return NO_CONTENT


@compilable
def _clause(t: Traits, k: int, kind: int, limit: int) -> Content:
    """Find a clause: that ..., whether ..., or without either."""
    if k >= limit or t.gap[k] & (COMMA | BRACKET):
        return NO_CONTENT
    word = t.word[k]
    if (word & THAT and kind & TAKES_THAT and k + 1 < limit) or (word & INTERROGATIVE and kind & TAKES_WH):
        return Content(k, Shape.CLAUSE)
    does = kind & (TAKES_THAT | TAKES_NP_ING | IS_VERB) == TAKES_THAT | IS_VERB
    having = word & AUXILIARY and t.form[k] & ENDS_IN_ING
    doing = does and (word & PARTICIPLE or having) and not _reports(t, k)
    if doing or (word & TO and kind & TAKES_TO):
        return Content(k, Shape.INFINITIVE)
    if not kind & TAKES_BARE or kind & TAKES_ADDRESSEE or t.word[k - 1] & BE:
        return NO_CONTENT
    if (word & NOTHING and k + 1 == limit) or (word | t.word[min(k + 1, limit - 1)]) & ACT:
        return NO_CONTENT
    if word & (AUXILIARY | FINITE) and is_gapped(t, k - 1):
        return Content(k, Shape.CLAUSE)
    if (word & OBJECT and not word & PRONOUN) or word & (AUXILIARY | FINITE | COORDINATOR):
        return NO_CONTENT
    near = min(limit, k + REACH)
    stop = next_of(t.gap, k + 1, near, COMMA | DASH)
    told = has_verb(t, k, limit if stop >= near else stop) or t.quotation[k] >= 0
    if not told and word & DETERMINER and not word & CAPITAL:
        behind = next_of(t.gap, stop + 1, near, COMMA | DASH)  # argue the plan, a new law, | would fail
        told = behind < near and t.word[behind] & AUXILIARY > 0
    return Content(k, Shape.CLAUSE) if told else NO_CONTENT


@compilable
def is_gapped(t: Traits, cue: int) -> bool:
    """Return whether a relative pronoun stands for what the content is about: which critics claim | is unfair."""
    for k in range(cue - 2, max(t.begin[cue], cue - _NEAR) - 1, -1):
        if t.gap[k + 1] & STOP or t.word[k] & (AUXILIARY | FINITE | PAST | COORDINATOR):
            return False
        if t.word[k] & (RELATIVE | INTERROGATIVE | THAT):
            return not t.word[k] & SUBORDINATOR and not (t.word[k] & THAT and t.as_verb[cue] & NOUNLIKE)
    return False


@compilable
def _reports(t: Traits, k: int) -> bool:
    """Return whether a participle reports something itself: denied | saying; but denied backing them."""
    return t.as_verb[k] > 0 and not t.as_verb[k] & INNER


@compilable
def _addressed(t: Traits, k: int, kind: int, limit: int) -> Content:
    """Find what is said to somebody: told reporters that ...; warned Israel not to ..."""
    if not kind & (TAKES_ADDRESSEE | TAKES_ADDRESSEE_TO) or k >= limit or t.gap[k] & STOP:
        return NO_CONTENT
    past = noun_phrase_after(t, k, min(limit, k + REACH))
    for i in range(k + 1, min(past + 1, limit)):
        if leads(t, i, limit, kind & INTRODUCING) and not t.gap[i] & STOP and not t.word[i - 1] & DETERMINER:
            return Content(i, Shape.PHRASE)  # asked Congress | for money; warned them | against it
    infinitive = past + 1 < limit and is_infinitive(t, past, limit) and not t.word[past + 1] & DETERMINER
    start = past if infinitive else after_adverbials(t, past, limit)
    if start >= limit or t.gap[start] & (COMMA | BRACKET):
        return NO_CONTENT
    word = t.word[start]
    if kind & TAKES_ADDRESSEE:
        of = t.form[min(start + 1, limit - 1)] & OF  # told them | which of them won
        if start == past > k and word & RELATIVE and not t.word[past - 1] & OBJECT and not of:
            return _behind_relative(t, start, limit)
        if word & (THAT | INTERROGATIVE):
            return Content(start, Shape.CLAUSE)
        if kind & TAKES_BARE and start == past > k and word & (AUXILIARY | FINITE) and not t.as_verb[start]:
            return Content(k, Shape.CLAUSE)  # warn the policy will fail
        that = _far_that(t, start, kind, limit)
        if that.first != NOWHERE:
            return that  # told the paper, the Deseret News, that
        told = past > k and (has_verb(t, start, limit) or t.quotation[start] >= 0)
        if told and not word & TO and not (start == past and t.as_verb[start] & IS_VERB):
            return Content(start, Shape.CLAUSE)
    if kind & TAKES_ADDRESSEE_TO and is_infinitive(t, start, limit):
        return Content(start, Shape.INFINITIVE)
    return NO_CONTENT


@compilable
def _behind_relative(t: Traits, k: int, limit: int) -> Content:
    """Find what is told to those of whom a clause speaks: told men who had waited | that; but: told them | who will."""
    for i in range(k + 1, min(limit, k + _THAT_WITHIN)):
        if t.gap[i] & (STOP & ~MARK):
            break
        if t.word[i] & THAT and not is_relative(t, i, limit):
            return Content(i, Shape.CLAUSE)
    return Content(k, Shape.CLAUSE) if t.form[min(k + 1, limit - 1)] & MODAL else NO_CONTENT


@compilable
def _far_that(t: Traits, k: int, kind: int, limit: int) -> Content:
    """Find a clause farther off: said in an interview with the channel that ..."""
    if not kind & TAKES_THAT:
        return NO_CONTENT
    for i in range(k, min(limit, k + _THAT_WITHIN)):
        if t.gap[i] & (STOP & ~MARK) or t.word[i] & (AUXILIARY | COORDINATOR):
            return NO_CONTENT
        if t.word[i] & THAT:
            return Content(i, Shape.CLAUSE) if i > k and not is_relative(t, i, limit) else NO_CONTENT
    return NO_CONTENT


@compilable
def is_relative(t: Traits, k: int, limit: int) -> bool:
    """Return whether "that" stands for the noun before it: reports that were leaked."""
    at = k + 1
    if at < limit and t.word[at] & TIME_NOUN:
        return True  # that day
    while at < limit and t.word[at] & ADVERB and not t.word[at] & (DETERMINER | CAPITAL | SUBORDINATOR | TIME):
        at += 1
    return at >= limit or bool(t.word[at] & (AUXILIARY | FINITE | PAST) and not t.word[at] & CAPITAL)
