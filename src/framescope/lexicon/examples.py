"""The examples of a lexicon are its tests: what each sentence must match, and must not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from framescope.corpus.columns import text_columns
from framescope.lexicon.match import allowed, longest
from framescope.lexicon.model import Lexicon, address
from framescope.lexicon.places import occurrences, scan
from framescope.lexicon.program import compile_lexicon


@dataclass(frozen=True)
class Failure:
    """An example that does not hold: its number, the category or ``set.label``, what it expects, what there is."""

    example: int
    name: str
    expected: tuple[str, ...]
    found: tuple[str, ...]


def failing_examples(lexicon: Lexicon) -> list[Failure]:
    """Return every example that does not hold.

    An example speaks only of the names it lists; an empty list must not match, and no names at all
    means that nothing in the whole lexicon matches.
    """
    if not lexicon.examples:
        return []
    found = _matches_by_example(lexicon)
    failures = []
    for i, example in enumerate(lexicon.examples):
        expected = example.matches or dict.fromkeys(found[i], ())
        for name, texts in expected.items():
            there = tuple(found[i].get(name, ()))
            if there != tuple(texts):
                failures.append(Failure(i, name, tuple(texts), there))
    return failures


def _matches_by_example(lexicon: Lexicon) -> list[dict[str, list[str]]]:
    texts = [example.text for example in lexicon.examples]
    tokens = text_columns(texts)
    program = compile_lexicon(lexicon)
    laid = scan(tokens, program)
    matches = longest(program, allowed(laid, occurrences(laid)))
    found: list[dict[str, list[str]]] = [defaultdict(list) for _ in texts]
    for i in np.argsort(matches.start, kind="stable").tolist():
        first = int(matches.start[i])
        last = first + int(matches.length[i]) - 1
        example = int(np.searchsorted(tokens.documents, first, side="right")) - 1
        row = program.rows[int(matches.pattern[i])]
        text = texts[example][int(tokens.start[first]) : int(tokens.start[last]) + int(tokens.length[last])]
        found[example][address(row.set, row.category)].append(text)
    return found
