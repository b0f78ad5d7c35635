"""Names in an article: full names, who has which role, and the name within the phrase for a source."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from framescope.text.phrases import STOP, before_preposition, head_of, noun_phrase_before
from framescope.text.sources import source_rules, source_words
from framescope.text.traits import Traits, bare

# isort: off
from framescope.text.wordkinds import (
    ADVERB, AUXILIARY, CAPITAL, COMMA, COORDINATOR, DETERMINER, END, INTERROGATIVE, NEGATION, NUMBER, OWNER,
    PREPOSITION, PRONOUN, RELATIVE, SOURCE, SUBORDINATOR, THAT, TIME, TITLE,
)  # fmt: skip
# isort: on

NamedBy = Literal["as written", "same name", "role", "pronoun"]
Span = tuple[int, int]
Kinds = npt.NDArray[np.int64]

FUNCTION = (
    DETERMINER | PRONOUN | AUXILIARY | PREPOSITION | COORDINATOR | SUBORDINATOR
    | RELATIVE | THAT | TIME | ADVERB | NUMBER | NEGATION | INTERROGATIVE
)  # fmt: skip
ROLE = SOURCE | TITLE
#: An apposition is read so far: Ann Lee, a former spokesman.
_BESIDE = 6


@dataclass
class Names:
    """By article: full names by their last word, who has a role from which token on, the type of each name.

    `subjects` are the persons with whom sentences begin, with their tokens, ascending.
    """

    full: dict[tuple[int, str], Span] = field(default_factory=dict)
    roles: dict[tuple[int, str], list[tuple[int, str]]] = field(default_factory=dict)
    types: dict[tuple[int, str], str] = field(default_factory=dict)
    subjects: dict[int, list[tuple[int, str]]] = field(default_factory=dict)


def collect_names(t: Traits, word: Kinds, gap: npt.NDArray[np.uint8], article: npt.NDArray[np.int64]) -> Names:
    """Collect the names of two words and more, and the roles they are introduced with.

    Parameters
    ----------
    t
        The traits of the tokens.
    word, gap
        ``t.word`` and ``t.gap`` as arrays.
    article
        The article of each token.
    """
    capital = (word & CAPITAL > 0) & (word & FUNCTION == 0)
    begin = np.asarray(t.begin)
    joined = capital[1:] & capital[:-1] & (gap[1:] & (STOP | END) == 0) & (np.diff(article) == 0)
    starts = np.concatenate([joined, [False]]) & ~np.concatenate([[False], joined])
    ends = ~np.concatenate([joined, [False]]) & np.concatenate([[False], joined])
    first, past = np.flatnonzero(starts), np.flatnonzero(ends) + 1
    titles = np.concatenate([[0], np.cumsum(word & TITLE > 0)])
    titled, beside = titles[past] > titles[first], _may_have_role(t, word, gap, first, past)
    # A word by itself without anything beside it that may be a role tells nothing.
    telling = ((past - first > 1) | titled | beside) & (word[past - 1] & OWNER == 0)
    columns = (column[telling].tolist() for column in (first, past, article[first], titled, beside))
    names, kinds = Names(), source_words()
    begins = np.flatnonzero(capital & (begin == np.arange(len(word))))
    for a, b, where, with_title, with_role in zip(*columns, strict=True):
        start = behind_titles(t, a, b) if with_title else a
        if start == b:
            continue
        if b - start > 1:
            names.full.setdefault((where, t.types[t.term[b - 1]]), (start, b))
        roles = [*range(a, start), *(_roles_beside(t, a, b) if with_role else ())]
        if roles:
            known = names.full.get((where, t.types[t.term[b - 1]])) if b - start == 1 else None
            name = words_of(t, *(known or (start, b)))
            for role in [role_key(t, k) for k in roles]:
                names.roles.setdefault((where, role), []).append((a, name))
                if role in kinds:
                    names.types.setdefault((where, name), kinds[role])
    for a, where in zip(begins.tolist(), article[begins].tolist(), strict=True):
        person = _person(t, names, where, a)
        if person is not None:
            names.subjects.setdefault(where, []).append((a, person))
    return names


def _may_have_role(
    t: Traits, word: Kinds, gap: npt.NDArray[np.uint8], first: Kinds, past: Kinds
) -> npt.NDArray[np.bool_]:
    """Return of each name whether a word stands beside it, or behind its comma, that `_roles_beside` has to look at."""
    roles = np.concatenate([[0], np.cumsum(word & ROLE > 0)])
    begin, end = np.asarray(t.begin)[first], np.asarray(t.end)[past - 1]
    before: npt.NDArray[np.bool_] = (first > begin) & (gap[first] | COMMA == COMMA) & (word[first - 1] & FUNCTION == 0)
    before &= roles[first] > roles[begin]
    behind = np.minimum(past, len(word) - 1)
    after: npt.NDArray[np.bool_] = (
        (past < end) & (gap[behind] & COMMA > 0) & (word[behind] & FUNCTION & ~DETERMINER == 0)
    )
    after &= roles[np.minimum(past + _BESIDE, end)] > roles[past]
    before |= after
    return before


def role_key(t: Traits, k: int) -> str:
    """Return a role, or what qualifies it, as roles are looked up: Iran's and Iranian are one."""
    word = t.plain[t.term[k]]
    return word if t.word[k] & ROLE else word[:4]


