import warnings
from pathlib import Path

import pydantic
import pytest

from framescope.errors import InputError
from framescope.lexicon.entry import Entry
from framescope.lexicon.model import Lexicon
from framescope.lexicon.read import LexiconWarning, read_lexicon

DESIGN = """
name: syria-war
version: 1
licence: CC0-1.0
read_by_authors: ["seeds"]
categories:
  liberation:
    description: "Change of control told as freeing"
    function: evaluation
    derived: practice
    source: own proposal
    counterpart: fall
    terms: ["liberat*", {term: "free*", not_before: ["trade", "press"]}]
naming:
  armed-opposition:
    referent: "armed groups fighting the Syrian government"
    labels:
      terrorists: {orientation: delegitimising, terms: ["terrorist*"]}
      rebels: {orientation: neutral, terms: ["rebel*"]}
examples:
  - {text: "the city was liberated", matches: {liberation: ["liberated"]}}
  - {text: "rebels left", matches: {armed-opposition.rebels: ["rebels"]}}
  - {text: "the liberal party", matches: {}}
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def minimal(terms: str, rest: str = "") -> str:
    return f"name: x\ncategories:\n  c:\n    terms: {terms}\n{rest}"


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(InputError) as error:
        read_lexicon(write(tmp_path, text))
    return str(error.value)


def test_a_lexicon_as_the_design_writes_it(tmp_path: Path) -> None:
    lexicon = read_lexicon(write(tmp_path, DESIGN))
    assert (lexicon.name, lexicon.version, lexicon.read_by_authors) == ("syria-war", "1", ("seeds",))
    category = lexicon.categories["liberation"]
    assert category.terms == (Entry(term="liberat*"), Entry(term="free*", not_before=("trade", "press")))
    assert (category.function, category.derived, category.counterpart) == ("evaluation", "practice", "fall")
    assert lexicon.naming["armed-opposition"].labels["rebels"].orientation == "neutral"
    assert lexicon.names() == [
        ("categories", "liberation"),
        ("armed-opposition", "terrorists"),
        ("armed-opposition", "rebels"),
    ]
    assert repr(lexicon) == "Lexicon(syria-war 1: 1 categories, 1 naming sets, 4 entries)"


def test_a_lexicon_does_not_change(tmp_path: Path) -> None:
    lexicon = read_lexicon(write(tmp_path, DESIGN))
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        lexicon.name = "other"


def test_the_least_a_lexicon_needs(tmp_path: Path) -> None:
    lexicon = read_lexicon(write(tmp_path, minimal('["rebel*"]')))
    assert [row.entry.term for row in lexicon.rows()] == ["rebel*"]


def test_anchors_aliases_and_merges(tmp_path: Path) -> None:
    text = """
name: x
categories:
  one: {terms: [&free {term: "free*", not_before: &not [trade]}, &us "us backed"]}
  two: {terms: [*free, {term: open, not_before: *not}, *us, {<<: *free, term: freed}]}
