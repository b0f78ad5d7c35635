"""Attribution without a verb: the claim that …, according to …, reportedly, so-called."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.content_ends import content_end
from framescope.text.contents import Content, is_relative
from framescope.text.cues import Cue, Phrase, attribution_rules
from framescope.text.names import Names, full_name, words_of
from framescope.text.phrases import STOP, after_adverbials, before_adverbs, begins_clause, has_verb, noun_phrase_before
from framescope.text.sources import pronouns_of_words
from framescope.text.subjects import subject_of
from framescope.text.traits import Traits

# isort: off
from framescope.text.wordkinds import (
    ADVERB, AUXILIARY, CAPITAL, COLON, COMMA, COORDINATOR, CUE, DASH, DETERMINER, END, FINITE, FIRST, INTERROGATIVE,
    LINE, NEGATION, NUMBER, OBJECT, OWNER, PARTICIPLE, PAST, POSSESSIVE, PREPOSITION, PRONOUN, RELATIVE, SOURCE,
    SUBORDINATOR, THAT, TIME, TITLE, TO, VERB,
)  # fmt: skip
# isort: on

Place = Literal["before", "after"]
Span = tuple[int, int]

NO_SOURCE: Span = (0, 0)
_FUNCTION = (
    PREPOSITION | PRONOUN | DETERMINER | AUXILIARY | COORDINATOR | SUBORDINATOR
    | THAT
)  # fmt: skip
#: What follows "to" where it is no infinitive: an appeal to the court.
_NOMINAL = CAPITAL | DETERMINER | OBJECT | NUMBER
#: The name behind "so-called" has at most so many words.
_SHORT = 5
#: Behind a tag they bring another source, or say when: …, he said, when asked about it.
_BESIDES = frozenset({"according", "citing", "when", "as"})
#: What is not said at all stands for the cue: Lee: I will win.
_COLON = Cue(":", "preposition", "neutral", frozenset())


class Saying(NamedTuple):
    """One attribution, in token indices (ends exclusive).

    `cue` is the attributing token, `word` what is known of it; `source` names who speaks (empty if
    nobody is named); `clause` is the attributing clause with source and cue; `contents` what is
    attributed outside or across quotation marks; `place` where the clause stands: before or after
    (or within) its content.
    """

    cue: int
    word: Cue
    source: Span
    clause: Span
    contents: tuple[Span, ...]
    place: Place


def outside_marks(t: Traits, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans that hold a word outside quotation marks; the others are quotations already."""
    return tuple([(first, past) for first, past in spans if t.outside[first] < past])


def content_of_noun(t: Traits, cue: int, kind: Cue, before: Saying | None) -> Saying | None:
    """Find the content of a noun: the claim that ...; his promise to ...; a call for ..."""
    limit, k = t.end[cue], cue + 1
    first = noun_phrase_before(t, cue - 1, t.begin[cue]) if cue > t.begin[cue] else cue
    owner = next((i for i in range(first, cue) if t.word[i] & (OWNER | POSSESSIVE)), None)
    if k >= limit or t.gap[k] & STOP:
        return None
    that = after_adverbials(t, k, limit)
    word = t.word[k]
    if "that" in kind.takes and that < limit and t.word[that] & THAT and not is_relative(t, that, limit):
        k = that
        content = Content(k, "clause")
    elif word & TO and "to" in kind.takes and not t.word[min(k + 1, limit - 1)] & _NOMINAL:
        content = Content(k, "infinitive")
    elif t.types[t.term[k]] in kind.prepositions and not word & CAPITAL:
        content = Content(k, "phrase")
    elif "bare" in kind.takes and begins_clause(t, k, limit):
        content = Content(k, "clause")
    else:
        return None
    if content.first + 1 >= limit:
        return None
    verbal = AUXILIARY | FINITE | PAST | VERB | PARTICIPLE
    is_subject = not any(t.word[i] & verbal for i in range(t.begin[cue], cue))
    past = content_end(t, content, limit, bounded=is_subject)
    if is_subject:
        past = _end_as_subject(t, content, past)
    source = (_owner(t, first, owner), owner + 1) if owner is not None else NO_SOURCE
    first += first < cue and _is_light(t, first)  # He | raised | questions
    light = first - 1
    if owner is None and light > t.begin[cue] and _is_light(t, light):
        subject = subject_of(t, light)
        source = (subject.first, subject.past) if subject.named else NO_SOURCE
    elif owner is None and before is not None and not before.contents and before.clause[1] >= first >= before.cue:
        source = before.source
    if source == NO_SOURCE and (kind.owned or kind.stance == "affirming"):
        return None  # the idea, the evidence that: the writer's own
    return Saying(cue, kind, source, (first, content.first), ((content.first, past),), "before")


