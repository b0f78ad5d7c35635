"""One document's labels: the kind of each line, in-line residue, where its articles begin, what it says of itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

from framescope.corpus.claims import find_claims
from framescope.corpus.decisions import Decisions, decided_rows, of_paragraphs
from framescope.corpus.kinds import recognise
from framescope.corpus.lines import Row, clean, line_bounds, read_rows
from framescope.corpus.marks import find_residues
from framescope.corpus.segments import Boundary, find_boundaries, release, split
from framescope.corpus.titles import settle_titles
from framescope.corpus.wrapped import paragraphs_of, unwrapped
from framescope.corpus.zones import settle_places

Span = tuple[int, int]

# Documents whose lines are looked at together: those of a shard of news are fewer.
_TOGETHER = 2048


class Line(NamedTuple):
    """One line: offsets (terminator included), kind, rule that decided, whether the next goes on with its paragraph."""

    start: int
    end: int
    kind: str
    rule: str
    goes_on: bool


class Mark(NamedTuple):
    """One piece of in-line residue."""

    start: int
    end: int
    kind: str
    rule: str


@dataclass(frozen=True)
class Claim:
    """Something the text says about itself; `article` is the ordinal of the article it speaks of."""

    field: str
    value: str | None
    start: int
    end: int
    rule: str
    confidence: str
    article: int | None
    guessed: bool = False


@dataclass(frozen=True)
class Labels:
    """Labels of one document.

    `bounds` says where each line begins, and at last where the text ends; `kinds`, `rules` and `goes_on` are those of
    its `lines`. `segments` are line ranges (from, to), one per article; together they tile the lines. Empty if
    the document holds no article. Everything between is told by the kind of each line.
    """

    bounds: Sequence[int]
    kinds: Sequence[str]
    rules: Sequence[str]
    goes_on: Sequence[bool]
    marks: tuple[Mark, ...]
    segments: tuple[Span, ...]
    claims: tuple[Claim, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines, which tile the text."""
        return tuple(map(Line, self.bounds, self.bounds[1:], self.kinds, self.rules, self.goes_on))


def label_document(text: str, decisions: Decisions | None = None, *, extracted: bool = False) -> Labels:
    """Label one document, as `label_texts` does."""
    return label_texts([text], [decisions], [extracted])[0]


def label_texts(texts: Sequence[str], decisions: Sequence[Decisions | None], extracted: Sequence[bool]) -> list[Labels]:
    """Label documents.

    Parameters
    ----------
    texts
        The decoded documents.
    decisions
        What a reader decided about each; it overrides the rules.
    extracted
        Whether each was taken out of a page, so that next to no furniture is left in it.

    Returns
    -------
    list of Labels
        The lines tile the text, the segments tile the lines (none without body text), marks do not
        overlap. A boundary is claimed whether it was split or not.

    Raises
    ------
    InputError
        If a decision names a line the document does not have.
    UnknownNameError
        If a decision names a kind that does not exist.

    Notes
    -----
    Body is the default: a line is furniture only where a named rule says so, so that some furniture
    is counted rather than text lost. The lines of a paragraph that was broken at a fixed width have one label;
    a decision about one of them is a decision about all.
    """
    labels: list[Labels] = []
    for first in range(0, len(texts), _TOGETHER):
        block = slice(first, first + _TOGETHER)
        labels += _label_block(texts[block], [one or Decisions() for one in decisions[block]], extracted[block])
    return labels


def _label_block(texts: Sequence[str], decisions: Sequence[Decisions], extracted: Sequence[bool]) -> Iterator[Labels]:
    joined = [unwrapped(text) for text in texts]
    bounds, rows = zip(*read_rows(joined), strict=True)
    recognise(chain.from_iterable(rows))
    held = [
        range(len(own) - 1) if one is text else paragraphs_of(text, one)
        for text, one, own in zip(texts, joined, bounds, strict=True)
    ]
    decided = map(of_paragraphs, decisions, held)
    settled = [_settle(*document) for document in zip(joined, bounds, rows, decided, extracted, strict=True)]
    marks = _find_marks(joined, rows)
    for n, (text, own, (segments, said)) in enumerate(zip(texts, rows, settled, strict=True)):
        kinds, rules = (["blank"] * (len(bounds[n]) - 1) for _ in range(2))
        for row in own:
            kinds[row.number], rules[row.number] = row.kind, row.rule
        labels = Labels(bounds[n], kinds, rules, [False] * len(kinds), marks[n], segments, said)
        yield labels if joined[n] is text else _on_lines(labels, text, held[n])


