from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framescope.dispatch import here, over_cores
from framescope.errors import InputError
from framescope.figures.specifications import NOTE
from framescope.study.claims import Tables
from framescope.study.curves import in_words, save_curve
from framescope.study.multiverse import (
    Multiverse,
    Task,
    choice_effects,
    cores_for,
    count_task,
    multiverse,
    specifications,
    tasks_for,
)
from framescope.study.spec import read_study

from .conftest import NAMING, study_of_claims

CHOICES = """
multiverse:
  voice: {everything: null, outside quotation marks: [own, scare, reported], nothing known: [unassessed]}
  unit: [story, outlet]
"""
THRESHOLDS: dict[str, Any] = {"multiverse": {"threshold": [0.6, 0.75]}}


def test_every_combination_is_a_claim_and_the_claim_itself_is_among_them(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, THRESHOLDS, more=CHOICES)
    made = specifications(study, study.spec.claims[0])
    assert len(made) == 3 * 2 * 3  # 0.5, the claim's own threshold, comes with the two declared
    assert [dict(spec.chosen) for spec in made if spec.as_claimed] == [
        {"voice": "everything", "unit": "story", "threshold": "0.5"}
    ]
    last = made[-1].claim
    assert (last.view.voice, last.arguments.unit, last.threshold) == (["unassessed"], "outlet", 0.75)


def test_estimates_of_each_choice(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, THRESHOLDS, more=CHOICES)
    (found,) = multiverse(study, study.spec.claims)
    by_voice = found.table.groupby("voice", sort=False)["estimate"]
    # 24 rebels and 8 bandits; eight of the rebels stand in quotation marks.
    assert by_voice.first().to_dict() == pytest.approx(
        {"everything": 24 / 32, "outside quotation marks": 16 / 24, "nothing known": float("nan")}, nan_ok=True
    )
    assert by_voice.max().equals(by_voice.min())
    # Sixteen stories give an interval, one outlet that nobody states gives none, and nothing gives no number.
    outcomes = found.table.groupby(["voice", "unit"], sort=False)["outcome"].agg(set).to_dict()
    assert outcomes["everything", "outlet"] == {"not estimable"}
    assert outcomes["nothing known", "story"] == {"no number"}
    assert "not estimable" not in outcomes["everything", "story"]
    # .75 is not above .75.
    assert not found.table.loc[found.table["limit"] == 0.75, "meets"].dropna().any()


def test_what_does_not_change_is_not_computed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thresholds = {"multiverse": {"threshold": [i / 100 for i in range(1, 84)]}}
    study = study_of_claims(tmp_path, thresholds, {"name": "bandits", "row": {"label": "bandits"}}, more=CHOICES)
    counted: list[int] = []

    def noted(task: Task) -> dict[str, pd.DataFrame]:
        counted.append(len(task.claims))
        return count_task(task)

    monkeypatch.setattr("framescope.study.multiverse.count_task", noted)
    found = multiverse(study, study.spec.claims)
    assert len(found[0].table) == 3 * 2 * 83  # 0.5 is among them
    # Two claims and 83 thresholds rest on the tables of three voices and two units; one was counted at the outset.
    assert sum(counted) == 5


def test_many_processes_give_the_same_tables(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, THRESHOLDS, more=CHOICES)
    (alone,) = multiverse(study, study.spec.claims)
    (together,) = multiverse(study, study.spec.claims, over_cores(2))
    pd.testing.assert_frame_equal(alone.table, together.table)


def test_processes_are_started_where_they_are_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of_claims(tmp_path, THRESHOLDS, more=CHOICES)
    assert cores_for(study, study.spec.claims, 2) is here
    monkeypatch.setattr("framescope.study.multiverse._WORTH_PROCESSES", 6)
    assert cores_for(study, study.spec.claims, 2) is not here


