import json
from collections.abc import Callable
from pathlib import Path

import pytest

from framescope.study.lock import lock_study
from framescope.study.plan import plan
from framescope.study.publish import publish, published_files
from framescope.study.record import STATUS_FILE, Record
from framescope.study.spec import Study, read_study
from framescope.study.verify import latest_records, verify

from .conftest import LEXICON, finished, make_study, notebook

OWN = notebook("corpus, top", parameters='corpus = "articles"\nlexicon = "town"\ntop = 5\n')
FILES = {"figures/a.svg": "<svg/>", "figures/a.json": "{}", "tables/t.csv": "x\n1\n"}


def _done(root: Path) -> tuple[Study, Record, Path]:
    """Write a study that has been run and published."""
    study = make_study(root, {"own": OWN}, publish=["own"])
    run = plan(study)[0]
    record = finished(study, run, FILES)
    publish(study, published_files(study, [record]))
    return study, record, study.runs / run.run_id


def _problems(study: Study) -> dict[str, tuple[str, ...]]:
    return {finding.name: finding.problems for finding in verify(study, plan(read_study(study.path)))}


def test_what_was_just_run_matches(tmp_path: Path) -> None:
    study, _, _ = _done(tmp_path)
    assert _problems(study) == {"own": (), "figures": ()}


def _edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        content = (root / path).read_text()
        assert old in content
        (root / path).write_text(content.replace(old, new))

    return edit


def _add_constraints(root: Path) -> None:
    (root / "constraints.txt").write_text("numpy==2.0\n")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_edit("articles/a.txt", "Monday", "Tuesday"), "corpus 'articles'"),
        (_edit("town.yaml", "bridge", "bridges"), "lexicon 'town'"),
        (_edit("notebooks/own.ipynb", "corpus, top", "top"), "the notebook's cells"),
        (_edit("study.yaml", "own.ipynb\n", "own.ipynb\n    parameters: {top: 6}\n"), "parameter top (5, now 6)"),
        (_add_constraints, "constraints.txt"),
    ],
)
def test_what_decides_and_changed_is_named(tmp_path: Path, change: Callable[[Path], None], told: str) -> None:
    study, _, _ = _done(tmp_path)
    change(tmp_path)
    problems = _problems(study)
    assert problems["own"] == (f"{told} changed since the run",)
    assert problems["figures"] == ("a.json comes from no current run", "a.svg comes from no current run")


def test_a_changed_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study, _, _ = _done(tmp_path)
    monkeypatch.setattr("framescope.study.plan.library_digest", lambda: "another")
    assert _problems(study)["own"] == ("the code of framescope changed since the run",)


def test_changed_missing_and_added_outputs(tmp_path: Path) -> None:
    study, _, folder = _done(tmp_path)
    (folder / "tables" / "t.csv").write_text("x\n2\n")
    (folder / "figures" / "a.svg").unlink()
    (folder / "tables" / "u.csv").write_text("y\n")
    assert _problems(study)["own"] == (
        "output figures/a.svg is missing",
        "output tables/t.csv was changed after the run",
        "output tables/u.csv was added after the run",
    )


def test_published_figures_are_compared(tmp_path: Path) -> None:
    study, _, _ = _done(tmp_path)
    (tmp_path / "figures" / "a.svg").write_text("<svg>retouched</svg>")
    (tmp_path / "figures" / "a.json").unlink()
    assert _problems(study) == {"own": (), "figures": ("a.json is missing", "a.svg is not what its run made")}


def test_a_record_made_to_look_current(tmp_path: Path) -> None:
    study, record, folder = _done(tmp_path)
    forged = record.model_copy(update={"inputs": {**record.inputs, "library": "0"}})
    (folder / STATUS_FILE).write_text(forged.model_dump_json())
    assert _problems(study)["own"] == (
        "the code of framescope changed since the run",
        "the record was changed: it no longer gives its run_id",
    )


@pytest.mark.parametrize("content", ["", "{", '{"format": 2}', "\xff"])
def test_a_corrupt_record_is_told_and_not_believed(tmp_path: Path, content: str) -> None:
    study, _, folder = _done(tmp_path)
    (folder / STATUS_FILE).write_bytes(content.encode("latin-1"))
    problems = _problems(study)
    assert problems["own"] == ("it has not been run; start `framescope run`.",)
    assert "not a record this version can read" in problems["record"][0]


def test_a_run_that_was_cut_off(tmp_path: Path) -> None:
    study, _, folder = _done(tmp_path)
    (folder / STATUS_FILE).unlink()
    assert "no record; the run was cut off" in _problems(study)["record"][0]


def test_a_failed_run_does_not_match(tmp_path: Path) -> None:
    study = make_study(tmp_path, {"own": OWN})
    finished(study, plan(study)[0], {}, status="timed out")
    assert _problems(study)["own"] == ("the run ended: timed out",)


def test_older_records_are_still_looked_at(tmp_path: Path) -> None:
    study, old, folder = _done(tmp_path)
    _edit("town.yaml", "bridge", "bridges")(tmp_path)
    new = finished(study, plan(study)[0], FILES, started="2026-01-01T00:00:00+00:00")
    # Its own record counts, whenever it was made.
    assert [r.run_id for r in latest_records(study, plan(study))] == [new.run_id]
    (folder / "tables" / "t.csv").unlink()
    findings = verify(study, plan(study))
    assert [(f.run_id, f.problems) for f in findings if f.name == "own"] == [
        (new.run_id, ()),
        (old.run_id, ("output tables/t.csv is missing",)),
    ]
    assert LEXICON.replace("bridge", "bridges") == (tmp_path / "town.yaml").read_text()


def test_records_hold_no_path_of_this_machine(tmp_path: Path) -> None:
    _, _, folder = _done(tmp_path)
    assert str(tmp_path) not in json.dumps(json.loads((folder / STATUS_FILE).read_text()))


def test_a_plan_that_changed_since_it_was_locked(tmp_path: Path) -> None:
    study, _, _ = _done(tmp_path)
    made = lock_study(study)
    assert _problems(study) == {"own": (), "study.lock.json": (), "figures": ()}
    _edit("town.yaml", "bridge", "bridges")(tmp_path)
    problems = _problems(study)
    assert problems["study.lock.json"] == (f"lexicon 'town' changed since it was locked on {made.locked}",)
