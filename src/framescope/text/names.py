"""Names in an article: full names, who has which role, and the name within the phrase for a source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from framescope.text.phrases import STOP, before_preposition, head_of, noun_phrase_before
from framescope.text.sources import source_rules, source_words
from framescope.text.traits import Traits, bare, surname

# isort: off
from framescope.text.wordkinds import (
    ADVERB, AUXILIARY, BRACKET, CAPITAL, COMMA, COORDINATOR, CUE, DETERMINER, END, INTERROGATIVE, NEGATION, NUMBER,
    OWNER, PARTICIPLE, PAST, PREPOSITION, PRONOUN, RELATIVE, SOURCE, SUBORDINATOR, THAT, TIME, TIME_LEAD, TITLE,
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
#: What stands before the subject of a sentence begins with such a word and is so long.
_LEADS = PREPOSITION | SUBORDINATOR | TIME | TIME_LEAD | ADVERB | PARTICIPLE
_FRONTED = 15


@dataclass
class Names:
    """By article: full names by last and first word, who has a role from which token on, the type of each name.

    `holders` have a title, `sex` is the pronoun for each name if its title or first word tells. `persons` are those of
    known sex, `subjects` the persons with whom sentences begin, both with their tokens, ascending.
    """

    full: dict[tuple[int, str], Span] = field(default_factory=dict)
    given: dict[tuple[int, str], Span] = field(default_factory=dict)
    roles: dict[tuple[int, str], list[tuple[int, str]]] = field(default_factory=dict)
    types: dict[tuple[int, str], str] = field(default_factory=dict)
    holders: set[tuple[int, str]] = field(default_factory=set)
    sex: dict[int, dict[str, str]] = field(default_factory=dict)
    persons: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
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
    names, kinds, bodies, endings = Names(), source_words(), source_rules().bodies, source_rules().name_endings
    begins = np.flatnonzero(capital & _opens(word, gap, begin))
    for a, b, where, with_title, with_role in zip(*columns, strict=True):
        start = behind_titles(t, a, b) if with_title else a
        if start == b:
            continue
        if b - start > 1:
            ending = b - start > 2 and t.plain[t.term[b - 1]] in endings
            names.full.setdefault((where, surname(t.types[t.term[b - 1 - ending]])), (start, b))
            names.given.setdefault((where, t.types[t.term[start]]), (start, b))
        known = _full_name(t, names, where, (start, b), titled=start > a) or (start, b)
        name = words_of(t, *known)
        roles = [*range(a, start), *(_roles_beside(t, a, b) if with_role else ())]
        for k in roles:
            names.roles.setdefault((where, role_key(t, k)), []).append((a, name))
            word = t.plain[t.term[k]]
            if t.word[k] & TITLE and word not in bodies:
                names.holders.add((where, name))
            if word in kinds:
                names.types.setdefault((where, name), kinds[word])
        pronoun = _sex_told(t, [*roles, known[0]] if known[1] - known[0] > 1 else roles)
        if pronoun:
            names.sex.setdefault(where, {}).setdefault(name, pronoun)
            names.persons.setdefault(where, []).append((a, name))
    for a, where in zip(begins.tolist(), article[begins].tolist(), strict=True):
        person = _person(t, names, where, a)
        if person is not None:
            names.subjects.setdefault(where, []).append((a, person))
    return names


def _opens(word: Kinds, gap: npt.NDArray[np.uint8], begin: Kinds) -> npt.NDArray[np.bool_]:
    """Return of each token whether its sentence begins with it, but for what leads in: But | Lee; On Monday, | Lee."""
    here = np.arange(len(word))
    commas = np.cumsum(gap & STOP > 0)
    lead = word[begin]
    behind = (gap & COMMA > 0) & (commas - commas[begin] == 1) & (here - begin <= _FRONTED) & (lead & _LEADS > 0)
    opens: npt.NDArray[np.bool_] = (here == begin) | ((here == begin + 1) & (lead & COORDINATOR > 0)) | behind
    return opens


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
    """Return a role, or what qualifies it, as roles are looked up: Iran's and Iranian are one, British and UK."""
    word, rules = t.plain[t.term[k]], source_rules()
    return rules.same_roles.get(word, word) if t.word[k] & ROLE else rules.peoples.get(word, word)[:4]


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
    known = _full_name(t, names, article, (start, past), titled=start > first)
    known = known or (start, past)
    name = words_of(t, *known)
    return (
        name
        if start > first or (_given_sex(t, known[0]) and known[1] - known[0] > 1) or (article, name) in names.holders
        else None
    )


