"""Attributions in a text: who is said to have said, thought or wanted what, and in which words it is introduced."""

from __future__ import annotations

from typing import Any

from framescope.text.clauses import is_bounded, is_lead, is_lead_clause, opens
from framescope.text.colons import with_colon
from framescope.text.compilable import compilable
from framescope.text.content_ends import content_end
from framescope.text.content_nouns import content_of_noun
from framescope.text.contents import content_after, is_gapped
from framescope.text.minds import is_abstract
from framescope.text.passives import in_passive, is_passive
from framescope.text.phrases import (
    REACH,
    STOP,
    has_verb,
    head_of,
)
from framescope.text.said import NO_SOURCE, Content, Saying, Shape, end_of, has_content, outside_marks, write_row
from framescope.text.said_by import source_of
from framescope.text.subjects import Relation, Subject, is_named, subject_of
from framescope.text.tags import around_tag
from framescope.text.traits import NOTHING, NOWHERE, Column, Span, Traits
from framescope.text.verbless import according, distanced, hearsay, in_view_of

# isort: off
from framescope.text.cuekinds import (
    INNER, IS_ADJECTIVE, IS_HEARSAY, IS_NOUN, IS_VIEW, NOUNLIKE, QUOTING, TAKES_ADDRESSEE, TAKES_IT, TAKES_NP_NEW,
    VIEW,
)  # fmt: skip
from framescope.text.wordkinds import (
    ADVERB, ARTICLE, AS, AUXILIARY, BE, CAPITAL, COMMA, CONTRACTED, DETERMINER, EMPTY, ENDS_IN_S,
    EXPLETIVE, FINITE, FIRST, INTERROGATIVE, IT, MAKING, MARK, NUMBER, OF, OWNER, PARTICIPLE, PAST, POSSESSIVE,
    PREPOSITION, PRONOUN, RELATIVE, SOURCE, SUBORDINATOR, THAN, THAT, TO,
)  # fmt: skip
# isort: on


@compilable
def write_sayings(t: Traits, cues: Column, speaking: Column, rows: Any) -> int:
    """Write what `find_sayings` finds as rows of numbers, for which there is room; return how many."""
    found = find_sayings(t, cues, speaking)
    for i in range(len(found)):
        write_row(found[i], rows[i])
    return len(found)


@compilable
def find_sayings(t: Traits, cues: Column, speaking: Column) -> list[Saying]:
    """Find the attributions of texts, outermost ones only, in the order of their cues.

    Parameters
    ----------
    t
        The traits of the tokens.
    cues
        The tokens that may attribute and stand outside quotation marks, and those behind a colon near the
        beginning of a sentence (`may_follow_name`), ascending.
    speaking
        Of each of these, whether what stands before the colon before it names a speaker (`follows_speaker`).
    """
    found: list[Saying] = []
    covered = 0
    for i in range(len(cues)):
        cue = cues[i]
        if cue < covered:
            continue
        before = found[-1] if found else None
        saying = with_colon(t, cue) if speaking[i] else _saying(t, cue, before)
        if saying is None:
            continue
        covered = saying.clause[1]
        if has_content(saying):
            k = len(found)
            while k and _begin_of(found[k - 1]) >= saying.contents[0][0]:
                k -= 1
            found[k:] = [inner for inner in found[k:] if not has_content(inner)]
            covered = max(covered, end_of(saying))
        found.append(saying)
    return found


@compilable
def _begin_of(saying: Saying) -> int:
    """Return where the content of an attribution begins; if it has none, its cue."""
    return saying.contents[0][0] if has_content(saying) else saying.cue


@compilable
def _saying(t: Traits, cue: int, before: Saying | None) -> Saying | None:
    verb, other = t.as_verb[cue], t.as_other[cue]
    if t.phrase_past[cue]:
        return according(t, cue)
    if t.word[cue] & CAPITAL and cue > t.begin[cue] and (not verb or verb & NOUNLIKE):
        return None  # Islamic State, the Washington Post
    if verb and not (verb & NOUNLIKE and not _has_subject(t, cue)):
        saying = _verb(t, cue, before)
        if saying is not None:
            return saying
    if other & IS_NOUN:
        saying = content_of_noun(t, cue, other, before)
        if saying is not None:
            return saying
    if other & (IS_NOUN | IS_VIEW):
        return in_view_of(t, cue, other) if other & VIEW else None
    if not other:
        return None
    return hearsay(t, cue, other) if other & IS_HEARSAY else distanced(t, cue, other)


