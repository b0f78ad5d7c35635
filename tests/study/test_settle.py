import json
from pathlib import Path
from typing import Any

import pytest

from framescope.study.plan import Run
from framescope.study.process import Outcome
from framescope.study.record import NOTEBOOK_FILE, Environment, Record, read_record, run_folders
from framescope.study.settle import settle
from framescope.study.spec import Study
from framescope.study.work import new_folder

from .conftest import finished

AROUND = Environment(commit=None, dirty=None, versions={}, platform="linux-x86_64")


def _executed(time: str, cell_id: str, pieces: list[str]) -> str:
    """What papermill leaves of the same notebook at another time."""
    streams = [{"output_type": "stream", "name": "stdout", "text": piece} for piece in pieces]
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "id": "a", "metadata": {"papermill": {"start_time": time}}, "source": "# T"},
        {
            "cell_type": "code", "id": cell_id, "metadata": {"papermill": {}, "tags": ["injected-parameters"]},
            "outputs": [], "source": "x = 1",
        },
        {
            "cell_type": "code", "id": "b", "metadata": {"execution": {"iopub.execute_input": time}, "tags": []},
            "outputs": [*streams, {"output_type": "stream", "name": "stderr", "text": "e"}], "source": "print(x)",
        },
    ]  # fmt: skip
    told = {"start_time": time, "input_path": "/home/somebody", "parameters": {"x": 1}, "version": "2.7"}
    return json.dumps({"cells": cells, "metadata": {"papermill": told}, "nbformat": 4, "nbformat_minor": 5})


def _settle(study: Study, run: Run, notebook: str | None, status: Any = "succeeded") -> Record:
    folder = new_folder(study, run)
    if notebook is not None:
        (folder / NOTEBOOK_FILE).write_text(notebook)
    return settle(study, run, folder, Outcome(status, None, 1.0, 1.0), "2026-01-01T00:00:00+00:00", AROUND)


def test_the_same_notebook_run_twice_has_the_same_bytes(study: Study, runs: list[Run]) -> None:
    first = _settle(study, runs[0], _executed("2026-01-01", "81f3", ["one\n", "two\n"]))
    content = (study.runs / runs[0].run_id / NOTEBOOK_FILE).read_text()
    second = _settle(study, runs[0], _executed("2026-02-02", "c5aa", ["one\ntwo\n"]))
    assert first.outputs == second.outputs
    outputs = json.loads(content)["cells"][2]["outputs"]
    assert [output["text"] for output in outputs] == ["one\ntwo\n", "e"]
    assert "somebody" not in content
    assert json.loads(content)["metadata"]["papermill"] == {"parameters": {"x": 1}, "version": "2.7"}


@pytest.mark.parametrize("notebook", [None, "", '{"cells": [', '{"cells": []}', "[]"])
def test_a_success_without_a_whole_notebook_is_none(study: Study, runs: list[Run], notebook: str | None) -> None:
    record = _settle(study, runs[0], notebook)
    assert record.status == "failed"
    assert record.failure is not None
    assert record.failure.message == "The executed notebook is missing or cut off."


def test_a_full_disk_leaves_nothing_that_looks_done(
    study: Study, runs: list[Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = finished(study, runs[0], {})

    def full(path: Path, content: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("framescope.study.record.write_atomically", full)
    record = _settle(study, runs[0], _executed("2026-01-01", "1", []))
    assert record.status == "failed"
    assert record.failure is not None
    assert record.failure.message == "its results could not be kept (No space left on device)."
    # What was there before is still there, and nothing else.
    assert [path.name for path in run_folders(study)] == [runs[0].run_id]
    assert read_record(study.runs / runs[0].run_id) == before
    assert not [path for path in (study.runs / ".work").glob("*") if path.is_dir()]
