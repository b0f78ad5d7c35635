"""Kinds of line against the annotated pages: text that is counted, each kind, and where articles begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, harmonic_mean

from benchmarks.framed import framed_articles
from benchmarks.gold_pages import HALVES, PARTS, GoldPage, load_half, page_source
from framescope.corpus.encoding import declared_encoding, decode
from framescope.corpus.html import read_page
from framescope.corpus.label import Labels, label_document
from framescope.schema import DEFAULT_ZONES, LINE_KINDS

#: Figures with a floor; the rest trade one against the other.
PINNED = (
    "body f1",
    "body recall",
    "counted characters f1",
    "extracted words f1",
    "extracted runs f1",
    "furniture f1",
    "title f1",
    "single articles whole",
    "glued articles reported",
)
# Words that page-extraction benchmarks compare together.
_RUN = 4
_KINDS = tuple(kind for kind in LINE_KINDS if kind != "blank")


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of one class, in lines or in characters."""

    hits: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of what was found that was wanted."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found."""
        return self.hits / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.hits / (self.found + self.wanted) if self.found + self.wanted else 1.0


def measure(data: Path) -> tuple[dict[str, float], list[str]]:
    """Return the figures of each part (``dev body f1``), and what could not be measured, in words."""
    figures: dict[str, float] = {}
    missing: list[str] = []
    for half in PARTS:
        pages, unavailable = load_half(half, data)
        missing += [f"{half}: {reason}" for reason in unavailable]
        if not unavailable:
            scores = score_pages(pages) | score_extraction(pages)
            figures |= {f"{half} {name}": value for name, value in scores.items()}
            if half == HALVES[0]:
                figures |= {f"framed {name}": v for name, v in score_pages(framed_articles(data, pages)).items()}
    return figures, missing


def score_pages(pages: Sequence[GoldPage]) -> dict[str, float]:
    """Return the figures of some annotated pages under the rules as they are."""
    labelled = [(page, label_document(page.text)) for page in pages]
    pairs = [
        (wanted, line.kind, line.end - line.start)
        for page, labels in labelled
        for wanted, line in zip(page.kinds, labels.lines, strict=True)
    ]
    figures: dict[str, float] = {}
    for name, score in {
        "body": score_of(pairs, {"body"}),
        "counted": score_of(pairs, set(DEFAULT_ZONES)),
        "counted characters": score_of(pairs, set(DEFAULT_ZONES), characters=True),
    }.items():
        figures |= {f"{name} f1": score.f1, f"{name} precision": score.precision, f"{name} recall": score.recall}
    figures |= {f"{kind} f1": score_of(pairs, {kind}).f1 for kind in _KINDS if kind != "body"}
    return figures | _boundaries(labelled)


def score_extraction(pages: Sequence[GoldPage]) -> dict[str, float]:
    """Return how pages read as HTML agree with the text and headings that were annotated, ours and trafilatura alone.

    F1 of the words of all pages together, and of runs of four words, from the means of precision and recall by page.
    """
    read = [(page, source) for page in pages if (source := page_source(page)) is not None]
    hits: dict[str, list[tuple[Score, Score]]] = {"extracted": [], "trafilatura's": []}
    for page, source in read:
        found = read_page(decode(source, declared=declared_encoding(source))[0]).text
        labels = label_document(found, extracted=True)
        kept = [found[line.start : line.end] for line in labels.lines if line.kind in DEFAULT_ZONES]
        kinds = zip(page.text.splitlines(), page.kinds, strict=True)
        wanted = _words(line for line, kind in kinds if kind in ("heading", "body"))
        for name, words in zip(hits, (_words(kept), _words([found])), strict=True):
            hits[name].append((_agreement(words, wanted), _agreement(_runs(words), _runs(wanted))))
    figures: dict[str, float] = {}
    for name, scores in hits.items():
        together = (sum(getattr(one, part) for one, _ in scores) for part in ("hits", "found", "wanted"))
        precision, recall = (fmean(getattr(run, part) for _, run in scores) for part in ("precision", "recall"))
        figures |= {f"{name} words f1": Score(*together).f1, f"{name} runs f1": harmonic_mean((precision, recall))}
    return figures


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in re.findall(r"\w+", text.lower().replace("\u00ad", ""))]


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))]


def _agreement(found: Sequence[Hashable], wanted: Sequence[Hashable]) -> Score:
    return Score((Counter(found) & Counter(wanted)).total(), len(found), len(wanted))


def score_of(pairs: Iterable[tuple[str, str, int]], kinds: set[str], *, characters: bool = False) -> Score:
    """Score (wanted kind, found kind, characters) of each line for some kinds taken together."""
    counted: Counter[tuple[bool, bool]] = Counter()
    for wanted, found, length in pairs:
        counted[wanted in kinds, found in kinds] += length if characters else 1
    hits = counted[True, True]
    return Score(hits, hits + counted[False, True], hits + counted[True, False])


def confusion(pages: Sequence[GoldPage]) -> list[tuple[str, int, str, str, str]]:
    """Return every line that is labelled wrongly: page, line, wanted kind, found kind, rule."""
    return [
        (page.id, number, wanted, line.kind, line.rule)
        for page in pages
        for number, (wanted, line) in enumerate(zip(page.kinds, label_document(page.text).lines, strict=True), start=1)
        if wanted != line.kind
    ]


def as_table(figures: Mapping[str, float]) -> str:
    """Return the figures as lines to be printed, the parts side by side."""
    parts, names = (dict.fromkeys(name.split(" ", 1)[i] for name in figures) for i in (0, 1))
    lines = [f"  {'':<28}" + "".join(f"{part:>8}" for part in parts)]
    for name in names:
        cells = (figures.get(f"{part} {name}") for part in parts)
        lines.append(f"  {name:<28}" + "".join("       –" if cell is None else f"{cell:>8.3f}" for cell in cells))
    return "\n".join(lines)


def _boundaries(labelled: Sequence[tuple[GoldPage, Labels]]) -> dict[str, float]:
    """Return the shares of single articles left whole, of glued ones split, and of those at least reported."""
    single = [labels for page, labels in labelled if len(page.begins) == 1]
    glued = [(page.begins[1:], labels) for page, labels in labelled if len(page.begins) > 1]
    split = sum(begins == tuple(first + 1 for first, _ in labels.segments[1:]) for begins, labels in glued)
    told = 0
    for begins, labels in glued:
        starts = {labels.lines[number - 1].start for number in begins}
        told += starts <= {claim.start for claim in labels.claims if claim.field == "boundary"}
    figures = {"single articles whole": sum(len(labels.segments) == 1 for labels in single) / max(1, len(single))}
    if glued:
        figures |= {"glued articles split": split / len(glued), "glued articles reported": told / len(glued)}
    return figures