def _owner(t: Traits, first: int, owner: int) -> int:
    """Return where the name of an owner begins: anger over | Republican leaders’ refusal."""
    k = owner
    while k > first and t.word[owner] & OWNER and not t.word[k - 1] & (_FUNCTION & ~CAPITAL & ~DETERMINER):
        k -= 1
    of = k > first + 1 and t.types[t.term[k - 1]] == "of"
    return first if of else k


def _is_light(t: Traits, k: int) -> bool:
    return t.types[t.term[k]].lower() in attribution_rules().light_verbs


def _end_as_subject(t: Traits, content: Content, limit: int) -> int:
    """Return where the content ends if its noun is the subject: The claim that he lied | was denied."""
    verbal = AUXILIARY | FINITE | PAST | NEGATION | ADVERB
    k = content.first
    if content.shape == "clause":
        while k < limit and not t.word[k] & verbal:
            k += 1
        while k < limit and t.word[k] & (verbal | PARTICIPLE):
            if t.word[k] & (AUXILIARY | PAST) and t.word[k - 1] & (FINITE | PAST) and not t.word[k - 1] & AUXILIARY:
                return k  # that he won | is false; that it was rigged | angered her
            k += 1
    for i in range(k + 1 + (content.shape == "infinitive"), limit):
        held = RELATIVE | SUBORDINATOR | COORDINATOR | THAT | TO | INTERROGATIVE
        if t.word[i] & held & ~PREPOSITION:
            return limit
        if t.word[i] & (AUXILIARY | FINITE | VERB) and not t.word[i] & PARTICIPLE:
            return i
    return limit


def hearsay(t: Traits, cue: int, kind: Cue) -> Saying | None:
    """Find the clause of "reportedly" or "allegedly", its subject included."""
    limit = t.end[cue]
    first = before_adverbs(t, cue, t.begin[cue])
    if first > t.begin[cue] and not t.gap[first] & STOP:
        first = noun_phrase_before(t, first - 1, t.begin[cue])
    past = content_end(t, Content(cue, "clause"), limit, bounded=True)
    if past - first < 2:
        return None
    return Saying(cue, kind, NO_SOURCE, (cue, cue + 1), ((first, past),), "before")


def distanced(t: Traits, cue: int, kind: Cue) -> Saying | None:
    """Find the name that is kept at a distance: so-called, alleged."""
    limit = min(t.end[cue], cue + 1 + _SHORT)
    past = cue + 1
    barred = _FUNCTION | FINITE | VERB | PAST
    while past < limit and not t.gap[past] & (STOP | END):
        word = t.word[past]
        behind_name = past > cue + 1 and t.word[past - 1] & CAPITAL
        if not word & CAPITAL and (word & barred or behind_name):
            break
        past += 1
    if past == cue + 1 or t.quotation[cue + 1] >= 0:
        return None
    return Saying(cue, kind, NO_SOURCE, (cue, cue + 1), ((cue + 1, past),), "before")


def according(t: Traits, cue: int, phrase: Phrase) -> Saying | None:
    """Find what is so according to somebody, named at the beginning of the sentence, within it, or at its end."""
    limit = t.end[cue]
    first = cue - phrase.place
    source = first + len(phrase.words)
    if source >= limit:
        return None
    past = _source_end(t, source, limit)
    return _around(t, cue, phrase.cue, (source, past), (first, past), t.begin[cue])


def in_view_of(t: Traits, cue: int, kind: Cue) -> Saying | None:
    """Find what is so in the view of somebody who stands before the noun: in her view, ...; in Lee's own words."""
    lowest, past = t.begin[cue], cue + 1
    owner = cue - 1
    while owner > lowest and cue - owner < _SHORT and not t.word[owner] & (_FUNCTION | OWNER | POSSESSIVE):
        owner -= 1
    if owner <= lowest or not t.word[owner] & (OWNER | POSSESSIVE):
        return None
    source = owner if t.word[owner] & POSSESSIVE else noun_phrase_before(t, owner, lowest)
    first = source - 1
    ends = past >= t.end[cue] or t.gap[past] & (STOP | END)
    if first < lowest or t.types[t.term[first]].lower() not in ("in", "to", "by") or not ends:
        return None
    if first > lowest and not t.gap[first] & STOP:
        return None
    if first > lowest and t.word[first - 1] & (SUBORDINATOR | THAT | INTERROGATIVE):
        lowest = first  # because, in her view, | it is over
    return _around(t, cue, kind, (source, owner + 1), (first, past), lowest)


