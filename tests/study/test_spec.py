from pathlib import Path

import pytest

from framescope.errors import InputError, UnknownNameError
from framescope.study.spec import STUDY_VARIABLE, find_study, read_study

HEAD = "name: town\ncorpora: {articles: articles}\n"
NOTEBOOKS = "notebooks:\n  - notebook: notebooks/one.ipynb\n"


def _write(folder: Path, text: str) -> Path:
    path = folder / "study.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_run_is_named_like_its_notebook_and_has_limits(tmp_path: Path) -> None:
    entry = read_study(_write(tmp_path, HEAD + NOTEBOOKS)).spec.notebooks[0]
    assert entry.name == "one"
    assert entry.timeout_seconds > 0
    assert entry.memory_mb > 0


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (HEAD + "notebokks: []\n" + NOTEBOOKS, 3, "Did you mean 'notebooks'?"),
        (HEAD + NOTEBOOKS + "    timeout_second: 3\n", 5, "Did you mean 'timeout_seconds'?"),
        (HEAD + NOTEBOOKS + "    timeout_seconds: soon\n", 5, "'soon'"),
        (HEAD + NOTEBOOKS + "    timeout_seconds: -1\n", 5, "greater than 0"),
        (HEAD + NOTEBOOKS + "    memory_mb: 1.5\n", 5, "'1.5'"),
        (HEAD + NOTEBOOKS + "seed: -4\n", 5, "'-4'"),
        (HEAD + NOTEBOOKS + "publish: [tow, one]\n", 5, "Unknown run 'tow'. Known: one."),
        (HEAD + NOTEBOOKS + "  - notebook: other/one.ipynb\n", 5, "in use since line 4"),
        (HEAD, 1, "The key 'notebooks' is missing"),
        (HEAD + "notebooks: []\n", 3, "at least 1 item"),
        ("name: ../up\ncorpora: {}\n" + NOTEBOOKS, 1, "A name is made of a to z, 0 to 9, - and _"),
        (HEAD + HEAD, 3, "stands twice"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_study(path)
    assert f"{path}, line {line}" in str(caught.value)
    assert told in str(caught.value)


def test_no_study_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no study file here"):
        read_study(tmp_path / "study.yaml")


def test_inputs_are_found_by_name(tmp_path: Path) -> None:
    study = read_study(_write(tmp_path, HEAD + NOTEBOOKS))
    with pytest.raises(UnknownNameError, match=r"'articels'. Did you mean 'articles'\? Known: articles"):
        study.input_path("corpora", "articels")
    with pytest.raises(InputError, match=r"line 2 \(corpora.articles\): 'articles' does not exist"):
        study.input_path("corpora", "articles")
    (tmp_path / "articles").mkdir()
    assert study.input_path("corpora", "articles") == tmp_path / "articles"


def test_a_notebook_finds_the_study_around_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, HEAD + NOTEBOOKS)
    inside = tmp_path / "notebooks" / "deep"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    monkeypatch.delenv(STUDY_VARIABLE, raising=False)
    assert find_study().root == tmp_path
    monkeypatch.setenv(STUDY_VARIABLE, str(tmp_path / "study.yaml"))
    assert find_study("/").root == tmp_path


def test_a_notebook_outside_every_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(STUDY_VARIABLE, raising=False)
    with pytest.raises(InputError, match=r"No study.yaml in .* or in a folder above"):
        find_study(tmp_path)
