"""Writing a lexicon and reading it again gives the same lexicon, or says what is lost."""

import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.errors import InputError, UnknownNameError
from framescope.lexicon.exchange import LexiconWarning, write_lexicon
from framescope.lexicon.model import Lexicon
from framescope.lexicon.read import read_lexicon

WHOLE = Path(__file__).parents[2] / "lexicons" / "syria-war.yaml"


def lexicon(terms: list[Any], **rest: Any) -> Lexicon:
    return Lexicon.model_validate({"name": "x", "categories": {"c": {"terms": terms}}, **rest})


def again(made: Lexicon, path: Path) -> tuple[Lexicon, list[str]]:
    """Write and read, all warnings left aside; the remarks of the writer are returned."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LexiconWarning)
        remarks = write_lexicon(made, path)
        return read_lexicon(path), remarks


def entries(made: Lexicon) -> list[tuple[str, str, Any]]:
    return sorted(((row.set, row.category, row.entry) for row in made.rows()), key=repr)


def plain(made: Lexicon) -> list[tuple[str, str, str]]:
    return sorted((row.set, row.category, row.entry.term) for row in made.rows())


letters = "abcxyzäñЯ"
names = st.text(letters + " -", min_size=1, max_size=6).map(lambda name: " ".join(name.split())).filter(bool)
words = st.text(letters + "'-*?", min_size=1, max_size=6).filter(lambda word: any(c in letters for c in word))
words = words.map(lambda word: word.strip("'-")).filter(lambda word: bool(word) and "--" not in word)
words = words | st.sampled_from(
    ["on", "no", "y", "null", "2017", "0x1F", "1.5", "*assad*", "ab: cd", "AT&T", "u.s.-backed"]
)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
liwc_words = st.text(letters, min_size=1, max_size=6) | st.sampled_from(["on", "route 66", "kind of"])
liwc_terms = st.builds(lambda word, star: word + star, liwc_words, st.sampled_from(["", "*"]))


def lexicons(terms: st.SearchStrategy[Any]) -> st.SearchStrategy[Lexicon]:
    several = st.lists(terms, min_size=1, max_size=4, unique_by=repr)
    leaf = st.fixed_dictionaries({"terms": several})
    whole = st.fixed_dictionaries({"categories": st.dictionaries(names, leaf, min_size=1, max_size=2)})
    categories = st.dictionaries(names, leaf | whole, min_size=1, max_size=3)
    return categories.map(lambda found: Lexicon.model_validate({"name": "lexicon", "categories": found}))


conditions = st.lists(words, max_size=2)
every_entry = st.fixed_dictionaries(
    {"term": phrases},
    optional={
        "case": st.booleans(),
        "not_before": conditions,
        "not_after": conditions,
        "not_in": conditions,
        "near": st.fixed_dictionaries({"terms": st.lists(words, min_size=1, max_size=2), "window": st.integers(1, 9)}),
        "weight": st.floats(-5, 5, allow_nan=False),
    },
)


@settings(max_examples=60, deadline=None)
@given(made=lexicons(every_entry))
def test_our_own_format_keeps_everything(tmp_path_factory: pytest.TempPathFactory, made: Lexicon) -> None:
    found, remarks = again(made, tmp_path_factory.mktemp("x") / "lexicon.yaml")
    assert remarks == []
    assert found == made


@settings(max_examples=60, deadline=None)
@given(made=lexicons(every_entry))
def test_a_table_keeps_every_entry(tmp_path_factory: pytest.TempPathFactory, made: Lexicon) -> None:
    found, remarks = again(made, tmp_path_factory.mktemp("x") / "lexicon.csv")
    assert remarks == []
    assert entries(found) == entries(made)


@settings(max_examples=60, deadline=None)
@given(made=lexicons(phrases))
def test_quanteda_keeps_names_and_patterns(tmp_path_factory: pytest.TempPathFactory, made: Lexicon) -> None:
    found, remarks = again(made, tmp_path_factory.mktemp("x") / "lexicon.yml")
    assert remarks == []
    assert entries(found) == entries(made)


@settings(max_examples=60, deadline=None)
@given(made=lexicons(liwc_terms))
def test_liwc_keeps_names_and_stems(tmp_path_factory: pytest.TempPathFactory, made: Lexicon) -> None:
    found, remarks = again(made, tmp_path_factory.mktemp("x") / "lexicon.dic")
    assert remarks == []
    assert plain(found) == plain(made)


def test_the_lexicon_of_the_study_survives_its_own_format(tmp_path: Path) -> None:
    made = read_lexicon(WHOLE)
    assert again(made, tmp_path / "copy.yaml") == (made, [])


@pytest.mark.parametrize(
    ("suffix", "term", "lost"),
    [
        (".yml", {"term": "a", "case": True}, "case is lost"),
        (".yml", {"term": "a", "weight": 2}, "weight is lost"),
        (".dic", {"term": "a", "not_before": ["b"]}, "not_before is lost"),
        (".dic", {"term": "a", "near": {"terms": ["b"]}}, "near is lost"),
        (".dic", "*a", "LIWC knows * at the end of a term only"),
        (".dic", "a?", "and no ?"),
        (".yml", "re:ab?", "left out; the format knows no regular expressions"),
        (".dic", "re:ab?", "left out; the format knows no regular expressions"),
    ],
)
def test_what_a_format_cannot_say_of_a_term_is_told(tmp_path: Path, suffix: str, term: Any, lost: str) -> None:
    with pytest.warns(LexiconWarning) as told:
        remarks = write_lexicon(lexicon([term, "other"]), tmp_path / f"out{suffix}")
    assert [str(warning.message) for warning in told] == remarks
    assert len(remarks) == 1
    assert lost in remarks[0]
    assert repr(term["term"] if isinstance(term, dict) else term) in remarks[0]


@pytest.mark.parametrize("suffix", [".yml", ".dic", ".csv"])
def test_what_stands_beside_the_terms_is_told(tmp_path: Path, suffix: str) -> None:
    made = read_lexicon(WHOLE)
    found, remarks = again(made, tmp_path / f"out{suffix}")
    head = next(remark for remark in remarks if "the format has no place for it" in remark)
    for name in ("version", "licence", "examples", "description of categories", "referent of naming sets"):
        assert name in head
    assert any("naming sets are written as categories" in remark for remark in remarks)
    wanted = {row.category if row.set == "categories" else f"{row.set}/{row.category}" for row in made.rows()}
    assert {row.category for row in found.rows()} == wanted


def test_hyphens_that_are_ignored_are_written_out(tmp_path: Path) -> None:
    made = lexicon([{"term": "regime change", "ignore_hyphens": True}])
    found, remarks = again(made, tmp_path / "x.yml")
    assert remarks == []
    assert plain(found) == [("categories", "c", "regime change"), ("categories", "c", "regime-change")]
    assert entries(again(made, tmp_path / "x.csv")[0]) == entries(made)


def test_a_regular_expression_survives_a_table(tmp_path: Path) -> None:
    made = lexicon(["re:a(b|c)"])
    assert again(made, tmp_path / "x.csv")[0].categories == made.categories


def test_the_format_can_be_named(tmp_path: Path) -> None:
    write_lexicon(lexicon(["a"]), tmp_path / "x.txt", format="liwc")
    assert (tmp_path / "x.txt").read_text() == "%\n1\tc\n%\na\t1\n"


def test_an_unknown_format_or_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"ending of a lexicon file '\.xls'.*\.yaml"):
        write_lexicon(lexicon(["a"]), tmp_path / "x.xls")
    with pytest.raises(UnknownNameError, match=r"format 'excel'.*liwc"):
        write_lexicon(lexicon(["a"]), tmp_path / "x.dic", format="excel")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match=r"ending of a lexicon file '\.xls'.*\.dic"):
        read_lexicon(tmp_path / "x.xls")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_lexicon(lexicon(["a"]), tmp_path / "absent" / "x.yaml")
    assert list(tmp_path.iterdir()) == []
