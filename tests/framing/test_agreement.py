from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pytest

import framescope as fs
from framescope.errors import FramescopeError
from framescope.schema import CODINGS


def codings(
    answers: Mapping[str, Sequence[str | None]], *, kind: str = "human", passes: dict[str, int] | None = None
) -> pd.DataFrame:
    """Coder -> an answer to the one question about each unit."""
    rows = [
        (coder.split("/")[0], kind, (passes or {}).get(coder, 1), "book 1", f"d.txt@{u * 10}-{u * 10 + 9}", "d.txt",
         "0" * 64, u * 10, u * 10 + 9, "problem", value, None, None, None)
        for coder, values in answers.items()
        for u, value in enumerate(values)
    ]  # fmt: skip
    return CODINGS.frame(rows)


def cell(table: pd.DataFrame, coefficient: str, column: str, category: str = "(all)") -> object:
    row = table[(table["coefficient"] == coefficient) & (table["category"] == category)]
    assert len(row) == 1
    return row.iloc[0][column]


TEN = {"ann": ["yes"] * 8 + ["no", "yes"], "bob": ["yes"] * 8 + ["no", "no"]}


def test_the_hand_example_of_the_coefficients() -> None:
    """As in test_coefficients: percent .9, AC1 .8658, kappa .6154; alpha = 1 - 19 * 2 / (2 * 17 * 3) = .6275."""
    table = fs.agreement(codings(TEN), coefficients=["percent", "alpha_nominal", "kappa_cohen", "ac1_gwet"])
    assert cell(table, "percent", "value") == pytest.approx(0.9)
    assert cell(table, "alpha_nominal", "value") == pytest.approx(1 - 19 * 2 / 102)
    assert cell(table, "kappa_cohen", "value") == pytest.approx(0.16 / 0.26)
    assert cell(table, "ac1_gwet", "value") == pytest.approx(0.645 / 0.745)
    assert set(table["tier"]) == {"α < .667"}
    assert set(table["n_units"]) == {10}


def test_few_units_have_no_interval() -> None:
    table = fs.agreement(codings(TEN))
    assert not table["estimable"].any()
    assert set(table["reason"]) == {"10 units; an interval needs at least 15"}


def test_the_paradox_is_flagged_with_its_reason() -> None:
    """By hand: 18 yes-yes, 1 yes-no, 1 no-yes: percent .9, 38 of 40 codes are yes, alpha below 0."""
    table = fs.agreement(codings({"ann": ["yes"] * 19 + ["no"], "bob": ["yes"] * 18 + ["no", "yes"]}))
    assert cell(table, "alpha_nominal", "value") < 0  # type: ignore[operator]  # a number
    assert set(table["paradox"]) == {"95 % of the codes are 'yes'"}


def test_an_interval_holds_the_value() -> None:
    rng = np.random.default_rng(3)
    first = rng.choice(["a", "b", "c"], 200)
    second = np.where(rng.random(200) < 0.2, rng.choice(["a", "b", "c"], 200), first)
    table = fs.agreement(codings({"ann": first.tolist(), "bob": second.tolist()}), n_resamples=500)
    assert table["estimable"].all()
    assert ((table["low"] < table["value"]) & (table["value"] < table["high"])).all()
    assert set(table["category"]) == {"(all)", "a", "b", "c"}
    alpha = table[(table["coefficient"] == "alpha_nominal") & (table["category"] == "(all)")].iloc[0]
    assert alpha["high"] - alpha["low"] == pytest.approx(4 * 0.04, rel=0.5)  # analytic se of .8 +- about .036


def test_two_passes_are_stability_and_raise_no_tier() -> None:
    twice = codings({"ann/1": ["yes", "no"] * 10, "ann/2": ["yes", "no"] * 10}, passes={"ann/2": 2})
    with pytest.raises(FramescopeError, match=r"between='passes'"):
        fs.agreement(twice)
    table = fs.agreement(twice, between="passes")
    assert set(table["assessed"]) == {"stability of ann"}
    assert cell(table, "alpha_nominal", "value") == 1
    assert set(table["tier"]) == {"not assessed"}


def test_a_model_s_codings_are_named_as_such() -> None:
    table = fs.agreement(codings({"ann": ["yes", "no"] * 10, "bob": ["yes", "no"] * 10}, kind="language model"))
    assert set(table["tier"]) == {"α ≥ .80 (coders: language model)"}


def test_all_agree_on_one_category_is_one_but_not_assessed() -> None:
    table = fs.agreement(codings({"ann": ["no"] * 20, "bob": ["no"] * 20}))
    assert cell(table, "alpha_nominal", "value") == 1
    assert cell(table, "alpha_nominal", "reason") == "all coders used a single category: nothing to tell apart"
    assert cell(table, "alpha_nominal", "tier") == "not assessed"


def test_skipped_units_are_missing_not_a_category() -> None:
    table = fs.agreement(codings({"ann": ["yes", None, "no"], "bob": ["yes", "no", None]}))
    assert set(table["n_units"]) == {1}
    assert set(table["n_codings"]) == {4}


def test_ordinal_needs_a_scale_and_takes_it() -> None:
    data = codings({"ann": ["1", "2", "3"], "bob": ["1", "2", "2"]})
    without = fs.agreement(data, coefficients=["alpha_ordinal"])
    assert cell(without, "alpha_ordinal", "reason") == "needs an order of the categories: give `scales`"
    given = fs.agreement(data, coefficients=["alpha_interval"], scales={"problem": ["1", "2", "3"]})
    # By hand: D_o = 2 * 1 / 6; D_e = 2 * (2*3*1 + 2*1*4 + 3*1*1) / (6 * 5): alpha = 1 - (1/3) / (34/30).
    assert cell(given, "alpha_interval", "value") == pytest.approx(1 - (1 / 3) / (34 / 30))


def test_disagreements_are_listed_with_their_text() -> None:
    units = pd.DataFrame({"unit_id": ["d.txt@90-99"], "text": ["No water."]})
    table = fs.disagreements(codings(TEN), units)
    assert table[["element", "unit_id", "text", "ann", "bob"]].to_numpy().tolist() == [
        ["problem", "d.txt@90-99", "No water.", "yes", "no"]
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"coefficients": ["kappa"]}, "Unknown coefficient 'kappa'"),
        ({"between": "friends"}, "Unknown comparison 'friends'"),
        ({"over": "line"}, "Unknown way to resample 'line'"),
        ({"scales": {"cause": ["yes"]}}, "Unknown element 'cause'"),
        ({"scales": {"problem": ["yes", "maybe"]}}, "answer 'no' is not on its scale"),
    ],
)
def test_what_is_unknown_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(FramescopeError, match=message):
        fs.agreement(codings(TEN), **change)  # type: ignore[arg-type]  # wrong on purpose


def test_two_answers_to_one_question_are_refused() -> None:
    data = codings(TEN)
    with pytest.raises(FramescopeError, match="more than once"):
        fs.agreement(pd.concat([data, data.head(1).assign(value="no")], ignore_index=True))


def test_nothing_in_common_is_refused() -> None:
    with pytest.raises(FramescopeError, match="no unit was coded twice"):
        fs.agreement(codings({"ann": ["yes", None], "bob": [None, "no"]}))
