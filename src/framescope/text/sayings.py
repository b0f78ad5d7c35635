"""Attributions in a text: who is said to have said, thought or wanted what, and in which words it is introduced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from framescope.text.clauses import FEWEST, is_bounded, is_lead, is_lead_clause, opens
from framescope.text.content_ends import content_end
from framescope.text.contents import Content, content_after
from framescope.text.cues import Cue, CueForm, attribution_rules
from framescope.text.names import Names
from framescope.text.passives import in_passive, is_passive
from framescope.text.phrases import (
    REACH,
    STOP,
    after_adverbials,
    has_verb,
    head_of,
    noun_phrase_after,
)
from framescope.text.said_by import source_of
from framescope.text.subjects import Subject, is_abstract, subject_of
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
    in_view_of,
    outside_marks,
    says_phrase,
    with_colon,
)

# isort: off
from framescope.text.wordkinds import (
    ADVERB, ARTICLE, AS, AUXILIARY, BE, CAPITAL, COLON, COMMA, CONTRACTED, DASH, DETERMINER, EMPTY,
    END, EXPLETIVE, FINITE, FIRST, INTERROGATIVE, MARK, NUMBER, OWNER, PARTICIPLE, PAST, POSSESSIVE, PREPOSITION,
    PRONOUN, RELATIVE, SOURCE, SUBORDINATOR, THAT, TIME, TO,
)  # fmt: skip
# isort: on


def find_sayings(t: Traits, cues: Iterable[int], names: Names, article: Sequence[int]) -> list[Saying]:
    """Find the attributions of texts, outermost ones only, in the order of their cues.

    Parameters
    ----------
    t
        The traits of the tokens.
    cues
        The tokens that may attribute and stand outside quotation marks, and those behind a colon near the
        beginning of a sentence (`may_follow_name`), ascending.
    names, article
        What `framescope.text.introductions.collect_names` found, and the article of each token.
    """
    found: list[Saying] = []
    covered = 0
    for cue in cues:
        if cue < covered:
            continue
        saying = with_colon(t, cue, names, article[cue]) if t.gap[cue] & COLON else None
        saying = saying or _saying(t, cue, found[-1] if found else None)
        if saying is None:
            continue
        covered = saying.clause[1]
        if saying.contents:
            first = saying.contents[0][0]
            k = len(found)
            while k and (found[k - 1].contents[0][0] if found[k - 1].contents else found[k - 1].cue) >= first:
                k -= 1
            found[k:] = [inner for inner in found[k:] if not inner.contents]
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
        saying = _verb(t, cue, form, before)
        if saying is not None:
            return saying
    if form.other is None:
        return None
    if form.other.sort == "noun" and (saying := content_of_noun(t, cue, form.other, before)) is not None:
        return saying
    if form.other.sort in ("noun", "view"):
        return in_view_of(t, cue, form.other) if form.other.word in attribution_rules().views else None
    return hearsay(t, cue, form.other) if form.other.sort == "hearsay" else distanced(t, cue, form.other)


def _has_subject(t: Traits, cue: int) -> bool:
    """Return whether a form that may be a noun stands behind a subject: Trump claims, but not his claims."""
    if cue == t.begin[cue]:
        return False
    if t.gap[cue] & (STOP & ~MARK):  # the report, by a bank, | estimates
        aside = t.gap[cue] & COMMA and cue + 1 < t.end[cue] and t.word[cue + 1] & THAT
        return bool(aside) and subject_of(t, cue).relation == "apposition"
    word = t.word[cue - 1]
    if word & (OWNER | ARTICLE | POSSESSIVE) or (word & DETERMINER and not word & PRONOUN):
        return False
    if word & NUMBER and t.word[cue - 2] & CAPITAL:
        return True  # Article 50 states
    form = t.types[t.term[cue]].lower()
    if word & (PRONOUN | RELATIVE | AUXILIARY | TO | ADVERB):
        return True
    if word & CAPITAL and not word & SOURCE and t.types[t.term[cue - 1]].endswith("s"):
        return True  # Sanders favors, Democrats favor
    plural = t.types[t.term[cue - 1]].endswith("s") or (not form.endswith("s") and t.word[cue] & (PAST | PARTICIPLE))
    agrees = bool(plural) != form.endswith("s")
    return bool(word & (CAPITAL | SOURCE)) and agrees


def _verb(t: Traits, cue: int, form: CueForm, before: Saying | None) -> Saying | None:
    verb = _made(t, cue) if form.adjective else cue
    subject = subject_of(t, verb)
    passive = is_passive(t, cue, subject)
    kind = ((passive or verb < cue) and form.adjective) or form.verb
    if kind is None or _is_no_report(t, verb, kind, subject):
        return None
    if kind.sort == "adjective" and not (passive or verb < cue or t.word[subject.past - 1] & CONTRACTED):
        return None
    limit = t.end[cue]
    asked = (
        not subject.named
        and "addressee" in kind.takes
        and bool(t.word[cue] & (PAST | FINITE))
        and opens(t, subject.clause)
    )
    if (passive or asked) and kind.sort != "adjective":
        return in_passive(t, cue, kind, limit, bounded=asked or is_bounded(t, subject, cue))
    if kind.word in attribution_rules().quoting and (quoted := _quoted_as_saying(t, cue, subject, limit)) is not None:
        return quoted
    source = source_of(t, subject, before, cue)
    if subject.relation == "infinitive" and source[1] - source[0] == 1 and t.word[source[0]] & EXPLETIVE:
        return None  # it is fair to say that
    start = subject.past if subject.relation == "inverted" else cue + 1
    if "it" in kind.takes:
        if start >= limit or t.types[t.term[start]] != "it":
            return None
        start += 1  # as Lee put it
    if subject.relation != "inverted":
        content = content_after(t, cue, kind, limit)
        if content is not None and not _is_circumstance(t, subject, content, cue):
            if _is_unsaid(t, cue, kind, subject, source, content):
                return None
            past = content_end(t, content, limit, bounded=is_bounded(t, subject, cue))
            contents = outside_marks(t, [(content.first, past)])
            return Saying(cue, kind, source, (subject.clause, content.first), contents, "before")
    return _tag(t, cue, kind, subject, source, start)


def _quoted_as_saying(t: Traits, cue: int, subject: Subject, limit: int) -> Saying | None:
    """Find whom somebody else quotes: the agency quoted | Lee | as saying that it was over."""
    within = range(cue + 2, min(limit - 1, cue + REACH))
    k = next((k for k in within if t.word[k] & AS or t.gap[k] & STOP), cue)
    form = t.forms[t.term[k + 1]] if t.word[k] & AS and t.word[k + 1] & PARTICIPLE else None
    if form is None or form.verb is None:
        return None
    source, clause = (cue + 1, k), subject.clause
    content = content_after(t, k + 1, form.verb, limit)
    if content is None:
        return Saying(k + 1, form.verb, source, (clause, k + 2), (), "after")
    past = content_end(t, content, limit, bounded=False)
    return Saying(
        k + 1, form.verb, source, (clause, content.first), outside_marks(t, [(content.first, past)]), "before"
    )


def _is_unsaid(t: Traits, cue: int, kind: Cue, subject: Subject, source: Span, content: Content) -> bool:
    """Return whether a noun phrase follows, and nobody who has a mind before: the move echoes | the past."""
    if content.shape != "phrase" or t.word[content.first] & PREPOSITION:
        return False
    if source == NO_SOURCE:
        return not t.word[cue] & PARTICIPLE  # but: Citing security, | Lee left
    if "np_new" in kind.takes and not t.word[head_of(t, *source)] & (SOURCE | CAPITAL | PRONOUN):
        return True  # the storm threatened | crops
    return is_abstract(t, *source) or bool(subject.relation == "infinitive" and t.word[cue] & PAST)


def _made(t: Traits, cue: int) -> int:
    """Return the verb of an adjective that is made so: he | made it clear that; else the adjective."""
    k = cue - 1
    if k > t.begin[cue] and t.word[k] & EXPLETIVE:
        k -= 1
    return k if k > t.begin[cue] and t.types[t.term[k]] in attribution_rules().making else cue


def _is_no_report(t: Traits, cue: int, kind: Cue, subject: Subject) -> bool:
    """Return whether what stands before a cue shows that nobody says or thinks anything here."""
    if kind.inner and subject.named and is_abstract(t, subject.first, subject.past):
        return True  # the plan aims to: nobody's aim
    lead = t.word[cue - 1] if cue > t.begin[cue] and not t.gap[cue] & STOP else 0
    owned = lead & OWNER and t.types[t.term[cue - 2]] != "of"
    if owned or (lead & DETERMINER and not lead & PRONOUN):
        return True  # Lee's stated aim; but: a friend of Lee's | stated
    if "addressee" in kind.takes and t.word[cue] & PARTICIPLE and lead & BE:
        return True  # it is telling that
    if kind.sort == "adjective" and t.word[subject.first] & EXPLETIVE:
        return True  # it is unclear whether
    if subject.past - subject.first == 1 and t.word[subject.first] & (FIRST | THAT | EMPTY):
        return True
    # larger than anyone expected
    return subject.clause > t.begin[cue] and t.types[t.term[subject.clause - 1]] == "than"


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


def _behind_colon(t: Traits, first: int, past: int) -> int:
    """Return where a quotation begins that the sentence itself introduces: Lee denied it: | “No,” he said."""
    return next((k for k in range(first + 1, past) if t.gap[k] & COLON and t.quotation[k] >= 0), first)


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
    if not ends or t.word[cue] & PARTICIPLE or (start < past and t.word[start] & TO and "addressee" not in kind.takes):
        return nothing
    contents: list[Span] = []
    aside = t.word[lowest] & (PREPOSITION | TIME | SUBORDINATOR) or clause - lowest < FEWEST
    lowest = _behind_colon(t, lowest, clause)
    quoting = past < limit and t.quotation[past] >= 0 and bool(t.gap[past] & COMMA)
    told = has_verb(t, lowest, clause) and not is_lead_clause(t, lowest, clause, quoting=quoting)
    if parted and (told or (subject.relation == "subject" and not aside)):
        contents.append((lowest, clause))
    behind = past < limit and t.gap[past] & (COMMA | DASH) and subject.relation != "inverted"
    if behind and (parted or as_clause) and goes_on(t, past, limit):
        contents = contents or [(lowest, clause)] * (clause > lowest)
        contents.append((past, limit))
    return Saying(cue, kind, source, (clause, past), outside_marks(t, contents), "after")
