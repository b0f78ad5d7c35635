from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.lexicon.hits import find_hits
from framescope.lexicon.model import Lexicon
from framescope.lexicon.negation import NEGATION_LANGUAGES, negation_rules

MakeCorpus = Callable[[Sequence[str]], Corpus]
TERMS = ["amiabl*", "terrorist*", "rebel*", "free syrian army"]


def lexicon(language: str | None = "en") -> Lexicon:
    categories = {"c": {"terms": TERMS}}
    return Lexicon.model_validate({"name": "x", "language": language, "categories": categories})


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        # The sentence of the Lexicoder Sentiment Dictionary's own example, which must not count as positive.
        ("The settlement was not amiable.", [True]),
        ("The settlement was amiable.", [False]),
        ("They don’t call them terrorists. They aren't rebels", [True, True]),
        ("They cannot be terrorists", [True]),
        ("neither rebels nor terrorists", [True, True]),
        ("without rebels", [True]),
        ("no one of the rebels", [True]),
        # three tokens and no more
        ("not a b rebels, not a b c rebels", [True, False]),
        # not over a break or a word that ends the scope
        ("It was not. Rebels came.", [False]),
        ("not rebels but terrorists", [True, False]),
        # phrases that affirm
        ("not only rebels", [False]),
        ("no doubt terrorists", [False]),
        ("not only rebels, not terrorists", [False, True]),
        # the whole of a phrase is negated, and nothing that follows or stands inside negates
        ("not the Free Syrian Army", [True]),
        ("rebels did not", [False]),
        ("NOT REBELS", [True]),
        ("rebels", [False]),
        ("not", []),
    ],
)
def test_what_a_negation_reaches(make_corpus: MakeCorpus, text: str, negated: list[bool]) -> None:
    assert find_hits(make_corpus([text]), lexicon())["negated"].tolist() == negated


def test_a_negation_does_not_reach_into_the_next_document(make_corpus: MakeCorpus) -> None:
    assert find_hits(make_corpus(["not", "rebels"]), lexicon())["negated"].tolist() == [False]
    assert find_hits(make_corpus(["rebels", "not"]), lexicon())["negated"].tolist() == [False]


def test_a_negated_hit_is_counted_like_any_other(make_corpus: MakeCorpus) -> None:
    assert len(find_hits(make_corpus(["not amiable, amiable"]), lexicon())) == 2


def test_a_negator_inside_the_hit_says_nothing_of_it(make_corpus: MakeCorpus) -> None:
    terms = Lexicon.model_validate({"name": "x", "language": "en", "categories": {"c": {"terms": ["not amiabl*"]}}})
    assert find_hits(make_corpus(["was not amiable"]), terms)["negated"].tolist() == [False]


@pytest.mark.parametrize(
    ("lexicon_language", "article_language", "known"),
    [("en", None, True), (None, "en", True), ("en", "de", False), ("de", "en", True), (None, None, False)],
)
def test_only_languages_with_rules_are_assessed(
    make_corpus: MakeCorpus, lexicon_language: str | None, article_language: str | None, known: bool
) -> None:
    corpus = make_corpus(["not rebels"])
    articles = corpus.articles.assign(language=pd.Categorical([article_language]))
    corpus = Corpus({**corpus.tables, "articles": articles}, corpus.tokens, "x")
    value = find_hits(corpus, lexicon(lexicon_language))["negated"][0]
    assert value is pd.NA if not known else value


def test_without_a_hit_the_column_is_there(make_corpus: MakeCorpus) -> None:
    assert find_hits(make_corpus(["nothing"]), lexicon())["negated"].dtype == "boolean"


@pytest.mark.parametrize("language", NEGATION_LANGUAGES)
def test_the_rules_can_be_read_and_say_nothing_twice(language: str) -> None:
    rules = negation_rules(language)
    assert rules.language == language
    for words in (rules.negators, rules.affirming, rules.ends):
        assert len(set(words)) == len(words)
    assert not set(rules.negators) & set(rules.ends)
