"""The notebooks as they are stored: clean, readable, and in step with what the study may ask of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from framescope.study.models import MODELS

NOTEBOOKS = sorted(Path("notebooks").glob("*.ipynb"))


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
class TestStored:
    def test_without_outputs(self, path: Path) -> None:
        for cell in cells(path):
            if cell["cell_type"] == "code":
                assert cell["outputs"] == []
                assert cell["execution_count"] is None
                assert "papermill" not in cell["metadata"]

    def test_opens_with_a_question_and_ends_with_what_the_numbers_do_not_show(self, path: Path) -> None:
        first, *_, last = cells(path)
        assert "".join(first["source"]).splitlines()[0].endswith("?")
        assert "do not show" in "".join(last["source"]).splitlines()[0]

    def test_parameters_are_checked_in_the_cell_that_follows_them(self, path: Path) -> None:
        code = [cell for cell in cells(path) if cell["cell_type"] == "code"]
        assert code[0]["metadata"]["tags"] == ["parameters"]
        assert f'check_parameters("{path.stem}", globals())' in "".join(code[1]["source"])

    def test_every_parameter_has_a_default_and_no_other_is_there(self, path: Path) -> None:
        code = next(cell for cell in cells(path) if cell["metadata"].get("tags") == ["parameters"])
        namespace: dict[str, Any] = {}
        exec("".join(code["source"]), namespace)  # noqa: S102  # plain assignments of our own notebook
        namespace.pop("__builtins__")
        assert set(namespace) == set(MODELS[path.stem].model_fields)

    def test_holds_no_logic(self, path: Path) -> None:
        for cell in cells(path):
            source = "".join(cell["source"])
            if cell["cell_type"] == "code":
                assert "def " not in source
                assert "class " not in source


def test_every_model_has_its_notebook() -> None:
    assert [path.stem for path in NOTEBOOKS] == sorted(MODELS)
