import subprocess
import sys
from pathlib import Path

from framescope.study.plan import Run
from framescope.study.record import run_folders
from framescope.study.spec import Study
from framescope.study.work import clear_abandoned, new_folder, put_in_place, take

HOLDS = """
import sys, time
from filelock import FileLock
lock = FileLock(sys.argv[1])
lock.acquire()
print("held", flush=True)
time.sleep(600)
"""


def test_a_run_is_of_one_runner_until_that_is_gone(study: Study, runs: list[Run]) -> None:
    first = take(study, runs[0].run_id)
    assert first is not None
    first.release()
    path = study.runs / ".work" / f"{runs[0].run_id}.lock"
    with subprocess.Popen([sys.executable, "-c", HOLDS, path], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert take(study, runs[0].run_id) is None
        elsewhere = take(study, runs[1].run_id)
        assert elsewhere is not None
        elsewhere.release()
        folder = new_folder(study, runs[0])
        clear_abandoned(study)
        assert folder.exists()  # somebody is at it
        other.kill()
    clear_abandoned(study)
    assert not folder.exists()
    again = take(study, runs[0].run_id)
    assert again is not None
    again.release()


def test_a_finished_folder_takes_the_place_of_the_one_before(study: Study, runs: list[Run]) -> None:
    for content in ("1", "2"):
        folder = new_folder(study, runs[0])
        (folder / "tables" / "t.csv").write_text(content)
        put_in_place(study, folder, runs[0].run_id)
    assert [path.name for path in run_folders(study)] == [runs[0].run_id]
    assert (study.runs / runs[0].run_id / "tables" / "t.csv").read_text() == "2"
    assert list((study.runs / ".work").glob("*.*")) == []


def test_half_moved_folders_are_cleared(study: Study, runs: list[Run]) -> None:
    left = study.runs / ".work" / f"{runs[0].run_id}.0123abcd.old"
    (left / "tables").mkdir(parents=True)
    clear_abandoned(study)
    assert not left.exists()


def test_nothing_to_clear(tmp_path: Path, study: Study) -> None:
    clear_abandoned(study)
    assert not study.runs.exists()