@compilable
def _has_subject(t: Traits, cue: int) -> bool:
    """Return whether a form that may be a noun stands behind a subject: Trump claims, but not his claims."""
    if cue == t.begin[cue]:
        return False
    if t.gap[cue] & (STOP & ~MARK):  # the report, by a bank, | estimates
        aside = t.gap[cue] & COMMA and cue + 1 < t.end[cue] and t.word[cue + 1] & THAT
        return bool(aside) and subject_of(t, cue).relation == Relation.APPOSITION
    word = t.word[cue - 1]
    if word & (OWNER | ARTICLE | POSSESSIVE) or (word & DETERMINER and not word & PRONOUN):
        return False
    verbal = FINITE | PAST
    noun = t.form[cue] & ENDS_IN_S and cue + 1 < t.end[cue] and t.word[cue + 1] & verbal and not t.gap[cue + 1] & STOP
    if noun and not word & (PRONOUN | RELATIVE | AUXILIARY | TO) and not is_gapped(t, cue):
        return False  # Immigration advocates | said; but: which the senator claims | is
    if word & NUMBER and t.word[cue - 2] & CAPITAL:
        return True  # Article 50 states
    if word & (PRONOUN | RELATIVE | AUXILIARY | TO | ADVERB):
        return True
    if word & CAPITAL and not word & SOURCE and t.form[cue - 1] & ENDS_IN_S:
        return True  # Sanders favors, Democrats favor
    singular = t.form[cue] & ENDS_IN_S > 0
    plural = t.form[cue - 1] & ENDS_IN_S or (not singular and t.word[cue] & (PAST | PARTICIPLE))
    return bool(word & (CAPITAL | SOURCE)) and bool(plural) != singular


@compilable
def _verb(t: Traits, cue: int, before: Saying | None) -> Saying | None:
    verb = _made(t, cue) if t.as_adjective[cue] else cue
    subject = subject_of(t, verb)
    passive = is_passive(t, cue, subject)
    being = passive or verb < cue
    kind = t.as_adjective[cue] if being and t.as_adjective[cue] else t.as_verb[cue]
    if _is_no_report(t, verb, kind, subject, passive):
        return None
    if kind & IS_ADJECTIVE and not (being or t.word[subject.past - 1] & CONTRACTED):
        return None
    limit = t.end[cue]
    asked = not is_named(subject) and kind & TAKES_ADDRESSEE and t.word[cue] & (PAST | FINITE)
    asked = bool(asked) and opens(t, subject.clause)
    if (passive or asked) and not kind & IS_ADJECTIVE:
        return in_passive(t, cue, kind, limit, bounded=asked or is_bounded(t, subject, cue))
    if kind & QUOTING:
        quoted = _quoted_as_saying(t, cue, subject, limit)
        if quoted is not None:
            return quoted
    source = source_of(t, subject, before, cue)
    if subject.relation == Relation.INFINITIVE and source[1] - source[0] == 1 and t.word[source[0]] & EXPLETIVE:
        return None  # it is fair to say that
    start = subject.past if subject.relation == Relation.INVERTED else cue + 1
    if kind & TAKES_IT:
        if start >= limit or not t.form[start] & IT:
            return None
        start += 1  # as Lee put it
    if subject.relation != Relation.INVERTED:
        content = content_after(t, cue, kind, limit)
        if content.first != NOWHERE and not _is_circumstance(t, subject, content, cue):
            if _is_unsaid(t, cue, kind, subject, source, content):
                return None
            past = content_end(t, content, limit, bounded=is_bounded(t, subject, cue))
            contents = outside_marks(t, (content.first, past), NOTHING)
            return Saying(cue, kind, source, (subject.clause, content.first), contents, True)
    return around_tag(t, cue, kind, subject, source, start)


