import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from framescope.cli import main
from framescope.cli.outcome import BAD_INPUT, FAILED
from framescope.schema import CODER_KINDS
from framescope.study.spec import STUDY_VARIABLE
from framescope.writing import RUN_FOLDER_VARIABLE

ARTICLE = "# A bridge\n\nThe council met on Monday. It voted for the bridge, and the mayor signed the order.\n"
LEXICON = "name: town\ncategories:\n  works: {terms: ['bridg*', tunnel]}\n"
DRAWS = """
import os, pathlib
folder = pathlib.Path(os.environ["FRAMESCOPE_RUN_FOLDER"]) / "figures"
(folder / f"{figure}.svg").write_text("<svg/>")
(folder / f"{figure}.json").write_text('{"caption": "A bridge", "alt": "One bar"}')
"""
READS = """
from framescope.study import open_corpus, open_lexicon
assert len(open_corpus(corpus).documents) == 1
assert open_lexicon(lexicon).name == "town"
"""


def _notebook(parameters: str, *cells: str) -> str:
    code: dict[str, Any] = {"cell_type": "code", "execution_count": None, "outputs": []}
    sources = [{**code, "metadata": {"tags": ["parameters"]}, "source": parameters}]
    sources += [{**code, "metadata": {}, "source": source} for source in cells]
    numbered = [{**cell, "id": f"c{i}"} for i, cell in enumerate(sources)]
    return json.dumps({"cells": numbered, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with a study of two notebooks."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE)
    (tmp_path / "town.yaml").write_text(LEXICON)
    (tmp_path / "one.ipynb").write_text(_notebook('corpus = "articles"\nlexicon = "town"\nfigure = "a"', READS, DRAWS))
    (tmp_path / "two.ipynb").write_text(_notebook('figure = "b"', DRAWS))
    _study(tmp_path)
    monkeypatch.chdir(tmp_path)
    for variable in (STUDY_VARIABLE, RUN_FOLDER_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    # Whoever edits the library while its tests run has changed what decides a result, and rightly so.
    for module in ("plan", "inputs", "verdicts"):
        monkeypatch.setattr(f"framescope.study.{module}.library_digest", lambda: "as it is")
    return tmp_path


def _study(folder: Path, second: str = "{notebook: two.ipynb}", more: str = "") -> None:
    text = (
        "name: town\ncorpora: {articles: articles}\nlexicons: {town: town.yaml}\npublish: [one, two]\n"
        f"notebooks:\n  - notebook: one.ipynb\n  - {second}\n{more}"
    )
    (folder / "study.yaml").write_text(text)


def _call(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _figures(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "figures").glob("*"))}


@pytest.mark.slow
def test_a_study_from_articles_to_figures(town: Path) -> None:
    result = _call("run")
    assert result.exit_code == 0, result.output
    assert "one: succeeded" in result.output
    assert "Figures: figures (2)" in result.output
    assert f"Report:  {Path('report/index.html')}" in result.output
    assert list(_figures(town)) == ["a.json", "a.svg", "b.json", "b.svg"]
    assert "A bridge" in (town / "report" / "index.html").read_text()
    result = _call("verify")
    assert result.exit_code == 0, result.output

    # What is recorded and still matches is not run again.
    result = _call("run")
    assert result.exit_code == 0, result.output
    assert "started" not in result.output
    assert result.output.startswith("Kept: 2 of 2 runs are recorded with results that still match")
    assert "Figures: figures (2)" in result.output
    assert _call("run", "--dry-run").output.count(": keep (succeeded: recorded on ") == 2
    assert _call("run", "--dry-run", "--force").output.count(": run (succeeded") == 2

    # A run that fails publishes nothing, and what was published before stays.
    before = _figures(town)
    (town / "two.ipynb").write_text(_notebook('figure = "c"', DRAWS, "1 / 0"))
    assert (
        "run (stale: the notebook's cells, parameter figure ('b', now 'c') changed since"
        in _call("run", "--dry-run").output
    )
    result = _call("run", "--only-failed")
    assert result.exit_code == FAILED  # there is no run of the second notebook as it is now
    assert "two" not in result.output
    result = _call("run", "--jobs", "1")
    assert result.exit_code == FAILED
    assert "one: " not in result.output
    assert "Kept: 1 of 2" in result.output
    assert "two: failed in cell 3: ZeroDivisionError: division by zero\n  cell: 1 / 0\n  log:  runs" in result.output
    assert "nothing published" in result.output
    assert "Traceback" not in result.output
    assert _figures(town) == before

    said = _call("run", "--dry-run", "--only-failed").output.splitlines()
    assert [line.split()[2] for line in said] == ["keep", "run"]
    assert "(failed: failed in cell 3: ZeroDivisionError: division by zero)" in said[1]
    result = _call("verify")
    assert result.exit_code == FAILED
    assert "the run failed" in result.output
    assert "b.json comes from no current run" in result.output

    result = _call("report")
    assert result.exit_code == 0, result.output
    assert "failed in cell 3" in (town / "report" / "index.html").read_text()

    # Two notebooks that write the same figure: refused, nothing published.
    (town / "two.ipynb").write_text(_notebook('figure = "a"', DRAWS))
    result = _call("run")
    assert result.exit_code == BAD_INPUT
    assert "Figure 'a': 'one' and 'two' both wrote it" in result.output
    assert _figures(town) == before
    assert (town / "report" / "one.html").exists()


@pytest.mark.parametrize(
    ("second", "more", "told"),
    [
        ("{notebok: two.ipynb}", "", "study.yaml, line 7 (notebooks.1.notebok): Unknown key 'notebok'. Did you mean"),
        ("{notebook: gone.ipynb, name: two}", "", "line 7 (notebooks.1.notebook): there is no notebook 'gone.ipynb'"),
        ("{notebook: two.ipynb, parameters: {figur: c}}", "", "Unknown parameter 'figur'. Did you mean 'figure'?"),
        (
            "{notebook: two.ipynb, parameters: {figure: [c]}}",
            "",
            "figure: Input should be a valid string (found ['c'])",
        ),
        ("{notebook: two.ipynb}", "seed: many\n", "line 8 (seed)"),
    ],
)
def test_a_bad_study_is_refused_before_anything_runs(town: Path, second: str, more: str, told: str) -> None:
    _study(town, second, more)
    result = _call("run")
    assert result.exit_code == BAD_INPUT
    assert result.output.startswith("Error: study.yaml, line")
    assert told in result.output
    assert not (town / "runs").exists()


@pytest.mark.parametrize("command", ["run", "report", "verify"])
def test_no_study_and_no_corpus(town: Path, command: str) -> None:
    result = _call(command, "other.yaml")
    assert result.exit_code == BAD_INPUT
    assert "other.yaml: there is no study file here" in result.output
    (town / "articles" / "a.txt").unlink()
    result = _call(command)
    assert result.exit_code == BAD_INPUT
    assert "articles: holds no article" in result.output


@pytest.mark.slow
def test_places_that_cannot_be_written(town: Path) -> None:
    (town / "runs").write_text("a file where the folder should be")
    result = _call("run")
    assert result.exit_code == BAD_INPUT
    assert "runs cannot be written here" in result.output
    (town / "runs").unlink()
    (town / "figures").write_text("a file where the folder should be")
    result = _call("run")
    assert result.exit_code == BAD_INPUT
    assert "figures cannot be written here" in result.output
    # What the runs made is not lost.
    assert (town / "report" / "index.html").exists()
    assert len(list((town / "runs" / "town").glob("[!.]*"))) == 2


def test_verify_before_anything_was_run(town: Path) -> None:
    result = _call("verify")
    assert result.exit_code == FAILED
    assert result.output.count("it has not been run") == 2
    assert town == Path.cwd()


def test_a_corpus_is_built_and_searched(town: Path) -> None:
    (town / "articles" / "b.txt").write_bytes(b"text\x00text")
    result = _call("corpus", "build", "articles")
    assert result.exit_code == 0, result.output
    assert "Note: b.txt was left out" in result.output
    assert "1 documents" in result.output
    saved = str(Path("build", "articles"))
    assert f"Saved in {saved}" in result.output
    for named in (saved, "articles"):
        result = _call("kwic", "bridg*", "--corpus", named, "--width", "20")
        # "# A bridge": the word stands at 4; "The council met on Monday. It voted for the " is 44 long, from 12.
        assert [line.split(":")[-1] for line in result.output.splitlines() if "a.txt:" in line] == ["4", "56"]
        assert "It voted for the  [bridge]" in result.output
        assert "2 hits" in result.output


@pytest.mark.parametrize("named", ["press.csv", "pre*.csv"])
def test_columns_are_named_wherever_articles_are_read(town: Path, named: str) -> None:
    (town / "press.csv").write_text("Wortlaut,Zeitung\nThe bridge is open again.,Herald\n", encoding="utf-8")
    columns = ("--column", "text=Wortlaut", "--column", "outlet=Zeitung")
    assert _call("kwic", "bridge", "--corpus", named).exit_code == BAD_INPUT
    assert "1 hits" in _call("kwic", "bridge", "--corpus", named, *columns).output
    assert "1 hits" in _call("lexicon", "check", "town.yaml", "--corpus", named, *columns).output
    page = _call("corpus", "audit", named, *columns).output.splitlines()[-1]
    assert "The bridge is open again." in Path(page).read_text(encoding="utf-8")


def test_columns_are_refused_for_what_was_read_before(town: Path) -> None:
    saved = str(Path("build", "articles"))
    _call("corpus", "build", "articles")
    for named, told in ((saved, "is a saved corpus"), ("articles-of-the-study", "is neither a path nor a pattern")):
        result = _call("kwic", "bridge", "--corpus", named, "--column", "text=body")
        assert result.exit_code == BAD_INPUT
        assert f"--column text=body: {named} {told}" in result.output


def test_when_articles_are_copies_can_be_said(town: Path) -> None:
    # b holds 16 of the 20 five-word shingles of a: copies, unless nine tenths are asked for.
    words = [f"word{i}" for i in range(24)]
    for name, own in (("a", words), ("b", [*words[:20], *(f"other{i}" for i in range(8))])):
        (town / "articles" / f"{name}.txt").write_text(" ".join(own) + ".\n", encoding="utf-8")
    assert "1 stories" in _call("corpus", "build", "articles").output
    assert "2 stories" in _call("corpus", "build", "articles", "--copies", "shorter=0.9").output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("corpus", "build", "nowhere"), "nowhere: no such file or folder"),
        (("corpus", "build", "articles", "--column", "text"), "--column text: write NAME=VALUE"),
        (("corpus", "build", "articles", "--copies", "widow=7"), "'widow'. Did you mean 'window'?"),
        (
            ("corpus", "build", "articles", "--copies", "window=week"),
            "--copies window: Input should be a valid integer",
        ),
        (("corpus", "build", "articles", "--copies", "shorter=3"), "shares above 0 and up to 1"),
        (("kwic", "bridge", "--corpus", "village"), "'village'. Known: articles"),
        (("kwic", "...", "--corpus", "articles"), "PATTERN '...'"),
        (("lexicon", "check", "gone.yaml"), "gone.yaml: cannot be read"),
    ],
)
def test_bad_input_is_told_without_a_traceback(town: Path, words: tuple[str, ...], told: str) -> None:
    result = _call(*words)
    assert result.exit_code == BAD_INPUT
    assert result.output.startswith("Error: ")
    assert told in result.output
    assert town == Path.cwd()


