from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framescope as fs
from framescope.corpus.copies import find_copies
from framescope.corpus.copygroups import copy_groups
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


def swapped(copies: pd.DataFrame) -> pd.DataFrame:
    """Return the table with a for b and b for a."""
    other = {"a": "b", "b": "a"}
    renamed = copies.rename(columns=lambda name: name[:-1] + other[name[-1]] if name[-2:] in ("_a", "_b") else name)
    return renamed.assign(article_a="a", article_b="b")[list(copies.columns)]


small = st.lists(st.integers(0, 3), max_size=60)


@given(small, small, st.integers(0, 4))
def test_what_a_shares_with_b_is_what_b_shares_with_a(a: list[int], b: list[int], gap: int) -> None:
    rule = CopyRule(shingle=3, passage=3, gap=gap)
    columns = ["start_a", "end_a", "start_b", "end_b", "containment_a", "containment_b"]
    one, other = copies_of({"a": a, "b": b}, rule), swapped(copies_of({"a": b, "b": a}, rule))
    assert sorted(map(tuple, one[columns].to_numpy())) == sorted(map(tuple, other[columns].to_numpy()))
    containment = one[["containment_a", "containment_b"]].to_numpy()
    assert ((containment > 0) & (containment <= 1)).all()


@given(st.lists(small, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_decides_nothing(articles: list[list[int]], random: Any) -> None:
    rule = CopyRule(shingle=3, passage=4)
    named = {f"{i}": one for i, one in enumerate(articles)}
    shuffled = dict(random.sample(list(named.items()), len(named)))
    pd.testing.assert_frame_equal(copies_of(named, rule), copies_of(shuffled, rule))


# Articles made up of a story of 400 words (or its first 20) and words nobody else has.
plans = st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.integers(0, 30)), max_size=7)


def made_up(plan: list[tuple[int, bool, int]]) -> dict[str, list[int]]:
    articles = {}
    for i, (story, whole, n_own) in enumerate(plan):
        told = list(range(1000 * story, 1000 * story + (400 if whole else 20)))
        first = 1_000_000 + 1000 * i
        articles[f"{i}"] = told + list(range(first, first + (n_own if whole else 380)))
    return articles


def groups_of(articles: dict[str, list[int]], rule: CopyRule) -> set[frozenset[str]]:
    known = pd.DataFrame({"n_tokens": pd.Series({name: len(words) for name, words in articles.items()}, dtype="int64")})
    groups = copy_groups(copies_of(articles, rule), known.assign(date=None, outlet=None), rule)["copy_group"].dropna()
    return {frozenset(members.index) for _, members in groups.groupby(groups)}


@settings(max_examples=30)
@given(plans)
def test_looking_at_all_shingles_and_at_some_gives_the_same_groups(plan: list[tuple[int, bool, int]]) -> None:
    articles = made_up(plan)
    # Whole stories hold at least 396/426 of each other, beginnings 16/396.
    told: dict[int, set[str]] = {}
    for i, (story, whole, _) in enumerate(plan):
        told.setdefault(story, set()).update({f"{i}"} if whole else ())
    wanted = {frozenset(names) for names in told.values() if len(names) > 1}
    assert groups_of(articles, CopyRule(every=1)) == groups_of(articles, CopyRule(every=16)) == wanted


@settings(max_examples=20)
@given(plans, st.integers(1, 5))
def test_articles_that_share_nothing_change_no_group(plan: list[tuple[int, bool, int]], n_others: int) -> None:
    articles = made_up(plan)
    others = {f"other{i}": list(range(2_000_000 + 500 * i, 2_000_400 + 500 * i)) for i in range(n_others)}
    for every in (1, 16):
        rule = CopyRule(every=every)
        assert groups_of(articles | others, rule) == groups_of(articles, rule)
        pd.testing.assert_frame_equal(copies_of(others | articles, rule), copies_of(articles, rule))


def test_what_a_crowd_shares_makes_no_quadratic_pairs_and_is_said() -> None:
    notice = list(range(30))  # 26 shingles
    crowd = {f"{i:02}": list(range(100 + 50 * i, 140 + 50 * i)) + notice for i in range(60)}
    copies = copies_of(crowd, CopyRule(every=1))
    # Each meets the next four in length (here, all being equally long, by name): 56 * 4 + 3 + 2 + 1.
    assert len(copies) == 230
    assert copies.attrs["search"] == {"every": 1, "crowded": 26, "pairs_left": 0}
    assert groups_of(crowd, CopyRule(every=1)) == set()


@pytest.mark.parametrize("every", [1, 16])
def test_a_story_told_by_a_crowd_is_one_group(every: int) -> None:
    story = list(range(400))
    crowd = {f"{i:02}": story[: 400 - i] for i in range(60)}
    assert groups_of(crowd, CopyRule(every=every)) == {frozenset(crowd)}


def test_a_large_corpus_compares_weak_pairs_with_the_best_only() -> None:
    # Every article shares another 60 words with each of six longer ones: of these, three are compared.
    one = {"0": [word for i in range(6) for word in range(1000 * i, 1000 * i + 60)] + list(range(7000, 7040))}
    others = {
        f"{i + 1}": list(range(1000 * i, 1000 * i + 60 + i)) + list(range(10_000 * (i + 1), 10_000 * (i + 1) + 600))
        for i in range(6)
    }
    assert len(copies_of(one | others, CopyRule(every=1))) == 6
    copies = copies_of(one | others, CopyRule(every=2))
    assert len(copies) == 3
    assert copies.attrs["search"]["pairs_left"] == 3


def test_a_saved_corpus_still_says_how_closely_was_looked(tmp_path: Path) -> None:
    corpus = fs.corpus_from_texts({"a": "one", "b": "two"})
    saved = fs.load_corpus(corpus.save(tmp_path / "corpus"))
    assert saved.copies.attrs["search"] == {"every": 1, "crowded": 0, "pairs_left": 0}


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