@compilable
def _quoted_as_saying(t: Traits, cue: int, subject: Subject, limit: int) -> Saying | None:
    """Find whom somebody else quotes: the agency quoted | Lee | as saying that it was over."""
    k, farthest = cue + 2, min(limit - 1, cue + REACH)
    while k < farthest and not t.word[k] & AS and not t.gap[k] & STOP:
        k += 1
    if k >= farthest or not t.word[k] & AS or not t.word[k + 1] & PARTICIPLE or not t.as_verb[k + 1]:
        return None
    kind, source, clause = t.as_verb[k + 1], (cue + 1, k), subject.clause
    content = content_after(t, k + 1, kind, limit)
    if content.first == NOWHERE:
        return Saying(k + 1, kind, source, (clause, k + 2), (NOTHING, NOTHING), False)
    past = content_end(t, content, limit, bounded=False)
    contents = outside_marks(t, (content.first, past), NOTHING)
    return Saying(k + 1, kind, source, (clause, content.first), contents, True)


@compilable
def _is_unsaid(t: Traits, cue: int, kind: int, subject: Subject, source: Span, content: Content) -> bool:
    """Return whether a noun phrase follows, and nobody who has a mind before: the move echoes | the past."""
    if content.shape != Shape.PHRASE or t.word[content.first] & PREPOSITION:
        return False
    if source == NO_SOURCE:
        return not t.word[cue] & PARTICIPLE  # but: Citing security, | Lee left
    if kind & TAKES_NP_NEW and not t.word[head_of(t, source[0], source[1])] & (SOURCE | CAPITAL | PRONOUN):
        return True  # the storm threatened | crops
    return is_abstract(t, source[0], source[1]) or bool(subject.relation == Relation.INFINITIVE and t.word[cue] & PAST)


@compilable
def _made(t: Traits, cue: int) -> int:
    """Return the verb of an adjective that is made so: he | made it clear that; else the adjective."""
    k = cue - 1
    if k > t.begin[cue] and t.word[k] & EXPLETIVE:
        k -= 1
    return k if k > t.begin[cue] and t.form[k] & MAKING else cue


@compilable
def _is_no_report(t: Traits, cue: int, kind: int, subject: Subject, passive: bool) -> bool:
    """Return whether what stands before a cue shows that nobody says or thinks anything here."""
    if kind & INNER and not passive and is_named(subject) and is_abstract(t, subject.first, subject.past):
        return True  # the plan aims to: nobody's aim
    lead = t.word[cue - 1] if cue > t.begin[cue] and not t.gap[cue] & STOP else 0
    owned = lead & OWNER and not t.form[cue - 2] & OF
    if owned or (lead & DETERMINER and not lead & PRONOUN):
        return True  # Lee's stated aim; but: a friend of Lee's | stated
    if kind & TAKES_ADDRESSEE and t.word[cue] & PARTICIPLE and lead & BE:
        return True  # it is telling that
    if kind & IS_ADJECTIVE and t.word[subject.first] & EXPLETIVE:
        return True  # it is unclear whether
    if subject.past - subject.first == 1 and t.word[subject.first] & (FIRST | THAT | EMPTY):
        return True
    # larger than anyone expected
    return subject.clause > t.begin[cue] and t.form[subject.clause - 1] & THAN > 0


@compilable
def _is_circumstance(t: Traits, subject: Subject, content: Content, cue: int) -> bool:
    """Return whether a tag goes on to say when or where: …, he said as he left."""
    word, clause = t.word[content.first], subject.clause
    behind = clause > t.begin[cue] and bool(t.gap[clause] & (COMMA | MARK) or t.quotation[clause - 1] >= 0)
    if not behind or word & (THAT | INTERROGATIVE | TO) or t.quotation[content.first] >= 0:
        return False
    if word & SUBORDINATOR:
        return True
    led_in = t.quotation[clause - 1] < 0 and is_lead_clause(t, t.begin[cue], clause, quoting=False)
    lead = led_in or is_lead(t, t.begin[cue], clause)
    return not lead and not has_verb(t, content.first, t.end[cue])
