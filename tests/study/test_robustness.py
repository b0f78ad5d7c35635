"""Kernels killed, a full disk, two runners, a runner killed: nothing half-written is taken for done."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.disturbance import Quiet, disturb, outputs, tiny_study
from framescope.errors import InputError
from framescope.study.plan import plan
from framescope.study.record import read_record, run_folders
from framescope.study.run import run_study
from framescope.study.spec import Study, read_study

from .conftest import make_study

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-c", "from framescope.cli import main; main()", "run", "--jobs", "2"]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What each run of the tiny study leaves."""
    study = tiny_study(tmp_path_factory.mktemp("undisturbed"), 2)
    assert all(record.succeeded for record in run_study(study, plan(study), Quiet(), jobs=2))
    return outputs(study)


def test_kernels_killed_at_random_moments(tmp_path: Path, undisturbed: dict[str, dict[str, str]]) -> None:
    # `make bench` does the same with fifty.
    disturb(tiny_study(tmp_path, 2), undisturbed, kills=4, seed=1)


def test_a_runner_killed_at_a_random_moment(tmp_path: Path, undisturbed: dict[str, dict[str, str]]) -> None:
    study = tiny_study(tmp_path, 2)
    rng = random.Random(3)  # noqa: S311  # no secret
    for _ in range(2):
        with subprocess.Popen([*COMMAND, study.path], stdout=subprocess.DEVNULL) as runner:
            time.sleep(rng.uniform(1, 5))
            runner.kill()
        for name, found in outputs(study).items():
            assert found == undisturbed[name]
    run_study(study, plan(study), Quiet(), jobs=2)
    assert outputs(study) == undisturbed
    assert not [path for path in (study.runs / ".work").iterdir() if path.is_dir()]


def test_two_runners_share_the_work(tmp_path: Path, undisturbed: dict[str, dict[str, str]]) -> None:
    study = tiny_study(tmp_path, 2)
    runners = [
        subprocess.Popen([*COMMAND, study.path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(2)
    ]
    said = [runner.communicate(timeout=120)[0] for runner in runners]
    assert [runner.returncode for runner in runners] == [0, 0], said
    assert outputs(study) == undisturbed
    # Each run was started by one of the two.
    assert sum(text.count(": started") for text in said) == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few hundred kilobytes."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("mounting a small disk takes the rights of root")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", place], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk(small_disk: Path, undisturbed: dict[str, dict[str, str]]) -> None:
    study = tiny_study(small_disk, 2)
    filler = small_disk / "filler"
    filler.write_bytes(b"\0" * 330_000)
    for leave in (0, 20_000, 30_000):  # nothing can be written, then the folders, then some of the results
        os.truncate(filler, filler.stat().st_size - leave)
        with suppress(InputError):  # "runs cannot be written here (No space left on device)"
            run_study(study, plan(study), Quiet(), jobs=2)
        for name, found in outputs(study).items():
            assert found == undisturbed[name]
    filler.unlink()
    run_study(study, plan(study), Quiet(), jobs=2)
    assert outputs(study) == undisturbed


# Python reads `sitecustomize` at its start: the first kernels end before they can answer.
FALLS = """
import os, pathlib, sys
if "ipykernel_launcher" in " ".join(sys.orig_argv):
    fallen = pathlib.Path(os.environ["FALLEN"])
    if len(fallen.read_text()) < int(os.environ["FALL"]):
        fallen.write_text(fallen.read_text() + "x")
        os._exit(1)
"""


@pytest.mark.parametrize(("falls", "status"), [(1, "succeeded"), (9, "died")])
def test_a_kernel_that_does_not_start_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, falls: int, status: str
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(FALLS)
    (tmp_path / "fallen").write_text("")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "site"), *filter(None, sys.path)]))
    monkeypatch.setenv("FALLEN", str(tmp_path / "fallen"))
    monkeypatch.setenv("FALL", str(falls))
    study: Study = make_study(tmp_path, {"one": ["1"]})
    (record,) = run_study(study, plan(study), Quiet())
    assert record.status == status, record.failure
    assert len((tmp_path / "fallen").read_text()) == min(falls, 3)


def test_a_run_that_is_done_is_not_run_again(tmp_path: Path) -> None:
    study = tiny_study(tmp_path, 1)
    (first,) = run_study(study, plan(study), Quiet())
    assert run_study(study, plan(study), Quiet()) == [first]
    (folder,) = run_folders(study)
    (folder / "tables" / "t.csv").write_text("changed by hand")
    (again,) = run_study(read_study(study.path), plan(study), Quiet())
    assert again.outputs == first.outputs
    assert read_record(folder) == again
