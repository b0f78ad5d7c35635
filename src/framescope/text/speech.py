"""Direct and indirect speech in a stretch of texts: what is said, by whom, with which word, on what evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.attribution import NOT_FOUND, Found, Quoted, attribute
from framescope.text.introductions import collect_names
from framescope.text.names import Names
from framescope.text.quotes import QuotedSpan
from framescope.text.sayings import find_sayings
from framescope.text.speakers import name_speakers
from framescope.text.spoken import NOT_SAID, Language, languages_of
from framescope.text.stretch import Stretch, traits_of, view
from framescope.text.traits import Traits, TypeTraits
from framescope.text.verbless import NO_SOURCE, Saying, may_follow_name
from framescope.text.wordkinds import CUE

Ints = npt.NDArray[np.int64]
Objects = npt.NDArray[np.object_]


class Spoken(NamedTuple):
    """What was found, as columns: the tokens that each row covers, and columns of the table `quotations`."""

    first: Ints
    past: Ints
    article: Ints
    start: Ints
    end: Ints
    outer_start: Ints
    outer_end: Ints
    kind: Objects
    group: Ints
    unclosed: npt.NDArray[np.bool_]
    speaker: Objects
    speaker_name: Objects
    named_by: Objects
    source_type: Objects
    translated: Objects
    language_spoken: Objects
    cue: Objects
    stance: Objects
    attribution: Objects


#: What the rows of one attribution say: the columns of `Spoken` from `speaker` to `stance`.
_Telling = tuple[str | None, ...]
_NOBODY: _Telling = (None,) * 6
_NOTHING: _Telling = (None,) * 8


def find_speech(stretch: Stretch, types: TypeTraits, quotations: Sequence[QuotedSpan]) -> Spoken:
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
    Spoken
        A row for each quotation and for each stretch of indirect speech, in no particular order. Indirect
        speech is of kind ``indirect``; where quoted words stand inside, both have a row.
    """
    edges = np.array([(q.start, q.end) for q in quotations], dtype=np.int64).reshape(-1, 2)
    bounds = np.searchsorted(stretch.start, edges)
    around = np.full(len(stretch.start), -1, dtype=np.int64)
    for i, (first, past) in enumerate(bounds.tolist()):
        around[first:past] = i
    t, word, gap = traits_of(stretch, types, around)
    names = collect_names(t, word, gap, stretch.article)
    telling = (word & CUE > 0) | may_follow_name(word, gap, np.asarray(t.begin))
    cues = np.flatnonzero(telling & (around < 0) & (stretch.article >= 0))
    sayings = find_sayings(t, cues.tolist(), names, view(stretch.article))
    kinds = _kinds(quotations, bounds.tolist(), sayings, t)
    found = _attributed(t, quotations, bounds.tolist(), kinds, sayings, view(stretch.part))
    quoting = {one.saying for one in found.values()}
    used = {i: saying for i, saying in enumerate(sayings) if saying.contents or i in quoting}
    told = _tellings(stretch, t, names, languages_of(t, sayings, word), used)
    told_of = np.array([told.get(i, _NOTHING) for i in range(len(sayings))] + [_NOTHING], dtype=np.object_)
    direct = _direct(stretch, quotations, bounds, kinds, found, told_of)
    indirect = _indirect(stretch, sayings, told_of, max((q.group for q in quotations), default=-1) + 1)
    return Spoken._make(map(np.concatenate, zip(direct, indirect, strict=True)))


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


def _tellings(
    stretch: Stretch, t: Traits, names: Names, languages: Mapping[int, Language], sayings: Mapping[int, Saying]
) -> dict[int, _Telling]:
    """Return of each attribution what its rows say: speaker, name, language, cue and stance."""
    article, start, end = view(stretch.article), view(stretch.start), view(stretch.end)
    named = {i: saying for i, saying in sayings.items() if saying.source != NO_SOURCE}
    where = [article[saying.cue] for saying in named.values()]
    speakers = name_speakers(t, names, [saying.source for saying in named.values()], where)
    who: dict[int, _Telling] = {}
    for (i, saying), by in zip(named.items(), speakers, strict=True):
        first, past = saying.source
        who[i] = (_written(stretch.text[start[first] : end[past - 1]]), *by, *languages.get(i, NOT_SAID))
    return {
        i: (*who.get(i, _NOBODY), stretch.text[start[saying.cue] : end[saying.cue]], saying.word.stance)
        for i, saying in sayings.items()
    }


def _direct(
    stretch: Stretch,
    quotations: Sequence[QuotedSpan],
    bounds: Ints,
    kinds: Sequence[str],
    found: Mapping[int, Found],
    told: Objects,
) -> Spoken:
    """Return the rows of quotations that hold a word; `told` are the columns of each attribution, and of none."""
    here = np.flatnonzero(bounds[:, 0] < bounds[:, 1])
    first, past = bounds[here].T
    places = np.array([(*q[:4], q.group, q.unclosed) for q in quotations], dtype=np.int64).reshape(-1, 6)
    start, end, outer_start, outer_end, group, unclosed = places[here].T
    kind = np.array(kinds, dtype=np.object_)[here]
    given = [found.get(i, NOT_FOUND) for i in here.tolist()]
    said = told[[one.saying for one in given]] if given else told[:0]
    evidence = np.array([one.evidence for one in given], dtype=np.object_)
    evidence[~said[:, 0].astype(np.bool_)] = None
    where = (first, past, stretch.article[first], start, end, outer_start, outer_end)
    return Spoken._make((*where, kind, group, unclosed.astype(np.bool_), *said.T, evidence))


def _indirect(stretch: Stretch, sayings: Sequence[Saying], told: Objects, group: int) -> Spoken:
    """Return the rows of indirect speech; groups are counted on from the one that is given."""
    spans = [(first, past, i) for i, saying in enumerate(sayings) for first, past in saying.contents]
    first, past, saying = np.array(spans, dtype=np.int64).reshape(-1, 3).T
    start, end = stretch.start[first], stretch.end[past - 1]
    kind = np.full(len(first), "indirect", dtype=np.object_)
    places = (f"tag {sayings[i].place}" if sayings[i].source != NO_SOURCE else None for i in saying.tolist())
    evidence = np.fromiter(places, dtype=np.object_, count=len(first))
    groups = group + np.cumsum(np.diff(saying, prepend=saying[:1]) > 0)
    where = (first, past, stretch.article[[sayings[i].cue for i in saying.tolist()]], start, end, start, end)
    return Spoken._make((*where, kind, groups, np.zeros(len(first), dtype=np.bool_), *told[saying].T, evidence))


def _written(source: str) -> str:
    words = source if source.isprintable() and "  " not in source else " ".join(source.split())
    return words[:-2] if words.endswith(("'s", "’s")) else words
