from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from framescope.errors import InputError
from framescope.measures import parts
from framescope.measures.parts import Parts
from framescope.measures.reading import Floats

Measure = Callable[[Parts], Floats]
#: Measure, its value for a perfectly even word, and whether it keeps within 0 and 1.
SPREAD: list[tuple[Measure, float, bool]] = [
    (parts.juilland_d, 1, True), (parts.carroll_d2, 1, True), (parts.rosengren_s, 1, True), (parts.lyne_d3, 1, False),
    (parts.zhang_dc, 1, True), (parts.dp_gries2008, 0, True), (parts.dp_norm, 0, True), (parts.dp_egbert2020, 0, True),
    (parts.kl_log2, 0, False), (parts.kl_norm_base_e, 0, True), (parts.kl_norm_base_2, 0, True),
    (parts.dkl_o2p, 1, True), (parts.da, 1, True), (parts.range_share, 1, True),
]  # fmt: skip
ALL = [*(row[0] for row in SPREAD), parts.part_range, parts.sd_population, parts.vc_population, parts.juilland_u]
OF_TWO = (parts.juilland_d, parts.juilland_u, parts.carroll_d2, parts.dp_norm, parts.dp_egbert2020, parts.da)


@st.composite
def words(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    found = draw(st.lists(st.integers(0, 20), min_size=2, max_size=9).filter(any))
    return found, [count + draw(st.integers(1, 50)) for count in found]


@pytest.mark.parametrize("measure", ALL, ids=lambda measure: measure.__name__)
@given(word=words(), seed=st.integers(0, 9))
def test_the_order_of_the_parts_does_not_matter_and_there_is_always_a_value(
    measure: Measure, word: tuple[list[int], list[int]], seed: int
) -> None:
    found, sizes = word
    value = measure(Parts.of(found, sizes))[0]
    assert np.isfinite(value)
    order = np.random.default_rng(seed).permutation(len(found))
    assert measure(Parts.of(np.array(found)[order], np.array(sizes)[order]))[0] == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(("measure", "even", "bounded"), SPREAD, ids=[row[0].__name__ for row in SPREAD])
@given(word=words(), times=st.integers(2, 9))
def test_values_keep_their_range_and_do_not_grow_with_the_corpus(
    measure: Measure, even: float, bounded: bool, word: tuple[list[int], list[int]], times: int
) -> None:
    found, sizes = (np.array(column) for column in word)
    value = measure(Parts.of(found, sizes))[0]
    assert not bounded or -1e-9 <= value <= 1 + 1e-9
    assert measure(Parts.of(times * found, times * sizes))[0] == pytest.approx(value, abs=1e-9)
    assert measure(Parts.of(sizes, 2 * sizes))[0] == pytest.approx(even, abs=1e-7)


@given(word=words())
def test_terms_beside_it_do_not_matter(word: tuple[list[int], list[int]]) -> None:
    found, sizes = word
    alone = Parts.of(found, sizes)
    beside = Parts.of(np.stack([sizes, found, np.zeros_like(found)], axis=1), sizes)
    for measure in ALL:
        assert measure(beside)[1] == pytest.approx(measure(alone)[0])


@given(word=words())
def test_da_is_the_mean_over_all_pairs(word: tuple[list[int], list[int]]) -> None:
    rate = np.array(word[0]) / np.array(word[1])
    gaps = [abs(a - b) for i, a in enumerate(rate) for b in rate[:i]]
    assert parts.da(Parts.of(*word))[0] == pytest.approx(1 - np.mean(gaps) / (2 * rate.mean()))


def test_a_word_in_one_part_only() -> None:
    clumped = Parts.of([5, 0, 0, 0], [10, 10, 10, 10])
    expected = {
        parts.part_range: 1, parts.juilland_d: 0, parts.carroll_d2: 0, parts.rosengren_s: 0.25,
        parts.dp_gries2008: 0.75, parts.dp_norm: 1, parts.dp_egbert2020: 1, parts.kl_log2: 2,
        parts.da: 0, parts.zhang_dc: 0.25,
    }  # fmt: skip
    for measure, value in expected.items():
        assert measure(clumped)[0] == pytest.approx(value, abs=1e-12)


def test_nothing_is_spread_over_one_part() -> None:
    for measure in OF_TWO:
        assert np.isnan(measure(Parts.of([5], [10]))).all()
    assert parts.dp_gries2008(Parts.of([5], [10]))[0] == 0


def test_a_word_that_stands_nowhere_is_nowhere_even_or_uneven() -> None:
    nowhere = Parts.of([0, 0], [10, 10])
    for measure in ALL:
        expected = 0 if measure in (parts.part_range, parts.range_share, parts.sd_population) else np.nan
        assert measure(nowhere) == pytest.approx([expected], nan_ok=True)


def test_parts_that_are_none_are_refused() -> None:
    with pytest.raises(InputError, match="without tokens"):
        Parts.of([1, 0], [10, 0])
    with pytest.raises(InputError, match="no part with tokens"):
        Parts.of([], [])
    with pytest.raises(InputError, match=r"2 parts are counted, but 3 have a size"):
        Parts(sparse.csc_array(np.ones((2, 1))), np.array([1, 2, 3]))
