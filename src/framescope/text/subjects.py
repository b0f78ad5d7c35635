"""Who is the subject of a cue, as far as the order of words tells."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from framescope.text.antecedents import (
    REMARK,
    antecedent,
    before_attribute,
    before_brackets,
    before_clause,
    begins,
    is_name,
    is_reduced,
    with_other,
)
from framescope.text.compilable import compilable
from framescope.text.phrases import (
    REACH,
    STOP,
    before_adverbs,
    has_verb,
    next_of,
    noun_phrase_after,
    noun_phrase_before,
)
from framescope.text.traits import NOTHING, NOWHERE, Traits

# isort: off
from framescope.text.wordkinds import (
    ADVERB, ATTRIBUTE, AUXILIARY, BRACKET, BY, CAPITAL, COMMA, COORDINATOR, DASH, DETERMINER, FINITE, FLOATING,
    INTERROGATIVE, MARK, NUMBER, OBJECT, ON, OWNER, PARTICIPLE, PAST, PREPOSITION, PRONOUN, RAISING, RELATIVE, SOURCE,
    SUBORDINATOR, THAT, TIME, TIME_LEAD, TO, VERB,
)  # fmt: skip
# isort: on

#: What stands around an aside.
ASIDE = COMMA | DASH | BRACKET
_VERBAL = PAST | FINITE | VERB


class Relation(IntEnum):
    """How a verb stands to its subject, or what it is that has none."""

    SUBJECT = 0
    APPOSITION = 1
    RELATIVE = 2
    PARTICIPLE = 3
    INVERTED = 4
    COORDINATED = 5
    INFINITIVE = 6
    NONE = 7


class Subject(NamedTuple):
    """The tokens ``first`` to ``past`` name the subject (none, if nobody is named), the verb phrase begins at ``verb``.

    `clause` is where the attributing clause begins (the subject, or the verb before it).
    """

    first: int
    past: int
    verb: int
    clause: int
    relation: Relation


@compilable
def is_named(subject: Subject) -> bool:
    """Return whether there are words for a subject."""
    return subject.past > subject.first


@compilable
def _nobody(verb: int, relation: Relation) -> Subject:
    return Subject(verb, verb, verb, verb, relation)


@compilable
def subject_of(t: Traits, cue: int) -> Subject:
    """Find the subject of a verb: before it, behind it, or at the beginning of its sentence.

    That of a verb which says how somebody says something is looked for, too: she likes | to say; Lee went on | to say.
    """
    subject = raised = _nearest_subject(t, cue)
    while raised.relation == Relation.INFINITIVE:
        k = _raising(t, raised.verb - 1, t.begin[cue])
        if k == NOWHERE:
            break
        raised = _nearest_subject(t, k)
        if is_named(raised):
            subject = Subject(raised.first, raised.past, subject.verb, raised.clause, raised.relation)
    return subject


@compilable
def _nearest_subject(t: Traits, cue: int) -> Subject:
    lowest = t.begin[cue]
    verb = _begin_of_verb(t, cue, lowest)
    if verb == lowest or t.gap[verb] & STOP:
        return _parted(t, cue, verb, lowest)
    last = verb - 1
    kind = t.word[last]
    if kind & RELATIVE and not kind & CAPITAL:
        first = noun_phrase_before(t, last - 1, lowest) if last > lowest else last
        if last > lowest and t.word[last - 1] & DETERMINER and not t.word[last - 1] & THAT:
            first = last - 1  # a profit to | those who
        first, past = antecedent(t, first, last, lowest)
        return Subject(first, past, verb, last, Relation.RELATIVE)
    if kind & COORDINATOR:
        return _nobody(verb, Relation.COORDINATED)
    if t.word[cue] & PARTICIPLE and kind & (PREPOSITION | SUBORDINATOR):
        return _nobody(verb, Relation.PARTICIPLE)  # after saying, by promising
    if kind & PARTICIPLE and t.word[cue] & PARTICIPLE:
        return _nobody(verb, Relation.NONE)
    first = noun_phrase_before(t, last, lowest)
    if first > last:
        moved = _moved(t, last, lowest) if kind & TO else NOWHERE
        if moved != NOWHERE:
            return Subject(moved, last, verb, moved, Relation.INFINITIVE)
        return _nobody(verb, Relation.INFINITIVE if t.word[verb] & TO or kind & TO else Relation.NONE)
    if t.word[verb] & TO and kind & _VERBAL and not kind & CAPITAL:
        return _nobody(verb, Relation.INFINITIVE)  # Lee left but continued | to deny it
    if first > lowest and t.word[first - 1] & (PREPOSITION | PARTICIPLE | PAST) and not t.gap[first] & STOP:
        told_apart = before_clause(t, first - 1, lowest)
        if told_apart != NOTHING:
            return Subject(told_apart[0], told_apart[1], verb, told_apart[0], Relation.SUBJECT)
    if first > lowest and t.gap[first] & STOP == BRACKET:
        first = before_brackets(t, first, lowest)
    past = last if is_reduced(t, last, first) else before_attribute(t, first, verb)  # a report | released on Monday
    clause = _with_apposition(t, first, lowest)
    if clause == first:
        first = clause = with_other(t, first, lowest)
    return Subject(clause, past, verb, clause, Relation.SUBJECT)


@compilable
def _begin_of_verb(t: Traits, cue: int, lowest: int) -> int:
    """Return where the verb phrase of a cue begins: | late on Monday said; | both deny."""
    verb = before_adverbs(t, cue, lowest)
    if verb - 1 > lowest and verb < cue and t.word[verb - 1] & TIME_LEAD and t.word[verb] & (PREPOSITION | TIME):
        verb -= 1
    last = verb - 1
    if last > lowest and not t.gap[verb] & STOP and not t.gap[last] & STOP and t.form[last] & FLOATING:
        verb = before_adverbs(t, last, lowest)  # has | both denied; Lee and Day | both deny
    return verb


@compilable
def _raising(t: Traits, to: int, lowest: int) -> int:
    """Return the verb before an infinitive that says how somebody says something: she | likes | to say."""
    k = to - 1
    if k > lowest and t.form[k] & ON:
        k -= 1  # went on to say
    return k if k > lowest and t.word[to] & TO and t.form[k] & RAISING and not t.gap[to] & STOP else NOWHERE


@compilable
def _moved(t: Traits, to: int, lowest: int) -> int:
    """Return where the name begins of who is brought to say something: that prompted | the opposition | to decry."""
    if to - 1 <= lowest or not t.word[to - 1] & (SOURCE | CAPITAL) or t.gap[to] & STOP:
        return NOWHERE
    first = noun_phrase_before(t, to - 1, lowest)
    moves = first > lowest and t.word[first - 1] & _VERBAL and not t.gap[first] & STOP
    return first if moves else NOWHERE


@compilable
def _with_name(t: Traits, first: int, past: int, limit: int) -> int:
    """Return where a subject ends if its name stands behind its role: said a spokesman for the rebels, Omar Haddad."""
    if past >= limit or not t.gap[past] & COMMA or not t.word[first] & (DETERMINER | SOURCE):
        return past
    end = past
    while end < limit and t.word[end] & CAPITAL and not t.word[end] & DETERMINER:
        if end > past and t.gap[end] & STOP:
            break
        end += 1
    return end if end - past > 1 else past


@compilable
def _with_apposition(t: Traits, first: int, lowest: int) -> int:
    """Return where a subject begins if its role stands before its name: …, the ambassador to Syria, John Smith said."""
    if first == lowest or not t.gap[first] & COMMA or not t.word[first] & CAPITAL or t.quotation[first - 1] >= 0:
        return first
    role = noun_phrase_before(t, first - 1, lowest)
    alone = role < first and (role == lowest or t.gap[role] & COMMA)
    known = next_of(t.word, role, first, SOURCE) < first
    return role if alone and known and role > lowest else first


@compilable
def _parted(t: Traits, cue: int, verb: int, lowest: int) -> Subject:
    """Find the subject of a verb that begins its clause: …, said the mayor; the mayor, a teacher, said."""
    if t.word[cue] & PARTICIPLE and verb == cue:
        return _nobody(verb, Relation.PARTICIPLE)
    parted = _around_aside(t, verb, lowest)
    if parted.relation != Relation.NONE and begins(t, parted.first, lowest):
        return parted
    behind = _behind(t, cue) if verb == cue else parted
    return parted if behind.relation == Relation.NONE else behind


@compilable
def _behind(t: Traits, cue: int) -> Subject:
    """Find a subject behind its verb: said the mayor."""
    limit = t.end[cue]
    ordinal = cue + 3 < limit and t.word[cue + 1] & DETERMINER and t.word[cue + 2] & ADVERB  # said the first | speaker
    past = noun_phrase_after(t, cue + 3 if ordinal else cue + 1, min(limit, cue + REACH))
    if past <= cue + 1 or t.word[cue + 1] & (OBJECT | THAT | INTERROGATIVE):
        return _nobody(cue, Relation.NONE)
    if t.gap[cue + 1] & (STOP & ~MARK) or t.quotation[cue + 1] >= 0:
        return _nobody(cue, Relation.NONE)
    if next_of(t.word, cue + 1, past, CAPITAL | SOURCE | PRONOUN | DETERMINER) == past:
        return _nobody(cue, Relation.NONE)  # a suggested | change
    stop = next_of(t.gap, past, limit, STOP)
    if has_verb(t, past - 1, stop) and not t.word[past - 1] & RELATIVE:
        return _nobody(cue, Relation.NONE)
    return Subject(cue + 1, _with_name(t, cue + 1, past, limit), cue, cue, Relation.INVERTED)


@compilable
def _around_aside(t: Traits, verb: int, lowest: int) -> Subject:
    """Find a subject that an aside parts from its verb: the mayor, a teacher, said; he did, however, say."""
    if verb == lowest or not t.gap[verb] & ASIDE or t.quotation[verb - 1] >= 0:
        return _nobody(verb, Relation.NONE)
    sign = t.gap[verb] & (COMMA | DASH) or BRACKET
    k, farthest = verb - 1, max(lowest, verb - REACH)
    while k > farthest and not t.gap[k] & sign:
        k -= 1
    if k <= farthest or (not t.word[k] & REMARK and _is_clause(t, k, verb)):
        return _nobody(verb, Relation.NONE)  # Earlier, Lee had closed the gates, | said the mayor
    last = k
    while last > lowest and t.word[last - 1] & AUXILIARY and not t.gap[last] & (STOP & ~ASIDE):
        last -= 1
    first = noun_phrase_before(t, last - 1, lowest)
    if first >= last:
        return _nobody(verb, Relation.NONE)
    if first - 1 > lowest and t.gap[first] & STOP == BRACKET and t.gap[k] & BRACKET:
        outer = noun_phrase_before(t, first - 1, lowest)
        return Subject(outer, first, verb, first, Relation.APPOSITION)  # Lee (R-Ohio), a ...
    if first > lowest and t.gap[first] & ASIDE and t.quotation[first - 1] < 0:
        end = first - bool(t.word[first - 1] & NUMBER and t.gap[first - 1] & COMMA)  # Ann Lee, 45, a teacher, said
        outer = noun_phrase_before(t, end - 1, lowest)
        if outer < end and is_name(t, outer, end) and begins(t, outer, lowest):
            return Subject(outer, end, verb, outer, Relation.APPOSITION)
    says_more = t.word[k] & REMARK or t.form[k] & ATTRIBUTE or t.form[k + 1] & BY
    remark = sign & BRACKET or (says_more and not t.word[k] & (CAPITAL | SOURCE))
    past = k if last < k or remark or is_name(t, first, k) else verb  # the president, Bashar al-Assad, said
    if past == k:
        past -= past - first > 1 and is_reduced(t, past - 1, first)  # the people | involved
        first = with_other(t, first, lowest)
    return Subject(first, last if last < k else past, verb, first, Relation.APPOSITION)


@compilable
def _is_clause(t: Traits, first: int, past: int) -> bool:
    """Return whether words hold a verb that is no relative clause's: Lee had left; but not: a man who had left."""
    verb = t.verb[first + 1]
    if not has_verb(t, first, past) or next_of(t.word, first, verb, RELATIVE) < verb:
        return False
    # But: the nation's | elected leader.
    return not (t.word[verb] & PAST and t.word[verb - 1] & (OWNER | DETERMINER | PARTICIPLE | ADVERB))
