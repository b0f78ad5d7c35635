from pathlib import Path

import pytest

from framescope.errors import InputError
from framescope.study.plan import Run
from framescope.study.publish import publish, published_files
from framescope.study.spec import Study

from .conftest import finished, make_study

A = {"figures/a.svg": "<svg/>", "figures/a.json": "{}"}
B = {"figures/b.svg": "<svg/>", "figures/b.json": "{}"}


def _there(study: Study) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((study.root / "figures").iterdir())}


def test_the_figures_of_every_named_run(study: Study, runs: list[Run]) -> None:
    records = [finished(study, run, files) for run, files in zip(runs, (A, B), strict=True)]
    files = published_files(study, records)
    assert publish(study, files) == []
    assert _there(study) == {"a.json": "{}", "a.svg": "<svg/>", "b.json": "{}", "b.svg": "<svg/>"}


def test_only_named_and_succeeded_runs_publish(tmp_path: Path) -> None:
    from framescope.study.plan import plan

    study = make_study(tmp_path, {"one": ["1"], "two": ["2"]}, publish=["two"])
    one, two = plan(study)
    assert published_files(study, [finished(study, one, A)]) == {}
    assert published_files(study, [finished(study, two, B, status="failed")]) == {}


def test_two_runs_that_write_the_same_figure(study: Study, runs: list[Run]) -> None:
    records = [
        finished(study, runs[0], A),
        finished(study, runs[1], {"figures/a.png": "x"}),
    ]
    with pytest.raises(InputError, match=r"Figure 'a': 'one' and 'two' both wrote it"):
        published_files(study, records)


def test_what_no_run_makes_any_more_goes_and_what_is_somebodys_own_stays(study: Study, runs: list[Run]) -> None:
    figures = study.root / "figures"
    figures.mkdir()
    for name in ("old.svg", "old.json", "a.tif", "a.json", "mine.png", "README.md"):
        (figures / name).write_text("before")
    assert publish(study, published_files(study, [finished(study, runs[0], A)])) == ["a.tif", "old.json", "old.svg"]
    assert _there(study) == {"README.md": "before", "a.json": "{}", "a.svg": "<svg/>", "mine.png": "before"}


def test_a_figure_that_cannot_be_read_leaves_all_as_it_was(study: Study, runs: list[Run]) -> None:
    files = published_files(study, [finished(study, run, f) for run, f in zip(runs, (A, B), strict=True)])
    files["b.svg"].unlink()
    with pytest.raises(InputError, match="figures cannot be written here"):
        publish(study, files)
    assert not (study.root / "figures").exists()


def test_a_place_that_cannot_be_written(study: Study, runs: list[Run]) -> None:
    (study.root / "figures").write_text("a file where the folder should be")
    with pytest.raises(InputError, match="figures cannot be written here"):
        publish(study, published_files(study, [finished(study, runs[0], A)]))
