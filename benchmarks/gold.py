"""The annotated articles of `voice_gold`, and what a corpus says of the same tokens."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks import gold_pages
from benchmarks.gold_pages import GoldPage, load_half
from framescope.corpus.model import Corpus
from framescope.errors import InputError
from framescope.schema import VOICE_OF_KIND, VOICES

GOLD = Path(__file__).parent / "voice_gold"
HALVES = ("dev", "test")
#: Pages with their paragraphs and curly marks, as little to be looked at as the test half.
PAGES = "pages"
#: Articles annotated last, after all rules that were first measured on them.
FRESH = ("fresh", "fresh2", "fresh3")
#: Parts that no rule was written from.
UNSEEN = ("test", PAGES, *FRESH)
PARTS = ("dev", *UNSEEN)
#: Ten articles of both halves, gone over once more.
SECOND = "second"
NEWS = Path("news_articles") / "NewsArticles.csv.gz"
WIKINEWS = Path("meantime")

Span = tuple[int, int]
Codes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Attribution:
    """Content of one source: stretches of tokens, the source's name and its other wordings in the article."""

    tokens: tuple[Span, ...]
    name: str | None
    written: frozenset[str] = frozenset()
    stance: str | None = None


@dataclass(frozen=True)
class Labelled:
    """One article as labels of its tokens.

    Attributes
    ----------
    voice
        Code of each token into `schema.VOICES`.
    spans
        Kind of quotation to stretches of tokens (first, one past the last); of indirect speech what stands
        outside quotation marks.
    attributions
        What is attributed to whom.
    """

    voice: Codes
    spans: Mapping[str, tuple[Span, ...]]
    attributions: tuple[Attribution, ...]


def read_gold(half: str, data: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return the articles of a part (or the second pass) by name, each with text and record.

    Raises
    ------
    InputError
        If a text is not the one that was annotated.
    """
    found = {}
    for line in (GOLD / f"{half}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = _text(record["article"], data)
        if hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
            raise InputError(f"The text of {record['article']} in {data} is not the one that was annotated.")
        found[record["article"]] = (text, record)
    return found


def unavailable(data: Path) -> list[str]:
    """Return what is missing of the sources, in words."""
    missing = [f"{data / source} does not exist" for source in (NEWS, WIKINEWS) if not (data / source).exists()]
    return missing or [said for half in gold_pages.HALVES for said in load_half(half, data)[1]]


def of_record(record: Mapping[str, Any], text: str, start: npt.NDArray[np.int64]) -> Labelled:
    """Return what the annotation says of the tokens that begin at `start`."""

    def tokens(spans: Sequence[Sequence[int]]) -> list[Span]:
        found = [(int(np.searchsorted(start, a)), int(np.searchsorted(start, b))) for a, b in spans]
        return [span for span in found if span[0] < span[1]]

    voice = np.full(len(start), VOICES.index("own"), dtype=np.uint8)
    spans: dict[str, list[Span]] = {}
    for mark in record["marked"]:
        of_mark = tokens([(mark["start"], mark["end"])])
        spans.setdefault(mark["kind"], []).extend(of_mark)
        _paint(voice, of_mark, VOICE_OF_KIND[mark["kind"]])
    for found in record["attributions"]:
        _paint(voice, tokens(found["content"]), "reported")
        _paint(voice, quoted := tokens(found["quoted"]), "quoted")
        spans.setdefault("speech", []).extend(quoted)
        spans.setdefault("indirect", []).extend(_runs(voice, tokens(found["content"]), "reported"))
    written: dict[str, set[str]] = {}
    for found in record["attributions"]:
        if found["name"] and found["speaker"]:
            written.setdefault(found["name"], set()).add(text[slice(*found["speaker"])])
    attributions = [
        Attribution(
            tuple(tokens(found["content"])),
            found["name"],
            frozenset(written.get(found["name"], ())),
            found["stance"],
        )
        for found in record["attributions"]
    ]
    return Labelled(voice, {kind: tuple(sorted(found)) for kind, found in spans.items()}, tuple(attributions))


def of_corpus(corpus: Corpus) -> Iterator[tuple[str, npt.NDArray[np.int64], Labelled]]:
    """Yield each document's id, where its tokens begin, and what the corpus says of them."""
    document_of = corpus.articles.set_index("article_id")["document_id"].astype("str")
    quotations = corpus.quotations.assign(document_id=corpus.quotations["article_id"].astype("str").map(document_of))
    for n, name in enumerate(corpus.documents["document_id"]):
        first, past = corpus.tokens.documents[n : n + 2]
        start, voice = corpus.tokens.start[first:past], corpus.tokens.voice[first:past]
        spans: dict[str, list[Span]] = {}
        attributions = []
        for row in quotations[quotations["document_id"] == name].itertuples():
            whole = (int(np.searchsorted(start, row.start)), int(np.searchsorted(start, row.end)))
            indirect = row.kind == "indirect"
            spans.setdefault(str(row.kind), []).extend(_runs(voice, [whole], "reported") if indirect else [whole])
            if VOICE_OF_KIND[str(row.kind)] in ("quoted", "reported"):
                speaker = row.speaker_name if isinstance(row.speaker_name, str) else None
                stance = row.stance if isinstance(row.stance, str) else None
                attributions.append(Attribution((whole,), speaker, stance=stance))
        kinds = {kind: tuple(sorted(span for span in found if span[0] < span[1])) for kind, found in spans.items()}
        yield str(name), start, Labelled(voice, kinds, tuple(attributions))


def _paint(voice: Codes, spans: Sequence[Span], name: str) -> None:
    for first, past in spans:
        voice[first:past] = VOICES.index(name)


def _runs(voice: Codes, spans: Sequence[Span], name: str) -> list[Span]:
    """Return the longest stretches of one voice within spans."""
    found = []
    for first, past in spans:
        inside = np.concatenate([[False], voice[first:past] == VOICES.index(name), [False]])
        change = np.flatnonzero(np.diff(inside.astype(np.int8)))
        found += [(first + int(a), first + int(b)) for a, b in zip(change[::2], change[1::2], strict=True)]
    return found


def _text(article: str, data: Path) -> str:
    folder, _, name = article.partition("/")
    if folder == PAGES:
        return _bodies(data)[name]
    if folder == WIKINEWS.name:
        return (data / WIKINEWS / f"{name}.txt").read_bytes().decode("utf-8")
    return _news(data / NEWS)[name]


@cache
def _bodies(data: Path) -> dict[str, str]:
    """Return the body of each annotated page of `line_gold`: its paragraphs, a blank line between two."""
    pages = [page for half in gold_pages.HALVES for page in load_half(half, data)[0]]
    return {page.id: "\n\n".join(_paragraphs(page)) for page in pages}


def _paragraphs(page: GoldPage) -> list[str]:
    lines = page.text.splitlines()
    return [line.strip() for line, kind in zip(lines, page.kinds, strict=True) if kind == "body"]


@cache
def _news(source: Path) -> dict[str, str]:
    csv.field_size_limit(1 << 30)
    with gzip.open(source) as raw:
        rows = csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))
        return {row["article_id"]: row["text"] for row in rows}
