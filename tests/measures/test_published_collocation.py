"""Values of collocation as published, at the precision of the source, which is in the test's name."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.measures.published import cells, equals, margins

from framescope.measures.association import (
    Contingency,
    chi2,
    ll_4term,
    log_ratio_hardie,
    simple_ll,
)
from framescope.measures.pairs import (
    delta_p_12,
    delta_p_21,
    dice,
    log_dice,
    mi_log2,
    mi_log10,
    min_sensitivity,
    npmi,
    t_score,
    z_score,
)

Measure = Callable[..., Any]

# 5.5 Collocation


@pytest.mark.parametrize(
    ("measure", "table", "printed"),
    [
        pytest.param(t_score, margins(8, 15828, 4675, 14307668), "0.999932", id="NLTK doctest, t of 8"),
        pytest.param(t_score, margins(20, 42, 20, 14307668), "4.4721", id="NLTK doctest, t of 20"),
        pytest.param(chi2, margins(8, 15828, 4675, 14307668), "1.55", id="NLTK doctest, chi2 of 8"),
        pytest.param(mi_log2, margins(20, 42, 20, 14307668), "18.38", id="NLTK doctest, PMI of 20"),
        pytest.param(mi_log2, margins(20, 15019, 15629, 14307668), "0.29", id="NLTK doctest, PMI near 0"),
        pytest.param(mi_log2, margins(8, 1105, 44, 15_000_000), "11.3", id="Church & Hanks 1990 p. 24"),
        pytest.param(log_dice, margins(8, 389, 230, 10**6), "8.726204", id="sugiura-ken logDice 8"),
        pytest.param(log_dice, margins(300, 300, 300, 10**6), "14", id="sugiura-ken logDice always"),
        pytest.param(log_dice, margins(3, 3000, 3000, 10**6), "4.034216", id="sugiura-ken logDice 3"),
        pytest.param(log_dice, margins(6, 3000, 3000, 10**6), "5.034216", id="sugiura-ken logDice 6"),
        pytest.param(log_dice, margins(300, 3000, 3000, 10**6), "10.67807", id="sugiura-ken logDice 300"),
        pytest.param(delta_p_12, cells(5610, 168938, 2257, 10233063), "0.697", id="Gries 2013 p. 144, of given course"),
        pytest.param(delta_p_21, cells(5610, 168938, 2257, 10233063), "0.032", id="Gries 2013 p. 144, course given of"),
        pytest.param(dice, margins(130, 3121, 143, 10**6), ".08", id="Smadja 1996 p. 13"),
        pytest.param(min_sensitivity, cells(17, 240, 1001, 1298742), "0.016699", id="Pedersen & Bruce 1996 p. 12"),
        pytest.param(npmi, cells(10, 0, 0, 90), "1", id="Bouma 2009 p. 36, always"),
        pytest.param(npmi, cells(1, 9, 9, 81), "0", id="Bouma 2009 p. 36, by chance"),
        pytest.param(npmi, cells(0, 10, 10, 80), "-1", id="Bouma 2009 p. 36, never"),
        pytest.param(log_ratio_hardie, cells(46, 730, 831, 148102), "3.40925", id="cwb-ccc README, LR"),
        pytest.param(z_score, cells(46, 730, 831, 148102), "19.4429", id="cwb-ccc README, z"),
        pytest.param(t_score, cells(46, 730, 831, 148102), "6.11208", id="cwb-ccc README, t"),
        pytest.param(ll_4term, cells(46, 730, 831, 148102), "134.301", id="cwb-ccc README, LL"),
        pytest.param(simple_ll, cells(46, 730, 831, 148102), "130.019", id="cwb-ccc README, simple-ll"),
        pytest.param(dice, cells(46, 730, 831, 148102), "0.055656", id="cwb-ccc README, Dice"),
        pytest.param(mi_log10, cells(46, 730, 831, 148102), "1.00514", id="cwb-ccc README, MI"),
    ],
)
def test_collocation(measure: Measure, table: Contingency, printed: str) -> None:
    equals(measure(table), printed)


def test_chi2_of_manning_and_schutze_is_printed_to_four_digits() -> None:
    assert chi2(margins(59, 67, 65, 571007))[0] == pytest.approx(456400, abs=50)


def test_pmi_in_a_window_of_three_of_nltk_test_collocations() -> None:
    # "this this is is a a test test": a and test are 3 times within three words, by window - 1 = 1.5.
    assert mi_log2(margins(3 / 2, 2, 2, 8))[0] == pytest.approx(1.584962500721156, rel=1e-15)


def test_log_dice_of_rychly_twice_as_often_is_one_more_and_seven_is_a_hundred_times() -> None:
    once, twice, hundred = (log_dice(margins(n, 10**6, 10**6, 10**9))[0] for n in (1, 2, 2**7))
    assert twice - once == pytest.approx(1)
    assert hundred - once == pytest.approx(7)
    assert log_dice(margins(1, 16_000, 16_000, 10**9))[0] == pytest.approx(0, abs=0.04)


README = [
    ("appreciated", 1, 2, "2.102442", "0.840269", "2.448757", "1.987992", "0.796611"),
    ("certain", 7, 120, "-0.834636", "-0.976603", "-0.829802", "-0.769331", "-0.136442"),
    ("measuring", 1, 8, "0.451726", "0.361077", "0.191806", "0.173788", "0.194551"),
    ("particularly", 2, 47, "-0.905150", "-1.240035", "-1.059386", "-0.988997", "-0.273427"),
    ("arrived", 2, 5, "2.533018", "1.131847", "3.879126", "3.243141", "0.699701"),
]


@pytest.mark.parametrize("row", README, ids=[f"association-measures README, {row[0]}" for row in README])
def test_scores_of_association_measures(row: Any) -> None:
    table = margins(row[1], 15334, row[2], 191998)
    for measure, printed in zip((z_score, t_score, ll_4term, simple_ll, mi_log10), row[3:], strict=True):
        equals(measure(table), printed)