def test_a_lexicon_is_checked(town: Path) -> None:
    assert _call("lexicon", "check", "town.yaml").output == (
        "town.yaml: 1 categories, 0 naming sets, 0 examples, all of which hold\n"
        "\nEntries that never match, whatever the text: none\n"
        "\nEntries that another one covers, whatever the text: none\n"
    )
    result = _call("lexicon", "check", "town.yaml", "--corpus", "articles")
    assert result.exit_code == 0, result.output
    assert "2 hits" in result.output
    assert "What each wildcard caught: 1" in result.output
    assert "Entries without a hit: 1" in result.output
    assert "no such word" in result.output
    (town / "town.yaml").write_text(LEXICON.replace("terms", "trems"))
    result = _call("lexicon", "check", "town.yaml")
    assert result.exit_code == BAD_INPUT
    assert "line 3" in result.output


def _commands(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*words, name), command
        if isinstance(command, click.Group):
            yield from _commands(command, (*words, name))


def test_every_command_says_what_it_does() -> None:
    for words, command in _commands(main):
        assert command.help, words
        result = _call(*words, "--help")
        assert result.exit_code == 0, result.output
        assert "Usage:" in result.output
        for option in command.params:
            assert isinstance(option, click.Argument) or getattr(option, "help", None), (words, option.name)


def test_help_does_not_wait_for_what_a_command_needs() -> None:
    heavy = "{'pandas', 'numpy', 'papermill', 'nbconvert', 'matplotlib'}"
    code = f"import sys; from framescope.cli import main; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # our own words


def test_the_kinds_of_coders_are_those_of_the_tables() -> None:
    (kind,) = [option for option in main.commands["code"].params if option.name == "kind"]
    assert isinstance(kind.type, click.Choice)
    assert tuple(kind.type.choices) == CODER_KINDS
