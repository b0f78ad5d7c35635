import numpy as np
import pandas as pd
import pytest

from framescope.measures.association import Contingency
from framescope.measures.registry import chosen_measures
from framescope.measures.scores import score, sorted_by

TABLE = Contingency.of_counts([9, 1, 5], [1, 9, 5], 15, 15)


def test_columns_stand_in_the_order_asked_for_and_p_after_them() -> None:
    chosen = chosen_measures(["odds_ratio", "chi2", "fisher_p_left"], "keyness")
    scores = score(chosen, {"counts": TABLE}, options={}, adjust="holm")
    assert list(scores.columns) == [
        "odds_ratio", "chi2", "fisher_p_left", "p_chi2", "p_chi2_holm", "fisher_p_left_holm",
    ]  # fmt: skip
    assert list(score(chosen, {"counts": TABLE}, options={}).columns) == [
        "odds_ratio", "chi2", "fisher_p_left", "p_chi2",
    ]  # fmt: skip


def test_only_what_is_shown_is_adjusted_for() -> None:
    chosen = chosen_measures("ll_4term", "keyness")
    kept = np.array([True, False, True])
    scores = score(chosen, {"counts": TABLE}, options={}, adjust="bonferroni", kept=kept)
    assert scores["p_ll_4term_bonferroni"].to_numpy() == pytest.approx(np.minimum(2 * scores["p_ll_4term"], 1))
    assert len(scores) == 2


def test_ties_go_by_count_then_stay_as_given() -> None:
    table = pd.DataFrame({"chi2": [1.0, 2.0, 2.0, np.nan, 2.0], "count": [9, 1, 3, 9, 3], "term": list("abdec")})
    first = chosen_measures("chi2", "keyness")[0]
    assert sorted_by(table, first, "count")["term"].tolist() == ["d", "c", "b", "a", "e"]
