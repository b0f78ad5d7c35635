from pathlib import Path

import pytest

from framescope.errors import InputError
from framescope.study.plan import plan
from framescope.study.spec import read_study

from .conftest import make_study, notebook

HEAD = "name: town\ncorpora: {articles: articles}\n"
ENTRY = "notebooks:\n  - notebook: notebooks/own.ipynb\n"
OWN = notebook("top, side, names", parameters='top = 1\nside = "left"\nnames = ["a"]\n')


def _cells(folder: Path, more: str) -> dict[str, dict[str, object]]:
    (folder / "study.yaml").write_text(HEAD + ENTRY + more, encoding="utf-8")
    return {cell.name: dict(cell.parameters) for cell in read_study(folder / "study.yaml").cells}


def test_a_grid_is_crossed_less_what_is_excluded_and_cases_come_after(tmp_path: Path) -> None:
    more = (
        "    parameters: {top: 9, names: [x]}\n"
        "    grid: {top: [1, 2], side: [left, right]}\n"
        "    exclude: [{top: 2, side: left}]\n"
        "    cases: [{top: 7}]\n"
    )
    assert _cells(tmp_path, more) == {
        "own-top-1-side-left": {"top": "1", "side": "left", "names": ["x"]},
        "own-top-1-side-right": {"top": "1", "side": "right", "names": ["x"]},
        "own-top-2-side-right": {"top": "2", "side": "right", "names": ["x"]},
        "own-top-7": {"top": "7", "names": ["x"]},
    }


def test_runs_are_numbered_where_their_values_make_no_name(tmp_path: Path) -> None:
    # "a b" and "a-b" would give the same name.
    assert list(_cells(tmp_path, "    grid: {side: [a b, a-b]}\n")) == ["own-1", "own-2"]
    cells = _cells(tmp_path, f"    cases: [{{side: {'x' * 60}}}, {{side: y}}]\n")
    assert list(cells) == ["own-1", "own-2"]


def test_every_run_of_a_grid_has_an_id_of_its_own(tmp_path: Path) -> None:
    study = make_study(tmp_path, {"own": OWN}, ENTRY + "    grid: {top: [1, 2], names: [[a], [a, b]]}\n")
    runs = plan(study)
    assert [run.parameters["names"] for run in runs] == [["a"], ["a", "b"], ["a"], ["a", "b"]]
    assert len({run.run_id for run in runs}) == 4


@pytest.mark.parametrize(
    ("more", "line", "told"),
    [
        (
            f"    grid: {{top: {list(range(1000))}, names: {list(range(1000))}}}\n",
            5,
            "this grid has 1,000,000 combinations (top 1,000 x names 1,000)",
        ),
        ("    grid: {top: []}\n", 5, "at least 1 item"),
        (
            "    grid: {top: [1]}\n    exclude: [{tpo: 1}]\n",
            6,
            "Unknown parameter of the grid 'tpo'. Did you mean 'top'?",
        ),
        ("    grid: {top: [1]}\n    exclude: [{top: 3}]\n", 6, "Unknown value of top in the grid '3'"),
        ("    grid: {top: [1]}\n    exclude: [{top: 1}]\n", 6, "leaves out every combination"),
        ("    exclude: [{top: 1}]\n", 5, "no grid to leave anything out of"),
        ("    grid: {top: [1, 2]}\npublish: [own]\n", 6, "'own' makes 2 runs that would write the same figures"),
        ("    gird: {top: [1]}\n", 5, "Unknown key 'gird'. Did you mean 'grid'?"),
    ],
)
def test_bad_grids_are_refused_with_their_line(tmp_path: Path, more: str, line: int, told: str) -> None:
    with pytest.raises(InputError) as caught:
        _cells(tmp_path, more)
    assert f"study.yaml, line {line}" in str(caught.value)
    assert told in str(caught.value)


def test_too_many_runs_of_several_notebooks(tmp_path: Path) -> None:
    values = list(range(1500))
    text = f"    grid: {{top: {values}}}\n  - {{notebook: notebooks/other.ipynb, grid: {{top: {values}}}}}\n"
    with pytest.raises(InputError, match="these are 3,000 runs"):
        _cells(tmp_path, text)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("    grid: {tpo: [1, 2]}\n", "line 7 (notebooks.0.grid.tpo.0): Unknown parameter 'tpo'. Did you mean 'top'?"),
        ("    grid: {top: [1, many]}\n", "line 7 (notebooks.0.grid.top.1): top: Input should be a valid integer"),
        ("    cases: [{top: 1}, {top: x}]\n", "line 7 (notebooks.0.cases.1.top): top: Input should be"),
        ("    grid: {top: [1, 01]}\n", "'own-top-01' would do the same as 'own-top-1'"),
    ],
)
def test_bad_values_are_told_where_they_stand(tmp_path: Path, more: str, told: str) -> None:
    study = make_study(tmp_path, {"own": OWN}, ENTRY + more)
    with pytest.raises(InputError) as caught:
        plan(study)
    assert told in str(caught.value)


def test_a_parameter_that_no_cell_reads(tmp_path: Path) -> None:
    unread = notebook("side", parameters='top = 1\nside = "left"\n')
    study = make_study(tmp_path, {"own": unread}, ENTRY + "    grid: {top: [1, 2]}\n")
    with pytest.raises(InputError, match=r"line 7 .*no cell of notebooks/own.ipynb reads 'top'"):
        plan(study)
