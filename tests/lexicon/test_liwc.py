"""LIWC dictionaries as they are met: tabs, spaces, hierarchies, conditional codes and stray lines."""

import warnings
from pathlib import Path

import pytest

from framescope.errors import InputError
from framescope.lexicon.exchange import LexiconWarning
from framescope.lexicon.liwc import write_dic
from framescope.lexicon.model import Lexicon
from framescope.lexicon.read import read_lexicon


def read(tmp_path: Path, text: str | bytes) -> tuple[dict[str, list[str]], list[str]]:
    """Return terms by category, and the warnings without the file's name."""
    path = tmp_path / "words.dic"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", LexiconWarning)
        lexicon = read_lexicon(path)
    found: dict[str, list[str]] = {}
    for row in lexicon.rows():
        found.setdefault(row.category, []).append(row.entry.term)
    return found, [str(one.message).removeprefix(str(path)).lstrip(":, ") for one in told]


def test_the_dictionary_of_quantedas_tests(tmp_path: Path) -> None:
    text = "%\n01\tA category\n02\tAnother category\n%\n\nmore\t01\nlamb\t01\nlittle\t01\n\nhad\t02\nmary\t02\n"
    assert read(tmp_path, text) == ({"A category": ["more", "lamb", "little"], "Another category": ["had", "mary"]}, [])


@pytest.mark.parametrize(
    "line", ["kill*\t1\t2", "kill*\t\t1\t\t2", "kill* 1 2", "kill*\t1 2", "  kill*  1\t2  ", "kill*\t01\t002\r"]
)
def test_tabs_several_tabs_and_spaces(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, f"%\n1\tharm\n2\tverb\n%\n{line}\n") == ({"harm": ["kill*"], "verb": ["kill*"]}, [])


def test_a_term_of_several_words(tmp_path: Path) -> None:
    text = "%\n1\tc\n%\nkind of\t1\nsort of 1\nroute 66\t1\n"
    assert read(tmp_path, text) == (
        {"c": ["kind of", "sort of", "route 66"]},
        ["line 6: 'route 66' is read as one term; put a tab before a number that is a category."],
    )


def test_categories_below_one_another(tmp_path: Path) -> None:
    # A term of the hierarchical LIWC2015 form stands with its category and with every one around it.
    categories = "%\n1\taffect\n\t2\tnegative\n\t\t3\tanger\n\t4\tpositive\n5\ttime\n%\n"
    found, told = read(tmp_path, categories + "hate\t1\t2\t3\ngood\t1\t4\nwow\t1\nnow\t5\n")
    assert found == {"affect": ["wow"], "affect/negative/anger": ["hate"], "affect/positive": ["good"], "time": ["now"]}
    assert told == [
        "2 terms stand in a category and in one around it; they are kept in the inner one, and at_level counts "
        "them for the outer one."
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("like\t(02 134)1/464\t1", "line 5: the conditional codes '(02 134)1/464' are left out."),
        ("like\t<of>131/125\t1", "line 5: the conditional codes '<of>131/125' are left out."),
        ("like", "line 5: stray line 'like': no category of the list; left out."),
        ("like\t9", "line 5: 'like' names categories that are not listed: [9]."),
        ("like\t1\tx", "line 5: 'x' behind 'like' is no number of a category; not read."),
        (":)\t1", "line 5: the term ':)' is left out: The pattern ':)' holds no word: write letters, digits, * or ?."),
        (":D\t1", "line 5: the term ':D' is left out: no token holds :, and without it ':D' would be another word."),
        ("*\t1", "line 5: the term '*' is left out: The pattern '*' would match every word"),
        ("re:a\t1", "line 5: the term 're:a' is left out: re: marks a regular expression here."),
        ("%", "line 5: stray line '%', not read."),
        ("good\t1", "(categories.c.terms.1): the entry 'good' stands twice in 'c' (first in line 4)"),
    ],
)
def test_what_cannot_be_taken_over_is_told_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    found, remarks = read(tmp_path, f"%\n1\tc\n%\ngood\t1\n{line}\n")
    assert any(told in remark for remark in remarks), remarks
    assert "good" in found["c"]


def test_stray_lines_around_the_categories(tmp_path: Path) -> None:
    text = "made by hand\n%\n1\tc\nno number\n1\td\n2\tempty\n%\ngood\t1\n"
    found, told = read(tmp_path, text)
    assert found == {"c": ["good"]}
    assert told == [
        "line 1: stray line 'made by hand', not read.",
        "line 4: stray line 'no number': no number and name of a category.",
        "line 5: the number 1 stands twice; the category 'd' is not read.",
        "the category 'empty' holds no term; left out.",
    ]


def test_names_that_mean_something_else_here_are_changed(tmp_path: Path) -> None:
    found, told = read(tmp_path, "%\n1\tU.S./UK\n2\tU_S_.UK\n%\na\t1\nb\t2\n")
    assert found == {"U_S__UK": ["a"], "U_S__UK_": ["b"]}
    assert told[0] == "line 5: the category 'U.S./UK' is called 'U_S__UK' here."


def test_other_encodings(tmp_path: Path) -> None:
    text = "%\n1\tc\n%\ncafé\t1\n"
    assert read(tmp_path, text.encode("utf-16")) == ({"c": ["café"]}, [])
    found, told = read(tmp_path, text.encode("cp1252"))
    assert found == {"c": ["café"]}
    assert "is not UTF-8; read as Windows-1252" in told[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\t1\n", "between two lines that hold a single %; found 0"),
        ("%\n1\tc\n", "found 1"),
        ("", "found 0"),
        ("%\n1\tc\n%\n", "holds no term that can be taken over"),
        ("%\n1\tc\n%\n:)\t1\n", "(?s)holds no term .*line 4: the term"),
        ("%\0\n", "zero bytes"),
    ],
)
def test_what_is_no_dictionary_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(tmp_path, text)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_lexicon(tmp_path / "absent.dic")


def test_how_it_is_written() -> None:
    categories = {
        "affect": {"terms": ["wow"], "categories": {"anger": {"terms": ["hate*", "kill"]}}},
        "time": {"terms": ["now", "kill"]},
    }
    text, remarks = write_dic(Lexicon.model_validate({"name": "x", "categories": categories}))
    assert text == "%\n1\taffect\n\t2\tanger\n3\ttime\n%\nwow\t1\nhate*\t1\t2\nkill\t1\t2\t3\nnow\t3\n"
    assert remarks == []
