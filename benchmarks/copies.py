"""Copies: planted relations that are found, groups that hold what the rule says, and seconds beside datasketch."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from benchmarks.articles import SOURCE, plain_corpus
from benchmarks.peers import ask
from benchmarks.planted import Planting, plant
from benchmarks.rows import OURS, Row, measured_row, side_by_side
from framescope.corpus.copies import find_copies
from framescope.corpus.copygroups import copy_groups
from framescope.corpus.copyrule import CopyRule
from framescope.corpus.model import Corpus

PINNED = ("listed", "listed by sample", "grouped as the rule says", "unplanted groups true")
_RULES = {"listed": CopyRule(every=1), "listed by sample": CopyRule(every=16)}
_PEER = {"shingle": 5, "threshold": 0.5, "permutations": 128}

#: Every group of the source itself, by the first words of a member: whether it is one story, and what was read.
READ = {
    "Two private citizens have paid money": (
        True,
        "one agency text, at Al Jazeera with more after it",
    ),
    "Remarks as prepared for delivery": (True, "the full text of one speech, at CNN and at Al Jazeera"),
    "By Robert Faturechi ProPublica": (True, "the same article twice"),
    "Devin Nunes once said all he wanted": (True, "one agency portrait, shortened the day after"),
    "Jimmy Breslin, an award-winning": (True, "the same article twice"),
    "Moving forward with a campaign pledge": (True, "one AP report, at ABC and at Al Jazeera"),
    "Updated every Friday Copyright": (False, "two pages of a series that hold nothing but the same furniture"),
}


def measure(data: Path) -> tuple[dict[str, float], list[str]]:
    """Return the share of planted pairs found, by relation and way of looking, and what could not be measured."""
    if not (data / SOURCE).exists():
        return {}, [f"{data / SOURCE} does not exist"]
    planting = plant(data)
    corpus = plain_corpus(planting.texts)
    names, figures = corpus.articles["article_id"], dict[str, float]()
    copies = {name: find_copies(corpus.tokens, names, rule) for name, rule in _RULES.items()}
    for name, table in copies.items():
        figures |= {f"{relation} {name}": share for relation, share in _listed(planting, _places(table)).items()}
    groups = copy_groups(copies["listed"], corpus.articles.set_index("article_id"))["copy_group"].reset_index(drop=True)
    figures |= _as_the_rule_says(planting, groups)
    true, unread = _judged(planting, groups)
    figures["unplanted groups true"] = sum(true) / max(1, len(true))
    return figures, [f"a group nobody has read: {text}" for text in unread]


def measure_speed(data: Path) -> list[Row]:
    """Return the seconds of both ways of looking and of datasketch on the same planted corpus, with their recall."""
    planting = plant(data)
    corpus = plain_corpus(planting.texts)
    names = corpus.articles["article_id"]
    task = f"copies among {len(names):,} articles, from words"
    ways = {OURS: _RULES["listed by sample"], f"{OURS}, every shingle": _RULES["listed"]}
    found = {tool: _places(find_copies(corpus.tokens, names, rule)) for tool, rule in ways.items()}
    tools = {tool: partial(_count, corpus, rule) for tool, rule in ways.items()}
    rows = [
        measured_row(task, tool, result, note=_said(planting, found[tool]))
        for tool, result in side_by_side(tools, 3).items()
    ]
    words = [text.lower().split() for text in planting.texts]
    try:
        answer = ask("datasketch", {"words": words, **_PEER}, script="lsh.py")
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        return [*rows, Row(task, "datasketch", None, kind="skipped", note=str(error))]
    pairs = {(a, b) for a, b in answer["pairs"]}
    note = f"Jaccard {_PEER['threshold']}, {_PEER['permutations']} permutations; {_said(planting, pairs)}"
    return [*rows, Row(task, "datasketch MinHash LSH", answer["seconds"], len(pairs), note=note)]


def as_table(figures: Mapping[str, float]) -> str:
    """Return the figures as lines to be printed."""
    return "\n".join(f"  {name:<58}{value:>8.3f}" for name, value in figures.items())


def _places(copies: pd.DataFrame) -> set[tuple[int, int]]:
    """Return the pairs of a table `copies` as places in the corpus (its names are numbers)."""
    pairs = copies[["article_a", "article_b"]].drop_duplicates().astype("str")
    return {(int(a.split(".")[0]), int(b.split(".")[0])) for a, b in pairs.itertuples(index=False)}


def _count(corpus: Corpus, rule: CopyRule) -> int:
    return len(_places(find_copies(corpus.tokens, corpus.articles["article_id"], rule)))


def _listed(planting: Planting, found: set[tuple[int, int]]) -> dict[str, float]:
    return {relation: sum(pair in found for pair in pairs) / len(pairs) for relation, pairs in planting.pairs.items()}


def _said(planting: Planting, found: set[tuple[int, int]]) -> str:
    return "found: " + ", ".join(f"{relation} {share:.2f}" for relation, share in _listed(planting, found).items())


def _as_the_rule_says(planting: Planting, groups: pd.Series[str]) -> dict[str, float]:
    """Return how many pairs of each relation the rule makes copies, and how many are grouped as it says.

    Containment is worked out here once more, on sets of words as written, from the definition alone.
    """
    rule, figures = CopyRule(), {}
    for relation, pairs in planting.pairs.items():
        wanted = []
        for original, copy in pairs:
            a, b = (_shingles(planting.texts[i], rule.shingle) for i in (original, copy))
            less, more = sorted((len(a & b) / len(a), len(a & b) / len(b)))
            wanted.append(more >= rule.shorter and less >= rule.longer)
        grouped = [isinstance(groups[a], str) and groups[a] == groups[b] for a, b in pairs]
        figures[f"{relation} grouped"] = sum(grouped) / len(pairs)
        figures[f"{relation} grouped as the rule says"] = sum(
            x == y for x, y in zip(wanted, grouped, strict=True)
        ) / len(pairs)
    return figures


def _shingles(text: str, width: int) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[i : i + width]) for i in range(len(words) - width + 1)}


def _judged(planting: Planting, groups: pd.Series[str]) -> tuple[list[bool], list[str]]:
    """Return for every group with two published members whether it is one story; those that nobody has read apart."""
    real = groups.iloc[: planting.n_real].dropna().astype("str")
    true, unread = [], []
    for _, members in real.groupby(real):
        if len(members) > 1:
            texts = [planting.texts[i] for i in members.index]
            verdicts = [READ[start][0] for start in READ for text in texts if text.startswith(start)]
            true += verdicts[:1]
            unread += [] if verdicts else [texts[0][:60]]
    return true, unread
