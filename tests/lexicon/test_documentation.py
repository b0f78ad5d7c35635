"""What docs/lexicon.md says holds: its lexicons can be read, its table of negations is right, nothing is left out."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from framescope.corpus.model import Corpus
from framescope.lexicon.entry import Entry, Near
from framescope.lexicon.exchange import SUFFIXES
from framescope.lexicon.hits import find_hits
from framescope.lexicon.model import Lexicon
from framescope.lexicon.negation import negation_rules
from framescope.lexicon.read import read_lexicon

MakeCorpus = Callable[[Sequence[str]], Corpus]

PAGE = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text(encoding="utf-8")
LEXICONS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
NEGATIONS = re.findall(r"^\| (.*) \| (\w+) \| (True|False) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("text", LEXICONS, ids=lambda text: str(text).split("\n")[0])
def test_every_lexicon_of_the_page_can_be_read_and_its_examples_hold(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    lexicon = read_lexicon(path)
    assert lexicon.examples
    assert {name for example in lexicon.examples for name, found in example.matches.items() if found} == {
        name if set_ == "categories" else f"{set_}.{name}" for set_, name in lexicon.names()
    }


@pytest.mark.parametrize(("text", "hit", "negated"), NEGATIONS)
def test_every_negation_of_the_page(make_corpus: MakeCorpus, text: str, hit: str, negated: str) -> None:
    categories = {"c": {"terms": ["amiabl*"]}}
    lexicon = Lexicon.model_validate({"name": "x", "language": "en", "categories": categories})
    hits = find_hits(make_corpus([text]), lexicon)
    assert hits["text"].tolist() == [hit]
    assert hits["negated"].tolist() == [negated == "True"]


def test_nothing_is_left_out() -> None:
    assert len(LEXICONS) >= 8
    assert len(NEGATIONS) >= 6
    for name in (*Entry.model_fields, *Near.model_fields, "also", "re:", "at_level", "within"):
        assert re.search(rf"\b{re.escape(name)}", PAGE), name
    for suffix in SUFFIXES:
        assert f"`{suffix}`" in PAGE
    assert negation_rules("en").window == 3  # the page says so
    assert Near(terms=("a",)).window == 5
