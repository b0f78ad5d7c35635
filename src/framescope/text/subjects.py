"""Who is the subject of a cue, as far as the order of words tells."""

from __future__ import annotations

from typing import Literal, NamedTuple

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
from framescope.text.cues import attribution_rules
from framescope.text.phrases import (
    REACH,
    STOP,
    before_adverbs,
    has_verb,
    head_of,
    noun_phrase_after,
    noun_phrase_before,
)
from framescope.text.sources import source_rules
from framescope.text.traits import Traits

# isort: off
from framescope.text.wordkinds import (
    ADVERB, AUXILIARY, BRACKET, CAPITAL, COMMA, COORDINATOR, DASH, DETERMINER, FINITE, INTERROGATIVE, MARK,
    NEGATION, NUMBER, OWNER, OBJECT, PARTICIPLE, PAST, PREPOSITION, PRONOUN, RELATIVE, SOURCE, SUBORDINATOR, THAT, TIME,
    TIME_LEAD, TIME_NOUN, TO, VERB,
)  # fmt: skip
# isort: on

#: What stands around an aside.
ASIDE = COMMA | DASH | BRACKET
#: Pronouns that may stand between a subject and its verb.
_BETWEEN = frozenset({"both", "each", "all"})
_VERBAL = PAST | FINITE | VERB

Relation = Literal["subject", "apposition", "relative", "participle", "inverted", "coordinated", "infinitive", "none"]


class Subject(NamedTuple):
    """The tokens ``first`` to ``past`` name the subject, the verb phrase begins at ``verb``.

    `clause` is where the attributing clause begins (the subject, or the verb before it).
    """

    first: int
    past: int
    verb: int
    clause: int
    relation: Relation

    @property
    def named(self) -> bool:
        """Whether there are words for it."""
        return self.past > self.first


def subject_of(t: Traits, cue: int) -> Subject:
    """Find the subject of a verb: before it, behind it, or at the beginning of its sentence."""
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
        return Subject(*antecedent(t, first, last, lowest), verb, last, "relative")
    if kind & COORDINATOR:
        return Subject(verb, verb, verb, verb, "coordinated")
    if t.word[cue] & PARTICIPLE and kind & (PREPOSITION | SUBORDINATOR):
        return Subject(verb, verb, verb, verb, "participle")  # after saying, by promising
    if kind & PARTICIPLE and t.word[cue] & PARTICIPLE:
        return Subject(verb, verb, verb, verb, "none")
    first = noun_phrase_before(t, last, lowest)
    if first > last:
        if kind & TO and (raised := _raised(t, last, lowest)) is not None:
            return raised._replace(verb=verb)
        if kind & TO and (moved := _moved(t, last, lowest)) is not None:
            return Subject(*moved, verb, moved[0], "infinitive")
        relation: Relation = "infinitive" if t.word[verb] & TO or kind & TO else "none"
        return Subject(verb, verb, verb, verb, relation)
    if t.word[verb] & TO and kind & _VERBAL and not kind & CAPITAL:
        return Subject(verb, verb, verb, verb, "infinitive")  # Lee left but continued | to deny it
    if first > lowest and t.word[first - 1] & (PREPOSITION | PARTICIPLE | PAST) and not t.gap[first] & STOP:
        told_apart = before_clause(t, first - 1, lowest)
        if told_apart is not None:
            return Subject(*told_apart, verb, told_apart[0], "subject")
    if first > lowest and t.gap[first] & STOP == BRACKET:
        first = before_brackets(t, first, lowest)
    past = last if is_reduced(t, last, first) else before_attribute(t, first, verb)  # a report | released on Monday
    clause = _with_apposition(t, first, lowest)
    if clause == first:
        first = clause = with_other(t, first, lowest)
    return Subject(clause, past, verb, clause, "subject")


def _begin_of_verb(t: Traits, cue: int, lowest: int) -> int:
    """Return where the verb phrase of a cue begins: | late on Monday said; | both deny."""
    verb = before_adverbs(t, cue, lowest)
    if verb - 1 > lowest and verb < cue and t.word[verb - 1] & TIME_LEAD and t.word[verb] & (PREPOSITION | TIME):
        verb -= 1
    last = verb - 1
    if last > lowest and not t.gap[verb] & STOP and not t.gap[last] & STOP and t.types[t.term[last]] in _BETWEEN:
        verb = before_adverbs(t, last, lowest)  # has | both denied; Lee and Day | both deny
    return verb


def _raised(t: Traits, to: int, lowest: int) -> Subject | None:
    """Return the subject of a verb that says how somebody says something: she likes | to say; Lee went on | to say."""
    k = to - 1 - (t.types[t.term[to - 1]] == "on")
    if k <= lowest or t.types[t.term[k]] not in attribution_rules().raising or t.gap[to] & STOP:
        return None
    subject = subject_of(t, k)
    return subject if subject.named else None


def _moved(t: Traits, to: int, lowest: int) -> tuple[int, int] | None:
    """Return who is brought to say something: that prompted | the opposition | to decry."""
    if to - 1 <= lowest or not t.word[to - 1] & (SOURCE | CAPITAL) or t.gap[to] & STOP:
        return None
    first = noun_phrase_before(t, to - 1, lowest)
    moves = first > lowest and t.word[first - 1] & (PAST | FINITE | VERB) and not t.gap[first] & STOP
    return (first, to) if moves else None


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


def _with_apposition(t: Traits, first: int, lowest: int) -> int:
    """Return where a subject begins if its role stands before its name: …, the ambassador to Syria, John Smith said."""
    if first == lowest or not t.gap[first] & COMMA or not t.word[first] & CAPITAL or t.quotation[first - 1] >= 0:
        return first
    role = noun_phrase_before(t, first - 1, lowest)
    alone = role < first and (role == lowest or t.gap[role] & COMMA)
    known = any(t.word[k] & SOURCE for k in range(role, first))
    return role if alone and known and role > lowest else first


