from typing import Any

import numpy as np
import pandas as pd
import pytest

import framescope as fs
from framescope.corpus.view import select, stories
from framescope.errors import InputError, UnknownNameError
from framescope.schema import VOICES, ZONES


@pytest.fixture(scope="module")
def corpus() -> fs.Corpus:
    return fs.read_corpus("seeds")


def tokens_of(corpus: fs.Corpus, mask: Any) -> set[str]:
    return set(corpus.articles["article_id"].to_numpy()[np.unique(corpus.tokens.article[mask])])


def test_every_zone_is_the_whole_document(corpus: fs.Corpus) -> None:
    assert select(corpus, fs.View(zones=None)).all()


def test_default_zones_are_title_headings_and_body(corpus: fs.Corpus) -> None:
    zones = {ZONES[code] for code in np.unique(corpus.tokens.zone[select(corpus)])}
    assert zones == {"title", "heading", "body"}
    assert select(corpus).sum() == corpus.articles["n_tokens"].sum()


def test_voices_part_the_tokens(corpus: fs.Corpus) -> None:
    parts = [select(corpus, fs.View(voice=(voice,))) for voice in VOICES]
    assert (np.sum(parts, axis=0) == select(corpus)).all()


def test_some_tokens_are_asked_about(corpus: fs.Corpus) -> None:
    some = np.array([5, 3, len(corpus.tokens) - 1])
    for view in (None, fs.View(voice=("quoted",), copies="one")):
        assert select(corpus, view, at=some).tolist() == select(corpus, view)[some].tolist()


def test_one_copy_leaves_out_the_copy_and_no_other_article(corpus: fs.Corpus) -> None:
    everything = tokens_of(corpus, select(corpus))
    one = tokens_of(corpus, select(corpus, fs.View(copies="one")))
    gone = everything - one
    group = corpus.articles["copy_group"].notna()
    assert len(gone) == group.sum() - corpus.articles["copy_group"].nunique()
    assert gone <= set(corpus.articles["article_id"][group])
    assert len(set(stories(corpus))) == len(one)


def test_one_copy_per_outlet_keeps_an_outlet_its_copy() -> None:
    story = "The bridge was opened on Monday by the mayor, who thanked all that had built it in so short a time. " * 3
    corpus = fs.corpus_from_texts({"a.txt": story, "b.txt": story})
    articles = corpus.articles.assign(outlet=["Herald", "Post"])
    corpus = fs.Corpus({**corpus.tables, "articles": articles}, corpus.tokens, "")
    view = fs.View(copies="one")
    assert tokens_of(corpus, select(corpus, view)) == {"a.txt#0"}
    assert tokens_of(corpus, select(corpus, view, by_outlet=True)) == {"a.txt#0", "b.txt#0"}


def test_a_story_whose_representative_is_filtered_out_is_told_by_another_copy() -> None:
    story = "The bridge was opened on Monday by the mayor, who thanked all that had built it in so short a time. " * 3
    corpus = fs.corpus_from_texts({"a.txt": story, "b.txt": story})
    articles = corpus.articles.assign(outlet=["Herald", "Post"])
    corpus = fs.Corpus({**corpus.tables, "articles": articles}, corpus.tokens, "")
    view = fs.View(copies="one", where={"outlet": ["Post"]})
    assert tokens_of(corpus, select(corpus, view)) == {"b.txt#0"}


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        ("2017", None, {"day", "month"}),
        ("2017-09-10", None, {"day", "month"}),
        ("2017-09-11", None, {"month"}),
        (None, "2017-08", set()),
        (None, "2017-09-10", {"day", "month"}),
    ],
)
def test_period_at_the_precision_known(since: str | None, until: str | None, kept: set[str]) -> None:
    corpus = fs.corpus_from_texts(dict.fromkeys(("day", "month", "none"), "The mayor signed the law on Monday."))
    articles = corpus.articles.assign(date=pd.Series(["2017-09-10", "2017-09", None], dtype="str"))
    corpus = fs.Corpus({**corpus.tables, "articles": articles}, corpus.tokens, "")
    found = tokens_of(corpus, select(corpus, fs.View(since=since, until=until)))
    assert found == {f"{name}#0" for name in kept}


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"zones": ("boddy",)}, "Unknown value of zones 'boddy'. Did you mean 'body'"),
        ({"voice": ("self",)}, "Known: own, quoted, scare, reported, unassessed"),
        ({"copies": "two"}, "Unknown value of copies 'two'"),
        ({"where": {"paper": ["x"]}}, "Unknown column in where 'paper'"),
    ],
)
def test_an_unknown_choice_lists_the_known_ones(choice: dict[str, Any], message: str) -> None:
    with pytest.raises(UnknownNameError, match=message):
        fs.View(**choice)


@pytest.mark.parametrize("choice", [{"zones": "body"}, {"where": {"outlet": "Herald"}}])
def test_a_text_in_place_of_a_list_is_refused(choice: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"takes a list of (names|values), not '(body|Herald)'"):
        fs.View(**choice)


def test_an_outlet_nobody_has_is_refused(corpus: fs.Corpus) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown value of where\['outlet'\] 'Heraldo'"):
        select(corpus, fs.View(where={"outlet": ["Heraldo"]}))


def test_views_can_be_keys() -> None:
    assert len({fs.View(), fs.View(), fs.View(where={"outlet": ["x"]})}) == 2


@pytest.mark.parametrize("given", ["Sept 2017", "2017-13", "2017-9", "10/09/2017", "17", 2017])
def test_a_view_takes_iso_dates_only(given: Any) -> None:
    with pytest.raises(InputError, match=r"since is a date written as 2017, 2017-09 or 2017-09-10; not"):
        fs.View(since=given)


def test_a_view_that_ends_before_it_begins_is_refused() -> None:
    assert fs.View(since="2017-09-10", until="2017-09").until == "2017-09"
    with pytest.raises(InputError, match=r"since='2018' is later than until='2017-12-31'; nothing would be read"):
        fs.View(since="2018", until="2017-12-31")


@pytest.mark.parametrize("where", [None, ["outlet"], {"outlet": 5}, {"outlet": "Herald"}])
def test_where_takes_columns_with_lists_of_values(where: Any) -> None:
    with pytest.raises(InputError, match=r"View: where(\['outlet'\])? takes (columns with their|a list of) values"):
        fs.View(where=where)
