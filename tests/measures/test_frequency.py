from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.frequency import absences, frequency

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]

# 10 + 5 + 5 tokens; a and b are one story, a the representative.
TEXTS = {
    "a": "The rebels left. “Rebels are terrorists”, said the army.",  # 9 tokens: see COUNTS
    "b": "The rebels left at dawn.",
    "c": "Snow fell in the north.",
}
KNOWN = {
    "outlet": ["Post", None, "Herald"],
    "date": ["2017-09-02", "2017-09-01", None],
    "copy_group": ["a#0", "a#0", None],
}
PATTERNS = {("categories", "combat"): "left|army", ("armed", "rebels"): "rebels", ("armed", "zealots"): "zealots"}


@pytest.fixture
def corpus(make_corpus: MakeCorpus) -> Corpus:
    corpus = make_corpus(TEXTS, **KNOWN)
    corpus.articles["representative"] = [True, False, True]
    return corpus


@pytest.fixture
def hits(corpus: Corpus, find: FindHits) -> pd.DataFrame:
    return find(corpus, PATTERNS)


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_counts_and_tokens_by_hand(corpus: Corpus, hits: pd.DataFrame) -> None:
    # a: The rebels left / Rebels are terrorists / said the army = 9; b = 5; c = 5.
    table = frequency(corpus, hits)
    assert rows(table, "set", "category", "count", "n_tokens") == [
        ("categories", "combat", 3, 19),
        ("armed", "rebels", 3, 19),
        ("armed", "zealots", 0, 19),
    ]
    assert table["per_1000"].tolist() == pytest.approx([3000 / 19, 3000 / 19, 0])
    assert rows(table, "n_units", "n_articles", "n_articles_with") == [(2, 3, 2), (2, 3, 2), (2, 3, 0)]
    assert set(table["unit"]) == {"story"}


def test_the_columns_of_the_contract_come_in_their_order(corpus: Corpus, hits: pd.DataFrame) -> None:
    assert list(frequency(corpus, hits, by="outlet").columns) == [
        "outlet", "count", "n_tokens", "per_1000", "low", "high", "method", "unit", "n_units", "n_articles",
        "n_articles_with", "estimable", "reason", "count_left_out", "tokens_left_out",
    ]  # fmt: skip


def test_below_fifteen_stories_the_estimate_stands_alone(corpus: Corpus, hits: pd.DataFrame) -> None:
    table = frequency(corpus, hits)
    assert table["low"].isna().all()
    assert table["high"].isna().all()
    assert not table["estimable"].any()
    assert set(table["reason"]) == {"2 stories; an interval needs at least 15"}


def test_what_is_not_stated_is_a_group_of_its_own_and_comes_last(corpus: Corpus, hits: pd.DataFrame) -> None:
    table = frequency(corpus, hits, by=["outlet", "set"])
    assert rows(table, "outlet", "set", "count", "n_tokens") == [
        ("Herald", "categories", 0, 5),
        ("Herald", "armed", 0, 5),
        ("Post", "categories", 2, 9),
        ("Post", "armed", 2, 9),
        ("not stated", "categories", 1, 5),
        ("not stated", "armed", 1, 5),
    ]
    assert frequency(corpus, hits, by="date")["date"].tolist() == ["2017-09-01", "2017-09-02", "not stated"]


def test_a_voice_is_counted_in_the_tokens_of_that_voice(corpus: Corpus, hits: pd.DataFrame) -> None:
    table = frequency(corpus, hits, by=["voice", "category"])
    rebels = table[table["category"] == "rebels"]
    assert rows(rebels, "voice", "count", "n_tokens") == [("own", 2, 16), ("quoted", 1, 3)]
    by_article = frequency(corpus, hits, by=["article_id", "voice"])
    assert rows(by_article, "article_id", "voice", "count", "n_tokens") == [
        ("a#0", "own", 3, 6), ("a#0", "quoted", 1, 3), ("b#0", "own", 2, 5), ("b#0", "quoted", 0, 0),
        ("c#0", "own", 0, 5), ("c#0", "quoted", 0, 0),
    ]  # fmt: skip
    assert by_article["reason"][3] == "nothing to count in"
    assert np.isnan(by_article["per_1000"][3])


