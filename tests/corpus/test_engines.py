from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus import bylookup, bysorting
from framescope.corpus.engines import SHORT, Engine, Entries
from framescope.corpus.shingles import Words, shingles

# Few different words, so that shingles come again within an article and in others.
articles = st.lists(st.lists(st.integers(0, 4), max_size=25), min_size=2, max_size=4)
ENGINES = pytest.mark.parametrize("engine", [bysorting, bylookup])


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
    met = engine.find_meetings(words, a, b, width)
    assert list(zip(*(column.tolist() for column in met), strict=True)) == wanted


@ENGINES
@given(articles, st.integers(1, 3))
def test_equal_shingles_are_counted_once(engine: Engine, articles: list[list[int]], width: int) -> None:
    counts = engine.count_different(words_of(articles), np.arange(len(articles)), width)
    assert counts.tolist() == [len(first_places(article, width)) for article in articles]


@ENGINES
def test_without_pairs_nobody_meets(engine: Engine) -> None:
    none = np.empty(0, dtype=np.int64)
    met = engine.find_meetings(words_of([[1, 2, 3], [1, 2, 3]]), none, none, 2)
    assert [len(column) for column in met] == [0, 0, 0]
    assert engine.count_different(words_of([[1, 2, 3]]), none, 2).tolist() == []


@ENGINES
@given(articles, st.integers(1, 3), st.integers(1, 4))
def test_short_articles_give_all_shingles_and_others_one_in_so_many(
    engine: Engine, articles: list[list[int]], width: int, every: int
) -> None:
    words = words_of([[*range(10, 10 + SHORT + 1)], *articles])
    hashed, ends = shingles(words, width)
    wanted = [
        (number, article)
        for article, (first, past) in enumerate(zip(words.bounds[:-1].tolist(), ends.tolist(), strict=True))
        for number in hashed[first:past].tolist()
        if article or number % every == 0
    ]
    blocks = [(0, 1), (1, len(articles) + 1)]
    found = [engine.sample_shingles(words, block, width, every) for block in blocks]
    assert [(h, a) for hashes, owners in found for h, a in zip(hashes.tolist(), owners.tolist(), strict=True)] == wanted


# Of a shingle: who holds it, and how many of those after each it meets at most.
held = st.lists(st.tuples(st.lists(st.integers(0, 5), min_size=2, max_size=6, unique=True), st.integers(0, 5)))


@ENGINES
@given(held)
def test_articles_are_counted_with_those_they_meet(engine: Engine, held: list[tuple[list[int], int]]) -> None:
    article = [one for holders, _ in held for one in holders]
    reach = [min(len(holders) - 1 - k, most) for holders, most in held for k in range(len(holders))]
    order = np.argsort(article, kind="stable").astype(np.int32)
    edges = np.append(0, np.cumsum(np.bincount(np.array(article, dtype=np.int64), minlength=6)))
    entries = Entries(np.array(article, dtype=np.int32), np.array(reach, dtype=np.uint8), 6, order, edges)
    met = Counter(6 * one + article[at + step] for at, one in enumerate(article) for step in range(1, 1 + reach[at]))
    pairs, shared = engine.count_together(entries, (2, 5))
    wanted = sorted((pair, times) for pair, times in met.items() if 2 * 6 <= pair < 5 * 6)
    assert list(zip(pairs.tolist(), shared.tolist(), strict=True)) == wanted
