"""A real scheduler and two workers as processes of their own, on loopback; one of them is killed at work."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from distributed import Client

import framescope
from benchmarks.disturbance import Quiet, outputs, tiny_study
from framescope.cli import main
from framescope.cli.outcome import BAD_INPUT
from framescope.corpus.sharded import build_sharded
from framescope.corpus.store import load_corpus
from framescope.dispatch import Dispatch, here
from framescope.errors import InputError
from framescope.lexicon.read import read_lexicon
from framescope.lexicon.sharded import find_hits_over
from framescope.schema import CORPUS_TABLES
from framescope.study.cluster import _unfit, check_workers, over_cluster, starter
from framescope.study.multiverse import multiverse
from framescope.study.plan import plan
from framescope.study.process import AtWork
from framescope.study.run import run_study

from .conftest import study_of_claims

pytestmark = pytest.mark.slow

CHOICES = (
    "multiverse: {voice: {all: null, outside: [own, scare, reported]}, unit: [story, outlet], copies: [all, one]}\n"
)


class Cluster:
    """A scheduler, its workers, and a client."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        while not self.file.exists():
            assert self.scheduler.poll() is None
            time.sleep(0.1)
        self.client = Client(scheduler_file=str(self.file), set_as_default=False)  # type: ignore[no-untyped-call]
        self.address = str(self.client.scheduler_info()["address"])
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self, **environment: str) -> None:
        options = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--host", "127.0.0.1")
        self.workers.append(self._start("dask_worker", *options, **environment))
        alive = sum(worker.poll() is None for worker in self.workers)
        self.client.wait_for_workers(alive, timeout=60)

    def kill_worker(self) -> None:
        """Kill the worker that was started last, with whatever it is at."""
        self.workers[-1].kill()
        self.workers[-1].wait()

    def stop(self) -> None:
        self.client.close()  # type: ignore[no-untyped-call]
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, module: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--scheduler-file", str(self.file), *options]
        return subprocess.Popen(
            command, cwd=self.folder, env={**os.environ, **environment}, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("dask"))
    try:
        made.add_worker()
        yield made
    finally:
        made.stop()


@pytest.fixture
def two_workers(dask: Cluster) -> Cluster:
    dask.add_worker()
    return dask


def _killing(cluster: Cluster) -> Dispatch:
    """Work on the cluster, one of whose workers is killed once the first piece is done."""
    inner = over_cluster(cluster.client)

    def dispatch(function: Callable[[Any], Any], items: Iterable[Any]) -> Iterable[Any]:
        for i, result in enumerate(inner(function, items)):
            if i == 0:
                cluster.kill_worker()
            yield result

    return dispatch


def test_a_corpus_built_and_matched_while_a_worker_dies(tmp_path: Path, two_workers: Cluster) -> None:
    study_of_claims(tmp_path, {})
    build_sharded(tmp_path / "articles", tmp_path / "here", size=200, dispatch=here)
    build_sharded(tmp_path / "articles", tmp_path / "there", size=200, dispatch=_killing(two_workers))
    local, remote = load_corpus(tmp_path / "here"), load_corpus(tmp_path / "there")
    assert local.digest == remote.digest
    for name in CORPUS_TABLES:
        pd.testing.assert_frame_equal(local.tables[name], remote.tables[name])
    two_workers.add_worker()
    lexicon = read_lexicon(tmp_path / "town.yaml")
    expected = find_hits_over(tmp_path / "here", lexicon, here)
    found = find_hits_over(tmp_path / "there", lexicon, _killing(two_workers), size=40)
    assert len(expected) == 32
    pd.testing.assert_frame_equal(found, expected)


def test_counts_of_a_multiverse_while_a_worker_dies(tmp_path: Path, two_workers: Cluster) -> None:
    study = study_of_claims(tmp_path, {}, more=CHOICES)
    (local,) = multiverse(study, study.spec.claims)
    (remote,) = multiverse(study, study.spec.claims, _killing(two_workers))
    pd.testing.assert_frame_equal(local.table, remote.table)