def test_left_out_and_read_add_up_to_the_corpus(corpus: Corpus, hits: pd.DataFrame) -> None:
    table = frequency(corpus, hits, view=View(copies="one", voice=("own",)))
    assert (table["n_tokens"] + table["tokens_left_out"]).tolist() == [19, 19, 19]
    assert (table["count"] + table["count_left_out"]).tolist() == [3, 3, 0]
    assert table["n_tokens"].tolist() == [11, 11, 11]  # a without its quotation, c


def test_one_copy_by_outlet_keeps_one_in_each_outlet(corpus: Corpus, hits: pd.DataFrame) -> None:
    one = View(copies="one")
    assert frequency(corpus, hits, by="set", view=one)["n_tokens"].unique().tolist() == [14]
    assert frequency(corpus, hits, by="outlet", view=one)["n_tokens"].tolist() == [5, 9, 5]


def test_an_entry_brings_its_category(corpus: Corpus, hits: pd.DataFrame) -> None:
    table = frequency(corpus, hits, by=["entry", "set"])
    assert rows(table, "set", "category", "entry", "count") == [
        ("categories", "combat", "left|army", 3),
        ("armed", "rebels", "rebels", 3),
    ]


def test_an_entry_asked_for_keeps_its_row(corpus: Corpus, hits: pd.DataFrame) -> None:
    hits.attrs["entries"] = [["armed", "zealots", "zealots"], ["armed", "rebels", "rebels"]]
    table = frequency(corpus, hits, by="entry")
    assert rows(table, "entry", "count", "n_tokens") == [("zealots", 0, 19), ("rebels", 3, 19), ("left|army", 3, 19)]


def test_rates_by_speaker_are_per_token_of_that_speaker(
    make_corpus: MakeCorpus, find: FindHits, attribute: MakeCorpus
) -> None:
    # army: Rebels are terrorists, They left = 5 tokens with 1 rebel; somebody: rebels fled = 2 with 1; the rest 6.
    corpus = attribute(
        make_corpus({"a": "“Rebels are terrorists”, he said. ‹They left›, he added. The rebels heard ‹rebels fled›."}),
        first={"text": "Rebels are terrorists", "speaker_name": "the army", "stance": "neutral"},
        second={"text": "They left", "speaker_name": "the army", "kind": "indirect", "stance": "neutral"},
        third={"text": "rebels fled", "kind": "indirect", "source_type": "unknown"},
    )
    hits = find(corpus, {("armed", "rebels"): "rebels"})
    by_speaker = frequency(corpus, hits, by=["category", "speaker"])
    assert rows(by_speaker, "speaker", "count", "n_tokens") == [
        ("the army", 1, 5),
        ("not stated", 1, 2),
        ("not attributed", 1, 7),
    ]
    by_stance = frequency(corpus, hits, by=["stance", "voice"])
    assert rows(by_stance, "stance", "voice", "count", "n_tokens") == [
        ("neutral", "own", 0, 0),
        ("neutral", "quoted", 1, 3),
        ("neutral", "reported", 0, 2),
        ("not stated", "own", 0, 0),
        ("not stated", "quoted", 0, 0),
        ("not stated", "reported", 1, 2),
        ("not attributed", "own", 1, 7),
        ("not attributed", "quoted", 0, 0),
        ("not attributed", "reported", 0, 0),
    ]
    assert frequency(corpus, hits, by="source_type")["n_tokens"].tolist() == [2, 5, 7]


def test_text_without_an_article_is_counted_where_everything_is_read(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"a": "Rebels left.", "menu": "~ Rebels and more"})
    hits = find(corpus, PATTERNS)
    assert rows(frequency(corpus, hits, by="article_id"), "article_id", "count", "n_tokens") == [("a#0", 2, 2)]
    table = frequency(corpus, hits, by=["article_id", "document_id"], view=View(zones=None))
    assert rows(table, "article_id", "document_id", "count", "n_tokens") == [
        ("a#0", "a", 2, 2),
        ("no article", "menu", 1, 3),
    ]
    assert table["n_articles"].tolist() == [1, 0]


