"""Small studies written into a folder: notebooks of a few cells, no heavy imports."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from framescope.study.plan import Run, plan
from framescope.study.process import AtWork
from framescope.study.record import Environment, Record, output_digests, write_record
from framescope.study.spec import Study, read_study

MakeStudy = Callable[..., Study]

ARTICLE = "# A bridge\n\nThe council met on Monday. It voted for the bridge, and the mayor signed the order.\n"
LEXICON = "name: town\ncategories:\n  works: {terms: [bridge]}\n"

#: A claim about `study_of_claims`.
CLAIM: dict[str, Any] = {
    "name": "rebels", "statement": "Half are rebels.", "corpus": "articles", "lexicon": "town", "measure": "naming",
    "arguments": {"referent": "armed"}, "row": {"label": "rebels"}, "comparison": "above", "threshold": 0.5,
}  # fmt: skip
NAMING = """
name: town
read_by_authors: [%s]
categories: {works: {terms: [bridge]}}
naming:
  armed:
    referent: the armed
    labels: {rebels: {terms: ["rebel*"]}, bandits: {terms: ["bandit*"]}}
"""
TEXTS = ["The rebels left the town at dawn.", 'The rebels came, said "the rebels", not the bandits.']
NAMES = ["Adam", "Boris", "Clara", "Dora", "Emil", "Frida", "Georg", "Hanna"]


def notebook(*cells: str, parameters: str | None = None, title: str = "A notebook") -> str:
    """A notebook in the format of version 4: a title, the cell of parameters if there is one, and code."""
    code: dict[str, Any] = {"cell_type": "code", "execution_count": None, "outputs": []}
    tagged = [] if parameters is None else [{**code, "metadata": {"tags": ["parameters"]}, "source": parameters}]
    head: dict[str, Any] = {"cell_type": "markdown", "metadata": {}, "source": f"# {title}"}
    body = [{**code, "metadata": {}, "source": source} for source in cells]
    numbered = [{**cell, "id": f"c{i}"} for i, cell in enumerate([head, *tagged, *body])]
    return json.dumps({"cells": numbered, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def make_study(
    root: Path, notebooks: Mapping[str, str | Sequence[str]], text: str | None = None, publish: Sequence[str] = ()
) -> Study:
    """Write a study into a folder and read it; `notebooks` maps names to cells (or to a whole notebook)."""
    for name, content in notebooks.items():
        path = root / "notebooks" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else notebook(*content), encoding="utf-8")
    (root / "articles").mkdir(exist_ok=True)
    (root / "articles" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (root / "town.yaml").write_text(LEXICON, encoding="utf-8")
    if text is None:
        entries = "".join(f"  - notebook: notebooks/{name}.ipynb\n" for name in notebooks)
        text = f"notebooks:\n{entries}"
    head = f"name: town\ncorpora: {{articles: articles}}\nlexicons: {{town: town.yaml}}\npublish: {list(publish)}\n"
    (root / "study.yaml").write_text(head + text, encoding="utf-8")
    return read_study(root / "study.yaml")


def study_of_claims(root: Path, *claims: Mapping[str, Any], read: str = "", more: str = "") -> Study:
    """A study of sixteen stories: eight name rebels once, eight name rebels twice and bandits once."""
    text = "notebooks: [{notebook: notebooks/one.ipynb}]\n"
    made = json.dumps([{**CLAIM, **claim} for claim in claims])
    make_study(root, {"one": ["1"]}, f"{text}claims: {made}\n{more}")
    (root / "articles" / "a.txt").unlink()
    for i, (told, name) in enumerate(product(TEXTS, NAMES)):
        (root / "articles" / f"{i}.txt").write_text(f"# {name} {i}\n\n{told} {name} saw it, number {i}.\n")
    (root / "town.yaml").write_text(NAMING % read)
    return read_study(root / "study.yaml")


def finished(study: Study, run: Run, files: Mapping[str, str], **changes: object) -> Record:
    """Write the folder a run would leave, with these files, and return its record."""
    folder = study.runs / run.run_id
    for name, content in {"notebook.ipynb": notebook("1"), **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    record = Record(
        run_id=run.run_id,
        study=study.spec.name,
        name=run.name,
        notebook=run.notebook.relative_to(study.root).as_posix(),
        status="succeeded",
        failure=None,
        inputs=dict(run.inputs),
        outputs=output_digests(folder),
        started="2026-01-02T03:04:05+00:00",
        seconds=1.5,
        peak_memory_mb=100.0,
        environment=Environment(commit=None, dirty=None, versions={"python": "3.11"}, platform="linux-x86_64"),
    ).model_copy(update=changes)
    write_record(record, folder)
    return record


class Silence:
    """Progress nobody reads."""

    def started(self, run: Run) -> None: ...

    def at_work(self, processes: Sequence[AtWork]) -> None: ...

    def ended(self, record: Record) -> None: ...


@pytest.fixture(autouse=True)
def _library_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits the library while its tests run has changed what decides a result, and rightly so."""
    for module in ("plan", "inputs", "verdicts"):
        monkeypatch.setattr(f"framescope.study.{module}.library_digest", lambda: "as it is")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Two notebooks that publish; nothing has been run."""
    return make_study(tmp_path, {"one": ["1"], "two": ["2"]}, publish=["one", "two"])


@pytest.fixture
def runs(study: Study) -> list[Run]:
    return plan(study)
