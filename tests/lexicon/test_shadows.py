from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.model import Corpus
from framescope.lexicon.hits import find_hits
from framescope.lexicon.model import Lexicon
from framescope.lexicon.patterns import glob_regex
from framescope.lexicon.places import scan
from framescope.lexicon.program import compile_lexicon
from framescope.lexicon.shadows import never_matching, shadowed_by_pattern, shadowed_in

MakeCorpus = Callable[[Sequence[str]], Corpus]


def lexicon(terms: list[Any], *others: list[Any]) -> Lexicon:
    categories = {f"c{i}": {"terms": found} for i, found in enumerate([terms, *others])}
    return Lexicon.model_validate({"name": "x", "categories": categories})


def pairs(table: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(table["entry"], table["by"], strict=True))


def found_in(corpus: Corpus, terms: Lexicon) -> list[tuple[str, str]]:
    return pairs(shadowed_in(scan(corpus.tokens, compile_lexicon(terms))))


@pytest.mark.parametrize(
    ("terms", "shadowed"),
    [
        (["terror*", "terrorist?"], [("terrorist?", "terror*")]),
        (["terrorist?", "terror*"], [("terrorist?", "terror*")]),
        (["?x", "*x", "x"], [("?x", "*x"), ("x", "*x")]),
        (["*?x", "?*x"], [("?*x", "*?x")]),  # they say the same: the later one is superfluous
        (["a?", "a*"], [("a?", "a*")]),
        (["a?c", "a*c"], [("a?c", "a*c")]),
        (["moderate rebel*", "moderate rebels"], [("moderate rebels", "moderate rebel*")]),
        (["* rebels", "moderate rebel*"], []),
        (["* rebels", "moderate rebels"], [("moderate rebels", "* rebels")]),
        (["rebels", "moderate rebels"], []),  # the longer one has hits of its own
        (["is", {"term": "IS", "case": True}], [("IS", "is")]),
        ([{"term": "IS*", "case": True}, "ISIS"], []),
        ([{"term": "free*", "not_before": ["trade"]}, "freed"], []),
        (["free*", {"term": "freed", "not_before": ["trade"]}], [("freed", "free*")]),
        ([{"term": "regime change", "ignore_hyphens": True}, "regime-change"], [("regime-change", "regime change")]),
        (["regime-change", {"term": "regime change", "ignore_hyphens": True}], [("regime-change", "regime change")]),
        (["re:ab?", "ab"], []),
        (["re:ab?", "re:ab?"], [("re:ab?", "re:ab?")]),
    ],
)
def test_what_a_pattern_covers(terms: list[Any], shadowed: list[tuple[str, str]]) -> None:
    assert pairs(shadowed_by_pattern(lexicon(terms))) == shadowed


@pytest.mark.parametrize(
    ("term", "not_in", "by"),
    [
        ("free trade", ["press", "free *"], "free *"),
        ("peace", ["peac*"], "peac*"),
        ("peac*", ["peace"], None),  # "peaceful" is left
        ("trade", ["free trade"], None),
        ("terror", ["reign of terror", "terror"], "terror"),
    ],
)
def test_an_entry_whose_own_condition_takes_all_back(
    make_corpus: MakeCorpus, term: str, not_in: list[str], by: str | None
) -> None:
    terms = lexicon([{"term": term, "not_in": not_in}, "other"])
    assert pairs(never_matching(terms)) == ([] if by is None else [(term, by)])
    found = find_hits(make_corpus(["free trade, trade, peace and peaceful terror"]), terms)
    assert found.empty == (by is not None)


def test_each_spelling_must_be_taken_back() -> None:
    entry = {"term": "regime change", "ignore_hyphens": True}
    assert pairs(never_matching(lexicon([{**entry, "not_in": ["regime change"]}]))) == []
    assert pairs(never_matching(lexicon([{"term": "IS", "case": True, "not_in": ["is"]}]))) == [("IS", "is")]


def test_another_category_covers_nothing() -> None:
    assert pairs(shadowed_by_pattern(lexicon(["terror*"], ["terrorist"]))) == []


forms = st.text("ab", max_size=6)


@settings(deadline=None)
@given(terms=st.lists(st.text("ab?*", min_size=1, max_size=5), min_size=2, max_size=4, unique=True), form=forms)
def test_what_is_called_covered_matches_nothing_more(terms: list[str], form: str) -> None:
    terms = [term for term in terms if term.strip("*")]
    if terms:
        for entry, by in pairs(shadowed_by_pattern(lexicon(terms))):
            assert not glob_regex(entry).fullmatch(form) or glob_regex(by).fullmatch(form)


def test_what_a_corpus_shows(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["rebels and terrorists; the terrorist, terrorism. Rebel army"])
    terms = ["rebel*", "re:rebels?", "*ists", "terror*", "absent", {"term": "terrorist", "not_after": ["the"]}]
    assert found_in(corpus, lexicon(terms)) == [("re:rebels?", "rebel*"), ("*ists", "terror*")]
    # a condition that takes nothing back here covers all the same; another category does not
    assert found_in(corpus, lexicon([{"term": "rebel*", "not_before": ["x"]}, "rebels"])) == [("rebels", "rebel*")]
    assert found_in(corpus, lexicon(["rebel*"], ["rebels"])) == []
    assert found_in(make_corpus([]), lexicon(terms)) == []
