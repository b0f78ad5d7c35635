"""Known faults in other tools, which ours must not share."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.measures.published import counts, equals, margins

from framescope.errors import InputError
from framescope.measures.association import (
    chi2,
    chi2_williams,
    chi2_yates,
    ll_4term,
    ll_4term_williams,
    odds_ratio,
)
from framescope.measures.keyness import keyness
from framescope.measures.logodds import (
    log_odds_z_var2_informative,
    log_odds_z_var4_informative,
)
from framescope.measures.pairs import (
    dice,
    log_dice,
)
from framescope.measures.registry import known_measures
from framescope.measures.significance import (
    fisher_p_two_sided,
    p_chi2,
    p_normal,
)

Measure = Callable[..., Any]

# Known faults in other tools, which ours must not share

FIXTURE = counts([7], [2], 10, 9)  # d1 = "b*7 a*3", d2 = "a*7 b*2"


def test_the_keyness_fixture_of_quanteda() -> None:
    expected = ((chi2, "4.337160"), (chi2_yates, "2.632438"), (ll_4term, "4.534939"), (odds_ratio, "8.1667"))
    for measure, printed in expected:
        equals(measure(FIXTURE), printed)
    equals(p_chi2(ll_4term(FIXTURE)), ".033210")
    equals(fisher_p_two_sided(FIXTURE), ".069779")


def test_williams_divides_where_quanteda_multiplies() -> None:
    equals(ll_4term_williams(FIXTURE), "4.200833")
    equals(chi2_williams(FIXTURE), "4.017626")  # not 4.682109


def test_log_dice_is_of_base_two_where_the_russian_national_corpus_takes_the_natural_logarithm() -> None:
    table = margins(1e6 * np.exp(11.93556 - 14), 1e6, 1e6, 1e9)
    equals(14 + np.log(dice(table)), "11.9356")
    equals(log_dice(table), "11.0216")


def test_counts_are_never_smoothed_and_no_word_is_dropped_and_no_argument_changed() -> None:
    # quanteda's help example reports smoothed counts; conc drops what the target lacks; corpus_toolkit
    # writes 1e-8 into the caller's dictionaries.
    target, reference = pd.Series({"a": 3, "b": 1}), pd.Series({"b": 2, "c": 4})
    before = target.copy(), reference.copy()
    table = keyness(target, reference, measures=known_measures("keyness", needs=("counts",))).set_index("term")
    assert table["count_target"].to_dict() == {"a": 3, "b": 1, "c": 0}
    assert table["count_reference"].to_dict() == {"a": 0, "b": 2, "c": 4}
    pd.testing.assert_series_equal(target, before[0])
    pd.testing.assert_series_equal(reference, before[1])


def test_an_informative_prior_is_added_once_where_scattertext_adds_it_twice() -> None:
    # Two words, a: 3 of 4 and 1 of 4; half of all tokens are a, so its prior is 5 of 10, of the other 5 too.
    # z = (ln((3+5)/(1+5)) - ln((1+5)/(3+5))) / sqrt(1/8 + 1/6 [+ 1/6 + 1/8])
    table = counts([3, 1], [1, 3], 4, 4)
    difference = 2 * np.log(8 / 6)
    two, four = np.sqrt(1 / 8 + 1 / 6), np.sqrt(2 / 8 + 2 / 6)
    assert log_odds_z_var2_informative(table, prior_total=10) == pytest.approx([difference / two, -difference / two])
    assert log_odds_z_var4_informative(table, prior_total=10) == pytest.approx([difference / four, -difference / four])


def test_log_likelihood_is_signed_and_refuses_windows_that_contradict_themselves_where_nltk_fails() -> None:
    assert ll_4term(margins(1, 10, 50, 100))[0] < 0
    with pytest.raises(InputError, match=r"o22 = -1 .*at most as often"):
        margins(0, 3, 3, 5)


def test_p_does_not_vanish_where_one_less_cdf_does() -> None:
    assert 0 < p_chi2(200.0) < 1e-44
    assert 0 < p_normal(-20.0) < 1e-87
