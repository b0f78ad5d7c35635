import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from framescope.corpus.files import find_files
from framescope.errors import InputError

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def files(*names: str) -> Path:
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x")
        return tmp_path

    return files


def names(path: Path | str) -> list[str]:
    return [name for name, _ in find_files(path).by_name]


def test_a_folder_is_read_with_all_below_it_in_order_of_the_names(make: Make) -> None:
    folder = make("b.txt", "a/2.HTML", "a/1.csv.gz", "a/b/3.tgz", "z.jsonl", ".git/x.txt", "a/.x.txt", "metadata.yaml")
    assert names(folder) == ["a/1.csv.gz", "a/2.HTML", "a/b/3.tgz", "b.txt", "z.jsonl"]
    assert find_files(folder).reports == ()


def test_what_is_passed_over_is_said_in_one_line(make: Make) -> None:
    folder = make("a.txt", "b.pdf", "c.pdf", "d.docx", "README")
    (report,) = find_files(folder).reports
    assert str(report).endswith("files of formats that are not read were passed over (.pdf 2, .docx 1, no ending 1).")


def test_a_glob_takes_what_it_matches_and_names_it_below_its_fixed_part(make: Make) -> None:
    folder = make("2017/a.txt", "2017/b.html", "2018/x/c.txt")
    assert names(f"{folder}/201?/*.txt") == ["2017/a.txt"]
    assert names(f"{folder}/**/*.txt") == ["2017/a.txt", "2018/x/c.txt"]


def test_a_glob_below_the_working_folder(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make("a.txt", "b.txt"))
    assert names("*.txt") == ["a.txt", "b.txt"]


def test_a_name_with_brackets_that_exists_is_no_glob(make: Make) -> None:
    assert names(make("a [1].txt") / "a [1].txt") == ["a [1].txt"]


def test_names_are_composed(make: Make) -> None:
    folder = make(unicodedata.normalize("NFD", "café.txt"))
    assert names(folder) == ["café.txt"]


def test_a_folder_without_permission_is_named_and_the_rest_is_read(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, scan = make("a.txt", "secret/b.txt"), os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "secret":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert names(folder) == ["a.txt"]
    assert [str(r) for r in find_files(folder).reports] == ["secret was left out: Permission denied"]


def test_a_link_to_a_folder_is_named_and_not_followed(make: Make) -> None:
    folder = make("a.txt", "x/b.txt")
    (folder / "loop").symlink_to(folder)
    assert names(folder) == ["a.txt", "x/b.txt"]
    assert [str(r) for r in find_files(folder).reports] == ["loop was left out: it is a link to a folder."]


def test_nothing_to_read(make: Make) -> None:
    folder = make("a.pdf")
    with pytest.raises(InputError, match=r"(?s)holds no article. Put files into it \(\.txt, .*\.pdf 1"):
        find_files(folder)
    with pytest.raises(InputError, match="holds no article"):
        find_files(f"{folder}/*.txt")
    with pytest.raises(InputError, match="no such file or folder"):
        find_files(folder / "nowhere")
