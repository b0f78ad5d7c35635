from pathlib import Path

import pytest
from pydantic import ValidationError

from framescope.corpus import kinds
from framescope.corpus.kinds import Matcher, Rule, compile_rules, load_matcher, load_rules
from framescope.corpus.lines import clean, straighten
from framescope.errors import InputError
from framescope.schema import LINE_KINDS
from framescope.yamlfile import read_model

RULES, FRAGMENTS = load_rules()
MATCHES = [(rule.name, line) for rule in RULES for line in rule.matches]
REJECTS = [(rule.name, line) for rule in RULES for line in rule.rejects]


def find_rule(line: str, matcher: Matcher | None = None) -> Rule | None:
    """Return the rule whose pattern a raw line matches, wherever it stands."""
    text = straighten(clean(line))
    return (matcher or load_matcher()).find_all([(text, text.lower())])[0]


@pytest.mark.parametrize(("name", "line"), MATCHES)
def test_a_rule_recognises_its_examples(name: str, line: str) -> None:
    rule = find_rule(line)
    assert rule is not None
    assert rule.name == name


@pytest.mark.parametrize(("name", "line"), REJECTS)
def test_a_rule_leaves_its_counterexamples_alone(name: str, line: str) -> None:
    rule = next(rule for rule in RULES if rule.name == name)
    assert find_rule(line, compile_rules((rule,), FRAGMENTS)) is None


def test_names_are_unique_kebab_case_and_every_rule_has_examples_on_both_sides() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(name == name.lower() and set(name) <= set("abcdefghijklmnopqrstuvwxyz-") for name in names)
    assert all(rule.matches and rule.rejects and rule.why for rule in RULES)
    assert {rule.kind for rule in RULES} <= set(LINE_KINDS)


@pytest.mark.parametrize(
    "line",
    [
        "The river rose again on Friday.",
        "“We share this house with three families,” she said.",
        "Follow the money, the old saying goes, and the answer is found.",
        "Related to that is the question of water.",
        "By Monday the town had fallen.",
        "Copyright was not their first concern that night.",
        "Comments from the palace were sparse.",
        "Tags were found on the bodies of the soldiers.",
        "Subscribers of the telephone company were cut off.",
        "Source of the river, source of the war",
        "The post was held for years before relief appeared.",
        "Advertisements for the new bridge covered the walls.",
        "Published in 1961, the novel was banned at once.",
        "Der Hafen wurde am Freitag wieder geöffnet.",
        "Порт вновь открылся в пятницу.",
        "العودة إلى الميناء",
    ],
)
def test_ordinary_lines_are_recognised_by_no_rule(line: str) -> None:
    assert find_rule(line) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("**Leave a Reply**", "comment-form"),
        ("<a href='/x'>Share on Facebook</a>", "share-buttons"),
        ("READ\u00a0MORE:\u00a0Five towns to see", "see-also"),
        ("## Related Articles", "related-list"),
        ("The views expressed here are the author’s own.", "disclaimer"),
    ],
)
def test_markup_and_no_break_spaces_do_not_hide_a_rule_s_line(line: str, name: str) -> None:
    rule = find_rule(line)
    assert rule is not None
    assert rule.name == name


def test_a_long_line_is_tried_by_long_rules_only() -> None:
    filler = " and the people of the town went on with their lives as well as they could" * 6
    assert find_rule("Disclaimer: the contents of this page" + filler) is not None
    assert find_rule("Share this article" + filler) is None


def test_a_floating_pattern_needs_signs_and_signs_need_a_floating_pattern() -> None:
    parts = {"name": "x", "kind": "furniture", "why": "w", "matches": ("a",), "rejects": ("b",)}
    with pytest.raises(ValidationError, match="name the words of which one must be in the line"):
        Rule(patterns=(".{0,9}x",), **parts)  # type: ignore[arg-type]  # the parts are spelt out above
    with pytest.raises(ValidationError, match="remove them"):
        Rule(patterns=("x",), signs=("x",), **parts)  # type: ignore[arg-type]  # the parts are spelt out above


def test_a_mistyped_key_names_file_line_and_the_key_that_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "kinds.yaml"
    path.write_text(
        "fragments: {}\nrules:\n  - name: x\n    kind: furniture\n    why: w\n    pattern: ['x']\n"
        "    patterns: ['x']\n    matches: ['x']\n    rejects: ['y']\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match=r"line 6.*'pattern'.*'patterns'"):
        read_model(path, kinds._RuleFile)
