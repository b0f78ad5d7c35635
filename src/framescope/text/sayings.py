"""Attributions in a text: who is said to have said, thought or wanted what, and in which words it is introduced."""

from __future__ import annotations

from collections.abc import Iterable

from framescope.text.contents import Content, content_after, content_end
from framescope.text.cues import Cue
from framescope.text.phrases import (
    STOP,
    after_adverbials,
    before_adverbs,
    has_verb,
    head_of,
    noun_phrase_after,
    noun_phrase_before,
)
from framescope.text.sources import source_rules
from framescope.text.subjects import Subject, is_abstract, may_speak, subject_of
from framescope.text.traits import Traits
from framescope.text.verbless import (
    NO_SOURCE,
    Saying,
    Span,
    according,
    content_of_noun,
    distanced,
    goes_on,
    hearsay,
    outside_marks,
    says_phrase,
)
from framescope.text.wordkinds import (
    ADVERB,
    ARTICLE,
    AS,
    AUXILIARY,
    BE,
    CAPITAL,
    COMMA,
    CONTRACTED,
    CUE,
    DASH,
    DETERMINER,
    EMPTY,
    END,
    EXPLETIVE,
    FINITE,
    FIRST,
    INTERROGATIVE,
    MARK,
    OWNER,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SOURCE,
    SUBORDINATOR,
    THAT,
    TIME,
    TO,
    VERB,
)  # fmt: skip

#: What stands before a tag is its content if it has so many words, whether or not a verb is recognised.
_FEWEST = 4


def find_sayings(t: Traits, cues: Iterable[int]) -> list[Saying]:
    """Find the attributions of texts, outermost ones only, in the order of their cues.

    Parameters
    ----------
    t
        The traits of the tokens.
    cues
        The tokens that may attribute and stand outside quotation marks, ascending.
    """
    found: list[Saying] = []
    covered = 0
    for cue in cues:
        if cue < covered:
            continue
        saying = _saying(t, cue, found[-1] if found else None)
        if saying is None:
            continue
        covered = saying.clause[1]
        if saying.contents:
            first = saying.contents[0][0]
            while found and found[-1].contents and found[-1].contents[0][0] >= first:
                found.pop()
            covered = max(covered, saying.contents[-1][1])
        found.append(saying)
    return found


def _saying(t: Traits, cue: int, before: Saying | None) -> Saying | None:
    form = t.forms[t.term[cue]]
    if form is None:
        return None
    for phrase in form.phrases:
        if says_phrase(t, cue, phrase):
            return according(t, cue, phrase)
    capital = t.word[cue] & CAPITAL and cue > t.begin[cue]
    if capital and (form.verb is None or form.nounlike):
        return None  # Islamic State, the Washington Post
    if form.verb is not None and not (form.nounlike and not _has_subject(t, cue)):
        saying = _verb(t, cue, form.verb, before)
        if saying is not None:
            return saying
    if form.other is None:
        return None
    if form.other.sort == "noun":
        return content_of_noun(t, cue, form.other, before)
    return hearsay(t, cue, form.other) if form.other.sort == "hearsay" else distanced(t, cue, form.other)


def _has_subject(t: Traits, cue: int) -> bool:
    """Return whether a form that may be a noun stands behind a subject: Trump claims, but not his claims."""
    if cue == t.begin[cue] or t.gap[cue] & (STOP & ~MARK):
        return False
    word = t.word[cue - 1]
    if word & (OWNER | ARTICLE | POSSESSIVE) or (word & DETERMINER and not word & PRONOUN):
        return False
    form = t.types[t.term[cue]].lower()
    if word & (PRONOUN | RELATIVE | AUXILIARY | TO | ADVERB):
        return True
    plural = t.types[t.term[cue - 1]].endswith("s") or (not form.endswith("s") and t.word[cue] & (PAST | PARTICIPLE))
    agrees = bool(plural) != form.endswith("s")
    return bool(word & (CAPITAL | SOURCE)) and agrees


def _verb(t: Traits, cue: int, kind: Cue, before: Saying | None) -> Saying | None:
    subject = subject_of(t, cue)
    if kind.inner and subject.named and is_abstract(t, subject.first, subject.past):
        return None  # the plan aims to: nobody's aim
    lead = t.word[cue - 1] if cue > t.begin[cue] and not t.gap[cue] & STOP else 0
    if lead & DETERMINER and not lead & PRONOUN:
        return None
    if "addressee" in kind.takes and t.word[cue] & PARTICIPLE and t.word[cue - 1] & BE:
        return None  # it is telling that
    if subject.past - subject.first == 1 and t.word[subject.first] & (FIRST | THAT | EMPTY):
        return None
    limit = t.end[cue]
    passive = (
        subject.verb < cue and any(t.word[k] & BE for k in range(subject.verb, cue)) and not t.word[cue] & PARTICIPLE
    )
    if kind.sort == "adjective" and not (passive or t.word[subject.past - 1] & CONTRACTED):
        return None
    if passive and kind.sort != "adjective":
        return _passive(t, cue, kind, limit)
    source = _source(t, subject, before, cue)
    if subject.relation == "infinitive" and source[1] - source[0] == 1 and t.word[source[0]] & EXPLETIVE:
        return None  # it is fair to say that
    start = subject.past if subject.relation == "inverted" else cue + 1
    if subject.relation != "inverted":
        content = content_after(t, cue, kind, limit)
        if content is not None and not _is_circumstance(t, subject, content, cue):
            past = content_end(t, content, limit, bounded=_is_bounded(t, subject, cue))
            contents = outside_marks(t, [(content.first, past)])
            return Saying(cue, kind, source, (subject.clause, content.first), contents, "before")
    return _tag(t, cue, kind, subject, source, start)


