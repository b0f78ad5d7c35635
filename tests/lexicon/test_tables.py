import warnings
from pathlib import Path

import pytest

from framescope.errors import InputError
from framescope.lexicon.entry import Entry, Near
from framescope.lexicon.exchange import LexiconWarning
from framescope.lexicon.model import Lexicon
from framescope.lexicon.read import read_lexicon
from framescope.lexicon.tables import write_table

Found = list[tuple[str, str, float]]


def read(tmp_path: Path, text: str, name: str = "words.csv") -> tuple[Found, list[str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", LexiconWarning)
        lexicon = read_lexicon(path)
    found = [(row.category, row.entry.term, row.entry.weight) for row in lexicon.rows()]
    return found, [str(one.message).removeprefix(str(path)).lstrip(":, ") for one in told]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("term,category\nkill*,harm\nhelp,care\n", [("harm", "kill*", 1), ("care", "help", 1)]),
        ("term;category;weight\nkill*;harm;0.5\n", [("harm", "kill*", 0.5)]),
        ("category\tterm\nharm\tkill*\n", [("harm", "kill*", 1)]),
        ("\ufeffTerm,Category\r\n\"a, b\",c\r\n", [("c", "a, b", 1)]),
        # tidytext: word and sentiment, sentiment and value
        ("word,sentiment\nabandon,negative\n", [("negative", "abandon", 1)]),
        ("word,value\nabandon,-2\nlove,3\n", [("words", "abandon", -2), ("words", "love", 3)]),
        ("word,sentiment\nabandon,-2\nlove,3\n", [("words", "abandon", -2), ("words", "love", 3)]),
        # LIWC-22 and weighted columns
        ("DicTerm,Harm,Care\nkill*,X,\nnurse,,x\nboth,X,X\n",
         [("Harm", "kill*", 1), ("Harm", "both", 1), ("Care", "nurse", 1), ("Care", "both", 1)]),
        ("term,harm,care\nkill,90.5,0\nnurse,0,40\n", [("harm", "kill", 90.5), ("care", "nurse", 40)]),
        # categories within categories
        ("term,category\nburn,violence/arson\n", [("violence/arson", "burn", 1)]),
    ],
)  # fmt: skip
def test_tables_with_a_head(tmp_path: Path, text: str, found: Found) -> None:
    assert read(tmp_path, text) == (found, [])


def test_two_columns_without_a_head(tmp_path: Path) -> None:
    # AFINN-111 and VADER: a term, a tab, its weight
    assert read(tmp_path, "abandon\t-2\nself-deluded\t-2\ncan't stand\t-3\n", "afinn.txt") == (
        [("afinn", "abandon", -2), ("afinn", "self-deluded", -2), ("afinn", "can't stand", -3)],
        [],
    )
    found, told = read(
        tmp_path, '$:\t-1.5\t0.8\t[-1]\nabuse\t-3.2\t0.6\t[-3]\n:)\t2.0\t1\t[2]\n"odd\t1\t1\t[1]\n', "vader.txt"
    )
    assert found == [("vader", "abuse", -3.2), ("vader", '"odd', 1)]
    assert [message.split(": ")[0] for message in told] == ["line 1", "line 1", "line 3"]
    assert "columns 3 to 4 have no name and are not read" in told[0]


def test_stray_lines_and_columns_are_told(tmp_path: Path) -> None:
    text = "term,category,weight,note\na,c,1,x\nb,c\nd,c,heavy,x\n,c,1,x\n"
    found, told = read(tmp_path, text)
    assert found == [("c", "a", 1)]
    assert [message.split(":")[0] for message in told] == ["line 3", "line 1", "line 4", "line 5"]
    assert "columns that are not read: note" in told[1]
    assert read(tmp_path, "a\t1\nb\n", "x.tsv")[1] == ["line 2: stray line ['b']: no term and weight; left out."]
    assert read(tmp_path, "term,c,d\na,X,maybe\n")[1] == [
        "line 2: 'maybe' under 'd' is neither X nor a weight; left out."
    ]


def test_conditions_have_columns(tmp_path: Path) -> None:
    head = "term,category,case,ignore_hyphens,not_before,not_in,near,window\n"
    text = head + "IS,c,true,,a b|c*,d,e|f g,3\nx y,c,,true,,,,\n"
    (tmp_path / "x.csv").write_text(text)
    lexicon = read_lexicon(tmp_path / "x.csv")
    first = Entry(
        term="IS", case=True, not_before=("a b", "c*"), not_in=("d",), near=Near(terms=("e", "f g"), window=3)
    )
    assert lexicon.categories["c"].terms == (first, Entry(term="x y", ignore_hyphens=True))
    assert write_table(lexicon)[0] == text.replace("term,category", "category,term").replace("IS,c", "c,IS").replace(
        "x y,c", "c,x y"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("a,b\nc,d\n", "line 1: no column is called term, word.* Found: a, b"),
        ("term,category\n", "holds no term"),
        ("term,category,Term\na,b,c\n", "line 1: two columns have the same name: term, category, Term"),
        ("term,category,case\na,c,perhaps\n", r"line 2 \(categories.c.terms.0.case\).*boolean.*perhaps"),
        ("term,category,near\na,c,*\n", "line 2 .*every word"),
        ("term,category\n..,c\n", "holds no term"),
    ],
)
def test_what_is_no_lexicon_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=f"(?s){message}"):
        read(tmp_path, text)


def test_only_columns_that_say_something_are_written() -> None:
    lexicon = Lexicon.model_validate({"name": "x", "categories": {"c": {"terms": ["a", {"term": "b", "weight": 2}]}}})
    assert write_table(lexicon) == ("category,term,weight\nc,a,\nc,b,2.0\n", [])
