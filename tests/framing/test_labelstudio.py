import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from framescope.errors import FramescopeError
from framescope.framing.answers import Coder, CodingWarning
from framescope.framing.codebook import Codebook
from framescope.framing.labelstudio import labelling_interface, read_annotations, write_tasks


def export(path: Path, annotations: Sequence[Sequence[Mapping[str, object]]]) -> Path:
    """The tasks as Label Studio exports them once they were annotated."""
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for task, found in zip(tasks, annotations, strict=True):
        task["annotations"] = found
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def result(name: str, **value: object) -> dict[str, object]:
    return {"from_name": name, "to_name": "text", "type": "x", "value": value}


def test_answers_come_back_from_an_export(tmp_path: Path, units: pd.DataFrame, codebook: Codebook, ann: Coder) -> None:
    write_tasks(units, tmp_path / "tasks.json")
    done = [
        {
            "result": [
                result("problem", start=0, end=4, text="x", labels=["problem"]),
                result("conflict", choices=["yes"]),
            ]
        }
    ]
    cancelled = [{"was_cancelled": True, "result": [result("conflict", choices=["yes"])]}]
    codings = read_annotations(export(tmp_path / "tasks.json", [done, cancelled, []]), codebook, units, ann)
    assert codings[["unit_id", "element", "value"]].to_numpy().tolist() == [
        ["d.txt@0-33", "problem", "yes"],
        ["d.txt@0-33", "conflict", "yes"],
    ]
    assert codings["span_end"].tolist()[0] == 4


def test_what_is_outside_the_codebook_is_reported(
    tmp_path: Path, units: pd.DataFrame, codebook: Codebook, ann: Coder
) -> None:
    write_tasks(units, tmp_path / "tasks.json")
    odd = [{"result": [result("referent", choices=["else"])]}]
    path = export(tmp_path / "tasks.json", [odd, [], []])
    with pytest.warns(CodingWarning, match="Unknown answer to 'referent' 'else'"):
        assert read_annotations(path, codebook, units, ann)["element"].tolist() == ["problem"]
    with pytest.warns(CodingWarning, match="there is no unit 'd.txt@0-33'"):
        assert read_annotations(path, codebook, units.iloc[1:], ann).empty


def test_other_files_are_refused(tmp_path: Path, units: pd.DataFrame, codebook: Codebook, ann: Coder) -> None:
    (tmp_path / "x.json").write_text('{"data": 1}', encoding="utf-8")
    with pytest.raises(FramescopeError, match="is not a JSON export of Label Studio"):
        read_annotations(tmp_path / "x.json", codebook, units, ann)


def test_the_interface_is_xml_and_asks_every_question(codebook: Codebook) -> None:
    root = ET.fromstring(labelling_interface(codebook))  # noqa: S314  # our own text
    assert [node.get("name") for node in root.iter() if node.tag in ("Labels", "Choices")] == list(codebook.elements)
    assert [node.get("value") for node in root.iter("Choice")] == ["yes", "no", "same", "fused", "unclear"]
