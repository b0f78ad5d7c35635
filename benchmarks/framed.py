"""Articles set into the menus of annotated pages, with blocks of links in mid-text: what is text is known."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.articles import SENTENCE_END, SOURCE
from benchmarks.gold_pages import GoldPage
from benchmarks.pages import row_text
from framescope.corpus.label import label_document

Marked = tuple[str, str]

_ARTICLES, _FEWEST = 500, 4
# Sentences a paragraph.
_SIZES = (1, 1, 2, 3)
_AROUND = ("byline", "dateline", "furniture")
_BLOCKS = tuple(
    tuple(block.split("|"))
    for block in (
        "Advertisement",
        "Story continues below advertisement",
        "Advertisement|Continue reading the main story",
        "Related Articles|Storm closes the pass over the northern mountains|Minister denies the rumours of a deal",
        "READ MORE: Five reasons the harbour deal matters",
        "Sign up for our daily newsletter|Enter your email address|Subscribe",
        "Share on Facebook|Share on Twitter|Email|Print",
        "Most Popular|1|Storm closes the pass|2|Minister denies the rumours|3|Harbour reopens after years",
        "Recommended|Why the bridge fell|What the minister knew|The town that would not leave|How to read a treaty",
        "Media playback is unsupported on your device|Media caption The harbour on Monday",
        "VIDEO: Harbour reopens|0:45|Play|Mute|Share|Related video",
        "Advertisement|Related Stories|Storm closes the pass|Read more|Minister denies rumours|Read more|Advertisement",
    )
)


def framed_articles(data: Path, pages: Sequence[GoldPage], *, seed: int = 2017) -> list[GoldPage]:
    """Return articles of the table between what stands above and below the text of annotated pages.

    Notes
    -----
    The articles hold captions and prompts of their own. So a line of theirs counts as what the rules call it where the
    article stands alone: figures tell what a page around an article changes.
    """
    frames = [frame for page in pages if (frame := _frame(page))]
    rng = np.random.default_rng(seed)
    with gzip.open(data / SOURCE) as raw:
        rows = list(csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline="")))
    drawn = (rows[i] for i in rng.permutation(len(rows)))
    framed = []
    for row in drawn:
        text = list(_paragraphs(row["text"], _SIZES[rng.integers(len(_SIZES))]))
        if len(text) >= _FEWEST and row["title"].strip():
            above, around, below = frames[rng.integers(len(frames))]
            title = " ".join(row["title"].split())
            alone = label_document("\n".join([title, *text])).lines[1:]
            marked = [(line, label.kind) for line, label in zip(text, alone, strict=True)]
            lines = [*above, (title, "title"), *around, *_interrupted(marked, rng), *below]
            framed.append(_page(row["article_id"], lines))
        if len(framed) == _ARTICLES:
            break
    return framed


def _frame(page: GoldPage) -> tuple[list[Marked], list[Marked], list[Marked]] | None:
    """Return the marked lines above the title, between it and the text, and below the text."""
    if "title" not in page.kinds or "body" not in page.kinds or page.id.startswith("newsarticles"):
        return None
    lines = list(zip(page.text.splitlines(), page.kinds, strict=True))
    title, first = page.kinds.index("title"), page.kinds.index("body")
    last = len(lines) - page.kinds[::-1].index("body")
    above, below = ([line for line in part if line[1] != "repeat"] for part in (lines[:title], lines[last:]))
    return above, [line for line in lines[title + 1 : first] if line[1] in _AROUND], below


def _paragraphs(text: str, size: int) -> Iterator[str]:
    for part in row_text(text).splitlines():
        sentences = [" ".join(sentence.split()) for sentence in SENTENCE_END.split(part) if sentence.strip()]
        yield from (" ".join(sentences[i : i + size]) for i in range(0, len(sentences), size))


def _interrupted(text: list[Marked], rng: np.random.Generator) -> list[Marked]:
    """Put one or two blocks of links into a text, as often before its last paragraphs as elsewhere."""
    for _ in range(rng.integers(1, 3)):
        places = (len(text) - 1, len(text) - 2, len(text) // 2, int(rng.integers(2, len(text))))
        block = _BLOCKS[rng.integers(len(_BLOCKS))]
        at = max(2, places[rng.integers(len(places))])
        text = [*text[:at], *((line, "furniture") for line in block), *text[at:]]
    return text


def _page(name: str, lines: Sequence[Marked]) -> GoldPage:
    text = "".join(f"{line}\n" for line, _ in lines)
    return GoldPage(f"framed/{name}", "", text, tuple(kind for _, kind in lines), (1,))
