"""The rules that tell what a line is, read from ``rules/kinds.yaml`` and compiled once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from framescope.corpus.dates import DATE, DATE_ONLY, MONTH, TIME, WEEKDAY
from framescope.corpus.lines import Row
from framescope.corpus.openings import opening
from framescope.corpus.screen import holding
from framescope.yamlfile import read_model

_RULES = Path(__file__).with_name("rules") / "kinds.yaml"
_DATES = {"date": DATE, "date_only": DATE_ONLY, "month": MONTH, "time": TIME, "weekday": WEEKDAY}
# A pattern that may begin anywhere in the line.
_FLOATING = re.compile(r"(?:\(\?:)?(?:\.\{|\[\^)|\(\?!")
_FRAGMENT = re.compile(r"<([a-z_]+)>")
#: Longer lines are paragraphs: only `long` rules try them, and only on their beginning.
_SHORT = 300
_BEGINNING = 600
# Five words and a full stop: only rules that allow for sentences try it.
_STOP = re.compile(r"[.।。][^\w.।。]{0,3}\Z")


class Rule(BaseModel):
    """One family of lines: what it recognises, why, and examples on both sides."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    kind: Literal["furniture", "byline", "dateline", "caption", "bio"]
    why: str
    patterns: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    where: Literal["any", "edge", "end", "after"] = "any"
    opens: Literal["", "comments", "list", "end", "bio"] = ""
    case: bool = False
    long: bool = False
    sentence: bool = False
    signs: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _needs_signs(self) -> Self:
        floating = any(_FLOATING.match(pattern) for pattern in self.patterns)
        if floating != bool(self.signs):
            raise ValueError(
                f"Rule {self.name!r} has a pattern that may begin anywhere and no signs: "
                "name the words of which one must be in the line."
                if floating
                else f"Rule {self.name!r} has signs, but no pattern that may begin anywhere: remove them."
            )
        return self


class _RuleFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    fragments: dict[str, str]
    rules: tuple[Rule, ...]


#: A line without markup, and its lower case.
Cleaned = tuple[str, str]


@dataclass(frozen=True)
class Anchored:
    """Patterns that begin with the line, in one alternation, and how lines begin that one of them matches."""

    pattern: re.Pattern[str]
    opening: str

    def find(self, line: str) -> int | None:
        """Return the number of the first rule that matches a line."""
        match = self.pattern.match(line)
        return int(match.lastgroup[1:]) if match and match.lastgroup else None


@dataclass(frozen=True)
class Floating:
    """Patterns of one rule that may begin anywhere in the line, and the signs of which one is in the line then."""

    number: int
    cased: bool
    pattern: re.Pattern[str]
    signs: str


@dataclass(frozen=True)
class Patterns:
    """Patterns for one sort of line: the anchored ones of its lower case and of it as written, and those that float."""

    plain: Anchored
    cased: Anchored
    floating: tuple[Floating, ...]

    def find_all(self, texts: Sequence[str], lowers: Sequence[str]) -> Iterator[int | None]:
        """Yield the number of the first rule that matches each line, given as written and in lower case."""
        floats = self._find_floating(texts, lowers)
        begins = zip(holding(lowers, self.plain.opening), holding(texts, self.cased.opening), strict=True)
        known: dict[str, int | None] = {}  # page furniture is the same again and again
        for text, lower, (plain, cased) in zip(texts, lowers, begins, strict=True):
            if plain or cased or text in floats:
                if text not in known:
                    anchored = self.plain.find(lower) if plain else None, self.cased.find(text) if cased else None
                    known[text] = min((n for n in (*anchored, floats.get(text)) if n is not None), default=None)
                yield known[text]
            else:
                yield None

    def _find_floating(self, texts: Sequence[str], lowers: Sequence[str]) -> dict[str, int]:
        """Return the number of the first rule that matches somewhere in a line, of those where one does."""
        signs = "|".join(one.signs for one in self.floating) or "$^"
        asked = dict(compress(zip(texts, lowers, strict=True), holding(lowers, signs)))
        found: dict[str, int] = {}
        for one in self.floating:
            for text, lower in list(compress(asked.items(), holding(list(asked.values()), one.signs))):
                if text not in found and one.pattern.match(text if one.cased else lower):
                    found[text] = one.number
        return found


