"""From a study file to runs: everything that can be refused is refused here, before a kernel starts."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from framescope.dispatch import Dispatch
from framescope.errors import FramescopeError, InputError, UnknownNameError, unknown_name
from framescope.study.files import digest, files_below, library_digest, text_digest
from framescope.study.grid import Cell
from framescope.study.inputs import build_corpus
from framescope.study.models import MODELS, Kind
from framescope.study.parameters import input_fields, model_for, problems
from framescope.study.spec import Study

#: The tag papermill looks for.
PARAMETERS_TAG = "parameters"
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class Run:
    """One notebook with everything that decides its result, and its limits.

    `inputs` holds what decides: digests of cells, library, constraints, corpora and lexicons, the
    parameters (the seed is one). No path, time or machine is in it.
    """

    name: str
    notebook: Path
    inputs: Mapping[str, Any]
    timeout_seconds: float
    memory_mb: int

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The parameters in canonical JSON types."""
        parameters: Mapping[str, Any] = self.inputs["parameters"]
        return parameters

    @cached_property
    def run_id(self) -> str:
        """The name of the run's result: 16 hexadecimal digits."""
        return digest(self.inputs)[:16]


@dataclass(frozen=True)
class Notebook:
    """A notebook before it runs: digest of its cells, values its parameters cell assigns, words its other cells use."""

    path: Path
    cells: str
    defaults: Mapping[str, Any]
    used: frozenset[str]


def plan(study: Study, dispatch: Dispatch | None = None) -> list[Run]:
    """Return the runs of a study; builds the corpora they need, where `dispatch` says if not here.

    Raises
    ------
    InputError
        All that is wrong with notebooks and parameters, together, each with its place; a corpus that
        cannot be read; two runs that would do the same.
    """
    checked, wrong = [], []
    notebook_of = cache(read_notebook)
    for cell in study.cells:
        try:
            notebook = notebook_of(_path_of(study, cell))
            checked.append((cell, notebook, *_check_cell(study, cell, notebook)))
        except FramescopeError as error:
            wrong.append(str(error))
    if wrong:
        raise InputError("\n".join(dict.fromkeys(wrong)))
    shared: dict[str, Any] = {"library": library_digest(), "constraints": _constraints(study.root)}
    if "figure_formats" in study.spec.model_fields_set:
        shared["figure_formats"] = list(study.spec.figure_formats)
    digest_of = cache(partial(_input_digest, study, dispatch))
    runs = []
    for cell, notebook, model, parameters in checked:
        named: dict[str, Any] = {kind: {} for kind in get_args(Kind)}
        inputs = {**shared, "cells": notebook.cells, "parameters": parameters, **named}
        for field, kind in input_fields(model).items():
            inputs[kind][parameters[field]] = digest_of(kind, parameters[field])
        runs.append(Run(cell.name, notebook.path, inputs, cell.entry.timeout_seconds, cell.entry.memory_mb))
    _refuse_twins(study, runs)
    return runs


def read_notebook(path: Path) -> Notebook:
    """Read a notebook's cells and the plain values of its parameters cell.

    Raises
    ------
    InputError
        If it is missing, is no notebook, or its parameters cell does more than assign plain values.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
        tagged = [PARAMETERS_TAG in cell.get("metadata", {}).get("tags", []) for cell in cells]
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such notebook.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: not a Jupyter notebook of format 4 ({type(error).__name__}: {error}).") from error
    defaults = {}
    if True in tagged:
        defaults = _assigned(path, sources[tagged.index(True)][1])
    # Words, not a syntax tree: a cell may hold magics, and a name in a text is a use that hurts nobody.
    code = [text for (kind, text), is_tagged in zip(sources, tagged, strict=True) if kind == "code" and not is_tagged]
    return Notebook(path, digest([sources, tagged]), defaults, frozenset(_WORD.findall("\n".join(code))))


def _assigned(path: Path, source: str) -> dict[str, Any]:
    """Return the names a parameters cell assigns and their values."""
    where = f"{path}, cell tagged {PARAMETERS_TAG!r}"
    values: dict[str, Any] = {}
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise InputError(f"{where}, line {error.lineno}: {error.msg}.") from None
    for statement in body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case _:
                raise InputError(f"{where}, line {statement.lineno}: only `name = value` may stand in this cell.")
        try:
            values[name] = ast.literal_eval(value)
        except ValueError:
            message = "a parameter's value is text, a number, True, False, None, or a list of these"
            raise InputError(f"{where}, line {statement.lineno} ({name}): {message}.") from None
    return values


def _path_of(study: Study, cell: Cell) -> Path:
    path = study.root / cell.entry.notebook
    if not path.is_file():
        raise study.file.error((*cell.place, "notebook"), f"there is no notebook {cell.entry.notebook!r}.")
    return path


def _check_cell(study: Study, cell: Cell, notebook: Notebook) -> tuple[type[BaseModel], dict[str, Any]]:
    """Return the model of a run's parameters, and the parameters in canonical types."""
    path = notebook.path
    model = model_for(path.stem, notebook.defaults)
    for name in notebook.defaults:
        if name not in model.model_fields:
            known = unknown_name("parameter", name, model.model_fields)
            raise InputError(f"{path}, cell tagged {PARAMETERS_TAG!r}: {known}")
    given = dict(cell.parameters)
    if "seed" in model.model_fields and "seed" in study.spec.model_fields_set:
        given = {"seed": study.spec.seed, **given}

    def place(name: str, message: str) -> str:
        if name in cell.places:
            return study.file.describe(cell.places[name], message)
        return f"{path}, cell tagged {PARAMETERS_TAG!r}: {message}"

    try:
        # Lax, since a study file keeps every word as typed: "2000" is read as the number it stands for.
        checked = model.model_validate({**notebook.defaults, **given})
    except ValidationError as error:
        found = problems(error, model)
        raise InputError("\n".join(place(str(where[0]), message) for where, message in found)) from None
    for name in cell.parameters:
        if path.stem not in MODELS and name not in notebook.used:
            raise InputError(place(name, f"no cell of {cell.entry.notebook} reads {name!r}; take it out, or use it."))
    parameters = checked.model_dump(mode="json")
    for name, kind in input_fields(model).items():
        try:
            study.input_path(kind, parameters[name])
        except UnknownNameError as error:
            hint = (
                "" if name in cell.places else f" Say which {name} is meant under `parameters:` in {study.path.name}."
            )
            raise InputError(place(name, f"{error}{hint}")) from None
    return model, parameters


def _input_digest(study: Study, dispatch: Dispatch | None, kind: Kind, name: str) -> str:
    if kind == "corpora":
        return build_corpus(study, name, dispatch)
    path = study.input_path(kind, name)
    if kind == "lexicons":
        return lexicon_digest(path)
    return digest({file: text_digest(below) for file, below in files_below(path).items()})


def lexicon_digest(path: Path) -> str:
    """Return the digest of a lexicon file, or of all files it takes entries from."""
    from framescope.lexicon.read import lexicon_files

    first, *others = lexicon_files(path)
    return digest([text_digest(file) for file in (first, *others)]) if others else text_digest(first)


def _constraints(root: Path) -> str | None:
    path = root / "constraints.txt"
    return text_digest(path) if path.is_file() else None


def _refuse_twins(study: Study, runs: list[Run]) -> None:
    first: dict[str, str] = {}
    for i, run in enumerate(runs):
        if run.run_id in first:
            message = f"{run.name!r} would do the same as {first[run.run_id]!r}; change a parameter or leave it out."
            raise study.file.error(study.cells[i].place, message)
        first[run.run_id] = run.name