def _is_circumstance(t: Traits, subject: Subject, content: Content, cue: int) -> bool:
    """Return whether a tag goes on to say when or where: …, he said as he left."""
    word, clause = t.word[content.first], subject.clause
    behind = clause > t.begin[cue] and bool(t.gap[clause] & (COMMA | MARK) or t.quotation[clause - 1] >= 0)
    if not behind or word & (THAT | INTERROGATIVE | TO):
        return False
    if word & SUBORDINATOR:
        return True
    return not _is_lead(t, t.begin[cue], clause) and not has_verb(t, content.first, t.end[cue])


def _is_lead(t: Traits, first: int, past: int) -> bool:
    """Return whether words before a clause only lead in to it: days earlier, | Lee said."""
    leads = PREPOSITION | TIME | SUBORDINATOR
    return bool(t.word[first] & leads or past - first < _FEWEST) and not has_verb(t, first, past)


def _is_bounded(t: Traits, subject: Subject, cue: int) -> bool:
    """Return whether the attribution stands in a clause that ends at the next comma."""
    if subject.relation == "relative":
        return True
    lead = subject.clause - 1
    return lead == t.begin[cue] and bool(t.word[lead] & SUBORDINATOR) and not t.word[lead] & CUE


def _source(t: Traits, subject: Subject, before: Saying | None, cue: int) -> Span:
    within = before is not None and before.contents and subject.clause < before.contents[-1][1] <= cue
    if before is not None and within and before.word.sort == "noun":
        return before.clause[0], before.cue + 1  # reports that the army fled | suggest
    if subject.named:
        head = head_of(t, subject.first, subject.past)
        if not may_speak(t, subject.first, head):
            return NO_SOURCE
        issued = t.word[cue] & PARTICIPLE and t.plain[t.term[head]] in source_rules().documents
        if issued and (issuer := _subject_of_sentence(t, subject.first)) != NO_SOURCE:
            return issuer  # the ministry issued a statement | saying
        return subject.first, subject.past
    if before is not None and before.source != NO_SOURCE and before.cue >= t.begin[cue]:
        return before.source
    if subject.relation in ("participle", "coordinated", "infinitive"):
        return _subject_of_sentence(t, cue)
    return NO_SOURCE


def _subject_of_sentence(t: Traits, cue: int) -> Span:
    """Return the subject of the nearest finite verb before a participle: Lee left, saying it was over."""
    for k in range(cue - 1, t.begin[cue], -1):
        if t.word[k] & (AUXILIARY | FINITE | PAST | VERB) and not t.word[k] & PARTICIPLE:
            verb = before_adverbs(t, k, t.begin[cue])
            if verb > t.begin[cue] and not t.gap[verb] & STOP:
                first = noun_phrase_before(t, verb - 1, t.begin[cue])
                if first < verb and not t.word[first] & RELATIVE:
                    return first, verb
    return NO_SOURCE


def _passive(t: Traits, cue: int, kind: Cue, limit: int) -> Saying | None:
    """Find what nobody in particular says: is believed to be; it is said that; was accused of."""
    k = after_adverbials(t, cue + 1, cue + 1)
    if k >= limit or t.gap[k] & STOP:
        return None
    word = t.word[k]
    first = None
    if word & TO and (kind.agentless or "addressee_to" in kind.takes):
        first = Content(k, "infinitive")
    elif word & THAT and (kind.agentless or "addressee" in kind.takes):
        first = Content(k, "clause")
    elif "np_of" in kind.takes and t.types[t.term[k]] == "of":
        first = Content(k, "infinitive")
    elif word & AS and k + 2 < limit and t.word[k + 1] & CUE:
        return None  # was quoted as saying: the participle is the cue
    if first is None or first.first >= limit:
        return None
    past = content_end(t, first, limit, bounded=False)
    return Saying(cue, kind, NO_SOURCE, (cue, first.first), ((first.first, past),), "before")


def _tag(t: Traits, cue: int, kind: Cue, subject: Subject, source: Span, start: int) -> Saying | None:
    """Find the content before a tag, and behind it: The plan, he said, would fail."""
    lowest, limit = t.begin[cue], t.end[cue]
    clause = subject.clause
    if "addressee" in kind.takes and start < limit and not t.gap[start] & STOP:
        start = noun_phrase_after(t, start, limit)
    past = after_adverbials(t, start, limit)
    nothing = Saying(cue, kind, source, (clause, past), (), "after")
    if "tag" not in kind.takes or not subject.named or subject.relation in ("relative", "participle"):
        return nothing if source != NO_SOURCE else None
    as_clause = clause > lowest and t.word[clause - 1] & AS
    if as_clause:
        clause -= 1
    parted = clause > lowest and (t.gap[clause] & STOP or t.quotation[clause - 1] >= 0 or as_clause)
    ends = past >= limit or t.gap[past] & (STOP | END)
    if not ends:
        return nothing
    contents: list[Span] = []
    aside = t.word[lowest] & (PREPOSITION | TIME | SUBORDINATOR) or clause - lowest < _FEWEST
    if parted and (has_verb(t, lowest, clause) or (subject.relation == "subject" and not aside)):
        contents.append((lowest, clause))
    behind = past < limit and t.gap[past] & (COMMA | DASH) and subject.relation != "inverted"
    if behind and (parted or as_clause) and goes_on(t, past, limit):
        contents = contents or [(lowest, clause)] * (clause > lowest)
        contents.append((past, limit))
    return Saying(cue, kind, source, (clause, past), outside_marks(t, contents), "after")
