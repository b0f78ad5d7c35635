from typing import Any, Unpack, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from framescope.measures.intervals import MIN_UNITS, WELL_COVERED_UNITS, ratios
from framescope.measures.resample import Interval, Resampling, ResamplingOptions


def columns(*values: npt.ArrayLike) -> "sparse.csr_array":
    return sparse.csr_array(np.array(values, dtype=np.int64).T)


def one_ratio(counts: npt.ArrayLike, base: npt.ArrayLike, **options: Unpack[ResamplingOptions]) -> "pd.Series[Any]":
    row = np.zeros(1, dtype=np.int64)
    return ratios(columns(counts), columns(base), row, Resampling(**options)).iloc[0]


def test_the_interval_of_a_ratio_has_its_analytic_width() -> None:
    # Linearised (Cochran 1977, Sampling Techniques, 6.2): var(R) = sum((x - R y)**2) / Y**2 when units are drawn
    # with replacement; the percentile interval is then R -+ 1.96 standard errors.
    rng = np.random.default_rng(7)
    y = rng.integers(300, 900, size=400)
    x = rng.poisson(0.01 * y)
    row = one_ratio(x, y, n_resamples=20_000, interval="percentile")
    error = np.sqrt(((x - row["ratio"] * y) ** 2).sum()) / y.sum()
    assert row["ratio"] == x.sum() / y.sum()
    assert row["low"] == pytest.approx(row["ratio"] - 1.96 * error, abs=0.1 * error)
    assert row["high"] == pytest.approx(row["ratio"] + 1.96 * error, abs=0.1 * error)


