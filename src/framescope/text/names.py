"""Names within phrases: which words of a phrase are the name, and which full name they stand for in their article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from framescope.text.compilable import compilable
from framescope.text.sources import pronouns_of_words, source_rules
from framescope.text.traits import Traits, bare, surname

# isort: off
from framescope.text.wordkinds import (
    ADVERB, AUXILIARY, BODY, CAPITAL, COORDINATOR, DETERMINER, GIVEN, INTERROGATIVE, NEGATION, NUMBER, OWNER,
    PREPOSITION, PRONOUN, RELATIVE, SOURCE, SUBORDINATOR, THAT, TIME, TITLE,
)  # fmt: skip
# isort: on

#: Single capitals that begin a name, as the tokens of U.S. are.
_INITIALS = re.compile(r"^[A-Z](?: [A-Z])+\b")

NamedBy = Literal["as written", "same name", "role", "pronoun"]
Span = tuple[int, int]
Kinds = npt.NDArray[np.int64]

FUNCTION = (
    DETERMINER | PRONOUN | AUXILIARY | PREPOSITION | COORDINATOR | SUBORDINATOR
    | RELATIVE | THAT | TIME | ADVERB | NUMBER | NEGATION | INTERROGATIVE
)  # fmt: skip
ROLE = SOURCE | TITLE


@dataclass
class Names:
    """What an article tells of names: full ones by last and by first word, who has a role from which token on, types.

    `holders` have a title, `sex` is the pronoun for each name if its title or first word tells. `persons` are those of
    known sex with their tokens, `subjects` the tokens with which sentences begin that may be persons, both ascending;
    `begun` is who those are that somebody asked for, `written` the words of full names that somebody asked for.
    """

    full: dict[str, Span] = field(default_factory=dict)
    given: dict[str, Span] = field(default_factory=dict)
    roles: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    holders: set[str] = field(default_factory=set)
    sex: dict[str, str] = field(default_factory=dict)
    persons: list[tuple[int, str]] = field(default_factory=list)
    subjects: list[int] = field(default_factory=list)
    begun: dict[int, str | None] = field(default_factory=dict)
    written: dict[Span, str] = field(default_factory=dict)

    @cached_property
    def noted(self) -> list[Span]:
        """The full names in the order of the text; asked for when all are known."""
        return sorted(self.full.values())


def role_key(t: Traits, k: int) -> str:
    """Return a role, or what qualifies it, as roles are looked up: Iran's and Iranian are one, British and UK."""
    word, rules = t.plain[t.term[k]], source_rules()
    return rules.same_roles.get(word, word) if t.word[k] & ROLE else rules.peoples.get(word, word)[:4]


def full_name(t: Traits, names: Names, part: Span, *, titled: bool = False) -> Span | None:
    """Return the full name that a part of it stands for: Assad, Abdul Rahman; Ann, as that can only be a person."""
    first, past = part
    known = names.full.get(surname(t.plain[t.term[past - 1]]))
    if known is None and past - first == 1:
        known = names.given.get(t.plain[t.term[first]])
        if known is None or not (titled or _may_be_called_by_first(t, names, known)):
            return None
    if known is None or past - first == 1:
        return known
    begin = known[1] - (past - first)  # by plain forms: Von der Leyen is von der Leyen at the beginning of a sentence
    same = (
        t.plain[a] == t.plain[b] for a, b in zip(t.term[first : past - 1], t.term[begin : known[1] - 1], strict=True)
    )
    return known if known[0] < begin and all(same) else None


def _may_be_called_by_first(t: Traits, names: Names, name: Span) -> bool:
    """Return whether the first word can stand for a name: Ann, Ban Ki-moon; Li, if Li Hai is a professor."""
    word = t.plain[t.term[name[0]]]
    _, hyphen, end = t.types[t.term[name[1] - 1]].partition("-")
    korean = name[1] - name[0] == 2 and bool(hyphen) and end.islower()
    holder = words_of_name(t, names, name) in names.holders and word not in source_rules().places
    return korean or holder or word in pronouns_of_words()


