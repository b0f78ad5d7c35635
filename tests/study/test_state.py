import json
from pathlib import Path
from typing import Any

import pytest

from framescope.study.plan import Run, plan
from framescope.study.record import STATUS_FILE, Failure
from framescope.study.spec import Study, read_study
from framescope.study.state import State, chosen, kept, state_of, states

from .conftest import finished, make_study

FAILED: dict[str, Any] = {"status": "failed", "failure": Failure(cell=2, error="KeyError", message="'a'")}


def test_how_runs_stand(study: Study, runs: list[Run]) -> None:
    assert {name: state.status for name, state in states(study, runs).items()} == {"one": "not run", "two": "not run"}
    finished(study, runs[0], {"tables/t.csv": "x\n1\n"})
    finished(study, runs[1], {}, **FAILED)
    found = states(study, runs)
    assert found["one"].is_done
    assert found["two"][:2] == ("failed", "failed in cell 2: KeyError: 'a'")


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda folder: (folder / "tables" / "t.csv").write_text("x\n2\n"), "output tables/t.csv was changed"),
        (lambda folder: (folder / "tables" / "t.csv").unlink(), "output tables/t.csv is missing"),
        (lambda folder: (folder / "tables" / "u.csv").write_text("x\n"), "output tables/u.csv was added"),
        (lambda folder: (folder / STATUS_FILE).write_text('{"format": 1, "run_'), "not a record this version can read"),
        (lambda folder: (folder / STATUS_FILE).write_text('{"format": 99}'), "not a record this version can read"),
    ],
)
def test_what_does_not_match_its_record_is_stale(study: Study, runs: list[Run], damage: Any, why: str) -> None:
    finished(study, runs[0], {"tables/t.csv": "x\n1\n"})
    damage(study.runs / runs[0].run_id)
    state = state_of(study, runs[0])
    assert state.status == "stale"
    assert why in state.why


def test_a_record_with_other_inputs_under_the_same_name(study: Study, runs: list[Run]) -> None:
    finished(study, runs[0], {})
    path = study.runs / runs[0].run_id / STATUS_FILE
    record = json.loads(path.read_text())
    record["inputs"]["cells"] = "another"
    path.write_text(json.dumps(record))
    assert state_of(study, runs[0])[:2] == ("stale", "the record was changed: it is not of these inputs")


def test_a_run_whose_inputs_changed_says_which(tmp_path: Path) -> None:
    study = make_study(tmp_path, {"one": ["1"]})
    finished(study, plan(study)[0], {})
    (tmp_path / "notebooks" / "one.ipynb").write_text((tmp_path / "notebooks" / "one.ipynb").read_text() + " ")
    assert states(study, plan(study))["one"].is_done  # white space around it is no cell
    make_study(tmp_path, {"one": ["2"]})
    assert states(study, plan(study))["one"][:2] == ("stale", "the notebook's cells changed since the run")


def test_a_run_keeps_its_results_under_a_new_name(tmp_path: Path) -> None:
    study = make_study(tmp_path, {"one": ["1"]})
    finished(study, plan(study)[0], {})
    study.path.write_text(study.path.read_text() + "    name: renamed\n")
    study = read_study(study.path)
    state = states(study, plan(study))["renamed"]
    assert state.is_done
    assert state.record is not None
    assert state.record.name == "renamed"


def test_what_is_chosen_and_what_is_kept(tmp_path: Path) -> None:
    names = ("done", "failed", "stale", "new")
    study = make_study(tmp_path, {name: [f"'{name}'"] for name in names})
    runs = {run.name: run for run in plan(study)}
    done = finished(study, runs["done"], {}, seconds=2.0)
    failed = finished(study, runs["failed"], {}, seconds=9.0, **FAILED)
    finished(study, runs["stale"], {"tables/t.csv": "1"})
    (study.runs / runs["stale"].run_id / "tables" / "t.csv").unlink()
    every, standing = list(runs.values()), states(study, list(runs.values()))

    def chosen_names(**options: bool) -> list[str]:
        return [run.name for run in chosen(every, standing, **{"force": False, "only_failed": False, **options})]

    # The longest first: what took long last time is not left for the end.
    assert chosen_names() == ["failed", "stale", "new"]
    assert chosen_names(only_failed=True) == ["failed"]
    assert chosen_names(force=True) == ["failed", "done", "stale", "new"]
    assert kept(every, standing, []) == [done, failed]
    again = failed.model_copy(update={"status": "succeeded", "failure": None})
    assert kept(every, standing, [again]) == [done, again]


def test_stale_is_not_failed() -> None:
    assert State("timed out", "", None).failed
    assert not State("stale", "", None).failed
    assert not State("not run", "", None).failed