def _on_lines(labels: Labels, text: str, held: Sequence[int]) -> Labels:
    """Return the labels of an unwrapped text for the lines as they stand in the document."""
    return replace(
        labels,
        bounds=line_bounds(text),
        kinds=[labels.kinds[n] for n in held],
        rules=[labels.rules[n] for n in held],
        goes_on=[n == following for n, following in zip_longest(held, held[1:])],
        segments=tuple((bisect_left(held, first), bisect_left(held, last)) for first, last in labels.segments),
    )


def _settle(
    text: str, bounds: Sequence[int], rows: list[Row], decisions: Decisions, extracted: bool
) -> tuple[tuple[Span, ...], tuple[Claim, ...]]:
    """Decide what depends on the lines around; return the line ranges of the articles, and what these state."""
    decided = decided_rows(bounds, rows, decisions)
    live = [row for row in rows if row.kind != "blank"] if decided else rows
    settle_places(live, extracted=extracted)
    boundaries = find_boundaries(live)
    begins = split(boundaries, decisions.boundaries)
    release(live, begins)
    segments = tuple(pairwise([0, *(boundary.line for boundary in begins), len(bounds) - 1]))
    for segment in segments:
        settle_titles(_inside(segment, live), extracted=extracted)
    for row, kind in decided:
        row.settle(kind, "decided")
    if not any(row.kind == "body" for row in rows):
        segments = ()
    claims = (*_boundary_claims(text, bounds, segments, [*boundaries, *begins]), *_stated_claims(text, rows, segments))
    return segments, claims


def _inside(segment: Span, rows: Sequence[Row]) -> list[Row]:
    first, last = segment
    return [row for row in rows if first <= row.number < last]


def _find_marks(texts: Sequence[str], rows: Sequence[Sequence[Row]]) -> list[tuple[Mark, ...]]:
    """Return the marks in each text, offsets counted from its beginning."""
    marks: list[list[Mark]] = [[] for _ in texts]
    read = [(n, row) for n, own in enumerate(rows) for row in own if row.kind not in ("blank", "furniture")]
    for i, residues in find_residues([texts[n][row.start : row.end] for n, row in read]):
        n, row = read[i]
        marks[n] += [Mark(row.start + one.start, row.start + one.end, one.kind, one.rule) for one in residues]
    return list(map(tuple, marks))


def _boundary_claims(
    text: str, bounds: Sequence[int], segments: Sequence[Span], boundaries: Sequence[Boundary]
) -> Iterator[Claim]:
    firsts = {first for first, _ in segments}
    for boundary in sorted(dict.fromkeys(boundaries), key=lambda one: (one.line, not one.certain)):
        start, end = bounds[boundary.line : boundary.line + 2]
        n = next((n for n, (first, last) in enumerate(segments) if first <= boundary.line < last), None)
        certain = boundary.certain and boundary.line in firsts
        value, confidence = clean(text[start:end]), _confidence(certain)
        yield Claim("boundary", value, start, end, boundary.rule, confidence, n, guessed=not certain)


def _stated_claims(text: str, rows: Sequence[Row], segments: Sequence[Span]) -> Iterator[Claim]:
    for n, segment in enumerate(segments):
        for one in find_claims(text, _inside(segment, rows)):
            yield Claim(
                one.field, one.value, one.start, one.end, one.rule, _confidence(one.certain), n, guessed=not one.certain
            )


def _confidence(certain: bool) -> str:
    return "certain" if certain else "uncertain"
