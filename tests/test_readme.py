"""Every snippet of the README works for a person who has only the README."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from framescope.cli import main

README = Path("README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
(STUDY,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
CONSOLE = [line for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
COMMANDS = [line.removeprefix("$ framescope ") for line in CONSOLE if line.startswith("$ framescope ")]


def test_the_python_snippets_run_in_the_order_of_the_page(tmp_path: Path) -> None:
    script = tmp_path / "readme.py"
    script.write_text("\n".join(PYTHON), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Corpus(2 documents, 2 articles, 2 stories" in done.stdout
    assert "fully liberated" not in done.stderr
    # The study file of the page reads what the snippets have written.
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    shutil.copytree("notebooks", tmp_path / "notebooks")
    planned = CliRunner().invoke(main, ["run", str(tmp_path / "study.yaml"), "--dry-run"], catch_exceptions=False)
    assert planned.output.count("not run: there is no record of it") == 3


@pytest.mark.parametrize("line", [line for line in CONSOLE if line.startswith("$ make ")])
def test_make_knows_the_verbs(line: str) -> None:
    subprocess.run(["make", "--dry-run", line.split()[-1]], check=True, capture_output=True)


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.split()[0] not in ("run", "report", "verify")])
def test_commands_on_the_seeds(command: str, tmp_path: Path) -> None:
    command = command.replace("build/", f"{tmp_path}/")
    result = CliRunner().invoke(main, shlex.split(command), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert result.output.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist(command: str) -> None:
    name = shlex.split(command)[0]
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output


def test_linked_files_exist() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert Path(target).exists(), target


def test_the_makefile_has_at_most_eight_verbs() -> None:
    verbs = re.findall(r"^([a-z]+):", Path("Makefile").read_text(), re.MULTILINE)
    assert len(verbs) <= 8
    assert {"study", "test", "lab", "check", "bench", "report"} <= set(verbs)
