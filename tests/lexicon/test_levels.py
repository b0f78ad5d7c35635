from collections.abc import Callable, Sequence
from typing import Any

import pytest

from framescope.corpus.model import Corpus
from framescope.errors import InputError
from framescope.lexicon.hits import find_hits
from framescope.lexicon.levels import at_level
from framescope.lexicon.model import Lexicon

MakeCorpus = Callable[[Sequence[str]], Corpus]


def lexicon(categories: dict[str, Any], **rest: Any) -> Lexicon:
    return Lexicon.model_validate({"name": "x", "categories": categories, **rest})


def terms(*words: str) -> dict[str, Any]:
    return {"terms": list(words)}


def test_quanteda_geo_levels(make_corpus: MakeCorpus) -> None:
    # quanteda: geo{Countries: States; oceans: Atlantic, Pacific} other{swords: States}, level 1: geo 3, other 1.
    corpus = make_corpus(["The United States is bordered by the Atlantic Ocean and the Pacific Ocean."])
    geo = {"categories": {"Countries": terms("States"), "oceans": terms("Atlantic", "Pacific")}}
    hits = find_hits(corpus, lexicon({"geo": geo, "other": {"categories": {"swords": terms("States")}}}))
    deepest = {"geo/Countries": 1, "geo/oceans": 2, "other/swords": 1}
    assert hits["category"].astype("str").value_counts().to_dict() == deepest
    whole = at_level(hits, 1)
    assert whole["category"].astype("str").value_counts().to_dict() == {"geo": 3, "other": 1}
    assert whole.attrs["categories"] == [["categories", "geo"], ["categories", "other"]]
    assert at_level(hits, 2).astype("str").equals(hits.astype("str"))


def test_a_hit_belongs_to_the_deepest_category_and_names_are_paths(make_corpus: MakeCorpus) -> None:
    violence = terms("attack*") | {"categories": {"arson": terms("burn*") | {"categories": {"church": terms("pyre")}}}}
    made = lexicon({"violence": violence})
    assert made.names() == [("categories", name) for name in ("violence", "violence/arson", "violence/arson/church")]
    hits = find_hits(make_corpus(["attacks burned a pyre"]), made)
    assert hits["category"].tolist() == ["violence", "violence/arson", "violence/arson/church"]
    assert at_level(hits, 1)["category"].tolist() == ["violence"] * 3
    assert at_level(hits, 2)["category"].tolist() == ["violence", "violence/arson", "violence/arson"]


def test_words_that_two_parts_claim_count_once_for_the_whole(make_corpus: MakeCorpus) -> None:
    parts = {"a": terms("barrel bomb*", "siege"), "b": terms("bomb*", "s?ege", "barrel")}
    hits = find_hits(make_corpus(["barrel bombs, bombs, siege"]), lexicon({"war": {"categories": parts}}))
    assert len(hits) == 6  # a: barrel bombs, siege; b: barrel, bombs, bombs, siege
    whole = at_level(hits)
    assert list(zip(whole["text"], whole["entry"].astype("str"), strict=True)) == [
        ("barrel bombs", "barrel bomb*"),
        ("bombs", "bomb*"),
        ("siege", "siege"),
    ]


def test_naming_sets_have_no_levels(make_corpus: MakeCorpus) -> None:
    naming = {"s": {"labels": {"l": terms("rebels"), "m": terms("free rebels")}}}
    made = lexicon({"c": {"categories": {"d": terms("reb*")}}}, naming=naming)
    hits = find_hits(make_corpus(["rebels, free rebels"]), made)
    assert at_level(hits)["category"].tolist() == ["c", "l", "m", "c"]
    assert at_level(hits).attrs["categories"] == [["categories", "c"], ["s", "l"], ["s", "m"]]


def test_nothing_found_stays_nothing(make_corpus: MakeCorpus) -> None:
    hits = find_hits(make_corpus(["nothing"]), lexicon({"c": terms("absent")}))
    assert len(at_level(hits)) == 0
    assert list(at_level(hits).columns) == list(hits.columns)


def test_a_level_below_one_is_refused(make_corpus: MakeCorpus) -> None:
    hits = find_hits(make_corpus(["a"]), lexicon({"c": terms("a")}))
    with pytest.raises(InputError, match="counts from 1"):
        at_level(hits, 0)
