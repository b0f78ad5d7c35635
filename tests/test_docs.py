"""The documentation and the code tell the same."""

import ast
import inspect
import re
from pathlib import Path

import click
import pytest

import framescope as fs
from framescope.cli import main
from framescope.schema import as_markdown

METHODS = Path("docs/methods.md").read_text(encoding="utf-8")
README = Path("README.md").read_text(encoding="utf-8")
#: Rooms whose public functions give numbers or labels.
ROOMS = ("framescope.measures", "framescope.framing.cues")
NAMES: list[str] = dir(fs)
HANDED_ON = ast.parse(Path("src/framescope/__init__.pyi").read_text()).body
MEASURES = [
    name
    for name in NAMES
    if inspect.isfunction(getattr(fs, name))
    and getattr(fs, name).__module__.startswith(ROOMS)
    and name not in ("show_concordance", "hits_read")
]


def commands(group: click.Group, prefix: str = "framescope") -> list[str]:
    names = []
    for name, command in group.commands.items():
        path = f"{prefix} {name}"
        names += commands(command, path) if isinstance(command, click.Group) else [path]
    return names


def test_there_are_measures_to_look_for() -> None:
    assert {"frequency", "naming", "concordance", "across_views"} <= set(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_has_a_section(name: str) -> None:
    assert re.search(rf"^### `{name}`$", METHODS, re.MULTILINE)


def test_no_section_is_about_a_measure_that_is_gone() -> None:
    sections = set(re.findall(r"^### `(\w+)`$", METHODS, re.MULTILINE))
    assert sections <= set(NAMES)


def test_the_tables_are_those_of_the_schema() -> None:
    written = Path("docs/tables.md").read_text(encoding="utf-8")
    assert written == as_markdown(), "write it again: python -m framescope.schema > docs/tables.md"


@pytest.mark.parametrize("command", commands(main))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"$ {command}" in README


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_there_and_explained(name: str) -> None:
    assert inspect.getdoc(getattr(fs, name))


def test_the_package_hands_on_names_and_defines_none() -> None:
    assert all(isinstance(node, ast.ImportFrom) for node in HANDED_ON)
