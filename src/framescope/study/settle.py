"""The end of a run: its notebook made the same for the same results, its record written, its folder put in place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framescope.study.plan import Run
from framescope.study.process import Outcome
from framescope.study.record import NOTEBOOK_FILE, Environment, Failure, Record, output_digests, write_record
from framescope.study.spec import Study
from framescope.study.state import state_of
from framescope.study.work import put_in_place
from framescope.writing import write_atomically

_INJECTED = "injected-parameters"


def settle(study: Study, run: Run, folder: Path, outcome: Outcome, started: str, around: Environment) -> Record:
    """Record a run that has ended and put its folder where it belongs; the lock of the run must be held.

    If that cannot be written (a full disk), nothing of it stays, what was there before stays, and the record
    says why: it is returned and not kept.
    """
    about: dict[str, Any] = {
        "run_id": run.run_id,
        "study": study.spec.name,
        "name": run.name,
        "notebook": run.notebook.relative_to(study.root).as_posix(),
        "inputs": dict(run.inputs),
        "started": started,
        "seconds": round(outcome.seconds, 3),
        "peak_memory_mb": round(outcome.peak_memory_mb, 1),
        "environment": around,
    }
    try:
        return _write(study, run, folder, outcome, about)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        message = f"its results could not be kept ({error.strerror})."
        return Record(**about, status="failed", failure=Failure(error="OSError", message=message), outputs={})


def _write(study: Study, run: Run, folder: Path, outcome: Outcome, about: Mapping[str, Any]) -> Record:
    status, failure = outcome.status, outcome.failure
    if not _tidy(folder / NOTEBOOK_FILE) and status == "succeeded":
        status = "failed"
        failure = Failure(error="OutputError", message="The executed notebook is missing or cut off.")
    record = Record(**about, status=status, failure=failure, outputs=output_digests(folder))
    write_record(record, folder)
    if status == "interrupted" and state_of(study, run).is_done:
        shutil.rmtree(folder)  # what was finished before is worth more than what was cut off
    else:
        put_in_place(study, folder, run.run_id)
    return record


def _tidy(notebook: Path) -> bool:
    """Remove from an executed notebook what differs between runs of the same: places, times, ids, split streams.

    Returns
    -------
    bool
        Whether there is a notebook, and a whole one.
    """
    try:
        content = json.loads(notebook.read_text(encoding="utf-8"))
        told = content["metadata"]["papermill"]
        cells = content["cells"]
        for cell in cells:
            cell["metadata"].pop("papermill", None)
            cell["metadata"].pop("execution", None)
            if _INJECTED in cell["metadata"].get("tags", []):
                cell["id"] = _INJECTED
            if "outputs" in cell:
                cell["outputs"] = _joined(cell["outputs"])
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return False  # never begun, or cut off while papermill wrote it
    content["metadata"]["papermill"] = {name: told.get(name) for name in ("parameters", "version")}
    write_atomically(notebook, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    return True


def _joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join neighbouring pieces of one stream: where a kernel cuts them depends on the clock."""
    joined: list[dict[str, Any]] = []
    for output in outputs:
        before = joined[-1] if joined else {}
        if output["output_type"] == "stream" and before.get("name") == output["name"]:
            before["text"] = "".join(before["text"]) + "".join(output["text"])
        else:
            joined.append(output)
    return joined
