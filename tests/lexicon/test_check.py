from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from framescope.corpus.model import Corpus
from framescope.lexicon.check import caught, ties, unmatched
from framescope.lexicon.hits import find_hits
from framescope.lexicon.model import Lexicon

MakeCorpus = Callable[[Sequence[str]], Corpus]


def lexicon(terms: list[Any], labels: dict[str, list[Any]] | None = None) -> Lexicon:
    naming = {"s": {"labels": {name: {"terms": found} for name, found in labels.items()}}} if labels else {}
    return Lexicon.model_validate({"name": "x", "categories": {"c": {"terms": terms}}, "naming": naming})


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_what_a_wildcard_caught_shows_the_ambassador(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["Assad met the ambassador. The AMBASSADOR left. Assad’s men and moderate\nrebels stayed."])
    hits = find_hits(corpus, lexicon(["*assad*", "moderate rebel?", "stayed"]))
    assert rows(caught(corpus, hits), "set", "category", "entry", "form", "count") == [
        ("categories", "c", "*assad*", "ambassador", 2),
        ("categories", "c", "*assad*", "assad", 1),
        ("categories", "c", "*assad*", "assad's", 1),
        ("categories", "c", "moderate rebel?", "moderate rebels", 1),
    ]


def test_why_an_entry_has_no_hit(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["The moderate rebels of Homs. Change of regime."])
    terms = lexicon(
        ["rebels", "moderate rebels", "absent", "of * absent", "rebels moderate", {"term": "homs", "not_after": ["of"]}]
    )
    assert rows(unmatched(corpus, terms, find_hits(corpus, terms)), "entry", "reason") == [
        ("rebels", "covered"),
        ("absent", "no such word"),
        ("of * absent", "no such word"),
        ("rebels moderate", "no such phrase"),
        ("homs", "taken back"),
    ]


def test_two_labels_for_the_same_words_are_listed(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["rebels and Rebels and militants"])
    terms = lexicon(["reb*"], {"one": ["rebel*"], "two": ["rebels", "militants"]})
    found = ties(corpus, terms, find_hits(corpus, terms))
    assert rows(found, "set", "form", "category", "entry", "other", "other_entry", "count") == [
        ("s", "rebels", "two", "rebels", "one", "rebel*", 2)
    ]


def test_nothing_found_gives_empty_tables(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["nothing here"])
    terms = lexicon(["absent*"], {"l": ["absent"]})
    hits = find_hits(corpus, terms)
    assert len(caught(corpus, hits)) == len(ties(corpus, terms, hits)) == 0
    assert len(unmatched(corpus, terms, hits)) == 2
    assert len(unmatched(make_corpus([]), terms, find_hits(make_corpus([]), terms))) == 2


def test_a_regular_expression_is_a_wildcard_too(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["Liberation liberated"])
    hits = find_hits(corpus, lexicon(["re:liberat(ed|ion)"]))
    assert rows(caught(corpus, hits), "form", "count") == [("liberated", 1), ("liberation", 1)]


def test_an_entry_of_several_spellings_has_one_reason(make_corpus: MakeCorpus) -> None:
    terms = lexicon([{"term": "regime change", "ignore_hyphens": True}, {"term": "a b", "ignore_hyphens": True}])
    corpus = make_corpus(["regime x change a-b"])
    assert rows(unmatched(corpus, terms, find_hits(corpus, terms)), "entry", "reason") == [
        ("regime change", "no such phrase")  # regime-change is no word of the text, but regime and change are
    ]


def test_an_entry_without_the_term_it_needs_near_is_taken_back(make_corpus: MakeCorpus) -> None:
    terms = lexicon([{"term": "strike", "near": {"terms": ["hospital"]}}])
    corpus = make_corpus(["a strike"])
    assert rows(unmatched(corpus, terms, find_hits(corpus, terms)), "reason") == [("taken back",)]
