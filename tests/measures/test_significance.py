import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framescope.errors import InputError, UnknownNameError
from framescope.measures.association import Contingency
from framescope.measures.significance import (
    Adjustment,
    adjust_p,
    fisher_p_left,
    fisher_p_right,
    fisher_p_two_sided,
    log_ratio_normal_bound,
    lrc,
    p_chi2,
    p_normal,
    positive_lrc,
)

ADJUSTMENTS: list[Adjustment] = ["holm", "benjamini_hochberg", "bonferroni"]
P_VALUES = st.lists(st.floats(0, 1), max_size=20)
CELLS = st.tuples(*[st.integers(0, 30)] * 4).filter(lambda cells: sum(cells) > 0)


def test_quantiles_of_every_table_of_statistics() -> None:
    assert p_chi2([3.841459, -6.634897, 0]) == pytest.approx([0.05, 0.01, 1], abs=1e-7)
    assert p_normal([1.959964, -2.575829, 0]) == pytest.approx([0.05, 0.01, 1], abs=1e-7)


def test_holm_by_hand() -> None:
    # .01 * 4 = .04; .02 * 3 = .06; .03 * 2 = .06; .04 * 1 = .04, which cannot be below .06.
    assert adjust_p([0.01, 0.04, 0.03, 0.02], "holm") == pytest.approx([0.04, 0.06, 0.06, 0.06])


def test_benjamini_hochberg_of_their_paper() -> None:
    # Benjamini and Hochberg 1995, p. 295: 15 p values; at .05 their procedure rejects 4, Bonferroni's 3.
    below = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p = [*below, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1]
    assert (adjust_p(p, "benjamini_hochberg") <= 0.05).sum() == 4
    assert (adjust_p(p, "bonferroni") <= 0.05).sum() == 3
    assert adjust_p(p, "benjamini_hochberg")[3] == pytest.approx(0.0095 * 15 / 4)


@pytest.mark.parametrize("method", ADJUSTMENTS)
@given(p=P_VALUES, seed=st.integers(0, 100))
def test_adjusting_only_raises_keeps_the_order_and_does_not_mind_it(
    method: Adjustment, p: list[float], seed: int
) -> None:
    adjusted = adjust_p(p, method)
    assert ((np.asarray(p) <= adjusted) & (adjusted <= 1)).all()
    assert (np.diff(adjusted[np.argsort(p)]) >= -1e-15).all()
    order = np.random.default_rng(seed).permutation(len(p))
    assert adjust_p(np.asarray(p)[order], method) == pytest.approx(adjusted[order])


@given(p=P_VALUES)
def test_holm_lies_between_nothing_and_bonferroni(p: list[float]) -> None:
    assert (adjust_p(p, "holm") <= adjust_p(p, "bonferroni")).all()
    assert (adjust_p(p, "benjamini_hochberg") <= adjust_p(p, "holm") + 1e-15).all()


@given(p=P_VALUES.filter(bool))
def test_benjamini_hochberg_is_that_of_scipy(p: list[float]) -> None:
    assert adjust_p(p, "benjamini_hochberg") == pytest.approx(stats.false_discovery_control(p))


def test_nulls_are_no_tests() -> None:
    assert adjust_p([0.02, np.nan, 0.03], "bonferroni") == pytest.approx([0.04, np.nan, 0.06], nan_ok=True)


def test_bad_p_values_and_methods_are_refused() -> None:
    with pytest.raises(InputError, match="from 0 to 1"):
        adjust_p([1.2], "holm")
    with pytest.raises(UnknownNameError, match=r"'fdr'.*holm, benjamini_hochberg, bonferroni"):
        adjust_p([0.1], "fdr")  # type: ignore[arg-type]  # what is tested


@given(cells=CELLS)
def test_fisher_is_that_of_scipy(cells: tuple[int, int, int, int]) -> None:
    a, b, c, d = cells
    table = Contingency(*(np.array([cell], np.float64) for cell in cells))
    square = np.array([[a, b], [c, d]])
    theirs = [stats.fisher_exact(square, one).pvalue for one in ("two-sided", "less", "greater")]
    ours = [test(table)[0] for test in (fisher_p_two_sided, fisher_p_left, fisher_p_right)]
    assert ours == pytest.approx(theirs, abs=1e-12)


def test_fisher_in_a_large_corpus() -> None:
    table = Contingency.of_counts([40], [100_000], 3_000, 10**9)
    chance = stats.hypergeom(10**9 + 3_000, 100_040, 3_000)
    assert fisher_p_right(table)[0] == pytest.approx(chance.sf(39), rel=1e-5)


def test_fisher_counts_whole_things() -> None:
    with pytest.raises(InputError, match="whole numbers"):
        fisher_p_left(Contingency.of_counts([1.5], [2], 10, 10))


@given(a=st.integers(1, 300), b=st.integers(0, 300), n=st.integers(300, 5000))
def test_the_bound_is_that_of_a_binomial_test(a: int, b: int, n: int) -> None:
    table = Contingency.of_counts([a], [b], n, 2 * n)
    low = stats.binomtest(a, a + b).proportion_ci(0.95, method="exact").low
    bound = np.log2(2 * low / (1 - low))
    assert positive_lrc(table, alpha=0.025)[0] == pytest.approx(bound)
    walter = np.log2((a + 0.5) / (n + 0.5) / ((b + 0.5) / (2 * n + 0.5)))
    if walter >= 0:
        assert lrc(table, alpha=0.05)[0] == pytest.approx(max(bound, 0))


@given(a=st.integers(0, 300), b=st.integers(0, 300), n=st.integers(301, 5000))
def test_bounds_turn_their_sign_with_the_sides_and_are_nearer_to_zero(a: int, b: int, n: int) -> None:
    one, other = Contingency.of_counts([a], [b], n, 2 * n), Contingency.of_counts([b], [a], 2 * n, n)
    assert lrc(one)[0] == pytest.approx(-lrc(other)[0])
    assert log_ratio_normal_bound(one)[0] == pytest.approx(-log_ratio_normal_bound(other)[0])
    assert abs(lrc(one, family=100)[0]) <= abs(lrc(one)[0]) + 1e-12
    assert np.isfinite(lrc(one)).all()


def test_the_family_is_every_word_of_the_table_unless_told() -> None:
    table = Contingency.of_counts([50, 1], [5, 1], 100, 100)
    assert lrc(table).tolist() == lrc(table, family=2).tolist()


def test_a_word_that_the_target_lacks_has_no_lower_bound() -> None:
    assert positive_lrc(Contingency.of_counts([0], [3], 10, 10))[0] == -np.inf


def test_where_a_row_is_empty_no_difference_is_supported() -> None:
    everything_is_near = Contingency.of_margins([2, 3], 5, [2, 3], 5)
    assert positive_lrc(everything_is_near).tolist() == [-np.inf, -np.inf]
    assert lrc(everything_is_near).tolist() == log_ratio_normal_bound(everything_is_near).tolist() == [0, 0]


@pytest.mark.parametrize("alpha", [0, 1, -0.1])
def test_alpha_is_a_share(alpha: float) -> None:
    with pytest.raises(InputError, match="alpha is a share"):
        lrc(Contingency.of_counts([1], [1], 2, 2), alpha=alpha)
    with pytest.raises(InputError, match="family"):
        lrc(Contingency.of_counts([1], [1], 2, 2), family=0)