def _parted(t: Traits, cue: int, verb: int, lowest: int) -> Subject:
    """Find the subject of a verb that begins its clause: …, said the mayor; the mayor, a teacher, said."""
    nobody = Subject(verb, verb, verb, verb, "none")
    if t.word[cue] & PARTICIPLE and verb == cue:
        return nobody._replace(relation="participle")
    parted = _around_aside(t, verb, lowest)
    if parted is not None and begins(t, parted.first, lowest):
        return parted
    return (_behind(t, cue) if verb == cue else None) or parted or nobody


def _behind(t: Traits, cue: int) -> Subject | None:
    """Find a subject behind its verb: said the mayor."""
    limit = t.end[cue]
    ordinal = cue + 3 < limit and t.word[cue + 1] & DETERMINER and t.word[cue + 2] & ADVERB  # said the first | speaker
    past = noun_phrase_after(t, cue + 3 if ordinal else cue + 1, min(limit, cue + REACH))
    if past <= cue + 1 or t.word[cue + 1] & (OBJECT | THAT | INTERROGATIVE):
        return None
    if t.gap[cue + 1] & (STOP & ~MARK) or t.quotation[cue + 1] >= 0:
        return None
    if not any(t.word[k] & (CAPITAL | SOURCE | PRONOUN | DETERMINER) for k in range(cue + 1, past)):
        return None  # a suggested | change
    stop = next((k for k in range(past, limit) if t.gap[k] & STOP), limit)
    if has_verb(t, past - 1, stop) and not t.word[past - 1] & RELATIVE:
        return None
    return Subject(cue + 1, _with_name(t, cue + 1, past, limit), cue, cue, "inverted")


def _around_aside(t: Traits, verb: int, lowest: int) -> Subject | None:
    """Find a subject that an aside parts from its verb: the mayor, a teacher, said; he did, however, say."""
    if verb == lowest or not t.gap[verb] & ASIDE or t.quotation[verb - 1] >= 0:
        return None
    sign = t.gap[verb] & (COMMA | DASH) or BRACKET
    k = next((k for k in range(verb - 1, max(lowest, verb - REACH), -1) if t.gap[k] & sign), None)
    if k is None or (not t.word[k] & REMARK and _is_clause(t, k, verb)):
        return None  # Earlier, Lee had closed the gates, | said the mayor
    last = k
    while last > lowest and t.word[last - 1] & AUXILIARY and not t.gap[last] & (STOP & ~ASIDE):
        last -= 1
    first = noun_phrase_before(t, last - 1, lowest)
    if first >= last:
        return None
    if first - 1 > lowest and t.gap[first] & STOP == BRACKET and t.gap[k] & BRACKET:
        return Subject(
            noun_phrase_before(t, first - 1, lowest), first, verb, first, "apposition"
        )  # Lee (R-Ohio), a ...
    if first > lowest and t.gap[first] & ASIDE and t.quotation[first - 1] < 0:
        end = first - (t.word[first - 1] & NUMBER and t.gap[first - 1] & COMMA > 0)  # Ann Lee, 45, a teacher, said
        outer = noun_phrase_before(t, end - 1, lowest)
        if outer < end and is_name(t, outer, end) and begins(t, outer, lowest):
            return Subject(outer, end, verb, outer, "apposition")
    remark = t.word[k] & REMARK or t.types[t.term[k]] in source_rules().attributes or t.types[t.term[k + 1]] == "by"
    remark = sign & BRACKET or (remark and not t.word[k] & (CAPITAL | SOURCE))
    past = k if last < k or remark or is_name(t, first, k) else verb  # the president, Bashar al-Assad, said
    if past == k:
        past -= past - first > 1 and is_reduced(t, past - 1, first)  # the people | involved
        first = with_other(t, first, lowest)
    return Subject(first, last if last < k else past, verb, first, "apposition")


def _is_clause(t: Traits, first: int, past: int) -> bool:
    """Return whether words hold a verb that is no relative clause's: Lee had left; but not: a man who had left."""
    if not has_verb(t, first, past) or any(t.word[k] & RELATIVE for k in range(first, t.verb[first + 1])):
        return False
    verb = t.verb[first + 1]  # but: the nation's | elected leader
    return not (t.word[verb] & PAST and t.word[verb - 1] & (OWNER | DETERMINER | PARTICIPLE | ADVERB))


def may_speak(t: Traits, first: int, head: int) -> bool:
    """Return whether a noun may be a source: not last year, not a verb taken for one; but the wounded may."""
    word = t.word[head]
    if word & (CAPITAL | SOURCE | PRONOUN):
        return True
    if word & (TIME | TIME_NOUN) or len(t.types[t.term[head]]) == 1:
        return False
    verbal = PAST | PARTICIPLE | ADVERB | AUXILIARY | NEGATION
    return not word & verbal or bool(t.word[first] & DETERMINER)


def is_abstract(t: Traits, first: int, past: int) -> bool:
    """Return whether a phrase names what has no mind: the operation, scoring victories."""
    head = head_of(t, first, past)
    if t.word[head] & (SOURCE | CAPITAL | PRONOUN | DETERMINER):
        return False
    rules, noun = source_rules(), t.plain[t.term[head]]
    if noun in rules.bodies or noun in rules.documents or noun in rules.actors:
        return False
    return bool(t.word[first] & PARTICIPLE) or noun in rules.abstract or noun.endswith(rules.abstract_endings)
