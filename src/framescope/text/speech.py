"""Direct and indirect speech in a stretch of texts: what is said, by whom, with which word, on what evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.attribution import NOT_FOUND, Found, Quoted, attribute
from framescope.text.content_ends import may_end_content
from framescope.text.names import Names, collect_names
from framescope.text.phrases import finite_verbs
from framescope.text.quotes import QuotedSpan
from framescope.text.sayings import find_sayings
from framescope.text.speakers import UNKNOWN, Speaker, name_speakers
from framescope.text.spoken import NOT_SAID, Language, languages_of
from framescope.text.traits import Traits, TypeTraits, gaps
from framescope.text.verbless import NO_SOURCE, Saying
from framescope.text.wordkinds import CAPITAL, CUE, DASH, DETERMINER, END, NUMBER, PREPOSITION, PRONOUN

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
    word = types.word[stretch.term]
    gap = gaps(stretch.text, stretch.start, stretch.end)
    t = _traits(stretch, types, word, gap, around)
    cues = np.flatnonzero((word & CUE > 0) & (around < 0) & (stretch.article >= 0))
    sayings = find_sayings(t, cues.tolist())
    article = _view(stretch.article)
    where = [article[saying.cue] for saying in sayings]
    kinds = _kinds(quotations, bounds, sayings, t)
    found = _attributed(t, quotations, bounds, kinds, sayings, where, article)
    names = collect_names(t, word, gap, stretch.article)
    quoting = {one.saying for one in found.values()}
    used = {i: saying for i, saying in enumerate(sayings) if saying.contents or i in quoting}
    told = _tellings(stretch, t, names, languages_of(t, sayings, word), used)
    return [
        *_direct(quotations, bounds, kinds, article, found, told),
        *_indirect(stretch, sayings, told, where, max((q.group for q in quotations), default=-1) + 1),
    ]


def _traits(stretch: Stretch, types: TypeTraits, word: Ints, gap: npt.NDArray[np.uint8], around: Ints) -> Traits:
    # A full stop with a dash behind it ends a sentence too, where extraction lost a line break.
    breaks = stretch.breaks | (gap & (END | DASH) == END | DASH)
    # So does one behind a number or a single letter, if what follows can only begin a sentence: March 7. The ...
    stopped = (gap[1:] & END > 0) & (word[1:] & CAPITAL > 0) & (stretch.start[1:] - stretch.end[:-1] > 1)
    breaks[1:] |= stopped & ((word[:-1] & NUMBER > 0) | (word[1:] & (DETERMINER | PRONOUN) > 0))
    breaks[:1] = True
    index = np.arange(len(word))
    begin = np.maximum.accumulate(np.where(breaks, index, 0))
    breaks |= (index - begin) % _LONGEST == 0
    begin = np.maximum.accumulate(np.where(breaks, index, 0))
    starts = np.flatnonzero(breaks)
    end = np.repeat(np.append(starts[1:], len(word)), np.diff(np.append(starts, len(word))))
    # What is read often is a list; what is read here and there need not become one, a view gives plain numbers too.
    return Traits(
        word=types.shared[stretch.term].tolist(),
        gap=gap.tolist(),
        begin=_view(begin),
        end=_view(end),
        quotation=_view(around),
        term=_view(stretch.term),
        verb=_next(finite_verbs(word)),
        preposition=_next(word & PREPOSITION > 0),
        turn=_next(may_end_content(word, gap)),
        forms=types.forms,
        types=stretch.types,
        plain=types.plain,
    )


def _next(holds: npt.NDArray[np.bool_]) -> memoryview:
    """Return from each token on, and behind the last, the first for which something holds."""
    n = len(holds)
    found = np.append(np.where(holds, np.arange(n), n), n)
    return _view(np.minimum.accumulate(found[::-1])[::-1])


def _view(column: npt.NDArray[Any]) -> memoryview:
    return memoryview(np.ascontiguousarray(column).data)


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
    where: Sequence[int],
    article: Sequence[int],
) -> dict[int, Found]:
    """Return the attribution of each quotation that is speech, by its index."""
    speech = [i for i, kind in enumerate(kinds) if kind == "speech" and bounds[i][0] < bounds[i][1]]
    quoted = [Quoted(bounds[i][0], bounds[i][1], quotations[i].group, article[bounds[i][0]]) for i in speech]
    return dict(zip(speech, attribute(t, quoted, sayings, where), strict=True))


Telling = tuple[str | None, Speaker, Language, str | None, str | None]


def _tellings(
    stretch: Stretch, t: Traits, names: Names, languages: Mapping[int, Language], sayings: Mapping[int, Saying]
) -> dict[int, Telling]:
    """Return of each attribution what its rows say: speaker, name, language, cue and stance."""
    article, start, end = _view(stretch.article), _view(stretch.start), _view(stretch.end)
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
    starts, ends = _view(stretch.start), _view(stretch.end)
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
    words = " ".join(source.split())
    return words[:-2] if words.endswith(("'s", "’s")) else words
