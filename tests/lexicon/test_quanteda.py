import warnings
from pathlib import Path

import pytest

from framescope.errors import InputError
from framescope.lexicon.exchange import LexiconWarning
from framescope.lexicon.model import Lexicon
from framescope.lexicon.quanteda import dump_yaml, write_quanteda
from framescope.lexicon.read import read_lexicon


def read(tmp_path: Path, text: str) -> tuple[dict[str, list[str]], list[str]]:
    path = tmp_path / "words.yml"
    path.write_text(text, encoding="utf-8")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", LexiconWarning)
        lexicon = read_lexicon(path)
    found: dict[str, list[str]] = {}
    for row in lexicon.rows():
        found.setdefault(row.category, []).append(row.entry.term)
    messages = [str(one.message).removeprefix(str(path)).lstrip(":, ") for one in told]
    assert messages.pop(0) == "has no keys of a lexicon; read as a quanteda dictionary."
    return found, messages


def test_the_dictionary_of_quantedas_tests(tmp_path: Path) -> None:
    text = "A CATEGORY: [more, lamb, little]\nANOTHER: [category, had, mary]\n"
    assert read(tmp_path, text) == (
        {"A CATEGORY": ["more", "lamb", "little"], "ANOTHER": ["category", "had", "mary"]},
        [],
    )


def test_categories_within_categories_and_single_words(tmp_path: Path) -> None:
    # newsmap2.yml of quanteda's tests: terms beside further categories under an empty name
    text = "US:\n  MA: Boston\n  CA: Sacramento\n  '': Washingon DC\nJP:\n  '': Tokyo\nDE:\n  __: [Berlin]\n"
    assert read(tmp_path, text)[0] == {
        "US": ["Washingon DC"],
        "US/MA": ["Boston"],
        "US/CA": ["Sacramento"],
        "JP": ["Tokyo"],
        "DE": ["Berlin"],
    }


def test_an_empty_category_and_an_emoticon_are_told(tmp_path: Path) -> None:
    found, told = read(tmp_path, "good:\n- fine\n- ':)'\nnone:\nempty: []\n")
    assert found == {"good": ["fine"]}
    assert [message.split(":")[0] for message in told] == ["line 3", "line 4", "line 5"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [b, {c: [d]}]\n", r"line 1 \(a\.1\): a category lists patterns, or names further categories; not both"),
        ("'': [b]\n", "must stand in a category with a name"),
        ("a:\n", "holds no term"),
    ],
)
def test_what_is_no_dictionary_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(tmp_path, text)


def test_own_terms_beside_parts_are_written_as_quanteda_does() -> None:
    categories = {"US": {"terms": ["washington"], "categories": {"MA": {"terms": ["boston"]}}}, "JP": {"terms": ["on"]}}
    text, remarks = write_quanteda(Lexicon.model_validate({"name": "x", "categories": categories}))
    assert text == 'US:\n  __:\n  - washington\n  MA:\n  - boston\nJP:\n- "on"\n'
    assert remarks == ["US: its own terms are written under '__', as quanteda does."]


def test_words_that_some_reader_takes_for_truth_values_are_quoted() -> None:
    assert (
        dump_yaml(["y", "on", "null", "2017", "*x", "plain"])
        == '- "y"\n- "on"\n- "null"\n- \'2017\'\n- \'*x\'\n- plain\n'
    )
