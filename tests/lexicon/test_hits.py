from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope import schema
from framescope.corpus.model import NO_ARTICLE, Corpus
from framescope.errors import UnknownNameError
from framescope.lexicon.hits import find_hits, named_or_commonest
from framescope.lexicon.model import Lexicon
from framescope.schema import VOICES, ZONES
from framescope.text.tokens import tokenize

MakeCorpus = Callable[[Sequence[str]], Corpus]


def lexicon(categories: dict[str, list[Any]] | None = None, **sets: dict[str, list[Any]]) -> Lexicon:
    return Lexicon.model_validate(
        {
            "name": "test",
            "version": "1",
            "categories": {name: {"terms": terms} for name, terms in (categories or {}).items()},
            "naming": {
                name: {"labels": {label: {"terms": terms} for label, terms in labels.items()}}
                for name, labels in sets.items()
            },
        }
    )


def pairs(hits: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(hits["category"].astype(str), hits["text"], strict=True))


def test_every_column_of_a_hit(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["Nothing.", "The rebel’s\nflag, and Free\N{NO-BREAK SPACE}Syrian Army men."])
    hits = find_hits(corpus, lexicon({"c": ["rebel"]}, s={"fsa": ["free syrian arm?"]}))
    assert list(hits.columns) == list(schema.HITS.columns)
    rows = hits.astype({"article_id": "str", "document_id": "str", "set": "str", "category": "str", "entry": "str"})
    first, second = rows.to_dict("records")
    assert first["article_id"] == "d01.txt#0"
    assert (first["document_id"], first["set"], first["category"]) == ("d01.txt", "categories", "c")
    assert (first["entry"], first["text"], first["start"], first["end"]) == ("rebel", "rebel’s", 4, 11)
    assert (first["token"], first["n_tokens"]) == (2, 1)  # after "Nothing" and "The"
    assert (first["zone"], first["voice"], first["mixed"]) == ("body", "own", False)
    assert pd.isna(first["sentence"])
    assert pd.isna(first["speaker"])
    assert (second["set"], second["category"], second["n_tokens"]) == ("s", "fsa", 3)
    assert second["text"] == "Free\N{NO-BREAK SPACE}Syrian Army"


def test_what_it_knows_of_the_lexicon(make_corpus: MakeCorpus) -> None:
    hits = find_hits(make_corpus(["a"]), lexicon({"found": ["a"], "absent": ["b"]}, s={"l": ["c"]}))
    assert hits.attrs["categories"] == [["categories", "found"], ["categories", "absent"], ["s", "l"]]
    assert hits.attrs["lexicon"] == "test 1"


@pytest.mark.parametrize("texts", [[], [""], ["..."], ["", "word", ""]])
def test_a_corpus_without_a_match_gives_an_empty_table(make_corpus: MakeCorpus, texts: list[str]) -> None:
    hits = find_hits(make_corpus(texts), lexicon({"c": ["absent", "absent *"]}))
    assert len(hits) == 0
    assert list(hits.columns) == list(schema.HITS.columns)


def test_zone_and_voice_are_those_of_the_first_token(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["free syrian army free syrian army"])
    voice = corpus.tokens.voice.copy()
    voice[[0, 3, 4, 5]] = VOICES.index("quoted")
    zone = corpus.tokens.zone.copy()
    zone[3:] = ZONES.index("heading")
    corpus = Corpus(corpus.tables, replace(corpus.tokens, voice=voice, zone=zone), "x")
    hits = find_hits(corpus, lexicon({"c": ["free syrian army"]}))
    assert hits["voice"].tolist() == ["quoted", "quoted"]
    assert hits["zone"].tolist() == ["body", "heading"]
    assert hits["mixed"].tolist() == [True, False]


def test_a_token_around_which_no_article_stands(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["rebel"])
    tokens = replace(corpus.tokens, article=np.array([NO_ARTICLE], dtype=np.int32))
    hits = find_hits(Corpus(corpus.tables, tokens, "x"), lexicon({"c": ["rebel"]}))
    assert hits["article_id"].isna().tolist() == [True]


