from collections.abc import Callable

import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.counts import TermCounts, count_terms
from framescope.measures.frequency import frequency
from framescope.measures.keyness import keyness
from framescope.measures.matched import _percent, comparability, matched

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def sides(make_corpus: MakeCorpus) -> tuple[TermCounts, TermCounts]:
    """Two outlets: a and c tell one story, b and d stories of their own, e says nothing of itself."""
    texts = {"a.txt": "war came today", "b.txt": "war ends", "c.txt": "war came", "d.txt": "peace", "e.txt": "rain"}
    corpus = make_corpus(
        texts,
        outlet=["X", "X", "Y", "Y", "Y"],
        date=["2017-01-04", "2017-02", "2017-01-05", "2017", None],
        copy_group=["a#0", None, "a#0", None, None],
        language=["en"] * 5,
    )
    counts = count_terms(corpus)
    return counts.where(counts.articles["outlet"] == "X"), counts.where(counts.articles["outlet"] == "Y")


def test_what_two_groups_share(sides: tuple[TermCounts, TermCounts]) -> None:
    table = comparability(*sides).set_index("criterion")
    columns = ["n_target", "n_reference", "n_shared", "share_target", "share_reference", "matched"]
    numbers = dict(zip(table.index, table[columns].to_numpy().tolist(), strict=True))
    assert numbers["story"] == [2, 3, 1, 3 / 5, 2 / 4, False]
    # d is of 2017, month unknown; e has no date: neither has a month.
    assert numbers["month"] == [2, 1, 1, 3 / 5, 2 / 4, False]
    assert numbers["outlet"] == [1, 1, 0, 0, 0, False]
    assert numbers["language"] == [1, 1, 1, 1, 1, True]
    assert comparability(*sides, on="year")["n_shared"].tolist() == [1]


def test_keyness_says_so(sides: tuple[TermCounts, TermCounts]) -> None:
    note = keyness(*sides)["note"].iloc[0]
    # 3 of 5 tokens of the target lie in stories (and months) that the reference has, 2 of 4 of the reference.
    parts = "in part on story (60.0 % and 50.0 % of the tokens), month (60.0 % and 50.0 % of the tokens)"
    assert f"matched on language; {parts}; not matched on outlet" in note
    note = keyness(*matched(*sides, on=["story", "month"]))["note"].iloc[0]
    assert "matched on story, month, language; not matched on outlet" in note


@pytest.mark.parametrize(("share", "said"), [(1.0, "100 %"), (0.99999, "99.9 %"), (0.1234, "12.3 %")])
def test_all_but_one_article_is_not_all(share: float, said: str) -> None:
    assert _percent(share) == said


def test_what_remains_has_its_like_on_the_other_side(sides: tuple[TermCounts, TermCounts]) -> None:
    a, b = matched(*sides, on="story")
    assert a.articles["article_id"].tolist() == ["a.txt#0"]
    assert b.articles["article_id"].tolist() == ["c.txt#0"]
    assert a.terms.tolist() == ["came", "today", "war"]
    assert len(sides[0].articles) == 2
    year, _ = matched(*sides, on="year")
    assert len(year.articles) == 2


def test_a_criterion_of_your_own(sides: tuple[TermCounts, TermCounts]) -> None:
    genre = pd.Series(
        {"a.txt#0": "report", "b.txt#0": "opinion", "c.txt#0": "report", "d.txt#0": "opinion", "e.txt#0": None},
        name="genre",
    )
    table = comparability(*sides, on=[genre, "language"])
    assert table["criterion"].tolist() == ["genre", "language"]
    assert table["n_shared"].tolist() == [2, 1]
    _, rest = matched(*sides, on=genre)
    assert rest.articles["article_id"].tolist() == ["c.txt#0", "d.txt#0"]
    with pytest.raises(InputError, match=r"'genre' lacks 'a.txt#0'"):
        matched(*sides, on=genre.iloc[1:])
    with pytest.raises(InputError, match="'genre' names an article twice"):
        matched(*sides, on=pd.concat([genre, genre]).rename("genre"))


def test_nothing_in_common_and_unknown_names(sides: tuple[TermCounts, TermCounts]) -> None:
    with pytest.raises(InputError, match="no article of the target has its like in the reference by outlet"):
        matched(*sides, on="outlet")
    with pytest.raises(InputError, match="by author"):
        matched(*sides, on="author")  # not stated anywhere: shared by nobody
    with pytest.raises(UnknownNameError, match=r"Unknown criterion 'week'.*day, month, year.*story"):
        comparability(*sides, on="week")


def test_rates_are_restricted_to_matched_articles_by_a_view(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus(
        {"1": "war came", "2": "war war", "3": "war again today"}, outlet=["X", "X", "Y"],
        date=["2017-03-01", "2017-04-01", "2017-03-09"],
    )  # fmt: skip
    counts = count_terms(corpus)
    a, b = matched(
        counts.where(counts.articles["outlet"] == "X"), counts.where(counts.articles["outlet"] == "Y"), on="month"
    )
    alike = View(where={"article_id": [*a.articles["article_id"], *b.articles["article_id"]]})
    table = frequency(corpus, find(corpus, {("s", "c"): "war"}), by="outlet", view=alike)
    # The second article of X is of a month that Y has none of: 1 of 2 and 1 of 3 tokens.
    assert table[["outlet", "count", "n_tokens"]].to_numpy().tolist() == [["X", 1, 2], ["Y", 1, 3]]
