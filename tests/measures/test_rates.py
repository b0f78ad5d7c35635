import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.measures.rates import OutOf, per_1000, rolling, share


def out_of(count: list[int] | list[list[int]], base: list[int] | list[list[int]]) -> OutOf:
    return OutOf(np.array(count), np.array(base))


def test_shares_and_rates_by_hand() -> None:
    counted = out_of([3, 0, 0], [12, 5, 0])
    assert share(counted)[:2].tolist() == [0.25, 0]
    assert per_1000(counted)[:2].tolist() == [250, 0]
    assert np.isnan(share(counted)[2]), "nothing to count in"


def test_one_base_serves_many_rows() -> None:
    assert share(out_of([[1, 2], [3, 4]], [[10, 20]])).tolist() == [[0.1, 0.1], [0.3, 0.2]]


def test_rolling_by_hand() -> None:
    # (1 + 0 + 2) / (10 + 20 + 10), (0 + 2 + 3) / (20 + 10 + 20); the ends have no three periods.
    smoothed = rolling(out_of([[1, 0, 2, 3]], [[10, 20, 10, 20]]), window=3)
    assert smoothed[0, 1:3].tolist() == [3 / 40, 5 / 50]
    assert np.isnan(smoothed[0, [0, 3]]).all()


def test_a_gap_stays_a_gap_and_counts_for_nothing_beside_it() -> None:
    smoothed = rolling(out_of([[1, 0, 3, 1, 1]], [[10, 0, 10, 10, 10]]), window=3)
    assert np.isnan(smoothed[0, 1])
    assert smoothed[0, 2] == (0 + 3 + 1) / (0 + 10 + 10)


def test_a_window_wider_than_the_time_gives_nothing() -> None:
    assert np.isnan(rolling(out_of([[1, 2]], [[10, 10]]), window=3)).all()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 30)), min_size=1, max_size=9))
def test_a_window_of_one_is_the_share_itself(periods: list[tuple[int, int]]) -> None:
    counted = out_of([[count for count, _ in periods]], [[base for _, base in periods]])
    assert rolling(counted, window=1)[0] == pytest.approx(share(counted)[0])