def test_an_unknown_within_is_refused(make_corpus: MakeCorpus) -> None:
    with pytest.raises(UnknownNameError, match=r"within 'set'.*category, lexicon"):
        find_hits(make_corpus(["a"]), lexicon({"c": ["a"]}), within="set")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entry", "text", "found"),
    [
        # phrases cross line breaks and no-break spaces, not breaks
        ("regime change", "regime\nchange", ["regime\nchange"]),
        ("regime change", "regime\N{NO-BREAK SPACE}change", ["regime\N{NO-BREAK SPACE}change"]),
        ("regime change", "the regime. Change came. The regime\n\nchange", []),
        ("lay down * arms", "They lay down their arms, then lay down arms.", ["lay down their arms"]),
        # a form matches with or without a possessive
        ("assad", "Assad’s men, Assad's, ASSAD, Assads", ["Assad’s", "Assad's", "ASSAD"]),
        ("assad's", "Assad and Assad’s", ["Assad’s"]),
        ({"term": "IS", "case": True}, "IS is here, Is it IS’s?", ["IS", "IS’s"]),
        ("u.s.-backed", "U.S.-backed and US-backed", ["U.S.-backed"]),
        # conditions look at the next word of the same sentence only
        ({"term": "free*", "not_before": ["trade"]}, "free trade, freed", ["freed"]),
        ({"term": "free", "not_before": ["press conf*"]}, "free press, FREE press conference", ["free"]),
        ({"term": "free", "not_before": ["trade"]}, "It is free. Trade grew.", ["free"]),
        ({"term": "rebels", "not_after": ["houthi", "boko haram"]}, "Houthi rebels, Boko Haram rebels", []),
        ({"term": "rebels", "not_after": ["houthi"]}, "It was Houthi. Rebels left.", ["Rebels"]),
        ({"term": "*assad*", "not_in": ["*ambassad*"]}, "ambassador Assad", ["Assad"]),
        ({"term": "terror", "not_in": ["reign of terror"]}, "The reign of terror was terror.", ["terror"]),
        ({"term": "b", "not_in": ["a b", "b c d"]}, "a b, b c d, b c", ["b"]),
        ({"term": "a b", "not_in": ["b"]}, "a b", ["a b"]),
        # conditions ignore case even where the term does not
        ({"term": "IS", "case": True, "not_after": ["this"]}, "THIS IS, IS", ["IS"]),
        # an overlap goes to what begins first
        ("a b", "a b a b a", ["a b", "a b"]),
        ("a * a", "a b a b a", ["a b a"]),
    ],
)  # fmt: skip
def test_what_an_entry_matches(make_corpus: MakeCorpus, entry: Any, text: str, found: list[str]) -> None:
    assert find_hits(make_corpus([text]), lexicon({"c": [entry]}))["text"].tolist() == found


def test_phrases_do_not_cross_documents(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["the regime", "change came"])
    tokens = replace(corpus.tokens, breaks=np.zeros(len(corpus.tokens), dtype=np.bool_))
    assert len(find_hits(Corpus(corpus.tables, tokens, "x"), lexicon({"c": ["regime change"]}))) == 0


def test_the_longest_match_wins_within_a_category_and_a_naming_set_only(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["moderate rebels"])
    terms = lexicon(
        {"one": ["rebel*", "moderate rebel*"], "other": ["rebel*"]},
        s={"long": ["moderate rebel*"], "short": ["rebel*"]},
    )
    assert sorted(pairs(find_hits(corpus, terms))) == [
        ("long", "moderate rebels"),
        ("one", "moderate rebels"),
        ("other", "rebels"),
    ]


def test_a_match_taken_back_leaves_its_words_to_others(make_corpus: MakeCorpus) -> None:
    terms = lexicon({"c": [{"term": "armed groups", "not_after": ["kurdish"]}, "armed"]})
    assert pairs(find_hits(make_corpus(["Kurdish armed groups"]), terms)) == [("c", "armed")]


