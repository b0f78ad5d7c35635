"""The lexicon of the study: its examples hold, and it says of itself what a reader must know."""

from pathlib import Path

import pytest

from framescope.lexicon.model import Lexicon
from framescope.lexicon.read import read_lexicon

PATH = Path(__file__).parents[2] / "lexicons" / "syria-war.yaml"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return read_lexicon(PATH)  # a failing example, a remark or an unknown key would raise here


def test_it_says_where_it_comes_from(lexicon: Lexicon) -> None:
    assert (lexicon.name, lexicon.version, lexicon.licence, lexicon.language) == ("syria-war", "1", "CC0-1.0", "en")
    assert "seeds" in lexicon.read_by_authors
    assert "NOT VALIDATED" in PATH.read_text(encoding="utf-8")
    assert all(source.startswith(("[c] ", "[ ] ")) for source in lexicon.sources)


def test_every_category_says_what_it_is_and_what_the_other_camp_says(lexicon: Lexicon) -> None:
    for name, category in lexicon.categories.items():
        stated = (category.description, category.function, category.derived, category.source, category.counterpart)
        assert all(stated), name
    assert {c.function for c in lexicon.categories.values()} == {"problem", "cause", "evaluation", "remedy", "device"}


def test_every_label_says_how_it_leans(lexicon: Lexicon) -> None:
    for name, naming in lexicon.naming.items():
        assert all((naming.referent, naming.source, naming.derived)), name
        assert all(label.orientation for label in naming.labels.values()), name
        assert len(naming.labels) > 1, f"{name}: a set without an alternative compares nothing"


def test_every_category_and_naming_set_has_an_example(lexicon: Lexicon) -> None:
    tried = {name for example in lexicon.examples for name, found in example.matches.items() if found}
    assert set(lexicon.categories) <= tried
    assert set(lexicon.naming) <= {name.split(".")[0] for name in tried}
