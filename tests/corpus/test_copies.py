from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framescope as fs
from framescope.corpus.copies import ArticleWords, CopyRule, copy_groups, find_copies
from framescope.errors import InputError


def words(name: str, terms: list[int]) -> ArticleWords:
    start = np.arange(len(terms), dtype=np.int64) * 10
    return ArticleWords(name, np.array(terms, dtype=np.int64), start, start + 5)


STORY = list(range(100, 160))  # sixty different words
OTHER = list(range(200, 290))  # ninety others


def test_a_glued_copy_is_found_by_containment_both_ways() -> None:
    # a: the 60-word story; b: the story and then 90 other words.
    # Distinct 5-word shingles: a has 56, b has 146; the 56 of the story stand in both.
    copies = find_copies([words("a", STORY), words("b", STORY + OTHER)])
    assert copies[["n_tokens", "start_a", "end_a", "start_b", "end_b"]].to_numpy().tolist() == [[60, 0, 595, 0, 595]]
    assert copies["containment_a"].tolist() == [1.0]
    assert copies["containment_b"].tolist() == pytest.approx([56 / 146])


def test_one_changed_word_destroys_five_shingles_but_does_not_end_the_passage() -> None:
    edited = [*STORY[:30], 999, *STORY[31:]]
    copies = find_copies([words("a", STORY), words("b", edited)])
    assert copies["n_tokens"].tolist() == [60]
    assert copies["containment_a"].tolist() == pytest.approx([51 / 56])


def test_passages_that_changed_places_are_two() -> None:
    copies = find_copies([words("a", STORY), words("b", STORY[30:] + STORY[:30])])
    assert sorted(copies["n_tokens"]) == [30, 30]


def test_a_passage_shorter_than_twenty_words_is_not_listed() -> None:
    assert find_copies([words("a", STORY[:19] + OTHER), words("b", STORY[:19])]).empty
    assert len(find_copies([words("a", STORY[:20] + OTHER), words("b", STORY[:20])])) == 1


def test_group_needs_both_thresholds_and_the_longest_represents_it() -> None:
    articles = [words("a", STORY), words("b", STORY + OTHER), words("c", OTHER[:40]), words("d", [1, 2, 3])]
    lengths = pd.Series({"a": 60, "b": 150, "c": 40, "d": 3})
    groups = copy_groups(find_copies(articles), lengths)
    # c lies in b wholly, but makes up only 36/146 = .25 of it: a passage, no group.
    assert groups["copy_group"].tolist() == ["b", "b", None, None]
    assert groups["representative"].tolist() == [False, True, True, True]
    narrow = copy_groups(find_copies(articles), lengths, CopyRule(longer=0.2))
    assert narrow["copy_group"].tolist() == ["b", "b", "b", None]


def test_equal_length_is_decided_by_id() -> None:
    groups = copy_groups(find_copies([words("z", STORY), words("y", STORY)]), pd.Series({"z": 60, "y": 60}))
    assert groups.loc["y", "representative"]
    assert not groups.loc["z", "representative"]


@given(st.lists(st.lists(st.integers(0, 3), max_size=60), max_size=4))
def test_without_a_gap_every_word_of_a_passage_stands_in_a_shared_shingle(articles: list[list[int]]) -> None:
    def shingles(terms: list[int]) -> list[tuple[int, ...]]:
        return [tuple(terms[i : i + 3]) for i in range(len(terms) - 2)]

    rule = CopyRule(shingle=3, passage=3, gap=0)
    table = find_copies([words(str(i), one) for i, one in enumerate(articles)], rule)
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
    assert find_copies([]).empty
    assert find_copies([words("a", []), words("b", [1])]).empty
    assert copy_groups(find_copies([]), pd.Series(dtype=np.int64)).empty


def test_a_rule_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(InputError, match="passage >= shingle"):
        CopyRule(shingle=30)
    with pytest.raises(InputError, match="shares above 0"):
        CopyRule(shorter=1.5)


def test_the_syndicated_story_of_the_seeds() -> None:
    corpus = fs.read_corpus("seeds")
    assert len(corpus.copies) == 1
    passage = corpus.copies[["start_a", "end_a", "start_b", "end_b"]].iloc[0].astype(int)
    a, b = corpus.text("001_1570c27ebe7dee80.txt"), corpus.text("004_e03c194c6745552e.txt")
    shared_a, shared_b = a[passage.start_a : passage.end_a], b[passage.start_b : passage.end_b]
    assert shared_a.startswith("With the assistance of the Russian Aerospace force")
    assert shared_a.endswith("a great victory for civilisation over barbarism")
    assert shared_a.split() == shared_b.split()
