"""Names within phrases: which words of a phrase are the name, and which full name they stand for in their article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from framescope.text.phrases import before_preposition
from framescope.text.sources import pronouns_of_words, source_rules
from framescope.text.traits import Traits, bare, surname

# isort: off
from framescope.text.wordkinds import (
    ADVERB, AUXILIARY, BRACKET, CAPITAL, COMMA, COORDINATOR, DETERMINER, INTERROGATIVE, NEGATION, NUMBER,
    OWNER, PREPOSITION, PRONOUN, RELATIVE, SOURCE, SUBORDINATOR, THAT, TIME, TITLE,
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


def name_in(t: Traits, names: Names, span: Span) -> tuple[str, NamedBy]:
    """Return the name in the phrase for a source; without a proper name it is the phrase."""
    first, past = _told_apart(t, span)
    end = before_preposition(t, first, past)
    named = (
        end - first > 1 and t.word[end - 2] & CAPITAL and not (t.word[end - 2] & FUNCTION or t.word[end - 1] & CAPITAL)
    )
    if named and t.plain[t.term[end - 1]] in source_rules().documents:
        past = end = end - 1  # a Pentagon | statement
    start = _proper(t, first, past)
    titled = start < behind_titles(t, start, past) < past and not t.word[past - 1] & SOURCE
    if not titled and (person := _person_at_end(t, end, start, past)) is not None:
        start, titled = person, True  # head of the council on Asia Ann Lee
    if start == past or (end < past and not titled and (start <= end or t.word[start - 1] & FUNCTION)):
        past_name = end  # Ann Lee of the ministry; the ministry of defence
        start = _proper(t, first, end)
    else:
        past_name = past  # the head of the region Ann Lee
    start = behind_titles(t, start, past_name)
    body = past_name < past and t.word[first] & DETERMINER
    if start == past_name or body or all(t.word[k] & ROLE for k in range(start, past_name)):
        return _phrase(t, first, past), "as written"
    start = behind_owner(t, start, past_name)
    titled = start > first and bool(t.word[start - 1] & TITLE)
    known = full_name(t, names, (start, past_name), titled=titled)
    if known is not None:
        return words_of_name(t, names, known), "same name"
    return words_of(t, start, past_name), "as written"


def _person_at_end(t: Traits, end: int, start: int, past: int) -> int | None:
    """Return where a person's name begins at the end of the complement of a role; None if none is recognised there."""
    if not end < start or t.word[past - 1] & (SOURCE | OWNER) or any(t.word[k] & TITLE for k in range(end, start)):
        return None
    return behind_body(t, start, past)


def behind_body(t: Traits, first: int, past: int) -> int | None:
    """Return where a person's name begins behind that of a body or an office: Council on Asia | Ann Lee."""
    bodies, told = source_rules().bodies, pronouns_of_words()
    for k in range(first + 1, past - 1):
        if t.plain[t.term[k]] in told or (t.plain[t.term[k - 1]] in bodies and past - k == 2):
            return k
    return None


def _told_apart(t: Traits, span: Span) -> Span:
    """Return the part of a phrase that holds the name: the president, | Bashar al-Assad; a statement by | the army."""
    first, past = span
    if past - first == 1:
        return span
    parted = t.turn[first + 1] < past  # a comma, a bracket or a conjunction stands within
    if parted:
        past = next((k for k in range(first + 1, past) if t.gap[k] & BRACKET and t.word[k - 1] & CAPITAL), past)
    if parted and (commas := [k for k in range(first + 1, past) if t.gap[k] & (COMMA | BRACKET)]):
        parts = list(pairwise([first, *commas, past]))
        last = [t.word[end - 1] for _, end in parts]
        named = [part for part, kind in zip(parts, last, strict=True) if kind & CAPITAL and not kind & ROLE]
        named = [part for part in named if part[0] == first or not t.word[part[0]] & PREPOSITION]
        bare_names = [part for part in named if not t.word[part[0]] & DETERMINER]
        first, past = (bare_names or named or parts)[0]
    k = t.preposition[first + 1]
    if k < past - 1 and t.types[t.term[k]] in ("by", "from", "of"):
        document = t.types[t.term[k - 1]].lower() in source_rules().documents
        return (k + 1, past) if document else (first, past)
    return first, past


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


def behind_owner(t: Traits, first: int, past: int) -> int:
    """Return where a name begins behind the name of its owner: the BBC's | Ann Lee; but Turkey's Labour Party."""
    if t.word[past - 1] & SOURCE or t.plain[t.term[past - 1]] in source_rules().bodies:
        return first
    return next((k for k in range(past - 1, first, -1) if t.word[k - 1] & OWNER), first)


def _proper(t: Traits, first: int, past: int) -> int:
    """Return where the capitalised words at the end of a phrase begin; `past` if there are none."""
    start = past
    while start > first and t.word[start - 1] & CAPITAL and not t.word[start - 1] & FUNCTION:
        start -= 1
    return start


def _phrase(t: Traits, first: int, past: int) -> str:
    while first < past - 1 and t.word[first] & DETERMINER:
        first += 1
    words = words_of(t, first, past)
    plain = t.word[first] & SOURCE and first == t.begin[first] and not words[:2].isupper()
    plain = plain and t.plain[t.term[first]] not in source_rules().proper
    return words[0].lower() + words[1:] if plain else words
