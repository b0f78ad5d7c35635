"""Whose words: voices, quotations and speakers against the annotated articles, and the speed of finding them."""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from benchmarks.gold import GOLD, HALVES, PARTS, SECOND, UNSEEN, Labelled, of_corpus, of_record, read_gold, unavailable
from benchmarks.rows import OURS, Row, measured_row, side_by_side
from benchmarks.scoring import (
    SPAN_KINDS,
    TOKEN_CLASSES,
    Score,
    confusion,
    exact_score,
    kappa,
    partial_score,
    speaker_score,
    stance_score,
    token_score,
)
from framescope.corpus.build import corpus_from_texts
from framescope.corpus.labelled import label_documents
from framescope.corpus.voices import find_voices
from framescope.measures.quality import QUALITY_FILE, VOICE_CLASSES
from framescope.text.tokens import tokenize

#: Figures with a floor; the rest trade one against the other. The last is 1 where the package's record holds.
PINNED = (
    "attributed tokens f1",
    "quoted tokens f1",
    "reported tokens f1",
    "speech spans exact f1",
    "speech spans partial f1",
    "indirect spans partial f1",
    "speaker accuracy",
    "record in the package agrees",
)
_REQUIRED_MB = 5.0
_SPEED_TEXTS = 1_000
_MARKS = re.compile(r"[\"“”„‟«»‘’']")

Pair = tuple[str, Labelled, Labelled]


def measure(data: Path) -> tuple[dict[str, float], list[str]]:
    """Return the figures of each part (``dev attributed tokens f1``), and what could not be measured, in words."""
    if missing := unavailable(data):
        return {}, missing
    figures: dict[str, float] = {}
    for part in PARTS:
        figures |= {f"{part} {name}": value for name, value in figures_of(compare(part, data)).items()}
    figures |= {f"{SECOND} {name}": value for name, value in figures_of(second_pass(data)).items()}
    agrees = QUALITY_FILE.exists() and QUALITY_FILE.read_text(encoding="utf-8") == quality_record(unseen(data))
    return figures | {"test record in the package agrees": float(agrees)}, []


def compare(part: str, data: Path) -> list[Pair]:
    """Return each annotated article of a part: its name, what framescope says of its tokens, what the coder said."""
    gold = read_gold(part, data)
    corpus = corpus_from_texts({name: text for name, (text, _) in gold.items()})
    pairs = []
    for name, start, predicted in of_corpus(corpus):
        text, record = gold[name]
        pairs.append((name, predicted, of_record(record, text, start)))
    return pairs


def unseen(data: Path) -> list[Pair]:
    """Return all articles that no rule was written from: the test half, the pages and the fresh ones."""
    return [pair for part in UNSEEN for pair in compare(part, data)]


def second_pass(data: Path) -> list[Pair]:
    """Return each article gone over twice: its name, what the second pass says of its tokens, what the first said."""
    first = {name: found for half in HALVES for name, found in read_gold(half, data).items()}
    pairs = []
    for name, (text, record) in read_gold(SECOND, data).items():
        start = tokenize(text).start
        pairs.append((name, of_record(record, text, start), of_record(first[name][1], text, start)))
    return pairs


def figures_of(pairs: Sequence[Pair]) -> dict[str, float]:
    """Return what is measured, over all articles together. A kind of span that nobody marked has no figure."""
    figures: dict[str, float] = {}
    for name, voices in TOKEN_CLASSES.items():
        score = _sum(token_score(said, meant, voices) for _, said, meant in pairs)
        figures |= {
            f"{name} tokens f1": score.f1,
            f"{name} tokens precision": score.precision,
            f"{name} tokens recall": score.recall,
        }
    figures["attributed tokens kappa"] = kappa([(said, meant) for _, said, meant in pairs], TOKEN_CLASSES["attributed"])
    for kind in SPAN_KINDS:
        for way, rule in (("exact", exact_score), ("partial", partial_score)):
            found = (rule(said.spans.get(kind, ()), meant.spans.get(kind, ())) for _, said, meant in pairs)
            figures[f"{kind} spans {way} f1"] = _sum(found).f1
    speaker = _sum(speaker_score(said, meant) for _, said, meant in pairs)
    stance = _sum(stance_score(said, meant) for _, said, meant in pairs)
    figures |= {"speaker accuracy": speaker.recall, "speaker precision where named": speaker.precision}
    figures["stance accuracy where found"] = stance.recall
    return {name: value for name, value in figures.items() if not math.isnan(value)}


def as_table(figures: Mapping[str, float]) -> str:
    """Return the figures as lines to be printed: the parts, and the second pass against the first, side by side."""
    names = dict.fromkeys(name.split(" ", 1)[1] for name in figures)
    lines = [f"  {'':<32}" + "".join(f"{part:>8}" for part in (*PARTS, SECOND))]
    for name in names:
        cells = (figures.get(f"{part} {name}") for part in (*PARTS, SECOND))
        lines.append(f"  {name:<32}" + "".join("       –" if cell is None else f"{cell:>8.3f}" for cell in cells))
    return "\n".join(lines)


def quality_record(pairs: Iterable[Pair]) -> str:
    """Return the text of the package's record: tokens of each article by annotated class and class given."""
    pairs = sorted(pairs, key=lambda pair: pair[0])
    records = [json.loads(line) for part in UNSEEN for line in _lines_of(part)]
    outlets = {record["outlet"] for record in records}
    head = {
        "measured_on": f"{len(pairs)} English news articles of {len(outlets)} outlets that no rule was written from",
        "coder_kind": "language model",
        "classes": list(VOICE_CLASSES),
    }
    lines = ["# Written by `python -m benchmarks.voices DATA`; not by hand.", yaml.safe_dump(head, sort_keys=False)]
    lines += ["# Tokens of each article: rows are the annotated class, columns the class given.", "articles:"]
    for _, predicted, gold in pairs:
        lines.append(f"- {confusion(predicted, gold, tuple(VOICE_CLASSES.values())).tolist()}")
    return "\n".join(lines) + "\n"


def speed(texts: Sequence[str]) -> list[Row]:
    """Return how long the whole of voice takes once lines and tokens are there, in seconds and MB a second."""
    drawn = {f"{n:06}": text for n, text in enumerate(texts[:_SPEED_TEXTS])}
    documents = label_documents(drawn, {})
    languages = ["en"] * int(documents.first_articles[-1])
    size = sum(len(text.encode()) for text in drawn.values()) / 1e6

    def ours() -> int:
        return len(find_voices(documents, languages)[0])

    def marks() -> int:
        return sum(len(_MARKS.findall(text)) for text in drawn.values())

    found = side_by_side({OURS: ours, "re, every quotation mark": marks}, 3)
    speed = size / found[OURS].seconds
    notes = {OURS: f"{speed:.1f} MB/s, required {_REQUIRED_MB:g}: {speed >= _REQUIRED_MB}"}
    task = f"voice of {len(drawn):,} articles, {size:.1f} MB"
    return [measured_row(task, tool, result, note=notes.get(tool, "")) for tool, result in found.items()]


def _lines_of(part: str) -> list[str]:
    return (GOLD / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()


def _sum(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


if __name__ == "__main__":
    QUALITY_FILE.write_text(quality_record(unseen(Path(sys.argv[1]))), encoding="utf-8")
