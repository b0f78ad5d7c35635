import json
from pathlib import Path

import pytest

from framescope.errors import InputError, UnknownNameError
from framescope.study.plan import plan
from framescope.study.record import Failure
from framescope.study.results import load_results
from framescope.study.spec import Study

from .conftest import finished, make_study, notebook

OWN = notebook("top, names, label", parameters='top = 1\nnames = ["a"]\nlabel = "x"\n')
GRID = "notebooks:\n  - notebook: notebooks/own.ipynb\n    grid: {top: [1, 2], names: [[a], [a, b]]}\n"


@pytest.fixture
def grid(tmp_path: Path) -> Study:
    return make_study(tmp_path, {"own": OWN}, GRID)


def test_tables_of_all_runs_with_their_parameters(grid: Study) -> None:
    for i, run in enumerate(plan(grid)):
        finished(grid, run, {"tables/rates.csv": f"label,rate\nnull,{i}.5\n,1\n", "tables/other.csv": "n\n3\n"})
    table = load_results(grid, table="rates")
    assert list(table.columns) == ["run", "run_id", "table", "top", "names", "parameter label", "label", "rate"]
    assert table["run"].tolist() == [f"own-top-{top}-names-{n}" for top in "12" for n in ("a", "a-b") for _ in range(2)]
    assert table["top"].tolist() == [1, 1, 1, 1, 2, 2, 2, 2]
    assert [json.loads(names) for names in table["names"][::2]] == [["a"], ["a", "b"], ["a"], ["a", "b"]]
    assert set(table["parameter label"]) == {"x"}
    # The word "null" is a word; an empty cell is none.
    assert table["label"].isna().tolist() == [False, True] * 4
    assert table["rate"].tolist() == [0.5, 1, 1.5, 1, 2.5, 1, 3.5, 1]
    assert table.attrs["missing"] == {}

    every = load_results(grid.path)
    assert len(every) == 12
    assert every.groupby("table").size().to_dict() == {"other": 4, "rates": 8}
    assert every["n"].dropna().tolist() == [3.0] * 4


def test_what_failed_or_changed_is_named_and_left_out(grid: Study) -> None:
    runs = plan(grid)
    for run in runs[:3]:
        finished(grid, run, {"tables/t.csv": "n\n1\n"})
    (grid.runs / runs[1].run_id / "tables" / "t.csv").write_text("n\n2\n")
    finished(grid, runs[2], {"tables/t.csv": "n\n1\n"}, status="failed", failure=Failure(error="E", message="no"))
    table = load_results(grid)
    assert table["run"].tolist() == [runs[0].name]
    assert table.attrs["missing"] == {
        runs[1].name: "stale: output tables/t.csv was changed after the run",
        runs[2].name: "failed: failed: E: no",
        runs[3].name: "not run: there is no record of it",
    }


def test_nothing_to_load(grid: Study) -> None:
    with pytest.raises(InputError, match="no run has results that still match; start `framescope run`"):
        load_results(grid)
    finished(grid, plan(grid)[0], {})
    with pytest.raises(InputError, match="its runs have written no table"):
        load_results(grid)
    finished(grid, plan(grid)[0], {"tables/rates.csv": "n\n1\n"})
    with pytest.raises(UnknownNameError, match="Did you mean 'rates'"):
        load_results(grid, table="rate")
