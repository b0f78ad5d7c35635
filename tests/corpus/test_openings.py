"""How lines begin that a pattern matches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.kinds import load_rules
from framescope.corpus.openings import opening
from framescope.corpus.screen import holding

PATTERNS = [
    "cat|dog", "(?:the )?cat", "(?:a|the|) cat", "x?y*z", "(?:ab){0,2}c", "(?:abcdefgh|a){1,3}z", r"\d{1,2}[/.]\d",
    r"[^\W\d_a-z]\w* says", ".{0,5}cat", "[^.]+ end", r"(?!no)\w+ ", r"(?<!x)a\b.", "(?i:cat) sat", r"([ab])\1c",
    "[^a]b", "…|©|é", "-?[)(]", "",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=30)
@given(st.data())
def test_a_line_that_matches_begins_so(pattern: str, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(re.compile(rf"(?:{pattern})")).filter(lambda one: re.match(pattern, one)))
    assert holding([line], f"^(?:{opening(pattern)})") == [True]


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("(?:our |the )?(?:site|page) uses cookies", "the page uses", "the river rose"),
        ("(?:read more|(?:see|view) (?:all|our)) posts", "view our posts", "view the posts"),
        (r"[A-Z]\w* (?:is|was) a writer", "Anna was a writer", "Anna saw a writer"),
        ("a{2,3}b", "aab", "ba"),
    ],
)
def test_other_lines_mostly_begin_otherwise(pattern: str, yes: str, no: str) -> None:
    assert holding([yes, no], f"^(?:{opening(pattern)})") == [True, False]


def test_examples_of_rules_begin_as_their_patterns_say() -> None:
    rules, fragments = load_rules()
    for rule in rules:
        lines = [line if rule.case else line.lower() for line in rule.matches]
        for pattern in rule.patterns:
            filled = re.sub("<([a-z_]+)>", lambda found: fragments[found[1]], pattern)
            matching = [line for line in lines if re.match(filled, line)]
            assert all(holding(matching, f"^(?:{opening(filled)})")), (rule.name, pattern)