def _around(t: Traits, cue: int, kind: Cue, source: Span, clause: Span, lowest: int) -> Saying:
    """Return the attribution whose content stands before its clause, from a token on, behind it or around it."""
    limit = t.end[cue]
    first, past = clause
    contents: list[Span] = []
    fronted = all(t.word[k] & (COORDINATOR | ADVERB | TIME) for k in range(lowest, first))
    if not fronted:
        contents.append((lowest, first))
    if past < limit and (fronted or t.gap[first] & STOP) and (fronted or goes_on(t, past, limit)):
        contents.append((past, limit))
    return Saying(cue, kind, source, clause, outside_marks(t, contents), "before" if fronted else "after")


def may_follow_name(
    word: npt.NDArray[np.int64], gap: npt.NDArray[np.uint8], begin: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Return of each token whether a colon parts it from a few words with capitals that begin its sentence."""
    index = np.arange(len(word))
    small = np.concatenate([[0], np.cumsum(word & CAPITAL == 0)])
    few = (index > begin) & (index - begin <= _SHORT)
    behind: npt.NDArray[np.bool_] = (gap & COLON > 0) & (gap & LINE == 0) & few & (small[index] == small[begin])
    return behind


def with_colon(t: Traits, k: int, names: Names, article: int) -> Saying | None:
    """Find what somebody is quoted with behind a colon, as headlines do: Lee: | I will win."""
    first, limit = t.begin[k], t.end[k]
    label = t.plain[t.term[k - 1]]
    if label in attribution_rules().labels or not has_verb(t, k, limit) or t.quotation[k] >= 0:
        return None
    titled = any(t.word[i] & (SOURCE | TITLE) for i in range(first, k)) or t.plain[t.term[first]] in pronouns_of_words()
    known = full_name(t, names, article, (first, k))
    person = titled or (known is not None and words_of(t, *known) in names.sex.get(article, {}))
    if not (person or t.word[k] & FIRST) or (t.word[k] & INTERROGATIVE and not titled):
        return None
    return Saying(k - 1, _COLON, (first, k), (first, k), outside_marks(t, [(k, limit)]), "before")


def says_phrase(t: Traits, cue: int, phrase: Phrase) -> bool:
    """Return whether the words of a phrase stand around its longest one."""
    first = cue - phrase.place
    if first < t.begin[cue] or first + len(phrase.words) > t.end[cue]:
        return False
    return all(t.types[t.term[first + i]].lower() == word for i, word in enumerate(phrase.words))


def _source_end(t: Traits, source: int, limit: int) -> int:
    """Return where the name of a source ends; an apposition behind it belongs to it, a clause does not."""
    comma = next((k for k in range(source + 1, limit) if t.gap[k] & COMMA), limit)
    named = any(t.word[k] & CAPITAL for k in range(source, comma))
    if comma < limit and named and t.word[comma] & CAPITAL and has_verb(t, comma, limit):
        return comma
    commas = [k for k in range(source + 1, limit) if t.gap[k] & (COMMA | DASH | COLON)]
    for k, following in pairwise([*commas, limit]):
        if has_verb(t, k, following) and not t.word[k] & RELATIVE:
            return k
    return commas[-1] if commas and not has_verb(t, commas[-1], limit) and len(commas) == 1 else limit


def goes_on(t: Traits, k: int, limit: int) -> bool:
    """Return whether the sentence that a tag interrupts goes on behind it."""
    word = t.word[k]
    if word & (RELATIVE | COORDINATOR) or (word & CUE and word & PARTICIPLE):
        return False
    if t.types[t.term[k]] in _BESIDES or t.quotation[k] >= 0:
        return False
    if word & SUBORDINATOR and t.word[min(k + 1, limit - 1)] & PARTICIPLE:
        return False  # …, he said | before adding that
    return any(t.word[i] & (AUXILIARY | FINITE | PAST) for i in range(k, limit))
