from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from framescope.corpus.model import Corpus
from framescope.lexicon.hits import find_hits
from framescope.lexicon.misses import near_misses
from framescope.lexicon.model import Lexicon

MakeCorpus = Callable[[Sequence[str]], Corpus]


def lexicon(terms: list[Any]) -> Lexicon:
    return Lexicon.model_validate({"name": "x", "categories": {"c": {"terms": terms}}})


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_near_misses_are_one_edit_away(make_corpus: MakeCorpus) -> None:
    text = "terrorism terroism terrorisms Terroirsm terrorixm xterrorism terorim errorism terror1sm terrorism’s"
    corpus = make_corpus(["", text])
    found = near_misses(corpus, find_hits(corpus, lexicon(["terrorism"])))
    # left out, swapped and exchanged letters first; then another first letter; then an ending
    assert rows(found, "form", "count", "near", "near_count", "ending", "document_id", "start", "end") == [
        ("terroirsm", 1, "terrorism", 2, False, "d01.txt", 30, 39),
        ("terroism", 1, "terrorism", 2, False, "d01.txt", 10, 18),
        ("terrorixm", 1, "terrorism", 2, False, "d01.txt", 40, 49),
        ("errorism", 1, "terrorism", 2, False, "d01.txt", 69, 77),
        ("xterrorism", 1, "terrorism", 2, False, "d01.txt", 50, 60),
        ("terrorisms", 1, "terrorism", 2, True, "d01.txt", 19, 29),
    ]


def test_short_words_and_matched_forms_are_no_near_misses(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["free tree liberated liberates"])
    assert len(near_misses(corpus, find_hits(corpus, lexicon(["free", "liberate?"])))) == 0


def test_without_a_hit_nothing_is_near(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(["nothing here"])
    assert len(near_misses(corpus, find_hits(corpus, lexicon(["absent*"])))) == 0