def test_runs_while_a_worker_dies(tmp_path: Path, two_workers: Cluster) -> None:
    local, remote = tiny_study(tmp_path / "here", 3), tiny_study(tmp_path / "there", 3)
    run_study(local, plan(local), Quiet(), jobs=2)

    class Kills(Quiet):
        looks = 0

        def at_work(self, processes: Sequence[AtWork]) -> None:
            self.looks += 1
            if self.looks == 20:  # a second: both workers are at a run
                two_workers.kill_worker()

    check_workers(two_workers.client, remote)
    records = run_study(remote, plan(remote), Kills(), jobs=2, start=starter(two_workers.client))
    assert [record.status for record in records] == ["succeeded"] * 3
    assert outputs(remote) == outputs(local)
    run_study(remote, plan(remote), Quiet())  # clears what the dead worker left
    assert not [path for path in (remote.runs / ".work").iterdir() if path.is_dir()]


def test_a_stopped_study_ends_the_runs_on_the_cluster(tmp_path: Path, dask: Cluster) -> None:
    study = tiny_study(tmp_path, 1)
    notebook = tmp_path / "tiny.ipynb"
    notebook.write_text(notebook.read_text().replace("0.01", "600"))

    class Stops(Quiet):
        def at_work(self, processes: Sequence[AtWork]) -> None:
            if list((study.runs / ".work").glob("*/tables/t.csv")):
                raise KeyboardInterrupt

    (record,) = run_study(study, plan(study), Stops(), start=starter(dask.client))
    assert record.status == "interrupted"
    assert dask.client.submit(os.getpid, pure=False).result(timeout=30) > 0  # the worker is free again


def test_the_command_on_a_cluster(tmp_path: Path, dask: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # workers look at the library as it is
    study = study_of_claims(tmp_path, {}, more=CHOICES)
    result = CliRunner().invoke(main, ["run", str(study.path), "--cluster", dask.address])
    assert result.exit_code == 0, result.output
    assert "one: succeeded" in result.output
    assert "rebels: holds" in result.output


def test_workers_with_other_sources_are_refused(tmp_path: Path, dask: Cluster) -> None:
    study = tiny_study(tmp_path / "study", 1)
    sources = tmp_path / "src" / "framescope"
    shutil.copytree(Path(framescope.__file__).parent, sources)
    (sources / "errors.py").write_text((sources / "errors.py").read_text() + "\n# another version\n")
    dask.add_worker(PYTHONPATH=str(sources.parent))
    try:
        with pytest.raises(InputError, match="its framescope has other sources than the one here") as caught:
            check_workers(dask.client, study)
        assert str(caught.value).count("tcp://") == 1
    finally:
        dask.kill_worker()
    assert not list(study.runs.glob(".probe*"))


OURS = {"library": "a", "python": "3.11", "platform": "linux", "study": "s"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({"study": None}, ["it does not see the study file under the same path; use a folder that all machines share"]),
        ({"study": "t"}, ["it sees another study file under this path"]),
        ({"runs": False}, ["it does not see the folder 'runs' of the study"]),
        ({"corpora": ["a"]}, ["it does not see the corpus 'a'"]),
        ({"python": "3.13"}, ["its python is 3.13, here it is 3.11: results may have other bytes"]),
    ],
)
def test_why_a_worker_is_not_fit(changes: dict[str, Any], told: list[str]) -> None:
    answer = {**OURS, "runs": True, "build": True, "corpora": [], **changes}
    assert list(_unfit(answer, OURS)) == told


def test_a_worker_without_framescope() -> None:
    (told,) = _unfit(ModuleNotFoundError("No module named 'framescope'"), OURS)
    assert told.startswith("it has no framescope, or another version")


def test_nobody_at_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framescope.study.cluster._ANSWER_SECONDS", 1)
    study = tiny_study(tmp_path, 1)
    result = CliRunner().invoke(main, ["run", str(study.path), "--cluster", "tcp://127.0.0.1:9"])
    assert result.exit_code == BAD_INPUT
    assert "no Dask scheduler answers there" in result.output
