"""The matcher against a reference that follows the definition word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.columns import text_columns
from framescope.lexicon import counting
from framescope.lexicon.entry import Entry, Near
from framescope.lexicon.match import allowed, longest
from framescope.lexicon.model import CATEGORIES, Lexicon, Row
from framescope.lexicon.patterns import Pattern, Word, parse_pattern
from framescope.lexicon.places import Matches, occurrences, scan
from framescope.lexicon.program import Within, compile_lexicon
from framescope.text.tokens import TextTokens, bare, fold, tokenize


@dataclass(frozen=True)
class Found:
    group: tuple[str, ...]
    document: int
    start: int
    length: int
    set: str
    category: str
    term: str


def slow_glob(glob: str, form: str) -> bool:
    if not glob:
        return not form
    if glob[0] == "*":
        return any(slow_glob(glob[1:], form[i:]) for i in range(len(form) + 1))
    return bool(form) and glob[0] in ("?", form[0]) and slow_glob(glob[1:], form[1:])


def fits(word: Word, form: str) -> bool:
    seen = form if word.case else fold(form)
    if word.regex:
        flags = 0 if word.case else re.IGNORECASE
        return any(re.fullmatch(word.glob, spelling, flags) for spelling in (seen, bare(seen)))
    return slow_glob(word.glob, seen) or slow_glob(word.glob, bare(seen))


def stands(pattern: Pattern, text: TextTokens, start: int) -> bool:
    if start < 0 or start + len(pattern) > len(text.forms):
        return False
    if any(text.breaks[start + k] for k in range(1, len(pattern))):
        return False
    return all(fits(word, text.forms[start + k]) for k, word in enumerate(pattern.words))


def is_near(near: Near, text: TextTokens, start: int, end: int) -> bool:
    """Whether one of the terms stands within the window before or after, with no break on the way."""
    for other in map(parse_pattern, near.terms):
        for at in range(len(text.forms)):
            after = at >= end and at + len(other) <= end + near.window
            before = at + len(other) <= start and at >= start - near.window
            way = range(min(start, at) + 1, max(start, at) + 1)
            if (after or before) and stands(other, text, at) and not any(text.breaks[i] for i in way):
                return True
    return False


def counts(entry: Entry, pattern: Pattern, text: TextTokens, start: int) -> bool:
    end = start + len(pattern)
    if not stands(pattern, text, start):
        return False
    after = map(parse_pattern, entry.not_before) if end < len(text.forms) and not text.breaks[end] else ()
    before = map(parse_pattern, entry.not_after) if not text.breaks[start] else ()
    if any(stands(p, text, end) for p in after) or any(stands(p, text, start - len(p)) for p in before):
        return False
    for other in map(parse_pattern, entry.not_in):
        if any(stands(other, text, at) for at in range(end - len(other), start + 1)):
            return False
    return entry.near is None or is_near(entry.near, text, start, end)


def specificity(pair: tuple[Row, Pattern]) -> tuple[Any, ...]:
    row, pattern = pair
    letters = sum(word.literals for word in pattern.words)
    wildcards = sum(len(word.glob) for word in pattern.words) - letters
    return wildcards, -letters, not row.entry.case, row.entry.term, row.set, row.category


def _group(row: Row, within: str) -> tuple[str, ...]:
    if within == "lexicon":
        return ()
    return (row.set, row.category) if row.set == CATEGORIES else (row.set,)


def reference(texts: Sequence[str], lexicon: Lexicon, within: str) -> Iterator[Found]:
    for document, text in enumerate(map(tokenize, texts)):
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in lexicon.rows():
            groups.setdefault(_group(row, within), []).append(row)
        for group, rows in groups.items():
            at = 0
            while at < len(text.forms):
                spelled = [(row, pattern) for row in rows for pattern in row.entry.patterns()]
                here = [(row, pattern) for row, pattern in spelled if counts(row.entry, pattern, text, at)]
                if not here:
                    at += 1
                    continue
                length = max(len(pattern) for _, pattern in here)
                best, _ = min((pair for pair in here if len(pair[1]) == length), key=specificity)
                yield Found(group, document, at, length, best.set, best.category, best.entry.term)
                at += length


def fast(texts: Sequence[str], lexicon: Lexicon, within: Within) -> list[Found]:
    program = compile_lexicon(lexicon, within=within)
    tokens = text_columns(texts)
    laid = scan(tokens, program)
    matches: Matches = longest(program, allowed(laid, occurrences(laid)))
    found = []
    for pattern, start, length in zip(*map(list, (matches.pattern, matches.start, matches.length)), strict=True):
        row = program.rows[int(pattern)]
        group = _group(row, within)
        document = int(tokens.document[int(start)])
        at = int(start) - int(tokens.documents[document])
        found.append(Found(group, document, at, int(length), row.set, row.category, row.entry.term))
    return found


words = st.sampled_from(["a", "b", "A", "ab", "ba", "a's", "b-a", "B’s", "b."])
texts = st.lists(
    st.lists(
        st.tuples(words, st.sampled_from([" ", " ", " ", "\n", ". X ", "\n\n", "\N{NO-BREAK SPACE}"])), max_size=14
    ).map(lambda pieces: "".join(word + gap for word, gap in pieces)),
    max_size=3,
)
patterns = st.lists(
    st.sampled_from(["a", "b", "a*", "*b", "?", "*", "b-a", "ab", "*a*", "B"]), min_size=1, max_size=3
).map(" ".join)
patterns = patterns.filter(lambda text: text.strip("* ") != "")
conditions = st.lists(patterns, max_size=2)
near = st.fixed_dictionaries(
    {"terms": st.lists(patterns, min_size=1, max_size=2), "window": st.integers(1, 4)},
)
options = {"case": st.booleans(), "not_before": conditions, "not_after": conditions, "not_in": conditions, "near": near}
hyphenated = patterns.filter(lambda text: text.strip("*- ") != "")
entries = st.one_of(
    st.fixed_dictionaries({"term": patterns}, optional=options),
    st.fixed_dictionaries({"term": hyphenated, "ignore_hyphens": st.just(value=True)}, optional=options),
    st.fixed_dictionaries({"term": st.sampled_from(["re:a|b", "re:[ab]{2}", "re:.*b", "re:A"])}, optional=options),
)
terms = st.lists(entries, min_size=1, max_size=3)
lexicons = st.fixed_dictionaries(
    {
        "name": st.just("random"),
        "categories": st.dictionaries(st.sampled_from(["p", "q"]), st.fixed_dictionaries({"terms": terms}), max_size=2),
        "naming": st.dictionaries(
            st.sampled_from(["s", "t"]),
            st.fixed_dictionaries(
                {
                    "labels": st.dictionaries(
                        st.sampled_from(["l", "m"]), st.fixed_dictionaries({"terms": terms}), min_size=1, max_size=2
                    )
                }
            ),
            max_size=2,
        ),
    }
)


@settings(max_examples=250, deadline=None)
@given(texts=texts, data=lexicons, within=st.sampled_from(["category", "lexicon"]))
def test_the_matcher_agrees_with_the_definition(texts: list[str], data: dict[str, Any], within: Within) -> None:
    lexicon = Lexicon.model_validate(data)
    assert sorted(fast(texts, lexicon, within), key=repr) == sorted(reference(texts, lexicon, within), key=repr)


@settings(max_examples=250, deadline=None)
@given(texts=texts, data=lexicons, within=st.sampled_from(["category", "lexicon"]), size=st.integers(1, 40))
def test_counts_are_those_of_the_definition(texts: list[str], data: dict[str, Any], within: Within, size: int) -> None:
    lexicon = Lexicon.model_validate(data)
    program = compile_lexicon(lexicon, within=within)
    keys = list(dict.fromkeys((row.set, row.category, row.entry.term) for row in program.rows))
    column = np.array([keys.index((row.set, row.category, row.entry.term)) for row in program.rows], dtype=np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "_PART", size)
        patch.setattr(counting, "_MOST_COUNTERS", size)
        counted = counting.count_matches(text_columns(texts), program, column, len(keys))
    expected = np.zeros((len(texts), len(keys)), dtype=np.int64)
    for found in reference(texts, lexicon, within):
        expected[found.document, keys.index((found.set, found.category, found.term))] += 1
    assert counted.toarray().tolist() == expected.tolist()
    assert counted.has_canonical_format
    assert (counted.data > 0).all()


@settings(deadline=None)
@given(n=st.integers(1, 200), length=st.integers(1, 7))
def test_a_long_chain_of_overlaps_is_cut_from_the_left(n: int, length: int) -> None:
    lexicon = Lexicon.model_validate({"name": "x", "categories": {"c": {"terms": [" ".join(["a"] * length)]}}})
    starts = [found.start for found in fast(["a " * n], lexicon, "category")]
    assert starts == list(range(0, n - length + 1, length))
