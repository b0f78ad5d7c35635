"""Direct and indirect speech in a stretch of texts: what is said, by whom, with which word, on what evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from framescope.text.attribution import NOT_FOUND, Found, Quoted, attribute
from framescope.text.introductions import collect_names
from framescope.text.names import Names
from framescope.text.quotes import QuotedSpan
from framescope.text.sayings import find_sayings
from framescope.text.speakers import UNKNOWN, Speaker, name_speakers
from framescope.text.spoken import NOT_SAID, Language, languages_of
from framescope.text.stretch import Stretch, traits_of, view
from framescope.text.traits import Traits, TypeTraits
from framescope.text.verbless import NO_SOURCE, Saying
from framescope.text.wordkinds import CUE


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
    unclosed: bool
    speaker: str | None
    by: Speaker
    language: Language
    cue: str | None
    stance: str | None
    attribution: str | None


_NOTHING_KNOWN = (None, UNKNOWN, NOT_SAID, None, None)


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
        A row for each quotation and for each stretch of indirect speech, in no particular order. Indirect
        speech is of kind ``indirect``; where quoted words stand inside, both have a row.
    """
    if not len(stretch.start):
        return []
    bounds = np.searchsorted(stretch.start, np.array([(q.start, q.end) for q in quotations]).reshape(-1, 2)).tolist()
    around = np.full(len(stretch.start), -1, dtype=np.int64)
    for i, (first, past) in enumerate(bounds):
        around[first:past] = i
    t, word, gap = traits_of(stretch, types, around)
    cues = np.flatnonzero((word & CUE > 0) & (around < 0) & (stretch.article >= 0))
    sayings = find_sayings(t, cues.tolist())
    article = view(stretch.article)
    where = [article[saying.cue] for saying in sayings]
    kinds = _kinds(quotations, bounds, sayings, t)
    found = _attributed(t, quotations, bounds, kinds, sayings, view(stretch.part))
    names = collect_names(t, word, gap, stretch.article)
    quoting = {one.saying for one in found.values()}
    used = {i: saying for i, saying in enumerate(sayings) if saying.contents or i in quoting}
    told = _tellings(stretch, t, names, languages_of(t, sayings, word), used)
    return [
        *_direct(quotations, bounds, kinds, article, found, told),
        *_indirect(stretch, sayings, told, where, max((q.group for q in quotations), default=-1) + 1),
    ]


def _kinds(
    quotations: Sequence[QuotedSpan], bounds: Sequence[Sequence[int]], sayings: Sequence[Saying], t: Traits
) -> list[str]:
    """Return the kind of each quotation; what is marked off within indirect speech has a speaker: no scare quote."""
    spans = sorted(span for saying in sayings for span in saying.contents if saying.source != NO_SOURCE)
    k = 0
    kinds = []
    for quotation, (first, past) in zip(quotations, bounds, strict=True):
        kind = quotation.kind
        if kind == "scare" and first < past:
            while k < len(spans) and spans[k][1] < past:
                k += 1
            inside = k < len(spans) and spans[k][0] <= first and past <= spans[k][1]
            form = t.forms[t.term[first - 1]] if first else None
            if inside and not (form is not None and form.other is not None and form.other.sort == "distancing"):
                kind = "speech"
        kinds.append(kind)
    return kinds


def _attributed(
    t: Traits,
    quotations: Sequence[QuotedSpan],
    bounds: Sequence[Sequence[int]],
    kinds: Sequence[str],
    sayings: Sequence[Saying],
    part: Sequence[int],
) -> dict[int, Found]:
    """Return the attribution of each quotation that is speech, by its index."""
    speech = [i for i, kind in enumerate(kinds) if kind == "speech" and bounds[i][0] < bounds[i][1]]
    quoted = [Quoted(bounds[i][0], bounds[i][1], quotations[i].group, part[bounds[i][0]]) for i in speech]
    where = [part[saying.cue] for saying in sayings]
    return dict(zip(speech, attribute(t, quoted, sayings, where), strict=True))


Telling = tuple[str | None, Speaker, Language, str | None, str | None]


def _tellings(
    stretch: Stretch, t: Traits, names: Names, languages: Mapping[int, Language], sayings: Mapping[int, Saying]
) -> dict[int, Telling]:
    """Return of each attribution what its rows say: speaker, name, language, cue and stance."""
    article, start, end = view(stretch.article), view(stretch.start), view(stretch.end)
    named = {i: saying for i, saying in sayings.items() if saying.source != NO_SOURCE}
    where = [article[saying.cue] for saying in named.values()]
    speakers = name_speakers(t, names, [saying.source for saying in named.values()], where)
    by = dict(zip(named, speakers, strict=True))
    told: dict[int, Telling] = {}
    for i, saying in sayings.items():
        cue, speaker = stretch.text[start[saying.cue] : end[saying.cue]], None
        if i in named:
            speaker = _written(stretch.text[start[saying.source[0]] : end[saying.source[1] - 1]])
        told[i] = (speaker, by.get(i, UNKNOWN), languages.get(i, NOT_SAID), cue, saying.word.stance)
    return told


def _direct(
    quotations: Sequence[QuotedSpan],
    bounds: Sequence[Sequence[int]],
    kinds: Sequence[str],
    article: Sequence[int],
    found: Mapping[int, Found],
    told: Mapping[int, Telling],
) -> list[Spoken]:
    rows = []
    for i, (q, (first, past)) in enumerate(zip(quotations, bounds, strict=True)):
        if first >= past:
            continue
        one = found.get(i, NOT_FOUND)
        telling = told[one.saying] if one.saying >= 0 else _NOTHING_KNOWN
        evidence = one.evidence if telling[0] else None
        span = (first, past, article[first], q.start, q.end, q.outer_start, q.outer_end)
        rows.append(Spoken(*span, kinds[i], q.group, q.unclosed, *telling, evidence))
    return rows


def _indirect(
    stretch: Stretch, sayings: Sequence[Saying], told: Mapping[int, Telling], where: Sequence[int], group: int
) -> list[Spoken]:
    rows = []
    starts, ends = view(stretch.start), view(stretch.end)
    for i, (saying, article) in enumerate(zip(sayings, where, strict=True)):
        if not saying.contents:
            continue
        evidence, telling = f"tag {saying.place}" if saying.source != NO_SOURCE else None, told[i]
        for first, past in saying.contents:
            start, end = starts[first], ends[past - 1]
            span = (first, past, article, start, end, start, end)
            rows.append(Spoken(*span, "indirect", group, False, *telling, evidence))
        group += 1
    return rows


def _written(source: str) -> str:
    words = source if source.isprintable() and "  " not in source else " ".join(source.split())
    return words[:-2] if words.endswith(("'s", "’s")) else words