def test_a_lexicon_without_the_label_gives_no_number_and_says_why(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {})
    text = study.path.read_text().replace("{town: town.yaml}", "{town: town.yaml, bare: bare.yaml}")
    study.path.write_text(text + "multiverse: {lexicon: [town, bare]}\n")
    (tmp_path / "bare.yaml").write_text((NAMING % "").replace("rebels: ", "insurgents: "))
    study = read_study(study.path)
    (found,) = multiverse(study, study.spec.claims)
    assert found.table["outcome"].tolist() == ["holds", "no number"]
    assert "Unknown label 'rebels'" in found.table["reason"][1]
    assert "No number in 1 more." in in_words(found)
    # Where only one of two has a number, nothing can be compared.
    assert choice_effects(found)["n_sets"].tolist() == [0]


def _found(**columns: list[Any]) -> Multiverse:
    table = pd.DataFrame(columns)
    known = table["estimate"].notna()
    meets = (table["estimate"] > 0.5).astype("boolean").mask(~known)
    return Multiverse(None, tuple(columns)[:-1], table.assign(meets=meets))  # type: ignore[arg-type]  # not looked at


def test_choice_effects_compares_what_differs_in_nothing_else() -> None:
    # a moves the estimate by .1 where b is x and by .3 where b is y; b by .2 and by .4.
    found = _found(a=["1", "1", "2", "2"], b=["x", "y", "x", "y"], estimate=[0.4, 0.6, 0.5, 0.9])
    table = choice_effects(found).set_index("choice")
    assert table.loc["a", "moves_estimate"] == pytest.approx((0.1 + 0.3) / 2)
    assert table.loc["b", "moves_estimate"] == pytest.approx((0.2 + 0.4) / 2)
    # Above .5: 1y and 2y. With a alone nothing turns; with b both comparisons do.
    assert table["moves_verdict"].to_dict() == {"a": 0.0, "b": 1.0}
    assert list(table.index) == ["b", "a"]


def test_choice_effects_leaves_out_what_has_no_number() -> None:
    found = _found(a=["1", "1", "2", "2"], b=["x", "y", "x", "y"], estimate=[0.4, 0.6, None, 0.9])
    table = choice_effects(found).set_index("choice")
    assert table.loc["a", "moves_estimate"] == pytest.approx(0.3)
    assert table["n_sets"].to_dict() == {"a": 1, "b": 1}


def test_a_multiverse_too_large_is_refused_with_its_size(tmp_path: Path) -> None:
    thresholds = {"multiverse": {"threshold": [i / 10_000 for i in range(5000)]}}
    study = study_of_claims(tmp_path, thresholds, more=CHOICES)
    # 0.5 is not among them and comes on top.
    with pytest.raises(InputError, match=r"these are 30,006 specifications \(voice 3 x unit 2 x threshold 5001\)"):
        specifications(study, study.spec.claims[0])


def test_a_slip_in_the_claim_is_an_error_and_no_specification(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {"row": {"label": "rebel"}}, more=CHOICES)
    with pytest.raises(InputError, match=r"line \d+ \(claims.0\): .*Did you mean 'rebels'"):
        multiverse(study, study.spec.claims)


def test_the_tables_to_count_are_cut_into_pieces(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {}, more=CHOICES)
    specs = specifications(study, study.spec.claims[0])
    tasks = tasks_for(study, Tables(study), [spec.claim for spec in specs])
    assert [len(task.claims) for task in tasks] == [1] * 6


def test_the_curve_is_written_with_what_came_out(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, THRESHOLDS, more=CHOICES)
    (found,) = multiverse(study, study.spec.claims)
    name = save_curve(study, found, tmp_path / "to")
    assert name == "multiverse-rebels"
    written = pd.read_csv(tmp_path / "to" / f"{name}.csv")
    assert written["estimate"].to_numpy() == pytest.approx(found.table["estimate"].to_numpy(), nan_ok=True)
    record = (tmp_path / "to" / f"{name}.json").read_text()
    assert NOTE in record
    # 18 specifications: 12 with a number. Every threshold is met but .75 with everything (.75) and without
    # quotations (.667): four are missed.
    assert "meets the claim in 8 of 12 specifications (67%), from 0.667 to 0.75" in in_words(found)[0]
    assert in_words(found)[2].startswith("Moved most by the choice of voice: by 0.0833 on average")
