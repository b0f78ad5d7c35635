import pandas as pd
import pytest

import framescope as fs
from framescope.corpus.copygroups import copy_groups
from framescope.corpus.copyrule import CopyRule
from framescope.errors import UnknownNameError
from framescope.schema import COPIES


def copies(*pairs: tuple[str, str, float, float]) -> pd.DataFrame:
    """Return pairs of articles with what each holds of the other; the passage itself does not matter for a group."""
    return COPIES.frame([(a, b, 0, 9, 0, 9, 50, in_a, in_b) for a, b, in_a, in_b in pairs])


def articles(**known: tuple[int, str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(known, orient="index", columns=["n_tokens", "date", "outlet"])


def groups(table: pd.DataFrame, known: pd.DataFrame, rule: CopyRule | None = None) -> list[str | None]:
    return list(copy_groups(table, known, rule)["copy_group"])


def test_group_needs_both_thresholds_and_the_longest_represents_it() -> None:
    # c lies in b wholly, but makes up only .25 of it: a passage, no group.
    table = copies(("a", "b", 1.0, 0.38), ("b", "c", 0.25, 1.0))
    known = articles(a=(60, None, None), b=(150, None, None), c=(40, None, None), d=(3, None, None))
    assert groups(table, known) == ["b", "b", None, None]
    assert copy_groups(table, known)["representative"].tolist() == [False, True, True, True]
    assert groups(table, known, CopyRule(longer=0.2)) == ["b", "b", "b", None]


def test_equal_length_is_decided_by_id_and_not_by_order() -> None:
    known = articles(z=(60, None, None), y=(60, None, None))
    table = copies(("y", "z", 1.0, 1.0))
    assert groups(table, known) == groups(table, known.iloc[::-1]) == ["y", "y"]


def test_groups_are_closed_under_joining() -> None:
    table = copies(("a", "b", 0.9, 0.9), ("b", "c", 0.9, 0.9))
    assert groups(table, articles(a=(9, None, None), b=(8, None, None), c=(7, None, None))) == ["a", "a", "a"]


@pytest.mark.parametrize(
    ("date_a", "date_b", "grouped"),
    [
        ("2017-09-10", "2017-09-17", True),  # seven days
        ("2017-09-10", "2017-09-18", False),  # eight
        ("2017-09-18", "2017-09-10", False),  # whichever came first
        ("2017-08", "2017-09-07", True),  # may have been the 31st of August
        ("2017-08", "2017-09-08", False),  # eight days even then
        ("2017", "2016-12-20", False),  # the 1st of January is twelve days away
        (None, "2017-09-18", True),  # a date that is not known never excludes
        ("soon", "2017-09-18", True),
    ],
)
def test_articles_further_apart_than_the_window_are_no_copies(
    date_a: str | None, date_b: str, *, grouped: bool
) -> None:
    known = articles(a=(60, date_a, None), b=(50, date_b, None))
    table = copies(("a", "b", 1.0, 1.0))
    assert groups(table, known, CopyRule(window=7)) == (["a", "a"] if grouped else [None, None])
    assert groups(table, known) == ["a", "a"]


def test_the_earliest_may_represent_a_group() -> None:
    rule = CopyRule(representative="earliest")
    table = copies(("a", "b", 1.0, 1.0), ("a", "c", 1.0, 1.0))

    def dated(b: str, c: str) -> pd.DataFrame:
        return articles(a=(60, None, None), b=(50, b, None), c=(40, c, None))

    known = dated("2017-09-11", "2017-09-10")
    assert groups(table, known, rule) == ["c", "c", "c"]
    # Some day in September is not certainly before the 11th, but before October.
    assert groups(table, dated("2017-09-11", "2017-09"), rule) == ["b", "b", "b"]
    assert groups(table, dated("2017-10-01", "2017-09"), rule) == ["c", "c", "c"]
    # On the same day, and without any date, the longest does.
    assert groups(table, known.assign(date="2017-09-11"), rule) == ["a", "a", "a"]
    assert groups(table, known.assign(date=None), rule) == ["a", "a", "a"]


def test_a_named_outlet_may_represent_a_group() -> None:
    table = copies(("a", "b", 1.0, 1.0), ("a", "c", 1.0, 1.0))
    known = articles(a=(60, None, "Daily"), b=(50, None, "Wire"), c=(40, None, "Agency"))
    assert groups(table, known, CopyRule(outlets=("Agency", "Wire"))) == ["c", "c", "c"]
    assert groups(table, known, CopyRule(outlets=("Wire",))) == ["b", "b", "b"]
    with pytest.raises(UnknownNameError, match="Known: Agency, Daily, Wire"):
        copy_groups(table, known, CopyRule(outlets=("Wyre",)))


def test_nothing_to_group() -> None:
    assert copy_groups(copies(), articles()).empty
    assert groups(copies(), articles(a=(1, None, None))) == [None]


def test_a_corpus_is_grouped_anew_under_another_rule() -> None:
    corpus = fs.read_corpus("seeds")
    alone = fs.group_copies(corpus, CopyRule(shorter=1.0))  # neither of the two lies wholly in the other
    assert (corpus.n_stories, alone.n_stories) == (6, 7)
    assert len(alone.copies) == len(corpus.copies) == 1
    assert alone.digest != corpus.digest
    pd.testing.assert_frame_equal(fs.group_copies(alone, CopyRule()).articles, corpus.articles)
