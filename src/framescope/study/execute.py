"""The child process of one run: executes one notebook through papermill and tells how it went.

Started as ``python -m framescope.study.execute JOB``; everything it is told stands in the job file,
everything it tells stands in two files beside that: the cell at hand, and the result.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

JOB_FILE = "job.json"
CELL_FILE = "cell.json"
RESULT_FILE = "result.json"

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_STARTS, _START_SECONDS = 3, 30  # of a kernel
_HEAD = 400  # characters of a failed cell's source that a record quotes


class NotebookStoppedError(Exception):
    """The notebook asked its kernel to stop before its last cell."""


def main(job_file: str) -> None:
    """Execute the job and write its result."""
    scratch = Path(job_file).parent
    job = json.loads(Path(job_file).read_text(encoding="utf-8"))
    # jsonschema compiles a grammar for international addresses whenever it can import this: two seconds
    # at each start of a process that reads a notebook, for a check no notebook needs.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # documented: blocks the import
    threading.Thread(target=_end_with_parent, args=(scratch,), daemon=True).start()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    result = execute(job, scratch)
    _replace(scratch / RESULT_FILE, result)


def execute(job: Mapping[str, Any], scratch: Path) -> dict[str, Any]:
    """Execute a notebook; whatever happens inside it is returned, not raised.

    Parameters
    ----------
    job
        ``source`` and ``output`` (paths of notebooks), ``parameters``, ``cwd``.
    scratch
        Folder for the file that tells which cell is at hand.
    """
    from nbclient.exceptions import DeadKernelError

    watch = _Watch(scratch / CELL_FILE)
    try:
        _through_papermill(job, watch)
    except DeadKernelError:
        return {"status": "died", "failure": watch.failure("DeadKernelError", "The kernel died.")}
    except Exception as error:
        if isinstance(error, RuntimeError) and watch.number is None:
            message = f"The kernel did not start in {_STARTS} attempts: {error}"
            return {"status": "died", "failure": watch.failure("KernelStartError", message)}
        if watch.error is None:  # not an error of a cell, which is in the log already
            logging.exception("The notebook did not run to its end.")
        return {"status": "failed", "failure": watch.error or watch.failure(type(error).__name__, str(error))}
    # papermill takes sys.exit() in a cell for a good end, though no later cell was executed.
    return {"status": "failed" if watch.error else "succeeded", "failure": watch.error}


def _through_papermill(job: Mapping[str, Any], watch: _Watch) -> None:
    """Execute the notebook; a kernel that does not come up (a port taken, a machine out of breath) is started anew."""
    import papermill

    for left in reversed(range(_STARTS)):
        try:
            papermill.execute_notebook(
                _unformatted(job["source"]),
                _unformatted(job["output"]),
                parameters=job["parameters"],
                kernel_name="python3",
                language="python",  # papermill asks for it where a notebook's metadata do not say
                progress_bar=False,
                start_timeout=_START_SECONDS,
                cwd=job["cwd"],
                extra_arguments=["--log-level=CRITICAL"],
                on_notebook_start=watch.notebook,
                on_cell_start=watch.started,
                on_cell_executed=watch.executed,
                on_cell_error=watch.failed,
            )
        except RuntimeError:  # also a DeadKernelError; once a cell has begun, starting again is not the same run
            if watch.number is not None or not left:
                raise
            logging.warning("The kernel did not start; trying again.", exc_info=True)
        else:
            return


class _Watch:
    """Follows the cells of one notebook; nbclient calls its methods."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.cells: list[Any] = []
        self.number: int | None = None
        self.source = ""
        self.error: dict[str, Any] | None = None

    def notebook(self, notebook: Any) -> None:
        self.cells = notebook.cells

    def started(self, cell: Any, cell_index: int) -> None:
        before = sum(not _injected(other) for other in self.cells[:cell_index])
        # The injected parameters are nobody's cell; they count with the one they follow.
        self.number = max(before + (not _injected(cell)), 1)
        self.source = "".join(cell.source)[:_HEAD]
        total = sum(not _injected(other) for other in self.cells)
        logging.info("cell %d of %d", self.number, total)
        _replace(self.file, {"cell": self.number, "of": total, "source": self.source})

    def executed(self, execute_reply: Mapping[str, Any], **_: Any) -> None:
        # The kernel goes on after exit(), and would be reported as done.
        if any(item.get("source") == "ask_exit" for item in execute_reply["content"].get("payload", [])):
            message = "exit() was called; a notebook ends with its last cell."
            self.error = self.failure("NotebookStoppedError", message)
            raise NotebookStoppedError(message)

    def failed(self, execute_reply: Mapping[str, Any], **_: Any) -> None:
        content = execute_reply["content"]
        logging.error(_COLOURS.sub("", "\n".join(content.get("traceback", []))))
        self.error = self.failure(content.get("ename", "Error"), content.get("evalue", ""))

    def failure(self, error: str, message: str) -> dict[str, Any]:
        return {"cell": self.number, "source": self.source, "error": error, "message": message}


def _injected(cell: Any) -> bool:
    return "injected-parameters" in cell.metadata.get("tags", [])


def _unformatted(path: str) -> str:
    # papermill fills in {fields} in paths; a brace in a folder's name is none.
    return path.replace("{", "{{").replace("}", "}}")


def _replace(path: Path, content: Mapping[str, Any]) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(content), encoding="utf-8")
    beside.replace(path)


def _end_with_parent(scratch: Path) -> None:
    """End when the runner is gone, with what it can no longer remove; so does the kernel when this process is gone."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(1)
    shutil.rmtree(scratch, ignore_errors=True)
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1])
