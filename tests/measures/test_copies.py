from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.copies import copy_difference

MakeCorpus = Callable[..., Corpus]

TEXTS = {
    "a": "# Army enters city\nThe army entered the city on Friday. Residents welcomed it warmly.",
    "b": "The Army entered the city, on Friday!\n~ Read more\nResidents welcomed it. Nobody was hurt.",
}


def rows(table: pd.DataFrame) -> list[tuple[str, int, str]]:
    return list(table[["kind", "n_tokens", "text"]].itertuples(index=False, name=None))


def test_runs_by_hand(make_corpus: MakeCorpus) -> None:
    table = copy_difference(make_corpus(TEXTS), "a#0", "b#0")
    assert rows(table) == [
        ("only a", 3, "Army enters city"),
        ("both", 10, "The army entered the city on Friday. Residents welcomed it"),
        ("only a", 1, "warmly"),
        ("only b", 3, "Nobody was hurt"),
    ]
    assert table["segment"].tolist() == [0, 1, 2, 3]


def test_what_the_view_left_out_is_marked_in_the_text(make_corpus: MakeCorpus) -> None:
    table = copy_difference(make_corpus(TEXTS), "b#0", "a#0")
    both = table[table["kind"] == "both"].iloc[0]
    assert both["text"] == "The Army entered the city, on Friday … Residents welcomed it"
    assert TEXTS["b"][both["start_a"] : both["end_a"]].startswith("The Army")
    residue = copy_difference(make_corpus(TEXTS), "b#0", "a#0", view=View(zones=None))
    assert "Read more" in "".join(residue.loc[residue["kind"] == "only a", "text"])


def test_short_common_runs_are_no_common_text(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"a": "one the two", "b": "three the four"})
    assert rows(copy_difference(corpus, "a#0", "b#0")) == [
        ("only a", 3, "one the two"),
        ("only b", 3, "three the four"),
    ]
    assert ("both", 1, "the") in rows(copy_difference(corpus, "a#0", "b#0", shortest=1))


def test_equal_and_disjoint_articles(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"a": "snow fell all day", "b": "Snow fell all day", "c": "rebels left the city"})
    assert rows(copy_difference(corpus, "a#0", "b#0")) == [("both", 4, "snow fell all day")]
    assert [kind for kind, _, _ in rows(copy_difference(corpus, "a#0", "c#0"))] == ["only a", "only b"]


def test_one_copy_views_read_both(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(TEXTS, copy_group=["a#0", "a#0"])
    corpus.articles["representative"] = [True, False]
    whole = copy_difference(corpus, "a#0", "b#0")
    pd.testing.assert_frame_equal(copy_difference(corpus, "a#0", "b#0", view=View(copies="one")), whole)


@given(
    a=st.lists(st.sampled_from("uvwxyz"), min_size=1, max_size=25),
    b=st.lists(st.sampled_from("uvwxyz"), min_size=1, max_size=25),
    shortest=st.integers(1, 4),
)
@settings(max_examples=50, deadline=None)
def test_the_runs_tile_both_articles(make_corpus: MakeCorpus, a: list[str], b: list[str], shortest: int) -> None:
    table = copy_difference(make_corpus({"a": " ".join(a), "b": " ".join(b)}), "a#0", "b#0", shortest=shortest)
    for side, words in (("a", a), ("b", b)):
        part = table[table[f"start_{side}"].notna()]
        text = " ".join(words)
        spans = zip(part[f"start_{side}"], part[f"end_{side}"], strict=True)
        assert " ".join(text[start:end] for start, end in spans) == text
        assert part["n_tokens"].sum() == len(words)
    assert (table.loc[table["kind"] == "both", "n_tokens"] >= shortest).all()


def test_addresses_are_masked(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"a": "write to jane.doe@example.org today", "b": "rebels left the city"})
    assert "jane" not in copy_difference(corpus, "a#0", "b#0")["text"][0]


def test_bad_input(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(TEXTS)
    with pytest.raises(UnknownNameError, match=r"Unknown article 'c#0'.*Known: a#0, b#0\."):
        copy_difference(corpus, "c#0", "b#0")
    with pytest.raises(InputError, match="two articles; both are 'a#0'"):
        copy_difference(corpus, "a#0", "a#0")
    with pytest.raises(InputError, match="shortest"):
        copy_difference(corpus, "a#0", "b#0", shortest=0)


def test_an_article_of_which_nothing_is_read(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"a": "snow fell", "b": "“rebels left”"})
    table = copy_difference(corpus, "a#0", "b#0", view=View(voice=("own",)))
    assert rows(table) == [("only a", 2, "snow fell")]