@pytest.mark.parametrize("interval", get_args(Interval))
def test_chunks_of_rows_see_the_same_draws(interval: Interval, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    counts, base = sparse.csr_array(rng.poisson(2, size=(40, 9))), sparse.csr_array(rng.poisson(50, size=(40, 3)))
    group = np.array([0, 1, 2] * 3)
    options = Resampling(interval=interval)
    whole = ratios(counts, base, group, options)
    monkeypatch.setattr("framescope.measures.intervals._HELD", 40 * 2)
    monkeypatch.setattr("framescope.measures.intervals._HELD_WITH_DRAWS", 2000 * 2)
    assert ratios(counts, base, group, options).equals(whole)


@pytest.mark.parametrize("n", [1, 2, MIN_UNITS - 1])
def test_below_the_floor_the_estimate_stands_without_an_interval(n: int) -> None:
    row = one_ratio(range(1, n + 1), [100] * n)
    assert row["ratio"] == (n + 1) / 2 / 100
    assert np.isnan(row["low"])
    assert np.isnan(row["high"])
    assert not row["estimable"]
    assert row["reason"] == f"{n} {'story' if n == 1 else 'stories'}; an interval needs at least 15"
    assert row["method"] == "no interval"


def test_one_outlet_is_one_unit() -> None:
    assert one_ratio([3], [100], unit="outlet")["reason"] == "1 outlet; an interval needs at least 15"


def test_between_the_floor_and_thirty_the_method_says_that_it_covers_too_little() -> None:
    few = one_ratio(range(MIN_UNITS), [100] * MIN_UNITS)
    enough = one_ratio(range(WELL_COVERED_UNITS), [100] * WELL_COVERED_UNITS)
    assert few["estimable"]
    assert few["method"] == ("jackknife t over stories (logit), 95 % interval; under-covering below 30 stories")
    assert enough["method"] == "jackknife t over stories (logit), 95 % interval"
    assert enough["low"] < enough["ratio"] < enough["high"]


def test_units_without_a_base_are_not_independent_evidence() -> None:
    # 14 of 40 stories are read at all: 14 units, however many there are.
    base = [100] * 14 + [0] * 26
    assert one_ratio([1] * 14 + [0] * 26, base)["n_units"] == 14


def test_no_variance_has_its_reason() -> None:
    assert one_ratio([0] * 20, [100] * 20)["reason"] == "no variance: found in none of the stories"
    same = one_ratio([2] * 20, [100] * 20)
    assert same["reason"] == "no variance: the same whichever stories are drawn"
    assert np.isnan(same["low"])


def test_nothing_read_has_its_reason_and_no_ratio() -> None:
    row = one_ratio([0] * 20, [0] * 20)
    assert row["reason"] == "nothing to count in"
    assert np.isnan(row["ratio"])


def test_empty_draws_are_left_out_up_to_a_twentieth_and_refused_beyond(monkeypatch: pytest.MonkeyPatch) -> None:
    # With one unit in twenty in the group, a draw misses it with probability (19/20)**20 = .36.
    monkeypatch.setattr("framescope.measures.intervals.MIN_UNITS", 1)
    counts, base = columns([3, *range(19)]), columns([100] + [0] * 19, [0] + [100] * 19)
    table = ratios(
        sparse.hstack([counts, counts], format="csr"),
        base,
        np.array([0, 1]),
        Resampling(n_resamples=4000, interval="percentile"),
    )
    share, rest = table["reason"][0].split(" ", 1)
    assert int(share) == pytest.approx(36, abs=2)  # 4,000 draws: a standard error of .8
    assert rest == "% of the resamples are empty; at most 5 % may be"
    assert np.isnan(table["low"][0])
    assert table["estimable"][1]


def test_rows_of_one_table_are_seen_under_the_same_draws() -> None:
    # A share and the share of the rest: their bounds mirror each other exactly.
    x = np.arange(40)
    table = ratios(columns(x, 100 - x), columns([100] * 40), np.zeros(2, dtype=np.int64), Resampling())
    assert table["low"][0] == pytest.approx(1 - table["high"][1], abs=1e-12)


@given(st.permutations(range(20)), st.integers(1, 50))
@settings(max_examples=25, deadline=None)
def test_estimates_do_not_depend_on_order_and_scale(order: list[int], factor: int) -> None:
    x, y = np.arange(20) % 7, np.arange(20) + 50
    row, moved = one_ratio(x, y), one_ratio(x[list(order)], y[list(order)])
    assert moved["ratio"] == row["ratio"]
    scaled = one_ratio(x * factor, y * factor)
    assert (scaled["ratio"], scaled["low"], scaled["high"]) == (row["ratio"], row["low"], row["high"])
    assert row["low"] <= row["ratio"] <= row["high"]


def test_no_rows_and_no_units() -> None:
    nothing = ratios(sparse.csr_array((0, 0)), sparse.csr_array((0, 1)), np.empty(0, dtype=np.int64), Resampling())
    assert len(nothing) == 0
    assert "estimable" in nothing.columns


def test_bca_is_that_of_scipy() -> None:
    # Draws differ, so the ends agree up to the error of 20,000 draws; percentile ends lie well below these.
    rng = np.random.default_rng(11)
    y = rng.integers(200, 900, size=25)
    x = rng.negative_binomial(0.5, 0.1, size=25)
    ours = one_ratio(x, y, n_resamples=20_000, interval="bca")
    theirs = stats.bootstrap(
        (x, y), lambda x, y, axis: x.sum(axis=axis) / y.sum(axis=axis), n_resamples=20_000, paired=True,
        vectorized=True, method="BCa", rng=np.random.default_rng(1),
    ).confidence_interval  # fmt: skip
    plain = one_ratio(x, y, n_resamples=20_000, interval="percentile")
    assert ours["low"] == pytest.approx(theirs.low, rel=0.02)
    assert ours["high"] == pytest.approx(theirs.high, rel=0.02)
    assert plain["high"] < 0.97 * ours["high"]
    assert ours["method"].startswith("BCa bootstrap over stories")


def test_expanded_is_wider_and_for_many_units_the_same() -> None:
    rng = np.random.default_rng(2)
    ratio = {}
    for n in (20, 2000):
        x = rng.poisson(3, n)
        wide, plain = one_ratio(x, [100] * n, interval="bca_expanded"), one_ratio(x, [100] * n, interval="bca")
        ratio[n] = (wide["high"] - wide["low"]) / (plain["high"] - plain["low"])
    # t of 19 degrees of freedom by 1.96, times sqrt(20 / 19): 1.096.
    assert ratio[20] == pytest.approx(1.096, abs=0.05)
    assert ratio[2000] == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("counts", [[7] + [0] * 29, [100] * 29 + [3]])
def test_where_one_story_holds_all_or_all_the_rest_there_is_no_interval(counts: list[int]) -> None:
    row = one_ratio(counts, [100] * 30)
    assert row["reason"] == "all of it, or all that is not it, stands in one story"
    assert np.isnan(row["low"])
    assert one_ratio(counts, [100] * 30, interval="percentile")["estimable"]


def test_more_hits_than_tokens_are_no_share() -> None:
    row = one_ratio([2, 3] * 10, [1] * 20)
    assert row["reason"] == "more is counted than there is to count in: no share"
    assert row["ratio"] == 2.5


@pytest.mark.parametrize("interval", ["jackknife_t", "percentile", "bca", "bca_expanded"])
def test_groups_of_rows_have_the_intervals_they_have_alone(interval: Interval) -> None:
    # Stories that a group has nothing of are no evidence on it, whatever stands in the same table.
    x, y = np.arange(40) % 5, np.r_[[50] * 20, [0] * 20]
    both = ratios(columns(np.where(y > 0, x, 0), x), columns(y, [70] * 40), np.arange(2), Resampling(interval=interval))
    if interval == "jackknife_t":
        alone = one_ratio(x[:20], y[:20])
        assert (both["low"][0], both["high"][0]) == (alone["low"], alone["high"])
    assert both["low"][0] < both["ratio"][0] < both["high"][0]