@dataclass(frozen=True)
class Matcher:
    """Compiled rules: all of them for labels, fewer for sentences, fewer still for paragraphs."""

    rules: tuple[Rule, ...]
    labels: Patterns
    sentences: Patterns
    paragraphs: Patterns

    def find_all(self, lines: Sequence[Cleaned]) -> list[Rule | None]:
        """Return the rule that recognises each line (cleaned text and its lower case), or None."""
        sorts = [2 if len(text) > _SHORT else 1 if _is_sentence(text) else 0 for text, _ in lines]
        asked: list[tuple[list[str], list[str]]] = [([], []), ([], []), ([], [])]
        for (text, lower), sort in zip(lines, sorts, strict=True):
            texts, lowers = asked[sort]
            texts.append(text[:_BEGINNING])
            lowers.append(lower[:_BEGINNING])
        patterns = (self.labels, self.sentences, self.paragraphs)
        numbers = [one.find_all(*own) for one, own in zip(patterns, asked, strict=True)]
        return [None if (number := next(numbers[sort])) is None else self.rules[number] for sort in sorts]


@lru_cache(maxsize=1)
def load_rules() -> tuple[tuple[Rule, ...], Mapping[str, str]]:
    """Return the rules that come with framescope and the fragments their patterns use."""
    file = read_model(_RULES, _RuleFile)
    fragments = dict(_DATES)
    for name, pattern in file.fragments.items():
        fragments[name] = _expand(pattern, fragments)
    return file.rules, fragments


@lru_cache(maxsize=1)
def load_matcher() -> Matcher:
    """Return the rules that come with framescope, compiled."""
    return compile_rules(*load_rules())


def compile_rules(rules: tuple[Rule, ...], fragments: Mapping[str, str]) -> Matcher:
    """Compile rules, in the order of their precedence; `fragments` fill the `<word>` in their patterns."""

    def anchored(chosen: Sequence[tuple[int, Rule]], *, screened: bool) -> Anchored:
        branches = list(filter(None, (_branch(number, rule, fragments) for number, rule in chosen))) or ["(?!)"]
        begins = f"^(?:{'|'.join(map(opening, branches))})" if screened else ""
        return Anchored(re.compile("|".join(branches)), begins)

    def floating(number: int, rule: Rule) -> Floating:
        pattern = re.compile(_branch(number, rule, fragments, floating=True))
        return Floating(number, rule.case, pattern, "|".join(map(re.escape, rule.signs)))

    def compile_for(wanted: Callable[[Rule], bool], *, screened: bool) -> Patterns:
        chosen = [(number, rule) for number, rule in enumerate(rules) if wanted(rule)]
        plain, cased = ([(n, rule) for n, rule in chosen if rule.case is case] for case in (False, True))
        return Patterns(
            anchored(plain, screened=screened),
            anchored(cased, screened=screened),
            tuple(floating(number, rule) for number, rule in chosen if rule.signs),
        )

    return Matcher(
        rules,
        compile_for(lambda rule: True, screened=False),  # most labels begin as some rule does
        compile_for(lambda rule: rule.sentence or rule.long, screened=True),
        compile_for(lambda rule: rule.long, screened=True),
    )


def recognise(rows: Iterable[Row]) -> None:
    """Label each row a rule recognises; a rule bound to a place is noted as the row's `hint`."""
    unknown = [row for row in rows if not row.kind and not row.table]
    found = load_matcher().find_all([(row.text, row.lower) for row in unknown])
    for row, rule in zip(unknown, found, strict=True):
        if rule is not None:
            row.opens = rule.opens
            if rule.where == "any":
                row.settle(rule.kind, rule.name)
            else:
                row.hint = rule.name
        elif not (row.text[:1].isalpha() or any(map(str.isalpha, row.text))):
            row.settle("furniture", "no-words")


@lru_cache(maxsize=1)
def rules_by_name() -> dict[str, Rule]:
    """Return the rules by name."""
    return {rule.name: rule for rule in load_rules()[0]}


def _is_sentence(text: str) -> bool:
    stop = _STOP.search(text, max(0, len(text) - 4))
    return stop is not None and text.count(" ", 0, stop.start()) >= 4


def _expand(pattern: str, fragments: Mapping[str, str]) -> str:
    return _FRAGMENT.sub(lambda match: fragments[match.group(1)], pattern)


def _branch(number: int, rule: Rule, fragments: Mapping[str, str], *, floating: bool = False) -> str:
    chosen = [pattern for pattern in rule.patterns if bool(_FLOATING.match(pattern)) == floating]
    if not chosen:
        return ""
    alternatives = "|".join(_expand(pattern, fragments) for pattern in chosen)
    # A rule for long lines is content with a beginning; any other must account for the whole line.
    return rf"(?P<r{number}>(?:{alternatives}){'' if rule.long else chr(92) + 'Z'})"
