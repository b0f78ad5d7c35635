from pathlib import Path

import pandas as pd
import pytest

from framescope.corpus.build import corpus_from_texts
from framescope.corpus.store import save_corpus
from framescope.dispatch import here, over_cores
from framescope.lexicon.hits import find_hits
from framescope.lexicon.model import Lexicon
from framescope.lexicon.sharded import find_hits_over

LEXICON = Lexicon.model_validate(
    {
        "name": "town",
        "language": "en",
        "categories": {"works": {"terms": ["bridge*", "the mayor"]}, "people": {"terms": ["mayor", "she"]}},
    }
)
# Quotations, a negation at the very beginning of a document, and documents without a word or a hit.
TEXTS = {
    "a": '"The bridge is safe," the mayor said. She did not mention the bridges.',
    "b": "",
    "c": "No mayor, no bridge. Nobody came to the meeting.",
    "d": "Nothing of the kind is said here.",
    "e": "The mayor left. “Bridges fall,” she said later.",
    "f": "Bridge.",
}


@pytest.mark.parametrize("size", [1, 7, 20, 1000])
def test_pieces_of_any_size_give_the_hits_of_the_whole(tmp_path: Path, size: int) -> None:
    corpus = corpus_from_texts(TEXTS)
    folder = save_corpus(corpus, tmp_path / "saved")
    expected = find_hits(corpus, LEXICON)
    # a: bridge, the mayor, mayor, She, bridges; c: mayor, bridge; e: The mayor, mayor, Bridges, she; f: Bridge.
    assert len(expected) == 12
    assert expected["negated"].sum() == 3  # the bridges in a, mayor and bridge in c
    found = find_hits_over(folder, LEXICON, here, size=size)
    pd.testing.assert_frame_equal(found, expected)
    assert found.attrs == expected.attrs


def test_pieces_looked_through_by_other_processes(tmp_path: Path) -> None:
    corpus = corpus_from_texts(TEXTS)
    folder = save_corpus(corpus, tmp_path / "saved")
    pd.testing.assert_frame_equal(find_hits_over(folder, LEXICON, over_cores(2), size=7), find_hits(corpus, LEXICON))


def test_a_corpus_without_a_word(tmp_path: Path) -> None:
    folder = save_corpus(corpus_from_texts({"a": ""}), tmp_path / "saved")
    assert find_hits_over(folder, LEXICON, here).empty
