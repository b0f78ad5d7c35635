from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framescope as fs
from framescope.corpus.copies import find_copies
from framescope.corpus.copyrule import CopyRule
from framescope.corpus.model import Tokens
from framescope.errors import InputError
from framescope.schema import ZONES
from framescope.text.vocabulary import VocabularyBuilder


def tokens_of(articles: dict[str, list[int]]) -> Tokens:
    """Return articles of numbered words as tokens, ten characters from one word to the next in each article."""
    lengths = [len(words) for words in articles.values()]
    builder = VocabularyBuilder()
    n = sum(lengths)
    return Tokens(
        term=builder.encode(f"w{word}" for words in articles.values() for word in words),
        start=np.concatenate([np.empty(0, np.int64), *(np.arange(k) * 10 for k in lengths)]),
        length=np.full(n, 5, dtype=np.uint32),
        article=np.repeat(np.arange(len(lengths), dtype=np.int32), lengths),
        zone=np.full(n, ZONES.index("body"), dtype=np.uint8),
        voice=np.zeros(n, dtype=np.uint8),
        breaks=np.zeros(n, dtype=np.bool_),
        documents=np.cumsum([0, *lengths]),
        vocabulary=builder.build(),
    )


def copies_of(articles: dict[str, list[int]], rule: CopyRule | None = None) -> pd.DataFrame:
    return find_copies(tokens_of(articles), list(articles), rule)


STORY = list(range(100, 160))  # sixty different words
OTHER = list(range(200, 290))  # ninety others


def test_a_glued_copy_is_found_by_containment_both_ways() -> None:
    # a: the 60-word story; b: the story and then 90 other words.
    # Distinct 5-word shingles: a has 56, b has 146; the 56 of the story stand in both.
    copies = copies_of({"a": STORY, "b": STORY + OTHER})
    assert copies[["n_tokens", "start_a", "end_a", "start_b", "end_b"]].to_numpy().tolist() == [[60, 0, 595, 0, 595]]
    assert copies["containment_a"].tolist() == [1.0]
    assert copies["containment_b"].tolist() == pytest.approx([56 / 146])


def test_article_a_is_the_first_by_name_whichever_is_longer() -> None:
    copies = copies_of({"b": STORY, "a": OTHER + STORY})
    assert copies[["article_a", "article_b"]].to_numpy().tolist() == [["a", "b"]]
    assert copies[["start_a", "end_a", "start_b", "end_b"]].to_numpy().tolist() == [[900, 1495, 0, 595]]
    assert copies[["containment_a", "containment_b"]].to_numpy().tolist() == [[pytest.approx(56 / 146), 1.0]]


def test_one_changed_word_destroys_five_shingles_but_does_not_end_the_passage() -> None:
    copies = copies_of({"a": STORY, "b": [*STORY[:30], 999, *STORY[31:]]})
    assert copies["n_tokens"].tolist() == [60]
    assert copies["containment_a"].tolist() == pytest.approx([51 / 56])


def test_passages_that_changed_places_are_two() -> None:
    copies = copies_of({"a": STORY, "b": STORY[30:] + STORY[:30]})
    assert sorted(copies["n_tokens"]) == [30, 30]


def test_a_phrase_that_stands_first_elsewhere_does_not_end_a_passage() -> None:
    # b says words 20 to 27 of the story (four shingles) once more before it tells the story.
    copies = copies_of({"a": STORY, "b": STORY[20:28] + OTHER + STORY})
    assert copies["n_tokens"].tolist() == [60]


def test_a_passage_shorter_than_twenty_words_is_not_listed() -> None:
    assert copies_of({"a": STORY[:19] + OTHER, "b": STORY[:19]}).empty
    assert len(copies_of({"a": STORY[:20] + OTHER, "b": STORY[:20]})) == 1


def test_case_is_no_difference_and_furniture_is_not_compared() -> None:
    text = " ".join(f"word{i}" for i in range(40))
    corpus = fs.corpus_from_texts({"a": text, "b": text.upper()})
    assert corpus.copies["containment_a"].tolist() == [1.0]


@given(st.lists(st.lists(st.integers(0, 3), max_size=60), max_size=4))
def test_without_a_gap_every_word_of_a_passage_stands_in_a_shared_shingle(articles: list[list[int]]) -> None:
    def shingles(terms: list[int]) -> list[tuple[int, ...]]:
        return [tuple(terms[i : i + 3]) for i in range(len(terms) - 2)]

    rule = CopyRule(shingle=3, passage=3, gap=0)
    table = copies_of({str(i): one for i, one in enumerate(articles)}, rule)
    columns = ["article_a", "article_b", "start_a", "end_a", "n_tokens", "containment_a", "containment_b"]
    rows: list[Any] = table[columns].to_numpy().tolist()
    for name_a, name_b, start_a, end_a, n_tokens, containment_a, containment_b in rows:
        a, b = articles[int(name_a)], articles[int(name_b)]
        passage = range(start_a // 10, (end_a - 5) // 10 + 1)
        assert len(passage) == n_tokens
        shared = set(shingles(a)) & set(shingles(b))
        covered = {i + k for i, one in enumerate(shingles(a)) if one in shared for k in range(3)}
        assert set(passage) <= covered
        assert containment_a == pytest.approx(len(shared) / len(set(shingles(a))))
        assert containment_b == pytest.approx(len(shared) / len(set(shingles(b))))


def test_nothing_to_compare() -> None:
    assert copies_of({}).empty
    assert copies_of({"a": [], "b": [1]}).empty


def test_a_rule_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(InputError, match="passage >= shingle"):
        CopyRule(shingle=30)
    with pytest.raises(InputError, match="shares above 0"):
        CopyRule(shorter=1.5)
    with pytest.raises(InputError, match="number of days"):
        CopyRule(window=-1)
    with pytest.raises(InputError, match="every"):
        CopyRule(every=0)
    with pytest.raises(InputError, match="list of names"):
        CopyRule(outlets="Reuters")  # type: ignore[arg-type]  # what a user would write
    with pytest.raises(ValueError, match="Known: longest, earliest"):
        CopyRule(representative="first")  # type: ignore[arg-type]  # an unknown name


def test_the_syndicated_story_of_the_seeds() -> None:
    corpus = fs.read_corpus("seeds")
    assert len(corpus.copies) == 1
    passage = corpus.copies[["start_a", "end_a", "start_b", "end_b"]].iloc[0].astype(int)
    a, b = corpus.text("001_1570c27ebe7dee80.txt"), corpus.text("004_e03c194c6745552e.txt")
    shared_a, shared_b = a[passage.start_a : passage.end_a], b[passage.start_b : passage.end_b]
    assert shared_a.startswith("With the assistance of the Russian Aerospace force")
    assert shared_a.endswith("a great victory for civilisation over barbarism")
    assert shared_a.split() == shared_b.split()
