from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.measures import pairs
from framescope.measures.association import Contingency
from framescope.measures.reading import Floats

Measure = Callable[[Contingency], Floats]
CELLS = st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(1, 5000)).filter(
    lambda cells: cells[0] + cells[1] > 0 and cells[0] + cells[2] > 0
)
SYMMETRIC: list[Measure] = [
    pairs.log_dice, pairs.dice, pairs.jaccard, pairs.mi_log2, pairs.mi_log10, pairs.mi2, pairs.mi3, pairs.npmi,
    pairs.t_score, pairs.z_score, pairs.min_sensitivity,
]  # fmt: skip
BOUNDS: list[tuple[Measure, float, float]] = [
    (pairs.log_dice, -np.inf, 14), (pairs.dice, 0, 1), (pairs.jaccard, 0, 1), (pairs.npmi, -1, 1),
    (pairs.delta_p_21, -1, 1), (pairs.delta_p_12, -1, 1), (pairs.conditional_p_21, 0, 1),
    (pairs.conditional_p_12, 0, 1), (pairs.min_sensitivity, 0, 1),
]  # fmt: skip


def of(cells: tuple[int, int, int, int]) -> Contingency:
    return Contingency(*(np.array([cell], np.float64) for cell in cells))


def turned(cells: tuple[int, int, int, int]) -> Contingency:
    return of((cells[0], cells[2], cells[1], cells[3]))


@pytest.mark.parametrize("measure", SYMMETRIC, ids=lambda measure: measure.__name__)
@given(cells=CELLS)
def test_who_is_the_node_does_not_matter(measure: Measure, cells: tuple[int, int, int, int]) -> None:
    assert measure(of(cells))[0] == pytest.approx(measure(turned(cells))[0])


@given(cells=CELLS)
def test_where_it_matters_the_two_directions_change_places(cells: tuple[int, int, int, int]) -> None:
    assert pairs.delta_p_21(of(cells))[0] == pytest.approx(pairs.delta_p_12(turned(cells))[0])
    assert pairs.conditional_p_21(of(cells))[0] == pytest.approx(pairs.conditional_p_12(turned(cells))[0])


@pytest.mark.parametrize(("measure", "low", "high"), BOUNDS, ids=[bound[0].__name__ for bound in BOUNDS])
@given(cells=CELLS)
def test_values_keep_within_their_range(
    measure: Measure, low: float, high: float, cells: tuple[int, int, int, int]
) -> None:
    assert low - 1e-9 <= measure(of(cells))[0] <= high + 1e-9


@given(cells=CELLS)
def test_signs_are_those_of_observed_less_expected(cells: tuple[int, int, int, int]) -> None:
    table = of(cells)
    if table.o11[0] > 0:
        gap = table.o11[0] - table.e11[0]
        for measure in (pairs.mi_log2, pairs.mi_log10, pairs.npmi, pairs.t_score, pairs.z_score):
            assert measure(table)[0] * gap >= -1e-9


def test_words_never_together() -> None:
    never = of((0, 5, 5, 90))
    assert pairs.npmi(never)[0] == -1
    for measure in (pairs.log_dice, pairs.mi_log2, pairs.mi_log10, pairs.mi2, pairs.mi3, pairs.t_score):
        assert measure(never)[0] == -np.inf
    assert pairs.z_score(never)[0] == pytest.approx(-0.5)  # E = 5 * 5 / 100; -.25 / .5
    assert pairs.dice(never)[0] == pairs.min_sensitivity(never)[0] == 0


def test_a_corpus_of_nothing_but_the_pair() -> None:
    always = of((7, 0, 0, 0))
    assert pairs.npmi(always)[0] == 1
    assert pairs.log_dice(always)[0] == 14
    assert pairs.mi_log2(always)[0] == 0


def test_by_hand() -> None:
    # 4 together, node near 8, collocate 16 of 128: E = 1.
    table = Contingency.of_margins(4, 8, 16, 128)
    assert pairs.mi_log2(table)[0] == 2
    assert pairs.mi2(table)[0] == 4
    assert pairs.mi3(table)[0] == 6
    assert pairs.npmi(table)[0] == pytest.approx(2 / 5)  # -log2(4 / 128) = 5
    assert pairs.t_score(table)[0] == 1.5
    assert pairs.z_score(table)[0] == 3
    assert pairs.jaccard(table)[0] == 0.2
    assert pairs.conditional_p_12(table)[0] == 0.25
