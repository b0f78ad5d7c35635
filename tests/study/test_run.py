"""Runs with kernels: whatever one notebook does, it is recorded, and the others go on."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psutil
import pytest

from framescope.errors import InputError
from framescope.study.inputs import INPUTS_FILE
from framescope.study.plan import plan
from framescope.study.process import AtWork
from framescope.study.record import Record, read_record, run_folders
from framescope.study.run import run_study
from framescope.study.spec import Study

from .conftest import Silence, make_study, notebook

pytestmark = pytest.mark.slow

WRITES = """
import os, pathlib
folder = pathlib.Path(os.environ["FRAMESCOPE_RUN_FOLDER"])
(folder / "figures" / "a.svg").write_text("<svg/>")
(folder / "tables" / "t.csv").write_text(f"top\\n{top}\\n")
"""
LEAVES_A_PROCESS = """
import os, pathlib, subprocess
left = subprocess.Popen(["sleep", "600"], start_new_session=True)
pathlib.Path(os.environ["FRAMESCOPE_RUN_FOLDER"], "tables", "pid.txt").write_text(str(left.pid))
"""
HANGS = """
import os, pathlib, tempfile, time
pathlib.Path("scratch").write_text(tempfile.gettempdir())
pathlib.Path("kernel.pid").write_text(str(os.getpid()))
time.sleep(600)
"""
NOTEBOOKS = {
    "good": notebook(WRITES, "name", parameters="top = 5\nname = 'a'\nnothing = None"),
    "raises": ["1", "raise KeyError('no such <term>')", "3"],
    "hangs": ["import time; time.sleep(600)"],
    "exits": ["1", "exit()", "3"],
    "leaves": ["import sys; sys.exit(0)", "2"],  # papermill takes this one for a success
    "dies": ["import os; os._exit(0)", "2"],
    "killed": ["import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "2"],
    "hungry": ["held = bytearray(400_000_000); import time; time.sleep(600)"],
    "littering": [LEAVES_A_PROCESS],
}
LIMITS = {"good": "parameters: {top: 7}", "hangs": "timeout_seconds: 0.5", "hungry": "memory_mb: 400"}


def _alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it never happened")


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, dict[str, Record]]:
    """A study in which everything goes wrong that can; its folder has a name papermill would trip over."""
    root = tmp_path_factory.mktemp("a study {of} ü")
    entries = [f"  - notebook: notebooks/{n}.ipynb\n    {LIMITS.get(n, 'parameters: {}')}\n" for n in NOTEBOOKS]
    study = make_study(root, NOTEBOOKS, "notebooks:\n" + "".join(entries))
    records = run_study(study, plan(study), Silence(), jobs=2)
    return study, {record.name: record for record in records}


def test_how_each_run_ended(troubled: tuple[Study, dict[str, Record]]) -> None:
    assert {name: record.status for name, record in troubled[1].items()} == {
        "good": "succeeded",
        "raises": "failed",
        "hangs": "timed out",
        "exits": "failed",
        "leaves": "failed",
        "dies": "died",
        "killed": "died",
        "hungry": "memory exceeded",
        "littering": "succeeded",
    }


# Cell 1 is the title.
@pytest.mark.parametrize(
    ("name", "cell", "source", "error", "message"),
    [
        ("raises", 3, "raise KeyError(", "KeyError", "'no such <term>'"),
        ("hangs", 2, "import time", "timed out", "timeout_seconds allows (0.5)"),
        ("exits", 3, "exit()", "NotebookStoppedError", "exit() was called"),
        ("leaves", 2, "import sys", "SystemExit", "0"),
        ("dies", 2, "import os", "DeadKernelError", "The kernel died"),
        ("killed", 2, "import os", "DeadKernelError", "The kernel died"),
        ("hungry", 2, "held = bytearray", "memory exceeded", "memory_mb allows 400"),
    ],
)
def test_the_cell_and_the_error_are_recorded(
    troubled: tuple[Study, dict[str, Record]], name: str, cell: int, source: str, error: str, message: str
) -> None:
    failure = troubled[1][name].failure
    assert failure is not None
    assert (failure.cell, failure.error) == (cell, error)
    assert failure.source.startswith(source)
    assert message in failure.message


def test_every_run_has_a_whole_folder(troubled: tuple[Study, dict[str, Record]]) -> None:
    study, records = troubled
    assert {path.name for path in run_folders(study)} == {record.run_id for record in records.values()}
    for record in records.values():
        folder = study.runs / record.run_id
        assert read_record(folder) == record
        inside = {path.name for path in folder.iterdir()}
        assert inside >= {"figures", "tables", "log.txt", "status.json", INPUTS_FILE}
    assert "KeyError" in (study.runs / records["raises"].run_id / "log.txt").read_text()


def test_a_run_that_succeeded_lists_what_it_left(troubled: tuple[Study, dict[str, Record]]) -> None:
    study, records = troubled
    good = records["good"]
    assert good.failure is None
    assert list(good.outputs) == ["figures/a.svg", "notebook.ipynb", "tables/t.csv"]
    # The number of the study file, not the notebook's default.
    assert (study.runs / good.run_id / "tables" / "t.csv").read_text() == "top\n7\n"
    assert good.peak_memory_mb > 0
    text = (study.runs / good.run_id / "notebook.ipynb").read_text(encoding="utf-8")
    assert str(study.root) not in text
    cells = json.loads(text)["cells"]
    assert [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"] == [1, 2, 3, 4]


def test_nothing_is_left_running(troubled: tuple[Study, dict[str, Record]]) -> None:
    study, records = troubled
    left = int((study.runs / records["littering"].run_id / "tables" / "pid.txt").read_text())
    assert not _alive(left)
    assert not any(str(study.root) in " ".join(p.info["cmdline"] or []) for p in psutil.process_iter(["cmdline"]))


@pytest.fixture
def hanging(tmp_path: Path) -> Iterator[tuple[Study, subprocess.Popen[str], int]]:
    """A runner at work on a notebook that hangs, and the process of its kernel."""
    study = make_study(tmp_path, {"first": ["1"], "hangs": [HANGS], "last": ["3"]})
    noted = tmp_path / "notebooks" / "kernel.pid"
    # What a shell starts in the background ignores Ctrl-C, and so does whatever that starts: a runner of tests, too.
    listening = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{listening}; from framescope.cli import main; main()"]
    with subprocess.Popen(  # our own words
        [*command, "run", str(study.path), "--jobs", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as runner:
        try:
            _until(lambda: (noted.exists() and noted.read_text() != "") or runner.poll() is not None)
            kernel = int(noted.read_text())
            yield study, runner, kernel
        finally:
            runner.kill()  # the kernel ends itself once nobody is left to wait for it


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_keeps_what_is_finished_and_ends_the_rest(
    hanging: tuple[Study, subprocess.Popen[str], int], sent: signal.Signals
) -> None:
    study, runner, kernel = hanging
    runner.send_signal(sent)
    said, _ = runner.communicate(timeout=120)
    assert runner.returncode == 130
    assert "hangs: interrupted in cell 2" in said
    assert "start `framescope run` again" in said
    assert not _alive(kernel)
    assert not Path((study.root / "notebooks" / "scratch").read_text()).exists()
    records = [read_record(path) for path in run_folders(study)]
    assert {record.name: record.status for record in records} == {"first": "succeeded", "hangs": "interrupted"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_runner_that_is_killed_leaves_no_kernel_and_nothing_that_looks_done(
    hanging: tuple[Study, subprocess.Popen[str], int],
) -> None:
    study, runner, kernel = hanging
    runner.kill()
    runner.communicate()
    scratch = Path((study.root / "notebooks" / "scratch").read_text())
    _until(lambda: not _alive(kernel) and not scratch.exists())
    assert [read_record(path).name for path in run_folders(study)] == ["first"]
    # The next runner clears what the dead one left.
    left = [path for path in (study.runs / ".work").iterdir() if path.is_dir()]
    assert len(left) == 1
    run_study(study, plan(study)[:1], Silence())
    assert not left[0].exists()


def test_what_was_finished_before_outlives_an_interruption(tmp_path: Path) -> None:
    study = make_study(tmp_path, {"one": ["import time; time.sleep(1)"]})
    runs = plan(study)
    done = run_study(study, runs, Silence())[0]
    assert done.succeeded

    class Stopped(Silence):
        def at_work(self, processes: Sequence[AtWork]) -> None:
            if any(process.doing.startswith("cell") for process in processes):
                raise KeyboardInterrupt

    assert [record.status for record in run_study(study, runs, Stopped(), force=True)] == ["interrupted"]
    assert read_record(study.runs / done.run_id) == done
    assert [path.name for path in run_folders(study)] == [done.run_id]
    assert not [path for path in (study.runs / ".work").iterdir() if path.is_dir()]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    study = make_study(tmp_path, {"one": ["1"]})
    (tmp_path / "runs").write_text("a file where the folder should be")
    with pytest.raises(InputError, match="runs cannot be written here"):
        run_study(study, plan(study), Silence())
