"""Whose words each token is, and who speaks: the table `quotations` and the voice of every token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.label import Labels
from framescope.corpus.labelled import Labelled
from framescope.garbage import no_cycles_sought
from framescope.schema import QUOTATIONS, VOICE_OF_KIND, VOICES, ZONES
from framescope.text.finding import faster_engine
from framescope.text.language import ASSESSED_LANGUAGES
from framescope.text.quotes import Passage, find_quotations
from framescope.text.speech import Spoken, find_speech
from framescope.text.stretch import Stretch
from framescope.text.typetraits import type_traits

Codes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_HEADLINES = ("title", "heading", "repeat")
#: Characters of the documents that are read together: enough to pay for the arrays, little enough to stay small.
_BLOCK = 500_000
_FURNITURE = ZONES.index("furniture")


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
    engine = faster_engine(sum(map(len, documents.texts)))
    found: list[tuple[Spoken, Codes, Ints]] = []
    with no_cycles_sought():
        for block in _blocks(documents):
            stretch, offsets = _stretch(documents, block, assessed)
            passages, zones = _passages(documents, block, assessed, offsets)
            spoken = find_speech(stretch, types, find_quotations(stretch.text, passages), engine)
            tokens = slice(*documents.tokens.bounds[[block.start, block.stop]].tolist())
            _give_voice(codes[tokens], spoken)
            found.append((spoken, _zones(spoken, documents.zone[tokens], passages, zones), offsets))
        return _table(documents, found), codes


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


def _stretch(documents: Labelled, block: range, assessed: Bools) -> tuple[Stretch, Ints]:
    """Lay the documents of a block end to end; return them with the offset of each."""
    texts = documents.texts[block.start : block.stop]
    bounds = documents.tokens.bounds[block.start : block.stop + 1]
    own = slice(int(bounds[0]), int(bounds[-1]))
    offsets = np.cumsum([0, *(len(text) for text in texts[:-1])])
    tokens, zone = documents.tokens, documents.zone[own]
    start = tokens.start[own].astype(np.int64) + np.repeat(offsets, np.diff(bounds))
    breaks = documents.breaks[own].copy()
    breaks[1:] |= zone[1:] != zone[:-1]
    article = documents.article[own].astype(np.int64)
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
    return stretch, offsets


def _passages(documents: Labelled, block: range, assessed: Bools, offsets: Ints) -> tuple[list[Passage], list[int]]:
    """Return the passages of a block in which marks are looked for, and the zone of each.

    The body lines of an article are one run, so that a quotation may go on; others stand by themselves.
    """
    passages: list[Passage] = []
    zones: list[int] = []
    for i, offset in zip(block, offsets.tolist(), strict=True):
        labels = documents.labels[i]
        first, past = documents.first_articles[i : i + 2]
        for n in np.flatnonzero(assessed[first:past]).tolist():
            begin, end = labels.segments[n]
            paragraphs = list(_paragraphs(labels, begin, end))
            body = [paragraph for paragraph in paragraphs if paragraph[2] == "body"]
            others = [paragraph for paragraph in paragraphs if paragraph[2] not in ("body", "blank")]
            run = len(passages)
            passages += [Passage(start + offset, stop + offset, False, run) for start, stop, _ in body]
            alone = enumerate(others, len(passages))
            passages += [
                Passage(start + offset, stop + offset, kind in _HEADLINES, run) for run, (start, stop, kind) in alone
            ]
            zones += [ZONES.index(kind) for _, _, kind in (*body, *others)]
    return passages, zones


def _give_voice(codes: Codes, spoken: Spoken) -> None:
    """Write the voice of the tokens of a block; quoted words within indirect speech stay quoted."""
    for kind in ("indirect", "speech", "scare"):
        mine = spoken.kind == kind
        begun, ended = (np.bincount(edge[mine], minlength=len(codes) + 1) for edge in (spoken.first, spoken.past))
        codes[np.cumsum(begun - ended)[:-1] > 0] = VOICES.index(VOICE_OF_KIND[kind])


def _zones(spoken: Spoken, token_zones: Codes, passages: Sequence[Passage], zones: Sequence[int]) -> Codes:
    """Return the zone of each row: of a quotation that of its passage, of indirect speech that of its first token."""
    found = token_zones[spoken.first]
    starts = np.array([passage.start for passage in passages], dtype=np.int64)
    order = np.argsort(starts)
    marked = spoken.kind != "indirect"
    around = np.searchsorted(starts[order], spoken.start[marked], side="right") - 1
    found[marked] = np.array(zones, dtype=np.uint8)[order[around]]
    return found


def _table(documents: Labelled, found: Sequence[tuple[Spoken, Codes, Ints]]) -> pd.DataFrame:
    """Return `quotations` from the rows of all blocks, their zones, and where the documents begin in their block."""
    if not found:
        return QUOTATIONS.frame()
    groups = np.cumsum([0, *(int(spoken.group.max(initial=-1)) + 1 for spoken, _, _ in found[:-1])])
    rows = [spoken._replace(group=spoken.group + n) for (spoken, _, _), n in zip(found, groups.tolist(), strict=True)]
    spoken = Spoken._make(map(np.concatenate, zip(*rows, strict=True)))
    order = np.lexsort((-spoken.outer_end, spoken.outer_start, spoken.article))
    spoken = Spoken._make(column[order] for column in spoken)
    zone = np.concatenate([zones for _, zones, _ in found])[order]
    document = np.searchsorted(documents.first_articles, spoken.article, side="right") - 1
    base = np.concatenate([offsets for _, _, offsets in found])[document]
    columns: dict[str, Any] = {name: column for name, column in spoken._asdict().items() if name in QUOTATIONS.columns}
    columns |= {name: columns[name] - base for name in ("start", "end", "outer_start", "outer_end")}
    columns["article_id"] = _named(spoken.article, documents.article_ids)
    columns["zone"] = _named(zone, ZONES)
    columns["group"] = _counted(spoken.group, spoken.article)
    return QUOTATIONS.frame(pd.DataFrame(columns))


def _named(codes: npt.NDArray[Any], names: Sequence[str]) -> pd.Categorical[str]:
    """Return what codes stand for; categories are sorted, and none is left without a row."""
    used, code = np.unique(codes, return_inverse=True)
    words = np.array([names[i] for i in used.tolist()], dtype=object)
    order = np.argsort(words)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return pd.Categorical.from_codes(rank[code], pd.Index(words[order], dtype="str"))


def _counted(group: Ints, article: Ints) -> Ints:
    """Return groups counted anew in each article, in the order in which they begin."""
    _, first, which = np.unique(group, return_index=True, return_inverse=True)
    begins = np.zeros(len(group), dtype=np.int64)
    begins[first] = 1
    number = np.cumsum(begins)[first][which]
    counted: Ints = number - number[np.searchsorted(article, article)]
    return counted


def _paragraphs(labels: Labels, first: int, past: int) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and kind of each paragraph of lines: one line, or those it was broken into at a fixed width."""
    bounds = labels.bounds
    start = bounds[first]
    for line in range(first, past):
        if not labels.goes_on[line]:
            yield start, bounds[line + 1], labels.kinds[line]
            start = bounds[line + 1]