def test_sums_over_articles_are_the_whole(corpus: Corpus, hits: pd.DataFrame) -> None:
    whole = frequency(corpus, hits)
    for key in ("article_id", "outlet", "voice", "story", "date"):
        parts = frequency(corpus, hits, by=["category", key]).groupby("category", sort=False)[["count", "n_tokens"]]
        assert rows(parts.sum().reset_index(), "count", "n_tokens") == rows(whole, "count", "n_tokens")


def test_enough_stories_give_an_interval_that_ignores_the_order_of_documents(
    make_corpus: MakeCorpus, find: FindHits
) -> None:
    texts = {f"d{i:02d}": "snow " * (20 + i) + "rebels " * (i % 4) for i in range(40)}
    tables = []
    for order in (texts, dict(reversed(texts.items()))):
        corpus = make_corpus(order)
        tables.append(frequency(corpus, find(corpus, {("s", "rebels"): "rebels", ("s", "none"): "none"}), seed=3))
    pd.testing.assert_frame_equal(tables[0], tables[1])
    row = tables[0].iloc[0]
    assert row["estimable"]
    assert pd.isna(row["reason"])
    assert row["low"] < row["per_1000"] < row["high"]
    assert not tables[0]["estimable"][1]


def test_copies_are_one_unit_whatever_the_view(make_corpus: MakeCorpus, find: FindHits) -> None:
    n = 40
    texts = {f"d{i:02d}": "snow " * 20 + "rebels " * (i % 4) for i in range(n)}
    corpus = make_corpus(texts, copy_group=[f"g{i // 2}" for i in range(n)], outlet=[f"o{i % 2}" for i in range(n)])
    hits = find(corpus, {("s", "rebels"): "rebels"})
    assert frequency(corpus, hits)["n_units"].tolist() == [20]
    assert frequency(corpus, hits, unit="outlet")["reason"].tolist() == ["2 outlets; an interval needs at least 15"]


def test_arguments_are_not_changed(corpus: Corpus, hits: pd.DataFrame) -> None:
    before, articles = hits.copy(), corpus.articles.copy()
    frequency(corpus, hits, by=["category", "outlet", "voice"])
    pd.testing.assert_frame_equal(hits, before)
    pd.testing.assert_frame_equal(corpus.articles, articles)


def test_absences_are_what_was_looked_for_and_not_found(corpus: Corpus, hits: pd.DataFrame) -> None:
    assert rows(absences(frequency(corpus, hits)), "category", "count", "n_tokens") == [("zealots", 0, 19)]
    by_voice = absences(frequency(corpus, hits, by=["article_id", "voice", "set"]))
    # b and c hold no quoted word: nothing can be absent there.
    assert rows(by_voice, "article_id", "voice", "set") == [
        ("a#0", "quoted", "categories"), ("c#0", "own", "categories"), ("c#0", "own", "armed"),
    ]  # fmt: skip


def test_no_hits_and_no_articles(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"c": TEXTS["c"]})
    table = frequency(corpus, find(corpus, PATTERNS), by=["category", "article_id"])
    assert rows(table, "category", "article_id", "count", "n_tokens") == [
        ("combat", "c#0", 0, 5), ("rebels", "c#0", 0, 5), ("zealots", "c#0", 0, 5),
    ]  # fmt: skip
    nothing = make_corpus({})
    assert frequency(nothing, find(nothing, PATTERNS))["n_tokens"].tolist() == [0, 0, 0]
    assert frequency(nothing, find(nothing, PATTERNS), by="outlet").empty
    assert frequency(nothing, find(nothing, {})).empty


def test_one_row_for_everything(corpus: Corpus, hits: pd.DataFrame) -> None:
    assert rows(frequency(corpus, hits, by=[]), "count", "n_tokens") == [(6, 19)]


def test_unknown_names_list_the_known_ones(corpus: Corpus, hits: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown key in by 'outlets'. Did you mean 'outlet'.*category.*story"):
        frequency(corpus, hits, by="outlets")
    with pytest.raises(UnknownNameError, match=r"Unknown option 'resamples'"):
        frequency(corpus, hits, resamples=10)  # type: ignore[call-arg]  # what is tested
    with pytest.raises(InputError, match="lacks the column"):
        frequency(corpus, hits[["token"]])
