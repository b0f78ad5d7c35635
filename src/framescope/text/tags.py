"""The content around a tag that stands behind or within it: The plan, he said, would fail."""

from __future__ import annotations

from framescope.text.clauses import FEWEST, is_lead_clause
from framescope.text.compilable import compilable
from framescope.text.cuekinds import TAKES_ADDRESSEE, TAKES_TAG
from framescope.text.phrases import STOP, after_adverbials, has_verb, noun_phrase_after
from framescope.text.said import NO_SOURCE, Saying, outside_marks
from framescope.text.subjects import Relation, Subject, is_named
from framescope.text.traits import NOTHING, Span, Traits
from framescope.text.verbless import goes_on
from framescope.text.wordkinds import AS, COLON, COMMA, DASH, END, PARTICIPLE, PREPOSITION, SUBORDINATOR, TIME, TO


@compilable
def _behind_colon(t: Traits, first: int, past: int) -> int:
    """Return where a quotation begins that the sentence itself introduces: Lee denied it: | “No,” he said."""
    for k in range(first + 1, past):
        if t.gap[k] & COLON and t.quotation[k] >= 0:
            return k
    return first


@compilable
def around_tag(t: Traits, cue: int, kind: int, subject: Subject, source: Span, start: int) -> Saying | None:
    """Find the content before a tag, and behind it: The plan, he said, would fail."""
    lowest, limit = t.begin[cue], t.end[cue]
    clause = subject.clause
    if kind & TAKES_ADDRESSEE and start < limit and not t.gap[start] & STOP:
        start = noun_phrase_after(t, start, limit)
    past = after_adverbials(t, start, limit)
    nothing = Saying(cue, kind, source, (clause, past), (NOTHING, NOTHING), False)
    if not kind & TAKES_TAG or not is_named(subject) or subject.relation in (Relation.RELATIVE, Relation.PARTICIPLE):
        return nothing if source != NO_SOURCE else None
    as_clause = clause > lowest and t.word[clause - 1] & AS
    if as_clause:
        clause -= 1
    parted = clause > lowest and (t.gap[clause] & STOP or t.quotation[clause - 1] >= 0 or as_clause)
    ends = past >= limit or t.gap[past] & (STOP | END)
    if not ends or t.word[cue] & PARTICIPLE or (start < past and t.word[start] & TO and not kind & TAKES_ADDRESSEE):
        return nothing
    content = more = NOTHING
    aside = t.word[lowest] & (PREPOSITION | TIME | SUBORDINATOR) or clause - lowest < FEWEST
    lowest = _behind_colon(t, lowest, clause)
    quoting = past < limit and t.quotation[past] >= 0 and bool(t.gap[past] & COMMA)
    told = has_verb(t, lowest, clause) and not is_lead_clause(t, lowest, clause, quoting=quoting)
    if parted and (told or (subject.relation == Relation.SUBJECT and not aside)):
        content = (lowest, clause)
    behind = past < limit and t.gap[past] & (COMMA | DASH) and subject.relation != Relation.INVERTED
    if behind and (parted or as_clause) and goes_on(t, past, limit):
        content = (lowest, clause) if clause > lowest else content
        more = (past, limit)
    return Saying(cue, kind, source, (clause, past), outside_marks(t, content, more), False)