def _full_name(t: Traits, names: Names, article: int, part: Span, *, titled: bool = False) -> Span | None:
    """Return the full name that a part of it stands for: Assad, Abdul Rahman; Ann, as that can only be a person."""
    first, past = part
    known = names.full.get((article, surname(t.types[t.term[past - 1]])))
    if known is None and past - first == 1:
        known = names.given.get((article, bare(t.types[t.term[first]])))
        if known is None or not (titled or _begins_with_family(t, known) or _given_sex(t, first)):
            return None
    if known is None or past - first == 1:
        return known
    longer = known[1] - known[0] > past - first
    return known if longer and t.term[first : past - 1] == t.term[known[1] - (past - first) : known[1] - 1] else None


def _begins_with_family(t: Traits, name: Span) -> bool:
    """Return whether a name is written as in Korea: Ban Ki-moon."""
    _, hyphen, end = t.types[t.term[name[1] - 1]].partition("-")
    return name[1] - name[0] == 2 and bool(hyphen) and end.islower()


def _sex_told(t: Traits, words: Iterable[int]) -> str | None:
    """Return the pronoun for somebody with such titles and such a given name."""
    rules = source_rules()
    for word in (t.plain[t.term[k]] for k in words):
        if word in rules.male or word in rules.male_names:
            return "he"
        if word in rules.female or word in rules.female_names:
            return "she"
    return None


def _given_sex(t: Traits, k: int) -> bool:
    return _sex_told(t, [k]) is not None


def _roles_beside(t: Traits, first: int, past: int) -> list[int]:
    """Return the words that say what somebody is: their spokesman, Ann Lee; Ann Lee, a spokesman for the rebels."""
    before, roles = first - 1, []
    if before >= t.begin[first] and not t.gap[first] & ~COMMA and not t.word[before] & FUNCTION:
        start = noun_phrase_before(t, before, t.begin[first]) if t.gap[first] else _role_before(t, before)
        past_role = first if t.gap[first] else head_of(t, start, first) + 1
        roles = [k for k in range(start, past_role) if t.word[k] & ROLE or qualifies(t, k)]
    limit = min(past + _BESIDE, t.end[past - 1])
    if past < limit and t.gap[past] & COMMA and not t.word[past] & FUNCTION & ~DETERMINER:
        complement = False
        for k in range(past, limit):
            if k > past and (t.gap[k] & STOP or (t.word[k] & (CUE | PAST) and not t.word[k] & SOURCE)):
                break
            complement = complement or bool(t.word[k] & PREPOSITION)
            if qualifies(t, k) or (t.word[k] & ROLE and not complement):
                roles.append(k)
    return roles


def _role_before(t: Traits, last: int) -> int:
    """Return where the role begins whose last word stands before a name: White House press secretary | Ann Lee."""
    k = last
    while t.word[k] & (ROLE | CAPITAL) and k > t.begin[last] and not t.gap[k] & STOP:
        if not t.word[k - 1] & (ROLE | CAPITAL) or t.word[k - 1] & FUNCTION:
            break
        k -= 1
    return k


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
    start = _behind_owner(t, start, past_name)
    titled = start > first and bool(t.word[start - 1] & TITLE)
    known = _full_name(t, names, article, (start, past_name), titled=titled)
    if known is not None:
        return words_of(t, *known), "same name"
    return words_of(t, start, past_name), "as written"


def _told_apart(t: Traits, span: Span) -> Span:
    """Return the part of a phrase that holds the name: the president, | Bashar al-Assad; a statement by | the army."""
    first, past = span
    if past - first == 1:
        return span
    commas = [k for k in range(first + 1, past) if t.gap[k] & (COMMA | BRACKET)]
    if commas:
        parts = list(pairwise([first, *commas, past]))
        last = [t.word[end - 1] for _, end in parts]
        named = [part for part, kind in zip(parts, last, strict=True) if kind & CAPITAL and not kind & ROLE]
        named = [part for part in named if part[0] == first or not t.word[part[0]] & PREPOSITION]
        bare_names = [part for part in named if not t.word[part[0]] & DETERMINER]
        first, past = (bare_names or named or parts)[0]
    documents = source_rules().documents
    for k in range(first, past - 1):
        if t.word[k] & PREPOSITION and k > first:
            about = t.types[t.term[k - 1]].lower() in documents and t.types[t.term[k]] in ("by", "from", "of")
            return (k + 1, past) if about else (first, past)
    return first, past


def _behind_owner(t: Traits, first: int, past: int) -> int:
    """Return where a name begins behind the name of its owner: the BBC's | Ann Lee; but Turkey's Labour Party."""
    if t.word[past - 1] & SOURCE:
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
    return words[0].lower() + words[1:] if plain else words