def test_two_entries_for_the_same_words_give_one_hit_named_after_the_more_specific(make_corpus: MakeCorpus) -> None:
    for terms in (["rebel*", "rebels", "*rebels"], ["*rebels", "rebels", "rebel*"]):
        assert find_hits(make_corpus(["rebels"]), lexicon({"c": terms}))["entry"].tolist() == ["rebels"]


GEOGRAPHY = {
    "AS": ["American Samoa", "American Samoan*", "Pago Pago"],
    "WS": ["Samoa", "Samoan*", "Apia"],
    "VG": ["British Virgin Islands", "Virgin Island*", "Road Town"],
    "GB": ["UK", "United Kingdom", "Britain", "British", "Briton*", "Brit*", "London"],
    "US": ["United States", "US", "American*", "Washington", "New York"],
}


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ("category", [["VG", "GB", "GB"], ["WS"], ["AS", "US", "WS"]]),
        ("lexicon", [["VG", "GB"], ["WS"], ["AS"]]),
    ],
)
@pytest.mark.parametrize("order", [list(GEOGRAPHY), list(reversed(GEOGRAPHY))])
def test_quanteda_nested_keys(
    make_corpus: MakeCorpus, within: Any, expected: list[list[str]], order: list[str]
) -> None:
    # quanteda, tests of tokens_lookup: nested_scope "key" and "dictionary"; the result does not depend on key order.
    corpus = make_corpus(
        [
            "British Virgin Islands is a British overseas territory",
            "Samoa is an independent state",
            "American Samoa is in the South Pacific",
        ]
    )
    hits = find_hits(corpus, lexicon({key: GEOGRAPHY[key] for key in order}), within=within)
    found = [hits.loc[hits["document_id"] == f"d0{i}.txt", "category"].astype(str).tolist() for i in range(3)]
    assert [sorted(keys) for keys in found] == [sorted(keys) for keys in expected]


@pytest.mark.parametrize(
    ("categories", "text", "by_category", "by_lexicon"),
    [
        # quanteda's help page of tokens_lookup
        (
            {"paper": ["New York Times"], "city": ["New York"]},
            "The New York Times is a New York paper.",
            {"paper": 1, "city": 2},
            {"paper": 1, "city": 1},
        ),
        # quanteda issue 970
        (
            {"pos": ["good"], "farewell": ["good bye"]},
            "say good bye to Hollywood",
            {"pos": 1, "farewell": 1},
            {"farewell": 1},
        ),
        # Lexicoder Sentiment Dictionary 2015 (the entries these words need)
        (
            {"NEGATIVE": ["aggressiv*"], "POSITIVE": ["win*", "friend*"], "NEG_POSITIVE": ["not win*"]},
            "This aggressive policy will not win friends.",
            {"NEGATIVE": 1, "NEG_POSITIVE": 1, "POSITIVE": 2},
            {"NEGATIVE": 1, "NEG_POSITIVE": 1, "POSITIVE": 1},
        ),
        (
            {"POSITIVE": ["amiabl*"], "NEG_POSITIVE": ["not amiabl*"]},
            "The settlement was not amiable.",
            {"POSITIVE": 1, "NEG_POSITIVE": 1},
            {"NEG_POSITIVE": 1},
        ),
    ],
)  # fmt: skip
def test_quanteda_scopes(
    make_corpus: MakeCorpus,
    categories: dict[str, list[str]],
    text: str,
    by_category: dict[str, int],
    by_lexicon: dict[str, int],
) -> None:
    corpus, terms = make_corpus([text]), lexicon(categories)
    assert find_hits(corpus, terms)["category"].astype(str).value_counts().to_dict() == by_category
    assert find_hits(corpus, terms, within="lexicon")["category"].astype(str).value_counts().to_dict() == by_lexicon