def _person(t: Traits, names: Names, article: int, first: int) -> str | None:
    """Return the full name of the person with whom a sentence begins."""
    past = first + 1
    while past < t.end[first] and t.word[past] & CAPITAL and not t.word[past] & FUNCTION:
        if t.gap[past] & STOP:
            break
        past += 1
    start = behind_titles(t, first, past)
    if start == past:
        return None
    known = names.full.get((article, bare(t.types[t.term[past - 1]]))) if past - start == 1 else (start, past)
    if known is None:
        return None
    given = t.types[t.term[known[0]]].lower()
    sexes = source_rules()
    person = start > first or given in sexes.male_names or given in sexes.female_names
    return words_of(t, *known) if person else None


def _roles_beside(t: Traits, first: int, past: int) -> list[int]:
    """Return the words that say what somebody is: their spokesman, Ann Lee; Ann Lee, a spokesman for the rebels."""
    before, roles = first - 1, []
    if before >= t.begin[first] and not t.gap[first] & ~COMMA and not t.word[before] & FUNCTION:
        start = noun_phrase_before(t, before, t.begin[first]) if t.gap[first] else before
        past_role = first if t.gap[first] else head_of(t, start, first) + 1
        roles = [k for k in range(start, past_role) if t.word[k] & ROLE or qualifies(t, k)]
    limit = min(past + _BESIDE, t.end[past - 1])
    if past < limit and t.gap[past] & COMMA and not t.word[past] & FUNCTION & ~DETERMINER:
        complement = False
        for k in range(past, limit):
            if k > past and t.gap[k] & STOP:
                break
            complement = complement or bool(t.word[k] & PREPOSITION)
            if qualifies(t, k) or (t.word[k] & ROLE and not complement):
                roles.append(k)
    return roles


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
    """Return tokens as one string, without the possessive ending of the last."""
    return bare(" ".join([t.types[term] for term in t.term[first:past]]))


def name_in(t: Traits, names: Names, article: int, span: Span) -> tuple[str, NamedBy]:
    """Return the name in the phrase for a source; without a proper name it is the phrase."""
    first, past = _told_apart(t, span)
    end = before_preposition(t, first, past)
    start = _proper(t, first, past)
    titled = start < behind_titles(t, start, past) < past
    if start == past or (end < past and not titled and (start <= end or t.word[start - 1] & FUNCTION)):
        past_name = end  # Ann Lee of the ministry; the ministry of defence
        start = _proper(t, first, end)
    else:
        past_name = past  # the head of the region Ann Lee
    start = behind_titles(t, start, past_name)
    body = past_name < past and t.word[first] & DETERMINER
    if start == past_name or body or all(t.word[k] & ROLE for k in range(start, past_name)):
        return _phrase(t, first, past), "as written"
    known = names.full.get((article, bare(t.types[t.term[past_name - 1]])))
    if past_name - start == 1 and known is not None:
        return words_of(t, *known), "same name"
    return words_of(t, start, past_name), "as written"


def _told_apart(t: Traits, span: Span) -> Span:
    """Return the part of a phrase that holds the name: the president, | Bashar al-Assad; a statement by | the army."""
    first, past = span
    if past - first == 1:
        return span
    commas = [k for k in range(first + 1, past) if t.gap[k] & COMMA]
    if commas:
        parts = list(pairwise([first, *commas, past]))
        last = [t.word[end - 1] for _, end in parts]
        named = [part for part, kind in zip(parts, last, strict=True) if kind & CAPITAL and not kind & ROLE]
        bare_names = [part for part in named if not t.word[part[0]] & DETERMINER]
        first, past = (bare_names or named or parts)[0]
    documents = source_rules().documents
    for k in range(first, past - 1):
        if t.word[k] & PREPOSITION and k > first:
            about = t.types[t.term[k - 1]].lower() in documents and t.types[t.term[k]] in ("by", "from", "of")
            return (k + 1, past) if about else (first, past)
    return first, past


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
    return words[0].lower() + words[1:] if plain else words
