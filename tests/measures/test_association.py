from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.errors import InputError
from framescope.measures import association as measured
from framescope.measures.association import Contingency
from framescope.measures.reading import Floats

Measure = Callable[[Contingency], Floats]

#: Signed, 0 where the rates are equal: swapping the sides turns the sign.
SIGNED: list[Measure] = [
    measured.ll_2term, measured.ll_4term, measured.ll_4term_williams, measured.chi2, measured.chi2_yates,
    measured.chi2_williams, measured.phi2, measured.log_ratio_hardie, measured.log_ratio_walter,
]  # fmt: skip
STATISTICS: list[Measure] = [
    measured.ll_2term, measured.ll_4term, measured.ll_4term_williams, measured.chi2, measured.chi2_yates,
    measured.chi2_williams, measured.phi2, measured.simple_ll,
]  # fmt: skip
RATIOS: list[Measure] = [measured.odds_ratio, measured.simple_maths]


def named(measures: list[Measure]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("measure", measures, ids=lambda measure: measure.__name__)


@st.composite
def sides(draw: st.DrawFn) -> tuple[int, int, int, int]:
    a, b = draw(st.integers(0, 500)), draw(st.integers(0, 500))
    return a, b, a + draw(st.integers(0, 5000)) + (a == 0), b + draw(st.integers(0, 5000)) + (b == 0)


@named(SIGNED)
@given(of=sides())
def test_swapping_the_sides_turns_the_sign(measure: Measure, of: tuple[int, int, int, int]) -> None:
    a, b, n1, n2 = of
    there = measure(Contingency.of_counts([a], [b], n1, n2))[0]
    back = measure(Contingency.of_counts([b], [a], n2, n1))[0]
    assert there == pytest.approx(-back, rel=1e-9, abs=1e-9)


@named(RATIOS)
@given(of=sides())
def test_swapping_the_sides_inverts_a_ratio(measure: Measure, of: tuple[int, int, int, int]) -> None:
    a, b, n1, n2 = of
    there = measure(Contingency.of_counts([a], [b], n1, n2))[0]
    back = measure(Contingency.of_counts([b], [a], n2, n1))[0]
    if np.isfinite(there) and there > 0:
        assert there * back == pytest.approx(1)


@named([*STATISTICS, measured.log_ratio_hardie, measured.log_ratio_walter, measured.simple_maths])
@given(of=sides())
def test_no_null_and_no_infinity_whatever_is_zero(measure: Measure, of: tuple[int, int, int, int]) -> None:
    assert np.isfinite(measure(Contingency.of_counts([of[0]], [of[1]], of[2], of[3]))).all()


@named(STATISTICS)
@given(of=sides())
def test_the_sign_is_the_direction_of_the_rates(measure: Measure, of: tuple[int, int, int, int]) -> None:
    a, b, n1, n2 = of
    value = measure(Contingency.of_counts([a], [b], n1, n2))[0]
    assert value == 0 or np.sign(value) == np.sign(a * n2 - b * n1)


@named([measured.ll_2term, measured.ll_4term, measured.chi2])
@given(of=sides(), times=st.integers(2, 50))
def test_statistics_grow_with_the_corpora(measure: Measure, of: tuple[int, int, int, int], times: int) -> None:
    once = measure(Contingency.of_counts([of[0]], [of[1]], of[2], of[3]))[0]
    more = measure(Contingency.of_counts([times * of[0]], [times * of[1]], times * of[2], times * of[3]))[0]
    assert more == pytest.approx(times * once, rel=1e-7, abs=1e-7)


@named([measured.pct_diff, measured.odds_ratio, measured.difference_coefficient, measured.simple_maths, measured.phi2])
@given(of=sides(), times=st.integers(2, 50))
def test_effect_sizes_do_not(measure: Measure, of: tuple[int, int, int, int], times: int) -> None:
    once = measure(Contingency.of_counts([of[0]], [of[1]], of[2], of[3]))[0]
    more = measure(Contingency.of_counts([times * of[0]], [times * of[1]], times * of[2], times * of[3]))[0]
    assert more == pytest.approx(once, rel=1e-9, nan_ok=True)


@given(of=sides())
def test_corrections_only_take_away(of: tuple[int, int, int, int]) -> None:
    table = Contingency.of_counts([of[0]], [of[1]], of[2], of[3])
    whole, yates, williams = (
        abs(measure(table)[0]) for measure in (measured.chi2, measured.chi2_yates, measured.chi2_williams)
    )
    assert yates <= whole + 1e-9
    assert williams <= whole + 1e-9
    assert abs(measured.ll_4term_williams(table)[0]) <= abs(measured.ll_4term(table)[0]) + 1e-9


@given(of=sides())
def test_two_terms_are_part_of_four(of: tuple[int, int, int, int]) -> None:
    # The other two terms are a divergence as well, hence not negative.
    table = Contingency.of_counts([of[0]], [of[1]], of[2], of[3])
    assert abs(measured.ll_2term(table)[0]) <= abs(measured.ll_4term(table)[0]) + 1e-9


@named(STATISTICS)
def test_corpora_of_one_word_do_not_differ(measure: Measure) -> None:
    assert measure(Contingency.of_counts([7], [3], 7, 3))[0] == 0


def test_words_of_one_side_only_have_their_values() -> None:
    only = Contingency.of_counts([8, 0], [0, 8], 100, 100)
    assert measured.log_ratio_hardie(only) == pytest.approx([4, -4])  # 0 is one half: log2(8 / 0.5)
    assert measured.pct_diff(only).tolist() == [np.inf, -100]
    assert measured.odds_ratio(only).tolist() == [np.inf, 0]
    assert measured.difference_coefficient(only).tolist() == [1, -1]


def test_by_hand() -> None:
    # a = 2 of 10, b = 1 of 20: rates .2 and .05; E1 = 10 * 3/30 = 1, E2 = 2.
    table = Contingency.of_counts([2], [1], 10, 20)
    assert table.e11[0] == 1
    assert measured.ll_2term(table)[0] == pytest.approx(2 * (2 * np.log(2) + np.log(0.5)))
    assert measured.pct_diff(table)[0] == pytest.approx(300)
    assert measured.odds_ratio(table)[0] == pytest.approx((2 / 8) / (1 / 19))
    assert measured.difference_coefficient(table)[0] == pytest.approx(0.6)
    assert measured.chi2(table)[0] == pytest.approx(30 * (2 * 19 - 8 * 1) ** 2 / (10 * 20 * 3 * 27))
    assert measured.simple_maths(table, k=1e5)[0] == pytest.approx(2)
    assert measured.log_ratio_walter(table)[0] == pytest.approx(np.log2((2.5 / 10.5) / (1.5 / 20.5)))


def test_margins_and_counts_make_the_same_table() -> None:
    one, other = Contingency.of_counts([3], [4], 10, 20), Contingency.of_margins(3, 10, 7, 30)
    assert (one.o11, one.o12, one.o21, one.o22) == (other.o11, other.o12, other.o21, other.o22)
    assert (one.r1[0], one.r2[0], one.c1[0], one.c2[0], one.n[0]) == (10, 20, 7, 23, 30)


@pytest.mark.parametrize(("o11", "f1", "f2", "n"), [(5, 3, 9, 100), (1, 5, 5, 8), (np.nan, 1, 1, 1), (-1, 1, 1, 5)])
def test_tables_that_cannot_be_are_refused(o11: float, f1: float, f2: float, n: float) -> None:
    with pytest.raises(InputError, match=r"cannot hold o\d\d = .* \(entry 0\)"):
        Contingency.of_margins(o11, f1, f2, n)


def test_large_corpora_do_not_overflow() -> None:
    table = Contingency.of_counts([10**6], [10**6], 10**12, 10**13)
    assert np.isfinite([measured.chi2(table)[0], measured.ll_4term(table)[0]]).all()


def test_where_a_row_is_empty_there_is_no_rate_to_compare_with() -> None:
    everything_is_near = Contingency.of_margins([2, 3], 5, [2, 3], 5)
    assert np.isnan(measured.log_ratio_hardie(everything_is_near)).all()
    for measure in STATISTICS:
        assert measure(everything_is_near).tolist() == [0, 0]
