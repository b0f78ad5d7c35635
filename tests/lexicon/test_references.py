from pathlib import Path

import pytest

from framescope.errors import InputError
from framescope.lexicon.model import Lexicon
from framescope.lexicon.read import lexicon_files, read_lexicon

OTHER = """
name: other
categories:
  harm:
    terms: ["massacre*", {term: bomb*, not_before: [x]}]
    categories:
      arson: {terms: ["burn*"]}
naming:
  s: {labels: {rebels: {terms: ["rebel*"]}}}
"""


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def main(tmp_path: Path, also: str, terms: str = "[war]") -> Path:
    write(tmp_path, "other.yaml", OTHER)
    return write(
        tmp_path, "main.yaml", f"name: main\ncategories:\n  c:\n    terms: {terms}\n    also:\n      - {also}\n"
    )


def terms(lexicon: Lexicon, name: str = "c") -> list[str]:
    return [row.entry.term for row in lexicon.rows() if row.category == name]


@pytest.mark.parametrize(
    ("also", "expected"),
    [
        ("other.harm", ["war", "massacre*", "bomb*", "burn*"]),
        ("other.harm/arson", ["war", "burn*"]),
        ("other.s.rebels", ["war", "rebel*"]),
        ("./other.harm/arson", ["war", "burn*"]),
    ],
)
def test_terms_of_another_lexicon(tmp_path: Path, also: str, expected: list[str]) -> None:
    lexicon = read_lexicon(main(tmp_path, also))
    assert terms(lexicon) == expected
    assert lexicon.categories["c"].also == ()


def test_conditions_come_along_and_equal_terms_are_one(tmp_path: Path) -> None:
    lexicon = read_lexicon(main(tmp_path, "other.harm", "[massacre*]"))
    assert terms(lexicon) == ["massacre*", "bomb*", "burn*"]
    assert lexicon.categories["c"].terms[1].not_before == ("x",)


def test_the_path_is_relative_to_the_file_that_names_it(tmp_path: Path) -> None:
    write(tmp_path / "shared", "base.yaml", "name: b\ncategories: {d: {terms: [siege]}}\n")
    write(tmp_path / "mine", "middle.yaml", "name: m\ncategories: {e: {also: [../shared/base.d]}}\n")
    path = write(tmp_path, "top.yaml", "name: t\ncategories: {c: {also: [mine/middle.e]}}\n")
    assert terms(read_lexicon(path)) == ["siege"]
    assert [file.name for file in lexicon_files(path)] == ["top.yaml", "middle.yaml", "base.yaml"]


def test_a_label_and_a_nested_category_can_take_terms_over(tmp_path: Path) -> None:
    write(tmp_path, "other.yaml", OTHER)
    path = write(
        tmp_path,
        "main.yaml",
        "name: m\ncategories: {c: {categories: {d: {also: [other.harm/arson]}}}}\n"
        "naming: {set: {labels: {l: {terms: [a], also: [other.s.rebels]}}}}\n",
    )
    lexicon = read_lexicon(path)
    assert terms(lexicon, "c/d") == ["burn*"]
    assert terms(lexicon, "l") == ["a", "rebel*"]


def test_a_lexicon_of_another_program_can_be_referred_to(tmp_path: Path) -> None:
    write(tmp_path, "words.csv", "term,category\nsiege,war\n")
    path = write(tmp_path, "main.yaml", "name: m\ncategories: {c: {also: [words.war]}}\n")
    assert terms(read_lexicon(path)) == ["siege"]


@pytest.mark.parametrize(
    ("also", "message"),
    [
        ("othr.harm", "Unknown lexicon in .* 'othr'. Did you mean 'other'?"),
        ("other.hram", "Unknown category or set.label of other.yaml 'hram'. Did you mean 'harm'?"),
        ("other.s", "Unknown category or set.label of other.yaml 's'"),
        ("other", "is no reference; write file.category"),
        ("main.c", "leads back to itself: main.c -> main.c"),
    ],
)
def test_a_reference_that_leads_nowhere_is_named_with_its_line(tmp_path: Path, also: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        read_lexicon(main(tmp_path, also))
    assert "main.yaml, line 6 (categories.c.also.0)" in str(error.value)


def test_a_loop_through_other_files_is_refused(tmp_path: Path) -> None:
    for here, there in (("a", "b"), ("b", "c"), ("c", "a")):
        path = write(tmp_path, f"{here}.yaml", f"name: {here}\ncategories: {{x: {{terms: [t], also: [{there}.x]}}}}\n")
    with pytest.raises(InputError, match=r"leads back to itself: c\.x -> a\.x -> b\.x -> c\.x"):
        read_lexicon(path)


def test_two_lexicons_may_refer_to_each_other_without_a_loop(tmp_path: Path) -> None:
    write(tmp_path, "b.yaml", "name: b\ncategories: {x: {terms: [t]}, why: {also: [a.z]}}\n")
    path = write(tmp_path, "a.yaml", "name: a\ncategories: {c: {also: [b.x, b.why]}, z: {terms: [u]}}\n")
    assert terms(read_lexicon(path)) == ["t", "u"]


def test_a_broken_file_is_named_itself(tmp_path: Path) -> None:
    path = main(tmp_path, "other.harm")
    write(tmp_path, "other.yaml", "name: other\ncategories: {harm: {trems: [a]}}\n")
    with pytest.raises(InputError, match=r"other\.yaml, line 2 .*Unknown key 'trems'"):
        read_lexicon(path)


def test_a_lexicon_made_without_a_file_cannot_refer(tmp_path: Path) -> None:
    lexicon = Lexicon.model_validate({"name": "x", "categories": {"c": {"also": ["other.harm"]}}})
    with pytest.raises(InputError, match="read it with read_lexicon"):
        list(lexicon.rows())
