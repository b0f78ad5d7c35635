import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats

from framescope.measures.ends import ENDS, Resampled, bca, bca_expanded, jackknife_t, percentile
from framescope.measures.rates import OutOf
from framescope.measures.resample import left_out


def jackknifed(counts: list[int], base: list[int], *, level: float = 0.95) -> tuple[float, float]:
    found, out_of = np.array([counts]), np.array([base])
    seen = Resampled(
        found.sum(axis=1) / out_of.sum(), level, without=left_out(OutOf(found, out_of)), n_units=len(counts)
    )  # fmt: skip
    low, high = jackknife_t(seen)
    return float(low[0]), float(high[0])


def test_jackknife_t_by_hand() -> None:
    # Three units of 10: 1, 2, 3 of them. Without each in turn 5, 4, 3 of 20: logits ln(5/15), ln(4/16), ln(3/17), their
    # mean -1.406503, gaps .307891, .020208, -.328099; error sqrt(2/3 · .202853) = .367744. The logit of 6/30 is
    # ln(6/24) = -1.386294; t of 2 degrees of freedom at .95 is 2.919986: -1.386294 -+ 1.073806.
    logits = np.log([5 / 15, 4 / 16, 3 / 17])
    assert logits.mean() == pytest.approx(-1.406503, abs=1e-6)
    ends = 1 / (1 + np.exp(1.386294 + np.array([1, -1]) * 1.073806))
    assert jackknifed([1, 2, 3], [10, 10, 10], level=0.9) == pytest.approx(ends, abs=1e-6)


def test_jackknife_t_has_its_analytic_width_for_many_units() -> None:
    # Delta method: the variance of ln(R / (1 - R)) is var(R) / (R (1 - R))**2, that of the ratio linearised (Cochran
    # 1977, Sampling Techniques, 6.2).
    rng = np.random.default_rng(7)
    y = rng.integers(300, 900, size=400)
    x = rng.poisson(0.01 * y)
    ratio = x.sum() / y.sum()
    error = np.sqrt(((x - ratio * y) ** 2).sum()) / y.sum()
    low, high = jackknifed(x.tolist(), y.tolist())
    width = 1.96 * error / (ratio * (1 - ratio))
    centre = np.log(ratio / (1 - ratio))
    assert low == pytest.approx(1 / (1 + np.exp(-(centre - width))), rel=0.005)
    assert high == pytest.approx(1 / (1 + np.exp(-(centre + width))), rel=0.005)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 20)), min_size=3, max_size=8))
@example([(1, 15)] * 3)  # all agree: the ends are the estimate itself
@settings(max_examples=50, deadline=None)
def test_jackknife_t_mirrors_a_share_and_the_rest_and_stays_between_0_and_1(units: list[tuple[int, int]]) -> None:
    counts, base = [count for count, _ in units], [size for _, size in units]
    low, high = jackknifed(counts, base)
    rest = jackknifed([size - count for count, size in units], base)
    if np.isnan(low):
        assert sum(count > 0 for count in counts) <= 1
    else:
        assert (low, high) == pytest.approx((1 - rest[1], 1 - rest[0]))
        assert 0 < low <= sum(counts) / sum(base) <= high < 1


@pytest.mark.parametrize("counts", [[0, 0, 4], [10, 10, 6]])
def test_jackknife_t_knows_nothing_where_one_unit_holds_all_or_all_the_rest(counts: list[int]) -> None:
    assert np.isnan(jackknifed(counts, [10, 10, 10])).all()


def test_every_kind_of_interval_goes_by_its_name() -> None:
    assert {"jackknife_t": jackknife_t, "percentile": percentile, "bca": bca, "bca_expanded": bca_expanded} == ENDS


def test_bca_ends_by_hand() -> None:
    # Draws 0 … 100; the estimate lies above 30 of 101 and equals one: z0 = Φ⁻¹(30.5 / 101). The jackknife
    # 0, 0, 3 has mean 1, gaps 1, 1, -2: a = -6 / (6 · 6^1.5) = -0.068041.
    z0, a = stats.norm.ppf(30.5 / 101), -(6**-1.5)
    expected = [
        100 * stats.norm.cdf(z0 + (z0 + z) / (1 - a * (z0 + z))) for z in (-1.6448536269514722, 1.6448536269514722)
    ]
    low, high = bca(Resampled(np.array([30.0]), 0.9, np.arange(101.0)[None], np.array([[0.0, 0.0, 3.0]])))
    assert [low[0], high[0]] == pytest.approx(expected)


def test_percentile_ends_are_the_quantiles_of_numpy() -> None:
    drawn = np.random.default_rng(5).normal(size=(3, 77))
    low, high = percentile(Resampled(np.zeros(3), 0.8, drawn))
    assert low == pytest.approx(np.quantile(drawn, 0.1, axis=1), rel=1e-12)
    assert high == pytest.approx(np.quantile(drawn, 0.9, axis=1), rel=1e-12)


def test_draws_without_a_value_are_left_out() -> None:
    drawn = np.array([[5.0, np.nan, 1.0, 3.0, np.nan]])
    low, high = percentile(Resampled(np.zeros(1), 0.5, drawn))
    assert (low[0], high[0]) == (2.0, 4.0)  # quarters of 1, 3, 5


def test_expanded_levels_by_hand() -> None:
    # No bias and no skewness: 5 units, t of 4 degrees of freedom at .975 is 2.776445 times sqrt(5 / 4) = 3.104160;
    # Φ(3.104160) = .999046 of 1,000 steps.
    seen = Resampled(np.array([500.0]), 0.95, np.arange(1001.0)[None], np.array([[0.0, 1.0]]), 5)
    low, high = bca_expanded(seen)
    assert [low[0], high[0]] == pytest.approx([1000 * (1 - 0.999046), 1000 * 0.999046], abs=0.001)
