from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.spatial.distance import jensenshannon

from framescope.corpus.model import Corpus
from framescope.errors import InputError, UnknownNameError
from framescope.measures.counts import count_terms
from framescope.measures.registry import known_measures
from framescope.measures.shift import word_shift
from framescope.measures.shifts import Proportions

MakeCorpus = Callable[..., Corpus]
LISTS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40), min_size=1).filter(lambda d: any(d.values()))
UNSCORED = [name for name in known_measures("shift") if name != "score_shift"]


def listed(counts: dict[str, int]) -> "pd.Series[int]":
    return pd.Series(counts, dtype=np.int64)


def test_the_formulas_of_gallagher_et_al_2021_table_1_by_hand() -> None:
    # war 6 of 8 and 2 of 8, peace 2 of 8 and 6 of 8.
    sides = listed({"war": 6, "peace": 2}), listed({"war": 2, "peace": 6})
    p, q = 0.75, 0.25
    by_hand = {
        "proportion_shift": p - q,
        "entropy_shift": -p * np.log2(p) + q * np.log2(q),
        "tsallis_shift": -p * (p**2 / 2) + q * (q**2 / 2),  # order 3: p (p**2 / 2)
        "kld_shift": -p * np.log2(q) + p * np.log2(p),
        "jsd_shift": p / 2 * np.log2(p / 0.5) - q / 2 * np.log2(0.5 / q),
    }
    for name, value in by_hand.items():
        table = word_shift(*sides, measure=name, order=3.0).set_index("term")
        assert table[name].to_dict()["war"] == pytest.approx(value), name
    scored = word_shift(*sides, measure="score_shift", scores=pd.Series({"war": -1.0, "peace": 2.0, "rain": 9.0}))
    # The reference's mean is -.25 + 1.5 = 1.25: war adds .5 (-1 - 1.25), peace -.5 (2 - 1.25); in all -1.5.
    assert scored.set_index("term")["score_shift"].to_dict() == pytest.approx({"war": -1.125, "peace": -0.375})
    assert scored["difference"].tolist() == pytest.approx([-1.5, -1.5])


@given(target=LISTS, reference=LISTS)
@settings(deadline=None, max_examples=30)
def test_contributions_add_up_to_the_difference(target: dict[str, int], reference: dict[str, int]) -> None:
    terms = sorted({*target, *reference})
    p, q = (np.array([side.get(term, 0) for term in terms]) / sum(side.values()) for side in (target, reference))
    differences = {
        "proportion_shift": 0.0,
        "entropy_shift": stats.entropy(p, base=2) - stats.entropy(q, base=2),
        "tsallis_shift": (1 - (p**2).sum()) - (1 - (q**2).sum()),
        "kld_shift": stats.entropy(p, q, base=2),
        "jsd_shift": jensenshannon(p, q, base=2) ** 2,
    }
    assert set(differences) == set(UNSCORED)
    for name, difference in differences.items():
        table = word_shift(listed(target), listed(reference), measure=name)
        assert table[name].sum() == pytest.approx(float(difference), abs=1e-7), name
        assert table["difference"].iloc[0] == pytest.approx(float(difference), abs=1e-7)
        assert set(table["term"]) == {term for term in terms if target.get(term, 0) + reference.get(term, 0)}
        size = np.abs(table[name].to_numpy())
        assert (size[:-1] >= size[1:]).all()
    scores = pd.Series({term: float(i) for i, term in enumerate("abcdefg")})
    means = [sum(scores[t] * n for t, n in side.items()) / sum(side.values()) for side in (target, reference)]
    table = word_shift(listed(target), listed(reference), measure="score_shift", scores=scores)
    assert table["score_shift"].sum() == pytest.approx(means[0] - means[1], abs=1e-9)


@given(target=LISTS, reference=LISTS)
@settings(deadline=None, max_examples=30)
def test_swapping_the_sides_turns_differences_round_and_keeps_what_is_symmetric(
    target: dict[str, int], reference: dict[str, int]
) -> None:
    for name, sign in (("proportion_shift", -1), ("entropy_shift", -1), ("tsallis_shift", -1), ("jsd_shift", 1)):
        there = word_shift(listed(target), listed(reference), measure=name).set_index("term")[name].sort_index()
        back = word_shift(listed(reference), listed(target), measure=name).set_index("term")[name].sort_index()
        assert there.to_numpy() == pytest.approx(sign * back.to_numpy(), abs=1e-12)


def test_of_articles_and_one_word(make_corpus: MakeCorpus) -> None:
    counts = count_terms(make_corpus({"a.txt": "war war peace", "b.txt": "war peace peace"}))
    table = word_shift(counts.where([True, False]), counts.where([False, True]), measure="proportion_shift")
    assert table["term"].tolist() == ["peace", "war"]
    assert table["proportion_shift"].tolist() == pytest.approx([-1 / 3, 1 / 3])
    assert table["share"].tolist() == pytest.approx([-0.5, 0.5])
    assert table["note"].iloc[0] == "target: 3 tokens; reference: 3 tokens; 2 words"
    alone = word_shift(listed({"a": 3}), listed({"a": 9}))
    assert alone["difference"].tolist() == [0]
    assert alone["share"].isna().all()
    assert word_shift(listed({"a": 1}), listed({"b": 1}), measure="kld_shift")["difference"].tolist() == [np.inf] * 2


def test_what_cannot_be_compared_is_refused() -> None:
    a, b = listed({"a": 1}), listed({"b": 1})
    with pytest.raises(UnknownNameError, match=r"measure of shift 'entropy'.*entropy_shift.*jsd_shift"):
        word_shift(a, b, measure="entropy")
    with pytest.raises(InputError, match="score_shift needs scores"):
        word_shift(a, b, measure="score_shift")
    with pytest.raises(InputError, match="jsd_shift takes no scores"):
        word_shift(a, b, scores=pd.Series({"a": 1.0}))
    with pytest.raises(InputError, match="a side holds none of the words"):
        word_shift(a, b, measure="score_shift", scores=pd.Series({"a": 1.0}))
    with pytest.raises(InputError, match="the score of 'a' is 'high'"):
        word_shift(a, b, measure="score_shift", scores=pd.Series({"a": "high"}))
    with pytest.raises(InputError, match="scores name 'a' twice"):
        word_shift(a, b, measure="score_shift", scores=pd.Series([1.0, 2.0], index=["a", "a"]))
    with pytest.raises(InputError, match="order is a number above 0 and not 1"):
        word_shift(a, b, measure="tsallis_shift", order=1)
    with pytest.raises(InputError, match="reference holds no tokens"):
        word_shift(a, listed({"b": 0}))
    with pytest.raises(InputError, match="shares that add up to 1"):
        Proportions(np.array([0.5]), np.array([1.0]))
