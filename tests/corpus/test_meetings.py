import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus.meetings import Engine, count_different, find_meetings
from framescope.corpus.shingles import Words

# Few different words, so that shingles come again within an article and in others.
articles = st.lists(st.lists(st.integers(0, 4), max_size=25), min_size=2, max_size=4)
ENGINES = pytest.mark.parametrize("engine", ["sorting", "compiled"])


def words_of(articles: list[list[int]]) -> Words:
    key = np.array([word for article in articles for word in article], dtype=np.uint64)
    return Words(key, np.cumsum([0, *map(len, articles)], dtype=np.int64))


def first_places(article: list[int], width: int) -> dict[tuple[int, ...], int]:
    """Return where each run of words stands first."""
    places: dict[tuple[int, ...], int] = {}
    for at in range(len(article) - width + 1):
        places.setdefault(tuple(article[at : at + width]), at)
    return places


@ENGINES
@given(articles, st.integers(1, 3))
def test_articles_meet_where_a_shingle_of_both_stands_first(
    engine: Engine, articles: list[list[int]], width: int
) -> None:
    words = words_of(articles)
    pairs = [(i, k) for i in range(len(articles)) for k in range(len(articles)) if i != k]
    a, b = np.array(pairs, dtype=np.int64).T
    wanted = []
    for row, (one, other) in enumerate(pairs):
        held, sought = first_places(articles[one], width), first_places(articles[other], width)
        begin_a, begin_b = words.bounds[[one, other]].tolist()
        wanted += [(row, begin_a + held[run], begin_b + at) for run, at in sought.items() if run in held]
    met = find_meetings(words, a, b, width, engine)
    assert list(zip(*(column.tolist() for column in met), strict=True)) == wanted


@ENGINES
@given(articles, st.integers(1, 3))
def test_equal_shingles_are_counted_once(engine: Engine, articles: list[list[int]], width: int) -> None:
    counts = count_different(words_of(articles), np.arange(len(articles)), width, engine)
    assert counts.tolist() == [len(first_places(article, width)) for article in articles]


@ENGINES
def test_without_pairs_nobody_meets(engine: Engine) -> None:
    none = np.empty(0, dtype=np.int64)
    met = find_meetings(words_of([[1, 2, 3], [1, 2, 3]]), none, none, 2, engine)
    assert [len(column) for column in met] == [0, 0, 0]
    assert count_different(words_of([[1, 2, 3]]), none, 2, engine).tolist() == []
