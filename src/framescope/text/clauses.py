"""How a clause stands in its sentence: whether it leads in to another one, and whether a comma ends it."""

from __future__ import annotations

from framescope.text.compilable import compilable
from framescope.text.phrases import REACH, STOP, has_verb, next_of
from framescope.text.subjects import Relation, Subject
from framescope.text.traits import Traits

# isort: off
from framescope.text.wordkinds import (
    AUXILIARY, COMMA, COORDINATOR, CUE, FINITE, PARTICIPLE, PREPOSITION, RELATIVE, SUBORDINATOR, TIME, WHERE,
)  # fmt: skip
# isort: on

#: What stands before a tag is its content if it has so many words, whether or not a verb is recognised.
FEWEST = 4


@compilable
def opens(t: Traits, clause: int) -> bool:
    """Return whether a clause without a subject leads in to another: Asked whether ...; Lee, when asked whether ..."""
    if clause > t.begin[clause] and t.word[clause - 1] & SUBORDINATOR and not t.gap[clause] & STOP:
        clause -= 1
    return clause == t.begin[clause] or bool(t.gap[clause] & COMMA)


@compilable
def is_lead(t: Traits, first: int, past: int) -> bool:
    """Return whether words before a clause only lead in to it: days earlier, | Lee said."""
    leads = PREPOSITION | TIME | SUBORDINATOR
    return bool(t.word[first] & leads or past - first < FEWEST) and not has_verb(t, first, past)


@compilable
def is_bounded(t: Traits, subject: Subject, cue: int) -> bool:
    """Return whether the attribution stands in a clause that ends at the next comma."""
    if subject.relation == Relation.RELATIVE or _opens_with_relative(t, subject.clause, t.begin[cue]):
        return True
    begin = t.begin[cue]
    fronted = cue == begin or t.word[begin] & (PREPOSITION | SUBORDINATOR)
    if fronted and t.word[cue] & PARTICIPLE and t.verb[begin] >= cue:
        return True  # Saying it was over, | Lee left
    lead = subject.clause - 1
    return lead == t.begin[cue] and bool(t.word[lead] & SUBORDINATOR) and not t.word[lead] & CUE


@compilable
def _opens_with_relative(t: Traits, clause: int, lowest: int) -> bool:
    """Return whether a relative pronoun stands between a comma and a clause: Lee, who as a senator | criticised."""
    for k in range(clause - 1, max(lowest, clause - REACH), -1):
        if t.gap[k] & COMMA:
            return bool(t.word[k] & RELATIVE or t.form[k] & WHERE)
        if t.word[k] & (AUXILIARY | FINITE):
            return False
    return False


@compilable
def is_lead_clause(t: Traits, first: int, past: int, quoting: bool) -> bool:
    """Return whether a clause leads in to what follows: When she was asked, | Lee replied.

    Where a quotation follows (`quoting`), the clause may have commas.
    """
    while first < past and t.word[first] & COORDINATOR:
        first += 1
    lead = bool(t.word[first] & SUBORDINATOR)
    return lead and (quoting or next_of(t.gap, first + 1, past, COMMA) >= past)