def test_quanteda_levels(make_corpus: MakeCorpus) -> None:
    # quanteda: geo{Countries: States; oceans: Atlantic, Pacific} other{swords: States}, level 1: geo 3, other 1.
    corpus = make_corpus(["The United States is bordered by the Atlantic Ocean and the Pacific Ocean."])
    terms = lexicon(geo={"Countries": ["States"], "oceans": ["Atlantic", "Pacific"]}, other={"swords": ["States"]})
    assert find_hits(corpus, terms)["set"].astype(str).value_counts().to_dict() == {"geo": 3, "other": 1}


texts = st.lists(
    st.text("ab ’s.-\n\N{NO-BREAK SPACE}\N{SOFT HYPHEN}\N{COMBINING ACUTE ACCENT}ИсA", max_size=40),
    min_size=1,
    max_size=3,
)
terms = st.lists(
    st.text("ab* -Иc?", min_size=1, max_size=5).filter(lambda text: any(c.isalpha() for c in text)),
    min_size=1,
    max_size=4,
)


@settings(deadline=None, max_examples=50)
@given(texts=texts, terms=terms)
def test_a_hit_is_the_text_it_claims(make_corpus: MakeCorpus, texts: list[str], terms: list[str]) -> None:
    corpus = make_corpus(texts)
    hits = find_hits(corpus, lexicon({"c": terms}))
    columns = (hits["document_id"], hits["start"], hits["end"], hits["text"], hits["token"], hits["n_tokens"])
    for document, start, end, text, token, n_tokens in zip(*columns, strict=True):
        assert corpus.text(document)[start:end] == text
        assert len(tokenize(text).forms) == n_tokens
        assert corpus.tokens.start[token] == start
        assert corpus.tokens.start[token + n_tokens - 1] + corpus.tokens.length[token + n_tokens - 1] == end


@settings(deadline=None, max_examples=50)
@given(texts=texts, terms=terms, seed=st.randoms(use_true_random=False))
def test_the_order_of_keys_and_terms_does_not_matter(
    make_corpus: MakeCorpus, texts: list[str], terms: list[str], seed: Any
) -> None:
    corpus = make_corpus(texts)
    labels = {"x": terms, "y": terms[::-1], "z": ["a*"]}
    shuffled = [(name, seed.sample(found, len(found))) for name, found in labels.items()]
    seed.shuffle(shuffled)
    one = find_hits(corpus, lexicon(labels, s=labels))
    other = find_hits(corpus, lexicon(dict(shuffled), s=dict(shuffled)))
    pd.testing.assert_frame_equal(one, other, check_like=False)


def test_a_lexicon_of_very_many_entries(make_corpus: MakeCorpus) -> None:
    terms = [f"word{n}{'*' * (n % 3 == 0)}" for n in range(1, 30_001)]
    corpus = make_corpus(["word3 word33 word30000s word29999 word29999s"])
    hits = find_hits(corpus, lexicon({"c": terms}))
    # 3, 33 and 30000 are multiples of three and have an asterisk; 29999 is none
    assert pairs(hits) == [("c", "word3"), ("c", "word33"), ("c", "word30000s"), ("c", "word29999")]


def test_a_token_of_very_many_letters(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["a" * 1_000_000 + " b"])
    hits = find_hits(corpus, lexicon({"c": ["*ab", "a*b*a", "b", "re:a*b"]}))
    assert pairs(hits) == [("c", "b")]
    assert find_hits(corpus, lexicon({"c": ["a*a"]}))["end"].tolist() == [1_000_000]


def test_named_categories_are_taken_or_the_commonest(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["The war, the war, peace and a truce; a truce, a ban."])
    hits = find_hits(corpus, lexicon({name: [name] for name in ("war", "peace", "truce", "ban", "never")}))
    assert named_or_commonest(hits, ["never", "peace", "other"]) == ["never", "peace"]  # also one without a hit
    assert named_or_commonest(hits, ["other"], 3) == ["truce", "war", "ban"]
    assert named_or_commonest(hits.iloc[:0], ["other"]) == []
