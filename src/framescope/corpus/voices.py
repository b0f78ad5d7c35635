"""Whose words each token is, and who speaks: the table `quotations` and the voice of every token."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.label import Labels, Line
from framescope.corpus.labelled import Labelled
from framescope.garbage import no_cycles_sought
from framescope.schema import QUOTATIONS, VOICE_OF_KIND, VOICES, ZONES
from framescope.text.language import ASSESSED_LANGUAGES
from framescope.text.quotes import Passage, QuotedSpan, find_quotations
from framescope.text.speech import Spoken, find_speech
from framescope.text.stretch import Stretch
from framescope.text.traits import type_traits

Codes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
Row = tuple[object, ...]

_HEADLINES = ("title", "heading", "repeat")
#: Characters of the documents that are read together: enough to pay for the arrays, little enough to stay small.
_BLOCK = 250_000
_FURNITURE = ZONES.index("furniture")
_CODE = {kind: VOICES.index(voice) for kind, voice in VOICE_OF_KIND.items()}


def find_voices(documents: Labelled, languages: Sequence[str | None]) -> tuple[pd.DataFrame, Codes]:
    """Find direct and indirect speech in documents, who speaks, and the voice of each token.

    Parameters
    ----------
    documents
        The labelled documents.
    languages
        The language of each article; an unknown one is read by the rules of English.

    Returns
    -------
    tuple
        The table `quotations`, by document, article and offset, and a code into `schema.VOICES` for each
        token; articles in a language without rules are ``unassessed`` throughout.
    """
    assessed = np.array([one is None or one in ASSESSED_LANGUAGES for one in languages], dtype=np.bool_)
    codes = np.full(len(documents.tokens.term), VOICES.index("own"), dtype=np.uint8)
    # Text around which no article stands is nobody's; of an article without rules nothing is said.
    codes[~np.append(assessed, True)[documents.article]] = VOICES.index("unassessed")
    types = type_traits(documents.tokens.types)
    rows: list[Row] = []
    with no_cycles_sought():
        for block in _blocks(documents):
            first_token = int(documents.tokens.bounds[block.start])
            stretch, offsets = _stretch(documents, block, assessed)
            quotations, zones = _marked(documents, block, assessed, stretch.text, offsets)
            spoken = find_speech(stretch, types, quotations)
            _give_voice(codes[first_token : first_token + len(stretch.start)], spoken)
            rows += _rows(documents, spoken, zones, first_token, dict(zip(block, offsets, strict=True)))
    return QUOTATIONS.frame(pd.DataFrame(rows, columns=list(QUOTATIONS.columns), dtype=object)), codes


def _blocks(documents: Labelled) -> Iterator[range]:
    """Cut documents into blocks of bounded size."""
    first, size = 0, 0
    for i, text in enumerate(documents.texts):
        size += len(text)
        if size >= _BLOCK:
            yield range(first, i + 1)
            first, size = i + 1, 0
    if first < len(documents.texts):
        yield range(first, len(documents.texts))


def _stretch(documents: Labelled, block: range, assessed: npt.NDArray[np.bool_]) -> tuple[Stretch, list[int]]:
    """Lay the documents of a block end to end; return them with the offset of each."""
    texts = documents.texts[block.start : block.stop]
    bounds = documents.tokens.bounds[block.start : block.stop + 1]
    own = slice(int(bounds[0]), int(bounds[-1]))
    offsets = np.cumsum([0, *(len(text) for text in texts[:-1])])
    tokens, zone = documents.tokens, documents.zone[own]
    start = tokens.start[own].astype(np.int64) + np.repeat(offsets, np.diff(bounds))
    breaks = documents.breaks[own].copy()
    breaks[1:] |= zone[1:] != zone[:-1]
    article = documents.article[own]
    stretch = Stretch(
        text="".join(texts),
        start=start,
        end=start + tokens.length[own].astype(np.int64),
        term=tokens.term[own],
        breaks=breaks,
        article=np.where(np.append(assessed, False)[article], article, -1),
        part=2 * article + (zone == _FURNITURE),
        types=tokens.types,
    )
    return stretch, offsets.tolist()


def _marked(
    documents: Labelled, block: range, assessed: npt.NDArray[np.bool_], text: str, offsets: Sequence[int]
) -> tuple[list[QuotedSpan], dict[int, str]]:
    """Return the quotations of a block, offsets and groups counted through it, and the zone of each by its start."""
    found: list[QuotedSpan] = []
    zones: dict[int, str] = {}
    groups = 0
    for i, offset in zip(block, offsets, strict=True):
        mine: list[QuotedSpan] = []
        first, past = documents.first_articles[i : i + 2]
        for n in np.flatnonzero(assessed[first:past]).tolist():
            for zone, passages in _readings(documents.labels[i], n, offset):
                spans = find_quotations(text, passages, groups)
                zones.update((span.start, zone) for span in spans)
                groups = spans[-1].group + 1 if spans else groups
                mine += spans
        found += sorted(mine)
    return found, zones


def _give_voice(codes: Codes, spoken: Sequence[Spoken]) -> None:
    """Write the voice of the tokens of a block; quoted words within indirect speech stay quoted."""
    reported = (one for one in spoken if one.kind == "indirect")
    marked = (one for one in spoken if one.kind in ("speech", "scare"))
    for one in chain(reported, marked):
        codes[one.first : one.past] = _CODE[one.kind]


def _rows(
    documents: Labelled, spoken: Sequence[Spoken], zones: dict[int, str], first_token: int, offsets: dict[int, int]
) -> Iterator[Row]:
    """Return rows of `quotations`: groups are counted anew in each article, offsets in each document."""
    ids = documents.article_ids
    groups: dict[int, int] = {}
    counted: dict[int, int] = {}
    zone_codes = documents.zone[[first_token + s.first for s in spoken]].tolist()
    zone_of = {s.first: ZONES[code] for s, code in zip(spoken, zone_codes, strict=True)}
    holding = np.searchsorted(documents.first_articles, [s.article for s in spoken], side="right") - 1
    base_of = {s.article: offsets[i] for s, i in zip(spoken, holding.tolist(), strict=True)}
    for s in sorted(spoken, key=lambda s: (s.article, s.outer_start, -s.outer_end)):
        if s.group not in groups:
            groups[s.group] = counted[s.article] = counted.get(s.article, -1) + 1
        base = base_of[s.article]
        zone = zone_of[s.first] if s.kind == "indirect" else zones[s.start]
        where = (s.start - base, s.end - base, s.outer_start - base, s.outer_end - base)
        known = s.speaker is not None
        who = (s.speaker, s.by.name, s.by.named_by, s.by.type if known else None)
        language = (s.language.translated, s.language.spoken) if known else (None, None)
        what = (s.kind, groups[s.group])
        yield (ids[s.article], zone, *where, *what, *who, *language, s.cue, s.stance, s.attribution, s.unclosed)


def _readings(labels: Labels, article: int, offset: int) -> Iterator[tuple[str, list[Passage]]]:
    """Yield the passages of an article: body lines as one run, so that a quotation may go on, others by themselves."""
    first, last = labels.segments[article]
    body: list[Passage] = []
    others: list[tuple[str, list[Passage]]] = []
    for start, end, kind in _paragraphs(labels.lines[first:last]):
        passage = Passage(start + offset, end + offset, kind in _HEADLINES)
        if kind == "body":
            body.append(passage)
        elif kind != "blank":
            others.append((kind, [passage]))
    yield "body", body
    yield from others


def _paragraphs(lines: Iterable[Line]) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and kind of each paragraph: one line, or those it was broken into at a fixed width."""
    start: int | None = None
    for line in lines:
        start = line.start if start is None else start
        if not line.goes_on:
            yield start, line.end, line.kind
            start = None
