from types import SimpleNamespace
from typing import Any

import pytest

from framescope.study.plan import Run
from framescope.study.progress import LineProgress, outcome
from framescope.study.record import Failure
from framescope.study.spec import Study

from .conftest import finished


def _at_work(name: str, doing: str) -> Any:
    return SimpleNamespace(run=SimpleNamespace(name=name), doing=doing, seconds=0.5)


def test_plain_lines_where_there_is_no_terminal(
    study: Study, runs: list[Run], capsys: pytest.CaptureFixture[str]
) -> None:
    progress = LineProgress(2, terminal=False)
    progress.started(runs[0])
    progress.at_work([_at_work("one", "starting")])
    progress.ended(finished(study, runs[0], {}))
    assert capsys.readouterr().out == "one: started\none: succeeded (1.5 s) [1 of 2]\n"


def test_one_line_is_written_over_in_a_terminal(
    study: Study, runs: list[Run], capsys: pytest.CaptureFixture[str]
) -> None:
    progress = LineProgress(2, terminal=True)
    progress.started(runs[0])
    assert capsys.readouterr().out == ""
    progress.at_work([_at_work("one", "cell 3/9"), _at_work("two", "starting")])
    line = capsys.readouterr().out.split("\r")[-1]
    assert line == "0 of 2 done, 0:00   one cell 3/9   two starting"
    progress.ended(finished(study, runs[0], {}))
    wiped, said = capsys.readouterr().out.rsplit("\r", 1)
    assert wiped == "\r" + " " * len(line)
    assert said == "one: succeeded (1.5 s)\n"


def test_what_failed_and_how_long_the_rest_takes(
    study: Study, runs: list[Run], capsys: pytest.CaptureFixture[str]
) -> None:
    progress = LineProgress(40, jobs=2, terminal=True)
    failure = Failure(error="KeyError", message="'a'")
    progress.ended(finished(study, runs[0], {}, seconds=20.0, status="failed", failure=failure))
    progress.ended(finished(study, runs[1], {}, seconds=40.0))
    capsys.readouterr()
    progress.at_work([_at_work("one", "starting")])
    # 38 runs of 30 seconds each, half a second of which is over, two at a time: 569.75 seconds.
    assert capsys.readouterr().out.split("\r")[-1] == "2 of 40 done, 1 failed, 0:00, about 9:29 left   one starting"


@pytest.mark.parametrize(
    ("status", "failure", "told"),
    [
        ("succeeded", None, "succeeded"),
        ("failed", Failure(cell=3, error="KeyError", message="'a'\nmore"), "failed in cell 3: KeyError: 'a'"),
        ("failed", Failure(cell=3, error="SystemExit", message=""), "failed in cell 3: SystemExit"),
        ("timed out", Failure(error="timed out", message="Too long."), "timed out: Too long."),
    ],
)
def test_how_a_run_ended_in_a_line(
    study: Study, runs: list[Run], status: str, failure: Failure | None, told: str
) -> None:
    assert outcome(finished(study, runs[0], {}, status=status, failure=failure)) == told