"""
    lexicon = read_lexicon(write(tmp_path, text))
    free = Entry(term="free*", not_before=("trade",))
    assert lexicon.categories["two"].terms == (
        free,
        Entry(term="open", not_before=("trade",)),
        Entry(term="us backed"),
        Entry(term="freed", not_before=("trade",)),
    )


def test_every_scalar_is_text(tmp_path: Path) -> None:
    lexicon = read_lexicon(write(tmp_path, minimal('[2017-09, 1.5, "on", 0x1F, "no", .inf]')))
    assert [row.entry.term for row in lexicon.rows()] == ["2017-09", "1.5", "on", "0x1F", "no", ".inf"]


@pytest.mark.parametrize(
    ("terms", "remark"),
    [
        ("[on]", r"line 4: the bare word 'on' is read as text here"),
        ("[yes]", "'yes'"),
        ("[rebel, REBEL]", r"line 4 \(categories\.c\.terms\.1\): the entry 'REBEL' stands twice in 'c'"),
        ("[-backed]", r"'-backed' is read as 'backed'"),
        ('[{term: a, not_before: ["-b"]}]', "'-b' is read as 'b'"),
        ("[{term: reign of terror, not_in: [terror]}]", "can never hold it"),
    ],
)
def test_what_may_not_say_what_was_meant_is_remarked_on(tmp_path: Path, terms: str, remark: str) -> None:
    with pytest.warns(LexiconWarning, match=remark):
        read_lexicon(write(tmp_path, minimal(terms)))


def test_case_tells_entries_apart(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read_lexicon(write(tmp_path, minimal("[{term: IS, case: true}, {term: Is, case: true}, is]")))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "name: x\ncategorys:\n  c: {terms: [a]}\n",
            "line 2 (categorys): Unknown key 'categorys'. Did you mean 'categories'?",
        ),
        (minimal("[a]", "    functon: cause\n"), "(categories.c.functon): Unknown key 'functon'. Did you mean"),
        (minimal("[{term: a, not_befor: [b]}]"), "(categories.c.terms.0.not_befor): Unknown key 'not_befor'. Did"),
        (minimal("[a]", "    function: problme\n"), "'remedy' or 'device' (found 'problme')"),
        ("categories:\n  c: {terms: [a]}\n", "The key 'name' is missing."),
        ("name: x\n", "holds neither categories nor naming sets"),
        ("", "The key 'name' is missing."),
        ("- a\n- b\n", "a lexicon is a mapping"),
        ("just words\n", "a lexicon is a mapping"),
        (minimal("[]"), "write at least one"),
        ("name: x\ncategories:\n  c: [a]\n", "line 3 (categories.c): write the terms under a key of their own"),
        ("name: x\nnaming:\n  s: {labels: {l: [a]}}\n", "(naming.s.labels.l): write the terms under a key"),
        ("name: x\nnaming:\n  s: {labels: {}}\n", "write at least one"),
        ("name: x\nnaming:\n  categories: {labels: {l: {terms: [a]}}}\n", "a naming set cannot be called 'categories'"),
        ("name: x\ncategories:\n  a.b: {terms: [a]}\n", "a name must not be empty or hold a full stop"),
        (minimal('["..."]'), "line 4 (categories.c.terms.0.term): The pattern '...' holds no word"),
        (minimal('["*"]'), "The pattern '*' would match every word"),
        (minimal('[{term: a, not_in: ["!"]}]'), "(categories.c.terms.0.not_in.0): The pattern '!' holds no word"),
        (minimal("[{not_in: [a]}]"), "The key 'term' is missing."),
        (minimal("[{term: a, case: maybe}]"), "(categories.c.terms.0.case)"),
        (minimal("[[a]]"), "(categories.c.terms.0)"),
        (minimal("[*-backed]"), "line 4: not valid YAML"),
        (minimal("[a]", "  c: {terms: [b]}\n"), "line 5: the key 'c' stands twice; join the two."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    assert message in refusal(tmp_path, text)


def test_an_alias_that_is_none_says_what_to_do(tmp_path: Path) -> None:
    assert "must stand in quotation marks" in refusal(tmp_path, minimal("[*assad]"))


def test_all_problems_are_reported_together(tmp_path: Path) -> None:
    message = refusal(tmp_path, minimal('["", "!", {trm: a}]'))
    assert [f"terms.{i}" in message for i in range(3)] == [True, True, True]


def test_a_missing_file_and_one_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.yaml: cannot be read"):
        read_lexicon(tmp_path / "absent.yaml")
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(InputError, match="UTF-8"):
        read_lexicon(binary)


@pytest.mark.parametrize(
    ("example", "message"),
    [
        ("{text: rebels left, matches: {c: []}}", "does not hold for 'c': expected [], found ['rebels']."),
        ("{text: rebels left, matches: {c: [rebel]}}", "expected ['rebel'], found ['rebels']."),
        ("{text: none, matches: {c: [rebels]}}", "expected ['rebels'], found []."),
        ("{text: one rebel, matches: {}}", "does not hold for 'c': expected [], found ['rebel']."),
        ("{text: a, matches: {s: []}}", "Unknown category or set.label 's'."),
        ("{text: a, matches: {s.m: []}}", "Unknown category or set.label 's.m'. Did you mean 's.l'? Known: c, s.l."),
        ("{text: a}", "The key 'matches' is missing."),
        ("{text: a, matches: {c: a}}", "(examples.0.matches.c)"),
    ],
)
def test_an_example_that_does_not_hold(tmp_path: Path, example: str, message: str) -> None:
    rest = f'naming:\n  s: {{labels: {{l: {{terms: ["reb? rebels"]}}}}}}\nexamples:\n  - {example}\n'
    found = refusal(tmp_path, minimal('["rebel*"]', rest))
    assert message in found
    assert "line 8" in found


def test_an_example_speaks_only_of_the_names_it_lists(tmp_path: Path) -> None:
    rest = 'naming:\n  s: {labels: {l: {terms: ["reb*"]}}}\nexamples:\n  - {text: a rebel, matches: {c: [rebel]}}\n'
    assert len(read_lexicon(write(tmp_path, minimal('["rebel*"]', rest))).examples) == 1


def test_examples_are_not_read_across_each_other(tmp_path: Path) -> None:
    rest = "examples:\n  - {text: regime, matches: {}}\n  - {text: change, matches: {}}\n"
    read_lexicon(write(tmp_path, minimal("[regime change]", rest)))


def test_a_lexicon_can_be_made_without_a_file() -> None:
    lexicon = Lexicon.model_validate({"name": "x", "categories": {"c": {"terms": ["a", {"term": "b", "case": True}]}}})
    assert [row.entry for row in lexicon.rows()] == [Entry(term="a"), Entry(term="b", case=True)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (minimal('["re:a("]'), "line 4 (categories.c.terms.0.term): 're:a(' is not a regular expression"),
        (minimal("['*']"), "would match every word: spell out at least one letter"),
        (minimal("[{term: a, near: {terms: [b], windw: 3}}]"), "Unknown key 'windw'. Did you mean 'window'?"),
        (minimal("[{term: a, ignore_hypens: true}]"), "Unknown key 'ignore_hypens'. Did you mean 'ignore_hyphens'?"),
        ("name: x\ncategories:\n  c: {description: d}\n", "line 3 (categories.c): The key 'terms' is missing"),
        ("name: x\ncategories:\n  c: {categories: {}}\n", "write at least one"),
        ("name: x\ncategories:\n  c: {categories: {d: [a]}}\n", "(categories.c.categories.d): write the terms under"),
        (
            "name: x\ncategories:\n  c:\n    categories:\n      d: {trems: [a]}\n",
            "line 5 (categories.c.categories.d.trems): Unknown key 'trems'. Did you mean 'terms'?",
        ),
        ("name: x\ncategories:\n  a/b: {terms: [c]}\n", "must not be empty or hold a full stop or a slash"),
        ("name: x\nnaming: {s: {labels: {l: {orientation: neutral}}}}\n", "The key 'terms' is missing"),
    ],
)
def test_what_the_deeper_parts_of_a_lexicon_cannot_say(tmp_path: Path, text: str, message: str) -> None:
    assert message in refusal(tmp_path, text)


def test_examples_reach_into_nested_categories(tmp_path: Path) -> None:
    text = (
        "name: x\ncategories: {v: {terms: [kill*], categories: {arson: {terms: [burn*]}}}}\n"
        "examples:\n  - {text: they burned it, matches: {v/arson: [burned], v: []}}\n"
    )
    lexicon = read_lexicon(write(tmp_path, text))
    assert lexicon.names() == [("categories", "v"), ("categories", "v/arson")]
    assert "Known: v, v/arson" in refusal(tmp_path, text.replace("v/arson:", "v/arsn:"))
