"""Entries that say nothing: another one of their category matches the same, or their own condition takes it back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from framescope.errors import expect
from framescope.lexicon.entry import Entry
from framescope.lexicon.match import allowed
from framescope.lexicon.model import Lexicon, Row
from framescope.lexicon.patterns import Pattern, Word, glob_regex, parse_pattern
from framescope.lexicon.places import Scan, occurrences
from framescope.lexicon.resolve import FormIndex
from framescope.text.tokens import fold

_COLUMNS = ["set", "category", "entry", "by"]
_WILDCARDS = re.compile(r"[*?]+")


def shadowed_by_pattern(lexicon: Lexicon) -> pd.DataFrame:
    """List the entries whose pattern another one of their category covers, in whatever text.

    Parameters
    ----------
    lexicon
        The lexicon.

    Returns
    -------
    DataFrame
        Columns ``set, category, entry, by``, in the order of the file; one row per entry, `by` the
        first that covers it.

    Notes
    -----
    Word for word: ``terror*`` covers ``terrorist?``. Only an entry without conditions and without
    ``case: true`` is taken to cover another, and a regular expression neither covers nor is covered:
    what is listed is superfluous for certain, what is not may be so all the same.
    """
    expect("lexicon", lexicon, Lexicon, "fs.read_lexicon")
    rows = list(lexicon.rows())
    spelled = [(i, pattern) for i, row in enumerate(rows) for pattern in row.entry.patterns()]
    covered = _covered_words({word for _, pattern in spelled for word in pattern.words})
    places: dict[tuple[str, str, int, int, Word], list[int]] = defaultdict(list)
    for n, (i, pattern) in enumerate(spelled):
        for k, word in enumerate(pattern.words):
            places[rows[i].set, rows[i].category, len(pattern), k, word].append(n)
    by: dict[int, set[int]] = defaultdict(set)
    for i, pattern in spelled:
        if not _covers_all(rows[i].entry):
            continue
        # A word that is not * chooses the candidates; there is one in every pattern.
        k = next(k for k, word in enumerate(pattern.words) if not word.any)
        for word in covered[pattern.words[k]]:
            for n in places.get((rows[i].set, rows[i].category, len(pattern), k, word), ()):
                if spelled[n][0] != i and _covers(pattern, spelled[n][1], covered):
                    by[n].add(i)
    spellings: dict[int, list[set[int]]] = defaultdict(list)
    for n, (i, _) in enumerate(spelled):
        spellings[i].append(by[n])
    return _table(rows, {i: set.intersection(*covering) for i, covering in spellings.items()})


def never_matching(lexicon: Lexicon) -> pd.DataFrame:
    """List the entries that match nothing, in whatever text: one of their own `not_in` covers all they say.

    Returns
    -------
    DataFrame
        As `shadowed_by_pattern`; `by` is the condition.
    """
    rows = [row for row in lexicon.rows() if row.entry.not_in]
    conditions = {text: parse_pattern(text) for row in rows for text in row.entry.not_in}
    patterns = [*conditions.values(), *(pattern for row in rows for pattern in row.entry.patterns())]
    covered = _covered_words({word for pattern in patterns for word in pattern.words})
    found = []
    for row in rows:
        for text in row.entry.not_in:
            if all(_covers(conditions[text], pattern, covered) for pattern in row.entry.patterns()):
                found.append((row.set, row.category, row.entry.term, text))
                break
    return pd.DataFrame(found, columns=_COLUMNS, dtype="str")


def shadowed_in(laid: Scan) -> pd.DataFrame:
    """List the entries whose every match in a corpus is a match of another entry of their category.

    Returns
    -------
    DataFrame
        As `shadowed_by_pattern`, for entries with a match; conditions are taken into account.

    Notes
    -----
    Another corpus may hold words that tell the two apart.
    """
    rows = list({row.location: row for row in laid.program.rows}.values())
    number = {row.location: i for i, row in enumerate(rows)}
    group = {name: i for i, name in enumerate(dict.fromkeys((row.set, row.category) for row in rows))}
    of_pattern = np.array([number[row.location] for row in laid.program.rows], dtype=np.int64)
    of_group = np.array([group[row.set, row.category] for row in laid.program.rows], dtype=np.int64)
    matches = allowed(laid, occurrences(laid))
    claims = pd.DataFrame(
        {
            "group": of_group[matches.pattern],
            "start": matches.start,
            "length": matches.length,
            "entry": of_pattern[matches.pattern],
        }
    ).drop_duplicates()
    count = claims["entry"].value_counts()
    both = claims.merge(claims, on=["group", "start", "length"], suffixes=("", "_by"))
    pairs = both[both["entry"] != both["entry_by"]].groupby(["entry", "entry_by"]).size()
    by: dict[int, set[int]] = defaultdict(set)
    for (entry, other), n in zip(pairs.index.tolist(), pairs.tolist(), strict=True):
        if n == count[entry]:
            by[entry].add(other)
    return _table(rows, by)


def _table(rows: Sequence[Row], by: Mapping[int, set[int]]) -> pd.DataFrame:
    """Return a row for each entry that others cover; of two that cover each other the later one is superfluous."""
    found = []
    for i in sorted(by):
        others = [j for j in sorted(by[i]) if j < i or i not in by.get(j, ())]
        if others:
            found.append((rows[i].set, rows[i].category, rows[i].entry.term, rows[others[0]].entry.term))
    return pd.DataFrame(found, columns=_COLUMNS, dtype="str")


def _covers_all(entry: Entry) -> bool:
    return not (entry.case or entry.conditional)


def _covers(pattern: Pattern, other: Pattern, covered: dict[Word, frozenset[Word]]) -> bool:
    return len(pattern) == len(other) and all(
        a.any or b in covered[a] for a, b in zip(pattern.words, other.words, strict=True)
    )


def _covered_words(words: set[Word]) -> dict[Word, frozenset[Word]]:
    """Return for each word those it covers, itself included: a glob read as a text that another glob matches."""
    same: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        if not word.regex:
            same[_plain(word)].append(word)
    globs = sorted(same)
    here = np.arange(len(globs) + 1, dtype=np.int64)
    index = FormIndex(globs, here[:-1], here[:-1], here)

    def inside(word: Word) -> Iterator[Word]:
        if not (word.regex or word.case or word.any):
            plain = _plain(word)
            for glob in _globs_inside(plain, globs, index) if word.wild else [plain]:
                yield from same[glob]

    return {word: frozenset([word, *inside(word)]) for word in words}


def _globs_inside(glob: str, globs: Sequence[str], index: FormIndex) -> list[str]:
    found = [globs[i] for i in index.find(glob).tolist()]
    if "?" in glob:  # one character is not any number of them
        exact = glob_regex(glob, one="[^*]").fullmatch
        found = [text for text in found if exact(text)]
    return found


def _plain(word: Word) -> str:
    """Return the glob folded and every run of wildcards in one order: ``*?`` and ``?*`` say the same."""
    return _WILDCARDS.sub(lambda run: "?" * run[0].count("?") + "*" * ("*" in run[0]), fold(word.glob))
