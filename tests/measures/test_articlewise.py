import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from framescope.errors import InputError
from framescope.measures.articlewise import Sides, mann_whitney, permutation


@st.composite
def sides(draw: st.DrawFn) -> Sides:
    n, terms = draw(st.integers(2, 12)), draw(st.integers(1, 5))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    in_target = np.arange(n) < draw(st.integers(1, n - 1))
    counts = rng.poisson(draw(st.sampled_from([0.2, 1.0, 5.0])), (n, terms))
    return Sides(sparse.csc_array(counts), rng.integers(20, 40, n), in_target)


@given(given_sides=sides())
@settings(deadline=None)
def test_mann_whitney_is_that_of_scipy(given_sides: Sides) -> None:
    rates = given_sides.counts.toarray() / given_sides.lengths[:, None]
    u, p = mann_whitney(given_sides)
    for j in range(rates.shape[1]):
        x, y = rates[given_sides.in_target, j], rates[~given_sides.in_target, j]
        if np.ptp(rates[:, j]) == 0:  # scipy has no p where nothing varies
            assert (u[j], p[j]) == (len(x) * len(y) / 2, 1)
            continue
        theirs = stats.mannwhitneyu(x, y, method="asymptotic")
        assert u[j] == theirs.statistic
        assert p[j] == pytest.approx(theirs.pvalue)


def turned(given_sides: Sides) -> Sides:
    return Sides(given_sides.counts, given_sides.lengths, ~given_sides.in_target)


@given(given_sides=sides())
@settings(deadline=None)
def test_swapping_the_sides_turns_the_difference_and_keeps_the_p(given_sides: Sides) -> None:
    u, p = mann_whitney(given_sides)
    back, p_back = mann_whitney(turned(given_sides))
    n_target = given_sides.in_target.sum()
    assert u + back == pytest.approx(n_target * (len(given_sides.in_target) - n_target))
    assert p == pytest.approx(p_back)
    there, _ = permutation(given_sides, n_permutations=5)
    assert permutation(turned(given_sides), n_permutations=5)[0] == pytest.approx(-there)


def of(counts: list[int], lengths: list[int], n_target: int) -> Sides:
    return Sides(sparse.csc_array(np.array(counts)[:, None]), np.array(lengths), np.arange(len(counts)) < n_target)


def test_permutation_by_hand() -> None:
    # Of the 20 ways to deal 6 stories of 10 words, 2 separate those with the word from those without:
    # p = 2/20. The difference is 3/30 - 0 = 100,000 per million.
    difference, p = permutation(of([1, 1, 1, 0, 0, 0], [10] * 6, 3), n_permutations=20_000)
    assert difference[0] == pytest.approx(100_000)
    assert p[0] == pytest.approx(0.1, abs=0.01)


def test_two_stories_can_show_nothing() -> None:
    _, p = permutation(of([100, 0], [100, 100], 1), n_permutations=500)
    assert p[0] == 1


def test_one_story_that_repeats_a_word_makes_it_key_for_tokens_but_not_for_stories() -> None:
    one_story = of([30] + [0] * 19, [100] * 20, 10)
    assert mann_whitney(one_story)[1][0] > 0.3
    assert permutation(one_story)[1][0] > 0.9
    every_story = of([3] * 10 + [0] * 10, [100] * 20, 10)
    assert mann_whitney(every_story)[1][0] < 0.001
    assert permutation(every_story)[1][0] < 0.01


def test_the_seed_decides_and_blocks_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    some = of([3, 1, 0, 0, 2, 0, 1], [10, 20, 30, 10, 20, 30, 15], 3)
    whole = permutation(some, n_permutations=200, seed=7)[1]
    monkeypatch.setattr("framescope.measures.articlewise._HELD", 70)
    assert permutation(some, n_permutations=200, seed=7)[1] == whole


@pytest.mark.parametrize("n_target", [0, 2])
def test_a_side_without_stories_is_refused(n_target: int) -> None:
    with pytest.raises(InputError, match="at least one article"):
        of([1, 2], [10, 10], n_target)


def test_stories_without_text_and_impossible_options_are_refused() -> None:
    with pytest.raises(InputError, match="length 0"):
        of([1, 0], [10, 0], 1)
    with pytest.raises(InputError, match="n_permutations"):
        permutation(of([1, 2], [10, 10], 1), n_permutations=0)


def test_permutation_of_matched_stories_by_hand() -> None:
    # Three stories, each with a quoted and an unquoted part of 10 words; the word stands in the quoted parts only.
    # Of the 2**3 ways to change places within stories, 2 differ as much: p = 2/8, where free dealing gives 2/20.
    matched = Sides(
        sparse.csc_array(np.array([[1, 1, 1, 0, 0, 0]]).T),
        np.full(6, 10),
        np.arange(6) < 3,
        np.array([0, 1, 2, 2, 1, 0]),
    )
    assert matched.n_shared == 3
    assert matched.twin.tolist() == [5, 4, 3, 2, 1, 0]
    assert permutation(matched, n_permutations=20_000)[1][0] == pytest.approx(0.25, abs=0.015)