def sex_told(t: Traits, words: Iterable[int]) -> str | None:
    """Return the pronoun for somebody with such titles and such a given name."""
    told = pronouns_of_words()
    for k in words:
        if t.plain[t.term[k]] in told:
            return told[t.plain[t.term[k]]]
    return None


def qualifies(t: Traits, k: int) -> bool:
    """Return whether a word tells one holder of a role from another: the Iranian president, Obama's secretary."""
    return bool(t.word[k] & CAPITAL and not t.word[k] & (ROLE | FUNCTION))


@compilable
def behind_titles(t: Traits, first: int, past: int) -> int:
    """Return the first token behind the titles of a name: Foreign Minister | Ann Lee."""
    for k in range(past - 1, first - 1, -1):
        if t.word[k] & TITLE:
            return k + 1
    return first


def words_of(t: Traits, first: int, past: int) -> str:
    """Return tokens as one string, without the possessive ending of the last; letters as initials: U.S. army."""
    name = bare(" ".join([t.types[term] for term in t.term[first:past]]))
    return _INITIALS.sub(lambda letters: letters[0].replace(" ", ".") + ".", name) if name[1:2] == " " else name


def words_of_name(t: Traits, names: Names, name: Span) -> str:
    """Return the words of a full name, which are asked for again and again."""
    words = names.written.get(name)
    if words is None:
        words = names.written[name] = words_of(t, *name)
    return words


@compilable
def behind_body(t: Traits, first: int, past: int) -> int:
    """Return where a person's name begins behind that of a body: Council on Asia | Ann Lee; `first` if none does."""
    for k in range(first + 1, past - 1):
        if t.form[k] & GIVEN or (t.form[k - 1] & BODY and past - k == 2):
            return k
    return first


def words_of_phrase(t: Traits, first: int, past: int) -> str:
    """Return the words of a phrase without a name: the minister, as minister."""
    while first < past - 1 and t.word[first] & DETERMINER:
        first += 1
    words = words_of(t, first, past)
    plain = t.word[first] & SOURCE and first == t.begin[first] and not words[:2].isupper()
    plain = plain and t.plain[t.term[first]] not in source_rules().proper
    return words[0].lower() + words[1:] if plain else words


def coordinated(t: Traits, names: Names, span: Span) -> tuple[Span, Span] | None:
    """Return the two parts of a phrase for two sources: Lee and | her supporters; but not Health and Human Services."""
    first, past = span
    if t.turn[first + 1] >= past - 1:
        return None  # as nearly always: no conjunction within
    k = next((k for k in range(first + 1, past - 1) if t.word[k] & COORDINATOR and not t.gap[k] | t.gap[k + 1]), past)
    if k == past or t.types[t.term[k]] != "and":
        return None
    left, right = (first, k), (k + 1, past)
    plain = not any(t.word[i] & ROLE or not t.word[i] & CAPITAL for i in range(first, past) if i != k)
    apart = DETERMINER | PRONOUN | TITLE if t.preposition[first] < k else DETERMINER | PRONOUN | CAPITAL
    other = t.word[k + 1] & apart or t.plain[t.term[k + 1]] in source_rules().plural
    somebody = t.word[first] & (DETERMINER | PRONOUN) or any(t.word[i] & ROLE for i in range(*left))
    last = t.plain[t.term[k - 1]]
    known = somebody or last in source_rules().places or surname(last) in names.full
    return (left, right) if plain or (known and other) else None


@compilable
def behind_owner(t: Traits, first: int, past: int) -> int:
    """Return where a name begins behind the name of its owner: the BBC's | Ann Lee; but Turkey's Labour Party."""
    if t.word[past - 1] & SOURCE or t.form[past - 1] & BODY:
        return first
    for k in range(past - 1, first, -1):
        if t.word[k - 1] & OWNER:
            return k
    return first
