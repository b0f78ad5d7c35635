"""environment.yml, pyproject.toml and constraints.txt tell one story."""

import re
import tomllib
from pathlib import Path

import pytest
import rattler
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from framescope.yamlfile import read_yaml

PROJECT = tomllib.loads(Path("pyproject.toml").read_text())["project"]
PINS = {
    canonicalize_name(Requirement(line).name): Requirement(line)
    for line in Path("constraints.txt").read_text().splitlines()
    if line.strip() and not line.startswith("#")
}
ENVIRONMENT = read_yaml("environment.yml").data
CONDA_LINES = [line for line in ENVIRONMENT["dependencies"] if isinstance(line, str)]


@pytest.mark.parametrize("line", CONDA_LINES)
def test_every_conda_line_can_be_parsed(line: str) -> None:
    rattler.MatchSpec(line, strict=True)


def test_conda_installs_the_project_through_pip_with_the_tested_versions() -> None:
    pip = next(line["pip"] for line in ENVIRONMENT["dependencies"] if isinstance(line, dict))
    assert pip == ["-c constraints.txt", "-e ."]
    assert [re.split(r"[<>=]", line)[0] for line in CONDA_LINES] == ["python", "pip"]


def test_conda_asks_for_the_python_of_the_project() -> None:
    assert f"python{PROJECT['requires-python']}" in CONDA_LINES


def test_the_packages_the_study_was_asked_to_use_are_declared() -> None:
    names = {Requirement(line).name for line in PROJECT["dependencies"]}
    assert {"jupyterlab", "pandas", "scikit-learn", "matplotlib", "nltk", "papermill"} <= names


def test_every_requirement_is_pinned_to_a_version_it_allows() -> None:
    lines = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    for requirement in map(Requirement, lines):
        pin = PINS[canonicalize_name(requirement.name)]
        version = next(iter(pin.specifier)).version
        assert requirement.specifier.contains(version), f"{requirement} is pinned to {version}"


def test_no_registry_address_is_pinned() -> None:
    text = Path("constraints.txt").read_text()
    assert "://" not in text
    assert "--" not in text
