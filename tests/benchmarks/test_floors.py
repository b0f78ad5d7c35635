import json
from pathlib import Path

from benchmarks.floors import broken_floors, raise_floors


def test_a_figure_below_its_floor_is_named(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    raise_floors("lines", {"dev body f1": 0.9}, path)
    assert broken_floors("lines", {"dev body f1": 0.9}, path) == []
    assert broken_floors("lines", {"dev body f1": 0.8999}, path) == [
        "lines: dev body f1 is 0.8999, below its floor 0.9."
    ]


def test_raising_never_lowers_and_pins_what_is_new(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    raise_floors("lines", {"a": 0.9, "b": 0.5}, path)
    raise_floors("lines", {"a": 0.8, "b": 0.6, "c": 0.1}, path)
    assert json.loads(path.read_text()) == {"lines": {"a": 0.9, "b": 0.6, "c": 0.1}}


def test_a_figure_that_is_no_longer_measured_breaks_its_floor(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    raise_floors("lines", {"a": 0.9}, path)
    assert broken_floors("lines", {}, path) == ["lines: a has the floor 0.9, but was not measured."]
    assert broken_floors("copies", {}, path) == []
