"""Direct and indirect speech in a stretch of texts: what is said, by whom, with which word, on what evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.attribution import EVIDENCE, Found, Quoted, attribute
from framescope.text.cast import Speaker
from framescope.text.cuekinds import IS_DISTANCING
from framescope.text.cues import stances_of
from framescope.text.finding import Engine, find_attributions, read_sources
from framescope.text.introductions import collect_names
from framescope.text.quotes import Quotations
from framescope.text.said import Sayings
from framescope.text.speakers import name_speakers
from framescope.text.spoken import NOT_SAID, Language, languages_of
from framescope.text.stretch import Stretch, columns_of, readable
from framescope.text.traits import Traits
from framescope.text.typetraits import TypeTraits

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


def find_speech(stretch: Stretch, types: TypeTraits, quotations: Quotations, engine: Engine = "python") -> Spoken:
    """Find who says what, inside quotation marks and outside.

    Parameters
    ----------
    stretch
        The texts.
    types
        What is known of the types of their tokens.
    quotations
        What stands inside quotation marks, in the order of the text; groups are unique over all texts.
    engine
        What finds attributions; both find the same.

    Returns
    -------
    Spoken
        A row for each quotation and for each stretch of indirect speech, in no particular order. Indirect
        speech is of kind ``indirect``; where quoted words stand inside, both have a row.
    """
    bounds = np.searchsorted(stretch.start, np.stack(quotations[:2], axis=1))
    columns = columns_of(stretch, types, _around(bounds, len(stretch.start)))
    t = readable(columns, stretch, types)
    word, gap = np.asarray(columns.word), np.asarray(columns.gap)
    names = collect_names(t, word, gap, stretch.article)
    sayings = find_attributions(stretch, t, columns, names, engine)
    held = bounds[:, 0] < bounds[:, 1]
    quotations, bounds = Quotations._make(column[held] for column in quotations), bounds[held]
    quotations = quotations._replace(kind=_kinds(quotations.kind, bounds, sayings, t))
    speech = np.flatnonzero(quotations.kind == "speech")
    first, past = bounds[speech].T
    given = np.full((2, len(bounds)), -1)  # what is no speech has no attribution
    given[:, speech] = attribute(
        columns, gap, Quoted(first, past, quotations.group[speech], stretch.part[first]), sayings
    )
    used = sayings.content.copy()
    used[given[0, given[0] >= 0]] = True
    named = np.flatnonzero(used & sayings.named)
    phrases = read_sources(t, columns, sayings.source[named], engine)
    sources = list(zip(*sayings.source[named].T.tolist(), strict=True))
    speakers = name_speakers(t, names, sources, phrases, stretch.article[sayings.cue[named]].tolist())
    told = _tellings(stretch, sayings, np.flatnonzero(used), speakers, languages_of(t, sayings, word))
    direct = _direct(stretch, quotations, bounds, Found(*given), told)
    indirect = _indirect(stretch, sayings, told, int(quotations.group.max(initial=-1)) + 1)
    return Spoken._make(map(np.concatenate, zip(direct, indirect, strict=True)))


def _around(bounds: Ints, n: int) -> Ints:
    """Return the index of the quotation around each of n tokens, or -1, from where quotations begin and end."""
    index = np.full(2 * len(bounds) + 1, -1, dtype=np.int64)
    index[1::2] = np.arange(len(bounds))
    return np.repeat(index, np.diff(bounds.ravel(), prepend=0, append=n))


def _kinds(kinds: Objects, bounds: Ints, sayings: Sayings, t: Traits) -> Objects:
    """Return the kind of each quotation; what is marked off within indirect speech has a speaker: no scare quote."""
    kinds = kinds.copy()
    marked_off = np.flatnonzero(kinds == "scare")
    contents = sayings.contents[sayings.named[:, None] & (sayings.contents[:, :, 1] > 0)]
    spans = sorted(contents.tolist())
    k = 0
    for i, (first, past) in zip(marked_off.tolist(), bounds[marked_off].tolist(), strict=True):
        while k < len(spans) and spans[k][1] < past:
            k += 1
        inside = k < len(spans) and spans[k][0] <= first and past <= spans[k][1]
        if inside and not (first and t.as_other[first - 1] & IS_DISTANCING):
            kinds[i] = "speech"
    return kinds


def _tellings(
    stretch: Stretch,
    sayings: Sayings,
    used: Ints,
    speakers: Sequence[Speaker],
    languages: Mapping[int, Language],
) -> list[Objects]:
    """Return what the rows of each attribution say that has any, and behind the last what those of none say: nothing.

    The columns are those of `Spoken` from `speaker` to `stance`.
    """
    named = used[sayings.named[used]]
    first, past = sayings.source[named].T
    written = map(_written, _texts(stretch, first, past))
    tongues = [languages.get(i, NOT_SAID) for i in named.tolist()]
    told = np.full((8, len(sayings.cue) + 1), None, dtype=np.object_)
    columns = (written, *zip(*speakers, strict=True), *zip(*tongues, strict=True))
    for column, values in enumerate(columns):
        told[column, named] = list(values)
    told[6, used] = _texts(stretch, sayings.cue[used], sayings.cue[used] + 1)
    told[7, used] = stances_of(sayings.kind[used])
    return list(told)


def _texts(stretch: Stretch, first: Ints, past: Ints) -> list[str]:
    """Return what stands in the text from tokens on to before others."""
    bounds = zip(stretch.start[first].tolist(), stretch.end[past - 1].tolist(), strict=True)
    return [stretch.text[start:end] for start, end in bounds]


def _direct(stretch: Stretch, quotations: Quotations, bounds: Ints, found: Found, told: Sequence[Objects]) -> Spoken:
    """Return the rows of quotations; `bounds` are their tokens."""
    first, past = bounds.T
    said = [column[found.saying] for column in told]
    evidence = np.array(EVIDENCE, dtype=np.object_)[found.evidence]
    evidence[~said[0].astype(np.bool_)] = None
    return Spoken._make((first, past, stretch.article[first], *quotations, *said, evidence))


def _indirect(stretch: Stretch, sayings: Sayings, told: Sequence[Objects], group: int) -> Spoken:
    """Return the rows of indirect speech; groups are counted on from the one that is given."""
    saying, which = np.nonzero(sayings.contents[:, :, 1])
    first, past = sayings.contents[saying, which].T
    start, end = stretch.start[first], stretch.end[past - 1]
    kind = np.full(len(first), "indirect", dtype=np.object_)
    evidence = np.array(["tag after", "tag before"], dtype=np.object_)[sayings.leads[saying].astype(np.int64)]
    evidence[~sayings.named[saying]] = None
    groups = group + np.cumsum(np.diff(saying, prepend=saying[:1]) > 0)
    where = (first, past, stretch.article[sayings.cue[saying]], start, end, start, end)
    said = (column[saying] for column in told)
    return Spoken._make((*where, kind, groups, np.zeros(len(first), dtype=np.bool_), *said, evidence))


def _written(source: str) -> str:
    words = source if source.isprintable() and "  " not in source else " ".join(source.split())
    return words[:-2] if words.endswith(("'s", "’s")) else words
