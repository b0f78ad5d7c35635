"""Direct and indirect speech in a stretch of texts: what is said, by whom, with which word, on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.attribution import NOT_FOUND, Found, Quoted, attribute
from framescope.text.quotes import QuotedSpan
from framescope.text.sayings import find_sayings
from framescope.text.speakers import UNKNOWN, Speaker, collect_names, name_speakers
from framescope.text.spoken import NOT_SAID, Language, languages_of
from framescope.text.traits import Gap, Traits, TypeTraits, Word, gaps
from framescope.text.verbless import NO_SOURCE, Saying, Span

Ints = npt.NDArray[np.int64]
#: Longer sentences are cut: no rule looks further, and a text without a full stop stays linear.
_LONGEST = 250


@dataclass(frozen=True)
class Stretch:
    """Texts laid end to end with their tokens; offsets count from the beginning of `text`.

    `article` is the article of each token, -1 where nothing is assessed; `breaks` says where a
    sentence begins.
    """

    text: str
    start: Ints
    end: Ints
    term: npt.NDArray[np.uint32]
    breaks: npt.NDArray[np.bool_]
    article: Ints
    types: Sequence[str]


class Spoken(NamedTuple):
    """One row of what was found: the tokens it covers, and the columns of the table `quotations`."""

    first: int
    past: int
    article: int
    start: int
    end: int
    outer_start: int
    outer_end: int
    kind: str
    group: int
    unclosed: bool = False
    speaker: str | None = None
    by: Speaker = UNKNOWN
    language: Language = NOT_SAID
    cue: str | None = None
    stance: str | None = None
    attribution: str | None = None


def find_speech(stretch: Stretch, types: TypeTraits, quotations: Sequence[QuotedSpan]) -> list[Spoken]:
    """Find who says what, inside quotation marks and outside.

    Parameters
    ----------
    stretch
        The texts.
    types
        What is known of the types of their tokens.
    quotations
        What stands inside quotation marks, in the order of the text; groups are unique over all texts.

    Returns
    -------
    list[Spoken]
        A row for each quotation and for each stretch of indirect speech, by `start`. Indirect speech
        is of kind ``indirect``; where quoted words stand inside, both have a row.
    """
    if not len(stretch.start):
        return []
    bounds = np.searchsorted(stretch.start, np.array([(q.start, q.end) for q in quotations]).reshape(-1, 2))
    around = np.full(len(stretch.start), -1, dtype=np.int64)
    for i, (first, past) in enumerate(bounds.tolist()):
        around[first:past] = i
    word = types.word[stretch.term]
    t = _traits(stretch, types, word, around)
    cues = np.flatnonzero((word & Word.CUE > 0) & (around < 0) & (stretch.article >= 0))
    sayings = find_sayings(t, cues.tolist())
    spoken = [_as_spoken(q, s, stretch) for q, s in zip(quotations, bounds.tolist(), strict=True) if s[0] < s[1]]
    spoken = _owned(spoken, sayings, t)
    return _with_speakers(stretch, t, word, spoken, sayings)


def _traits(stretch: Stretch, types: TypeTraits, word: Ints, around: Ints) -> Traits:
    index = np.arange(len(word))
    gap = gaps(stretch.text, stretch.start, stretch.end)
    # A full stop with a dash or another full stop behind it ends a sentence too, where extraction lost a line break.
    breaks = stretch.breaks | (gap & (Gap.END | Gap.DASH) == Gap.END | Gap.DASH)
    breaks[:1] = True
    begin = np.maximum.accumulate(np.where(breaks, index, 0))
    breaks |= (index - begin) % _LONGEST == 0
    begin = np.maximum.accumulate(np.where(breaks, index, 0))
    starts = np.flatnonzero(breaks)
    end = np.repeat(np.append(starts[1:], len(word)), np.diff(np.append(starts, len(word))))
    return Traits(
        word=word.tolist(),
        gap=gap.tolist(),
        begin=begin.tolist(),
        end=end.tolist(),
        quotation=around.tolist(),
        term=stretch.term.tolist(),
        forms=types.forms,
        types=stretch.types,
    )


def _as_spoken(q: QuotedSpan, tokens: Sequence[int], stretch: Stretch) -> Spoken:
    first, past = tokens
    where = (q.start, q.end, q.outer_start, q.outer_end)
    article = int(stretch.article[first])
    return Spoken(first, past, article, *where, q.kind, q.group, q.unclosed)


def _owned(spoken: list[Spoken], sayings: Sequence[Saying], t: Traits) -> list[Spoken]:
    """Return the quotations; what is marked off within indirect speech has a speaker and is no scare quote."""
    spans = sorted(span for saying in sayings for span in saying.contents if saying.source != NO_SOURCE)
    k = 0
    found = []
    for one in spoken:
        while k < len(spans) and spans[k][1] < one.past:
            k += 1
        inside = k < len(spans) and spans[k][0] <= one.first and one.past <= spans[k][1]
        doubted = one.first > 0 and (form := t.forms[t.term[one.first - 1]]) is not None and form.other is not None
        found.append(one._replace(kind="speech") if inside and one.kind == "scare" and not doubted else one)
    return found


def _with_speakers(
    stretch: Stretch, t: Traits, word: Ints, spoken: list[Spoken], sayings: Sequence[Saying]
) -> list[Spoken]:
    where = [int(stretch.article[saying.cue]) for saying in sayings]
    speech = [one for one in spoken if one.kind == "speech"]
    quoted = [Quoted(one.first, one.past, one.group, one.article) for one in speech]
    found = dict(zip((one.first for one in speech), attribute(t, quoted, sayings, where), strict=True))
    named = [i for i, saying in enumerate(sayings) if saying.source != NO_SOURCE]
    names = collect_names(t, word, stretch.article)
    speakers = dict(
        zip(named, name_speakers(t, names, [sayings[i].source for i in named], [where[i] for i in named]), strict=True)
    )
    languages = languages_of(t, sayings, stretch.term)
    rows: list[Spoken] = []
    for one in spoken:
        match = found.get(one.first, NOT_FOUND) if one.kind == "speech" else NOT_FOUND
        rows.append(_told(one, match, stretch, sayings, speakers, languages))
    group = max((one.group for one in spoken), default=-1)
    for i, saying in enumerate(sayings):
        group += bool(saying.contents)
        evidence = f"tag {saying.place}" if saying.source != NO_SOURCE else None
        for span in saying.contents:
            row = _indirect(stretch, span, group, where[i])
            rows.append(_told(row, Found(i, evidence), stretch, sayings, speakers, languages))  # type: ignore[arg-type]
    return sorted(rows, key=lambda row: (row.outer_start, -row.outer_end))


def _indirect(stretch: Stretch, span: Span, group: int, article: int) -> Spoken:
    start, end = int(stretch.start[span[0]]), int(stretch.end[span[1] - 1])
    return Spoken(*span, article, start, end, start, end, "indirect", group)


def _told(row: Spoken, found: Found, stretch: Stretch, sayings: Any, speakers: Any, languages: Any) -> Spoken:
    """Return a row with its speaker, cue and stance."""
    if found.saying < 0:
        return row
    saying = sayings[found.saying]
    by = speakers.get(found.saying, UNKNOWN)
    speaker = _written(stretch, saying.source) if saying.source != NO_SOURCE else None
    cue = stretch.text[stretch.start[saying.cue] : stretch.end[saying.cue]]
    language = languages.get(found.saying, row.language)
    evidence = found.evidence if speaker else None
    return row._replace(
        speaker=speaker, by=by, language=language, cue=cue, stance=saying.word.stance, attribution=evidence
    )


def _written(stretch: Stretch, source: Span) -> str:
    words = stretch.text[stretch.start[source[0]] : stretch.end[source[1] - 1]]
    words = " ".join(words.split())
    return words[:-2] if words.endswith(("'s", "’s")) else words
