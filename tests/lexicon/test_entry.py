from collections.abc import Callable, Sequence
from typing import Any

import pydantic
import pytest

from framescope.corpus.model import Corpus
from framescope.lexicon.entry import Entry
from framescope.lexicon.hits import find_hits
from framescope.lexicon.model import Lexicon

MakeCorpus = Callable[[Sequence[str]], Corpus]


def found(make_corpus: MakeCorpus, text: str, entry: Any) -> list[str]:
    terms = Lexicon.model_validate({"name": "x", "categories": {"c": {"terms": [entry]}}})
    return find_hits(make_corpus([text]), terms)["text"].tolist()


def near(*terms: str, window: int = 5) -> dict[str, Any]:
    return {"term": "strike", "near": {"terms": list(terms), "window": window}}


@pytest.mark.parametrize(
    ("entry", "text", "texts"),
    [
        # both sides, and the edge of the window: five tokens lie before or after
        (near("hospital"), "a strike hit the hospital", ["strike"]),
        (near("hospital"), "the hospital after the strike", ["strike"]),
        (near("hospital"), "strike a b c d hospital", ["strike"]),
        (near("hospital"), "strike a b c d e hospital", []),
        (near("hospital"), "hospital a b c d strike", ["strike"]),
        (near("hospital"), "hospital a b c d e strike", []),
        (near("hospital", window=1), "strike hospital, hospital a strike", ["strike"]),
        # a term of several words must lie in the window as a whole
        (near("field hospital"), "strike a b c field hospital", ["strike"]),
        (near("field hospital"), "strike a b c d field hospital", []),
        (near("field hospital"), "field hospital a b c strike", ["strike"]),
        (near("field hospital"), "field hospital a b c d strike", []),
        # one of several is enough; wildcards and case as everywhere
        (near("clinic*", "hospital"), "CLINICS after the strike", ["strike"]),
        # not beyond a break, also where a farther one stands on the other side
        (near("hospital"), "It was a strike. Hospital staff left.", []),
        (near("hospital"), "Hospital. The strike hit a hospital.", ["strike"]),
        # the hit is not near itself
        (near("strike"), "a strike", []),
        (near("strike"), "strike and strike", ["strike", "strike"]),
        ({"term": "air strike", "near": {"terms": ["strike"]}}, "air strike", []),
        ({"term": "strike *", "near": {"terms": ["hospital"]}}, "strike hospital", []),
    ],
)  # fmt: skip
def test_near(make_corpus: MakeCorpus, entry: Any, text: str, texts: list[str]) -> None:
    assert found(make_corpus, text, entry) == texts


def test_near_is_counted_at_both_ends_of_a_corpus(make_corpus: MakeCorpus) -> None:
    terms = Lexicon.model_validate({"name": "x", "categories": {"c": {"terms": [near("a", "b c", window=100)]}}})
    corpus = make_corpus(["strike", "a", "strike a", "b c", "b c strike", "strike"])
    assert find_hits(corpus, terms)["document_id"].astype("str").tolist() == ["d02.txt", "d04.txt"]


@pytest.mark.parametrize("term", ["regime change", "regime-change"])
def test_hyphens_are_ignored_where_asked(make_corpus: MakeCorpus, term: str) -> None:
    text = (
        "regime change, Regime-Change, regime‑change, regime–change, regime\nchange, regimechange, the regime. Change"
    )
    every = ["regime change", "Regime-Change", "regime‑change", "regime–change", "regime\nchange"]
    assert found(make_corpus, text, {"term": term, "ignore_hyphens": True}) == every
    spaced = [hit for hit in every if (" " in hit or "–" in hit or "\n" in hit) == (" " in term)]
    assert found(make_corpus, text, term) == spaced


def test_a_spelling_has_the_conditions_of_its_entry(make_corpus: MakeCorpus) -> None:
    entry = {"term": "regime change", "ignore_hyphens": True, "not_after": ["no"], "not_in": ["the regime change act"]}
    text = "no regime-change, no regime change, the regime change act, a regime-change"
    assert found(make_corpus, text, entry) == ["regime-change"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"term": "a", "near": {"terms": []}}, "write at least one"),
        ({"term": "a", "near": {"terms": ["b"], "window": 0}}, "greater than or equal to 1"),
        ({"term": "a", "near": {"terms": ["b"], "window": "few"}}, "valid integer"),
        ({"term": "a", "near": {"terms": ["*"]}}, "every word"),
        ({"term": "a", "near": ["b"]}, "valid dictionary"),
        ({"term": "a", "weight": "nan"}, "finite"),
        ({"term": "a", "weight": "heavy"}, "valid number"),
        ({"term": "*-*", "ignore_hyphens": "true"}, "every word"),
        ({"term": "re:a-?b", "ignore_hyphens": "true"}, "says nothing of the regular expression"),
        ({"term": "a", "ignore_hyphens": "perhaps"}, "valid boolean"),
    ],
)
def test_what_an_entry_cannot_say(entry: dict[str, Any], message: str) -> None:
    with pytest.raises(pydantic.ValidationError, match=message):
        Entry.model_validate(entry)


def test_weights_stand_beside_hits_and_change_no_count(make_corpus: MakeCorpus) -> None:
    terms = [{"term": "good", "weight": "1.9"}, {"term": "bad", "weight": "-2.5"}, "fair"]
    lexicon = Lexicon.model_validate({"name": "x", "categories": {"c": {"terms": terms}}})
    hits = find_hits(make_corpus(["good bad fair"]), lexicon)
    assert hits["weight"].tolist() == [1.9, -2.5, 1.0]
    assert hits["weight"].dtype == "float64"
