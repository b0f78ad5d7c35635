from dataclasses import replace

import pandas as pd
import pytest

import framescope as fs
from framescope.corpus.model import Corpus
from framescope.errors import InputError
from framescope.schema import ARTICLES

RELEASE = " ".join(f"release{i}" for i in range(30))


def own(name: str, n: int = 60) -> str:
    return " ".join(f"{name}{i}" for i in range(n))


def corpus_of(texts: dict[str, str], *, outlets: list[str | None], dates: list[str | None]) -> Corpus:
    corpus = fs.corpus_from_texts(texts)
    articles = corpus.articles.assign(outlet=pd.Series(outlets, dtype="str"), date=pd.Series(dates, dtype="str"))
    return replace(corpus, tables={**corpus.tables, "articles": ARTICLES.frame(articles)})


def quoting(dates: list[str | None], outlets: list[str | None] | None = None) -> Corpus:
    """Return three articles that quote one release of thirty words among sixty of their own."""
    texts = {name: f"{own(name)} {RELEASE} {own(name + 'after')}" for name in "abc"}
    return corpus_of(texts, outlets=outlets or ["Daily", "Wire", "Daily"], dates=dates)


def test_a_release_quoted_by_three_is_one_passage() -> None:
    corpus = quoting(["2017-03-02", "2017-03-01", "2017-03-03"])
    assert len(corpus.copies) == 3  # each with each other
    table = fs.shared_passages(corpus)
    row = table.iloc[0]
    assert len(table) == 1
    assert (row["n_tokens"], row["n_articles"], row["n_stories"], row["n_outlets"]) == (30, 3, 3, 2)
    assert (row["outlets"], row["text"]) == ("Daily, Wire", RELEASE)
    assert (row["first_article"], row["first_outlet"], row["first_date"]) == ("b#0", "Wire", "2017-03-01")
    assert row["order"] == "one article is earlier than all others"


def test_every_place_leads_to_the_words() -> None:
    corpus = quoting([None, None, None])
    places = fs.passage_places(corpus)
    spans = zip("abc", places["start"], places["end"], strict=True)
    texts = [corpus.text(name)[start:end] for name, start, end in spans]
    assert texts == [RELEASE] * 3
    assert places["may_be_first"].all()


@pytest.mark.parametrize(
    ("dates", "outlets", "first_outlet", "order"),
    [
        (["2017-03-01", "2017-03-01", "2017-03-02"], None, None, "2 of 3 articles may be the first: all of 2017-03-01"),
        # Whichever of the two it was, the outlet is the same.
        (["2017-03-01", "2017-03-02", "2017-03-01"], None, "Daily",
         "2 of 3 articles may be the first: all of 2017-03-01"),
        (["2017-03", "2017-03-10", "2017-04-01"], None, None,
         "2 of 3 articles may be the first: dates 2017-03, 2017-03-10 overlap"),
        (["2017-03-01", None, "2017-03-02"], None, None, "2 of 3 articles may be the first: 1 without a date"),
        ([None, None, None], None, None, "no article has a date"),
        (["2017-03-01", "2017-03-01", "2017-03-02"], [None, None, "Wire"], None,
         "2 of 3 articles may be the first: all of 2017-03-01"),
    ],
)  # fmt: skip
def test_who_was_first_is_said_only_where_dates_decide(
    dates: list[str | None], outlets: list[str | None] | None, first_outlet: str | None, order: str
) -> None:
    row = fs.shared_passages(quoting(dates, outlets)).iloc[0]
    assert row[["first_article", "first_date"]].isna().all()
    assert row["first_outlet"] == first_outlet or (first_outlet is None and pd.isna(row["first_outlet"]))
    assert row["order"] == order


def test_copies_of_one_story_are_no_passage_and_one_story() -> None:
    # a and b are copies; c quotes a paragraph of them.
    story = own("story")
    quoted = " ".join(story.split()[10:40])
    texts = {"a": story, "b": story, "c": f"{own('c')} {quoted} {own('d')}"}
    table = fs.shared_passages(corpus_of(texts, outlets=[None] * 3, dates=[None] * 3))
    assert table[["n_tokens", "n_articles", "n_stories", "n_outlets"]].to_numpy().tolist() == [[30, 3, 2, 0]]
    only_copies = corpus_of({"a": story, "b": story}, outlets=[None] * 2, dates=[None] * 2)
    assert fs.shared_passages(only_copies).empty
    assert fs.passage_places(only_copies).empty


def test_two_passages_of_one_article_stay_two() -> None:
    other = " ".join(f"other{i}" for i in range(25))
    texts = {
        "a": f"{RELEASE} {own('a')} {other}",
        "b": f"{own('b')} {RELEASE} {own('bb')}",
        "c": f"{own('c')} {other} {own('cc')}",
    }
    table = fs.shared_passages(corpus_of(texts, outlets=["x", "x", "y"], dates=[None] * 3))
    assert table[["n_tokens", "n_outlets"]].to_numpy().tolist() == [[25, 2], [30, 1]]
    assert fs.shared_passages(quoting([None] * 3), min_articles=4).empty


def test_a_single_article_shares_nothing_with_others() -> None:
    with pytest.raises(InputError, match="from 2 on"):
        fs.shared_passages(fs.corpus_from_texts({}), min_articles=1)
    assert fs.shared_passages(fs.corpus_from_texts({})).empty
