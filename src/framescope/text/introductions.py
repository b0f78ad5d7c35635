"""Who is introduced in an article: full names, their titles and roles, and with whom sentences begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from framescope.text.names import (
    FUNCTION,
    ROLE,
    Kinds,
    Names,
    Span,
    behind_body,
    behind_owner,
    behind_titles,
    full_name,
    qualifies,
    role_key,
    sex_told,
    words_of_name,
)
from framescope.text.phrases import STOP, head_of, noun_phrase_before
from framescope.text.sources import pronouns_of_words, source_rules, source_words
from framescope.text.traits import Traits, surname

# isort: off
from framescope.text.wordkinds import (
    ADVERB, BRACKET, CAPITAL, COMMA, COORDINATOR, CUE, DETERMINER, END, OWNER, PARTICIPLE, PAST, PREPOSITION, SOURCE,
    SUBORDINATOR, TIME, TIME_LEAD, TITLE,
)  # fmt: skip
# isort: on

Bools = npt.NDArray[np.bool_]

#: An apposition is read so far: Ann Lee, a former spokesman.
_BESIDE = 6
#: What stands before the subject of a sentence begins with such a word and is so long.
_LEADS = PREPOSITION | SUBORDINATOR | TIME | TIME_LEAD | ADVERB | PARTICIPLE
_FRONTED = 15


def collect_names(
    t: Traits, word: Kinds, gap: npt.NDArray[np.uint8], article: npt.NDArray[np.int64]
) -> Mapping[int, Names]:
    """Collect the names of two words and more, and the roles they are introduced with.

    Parameters
    ----------
    t
        The traits of the tokens.
    word, gap
        ``t.word`` and ``t.gap`` as arrays.
    article
        The article of each token, ascending but for the tokens of none (-1).

    Returns
    -------
    Mapping
        What the names of each article tell, by article; nothing of one without names.
    """
    capital = (word & CAPITAL > 0) & (word & FUNCTION == 0) & (article >= 0)
    found: defaultdict[int, Names] = defaultdict(Names)
    first, past = _runs_of_capitals(t, capital, gap, article)
    start = _begins_of_names(t, word, first, past)
    beside = _may_have_role(t, word, gap, first, past)
    rows = (column[start < past].tolist() for column in (article[first], first, start, past, beside))
    for where, titles, begin, end, with_role in zip(*rows, strict=True):
        _introduce(t, found[where], titles, (begin, end), with_role=with_role)
    for k in np.flatnonzero(capital[:-1] & (gap[:-1] & gap[1:] & BRACKET > 0)).tolist():
        _abbreviate(t, found[int(article[k])], k)
    begins = np.flatnonzero(capital & _opens(word, gap, np.asarray(t.begin)) & (np.asarray(t.quotation) < 0))
    for subjects in np.split(begins, np.flatnonzero(np.diff(article[begins])) + 1) if len(begins) else ():
        found[int(article[subjects[0]])].subjects = subjects.tolist()
    return found


def _runs_of_capitals(
    t: Traits, capital: Bools, gap: npt.NDArray[np.uint8], article: npt.NDArray[np.int64]
) -> tuple[Kinds, Kinds]:
    """Return where capitalised words with nothing between them begin, and where they end."""
    joined = capital[1:] & capital[:-1] & (gap[1:] & STOP == 0) & (np.diff(article) == 0)
    dotted = np.flatnonzero(joined & (gap[1:] & END > 0))
    joined[dotted] = [_is_short(t, k) and t.begin[k] == t.begin[k + 1] for k in dotted.tolist()]
    behind, before = np.concatenate([[False], joined]), np.concatenate([joined, [False]])
    return np.flatnonzero(before & ~behind), np.flatnonzero(behind & ~before) + 1


def _begins_of_names(t: Traits, word: Kinds, first: Kinds, past: Kinds) -> Kinds:
    """Return where names begin behind titles and owners; what is nothing but titles begins where it ends."""
    start: Kinds = np.maximum(first, _last(word & TITLE > 0, past - 1) + 1)
    owned = (past - start > 2) & (_last(word & OWNER > 0, past - 2) >= start)
    for i in np.flatnonzero(owned).tolist():
        begin = behind_owner(t, int(start[i]), int(past[i]))
        start[i] = begin if past[i] - begin > 1 else start[i]
    lead = np.minimum(start, len(word) - 1)
    tied = (past - start > 2) & (start > np.asarray(t.begin)[lead]) & (word[start - 1] & FUNCTION > 0)
    for i in np.flatnonzero(tied).tolist():
        start[i] = behind_body(t, int(start[i]), int(past[i]))
    return start


def _last(holds: Bools, tokens: Kinds) -> Kinds:
    """Return of tokens the last one up to each for which something holds, or -1."""
    found = np.flatnonzero(holds)
    last: Kinds = np.append(found, -1)[np.searchsorted(found, tokens, side="right") - 1]
    return last


def _introduce(t: Traits, names: Names, titles: int, name: Span, *, with_role: bool) -> None:
    """Note a name whose titles begin with a token, and who has them and the roles beside it."""
    first, past = name
    opening, told, noted = t.plain[t.term[first]], pronouns_of_words(), name
    if past - first > 1:
        ending = past - first > 2 and t.plain[t.term[past - 1]] in source_rules().name_endings
        names.given.setdefault(opening, name)
        noted = names.full.setdefault(surname(t.plain[t.term[past - 1 - ending]]), name)
    # Of most names nothing is known but how they are written.
    if titles < first or with_role or opening in told or (noted is not name and t.plain[t.term[noted[0]]] in told):
        alone = past - first > 1 and noted is name
        known = name if alone else full_name(t, names, name, titled=titles < first) or name
        _describe(t, names, (titles, first), known, _roles_beside(t, titles, past) if with_role else [])


def _describe(t: Traits, names: Names, titles: Span, known: Span, beside: list[int]) -> None:
    """Note who has the titles before a name and the roles beside it; `known` is the name in full."""
    first, start = titles
    rules, kinds = source_rules(), source_words()
    if first == start and not beside and t.plain[t.term[known[0]]] not in pronouns_of_words():
        return
    roles = [*range(first, start), *beside]
    nouns = [k for k in roles if t.word[k] & ROLE]  # not: Lee's spokeswoman
    pronoun = sex_told(t, [*nouns, known[0]] if known[1] - known[0] > 1 else nouns)
    name = words_of_name(t, names, known)
    for k in roles:
        names.roles.setdefault(role_key(t, k), []).append((first, name))
        noun = t.plain[t.term[k]]
        if t.word[k] & TITLE and noun not in rules.bodies:
            names.holders.add(name)
        if noun in kinds:
            names.types.setdefault(name, kinds[noun])
    if pronoun:
        names.sex.setdefault(name, pronoun)
        names.persons.append((first, name))


def _abbreviate(t: Traits, names: Names, k: int) -> None:
    """Note what an acronym in brackets stands for: the World Health Organization (WHO)."""
    acronym, first = t.types[t.term[k]], k
    letters = acronym if acronym.isupper() else ""
    while letters and first > t.begin[k] and t.word[first - 1] & (CAPITAL | PREPOSITION | DETERMINER | COORDINATOR):
        first -= 1
        if t.word[first] & CAPITAL and not t.word[first] & FUNCTION:
            if t.types[t.term[first]][0] != letters[-1]:
                return
            letters = letters[:-1]
    if not letters and k - first > 1:
        names.full.setdefault(acronym.lower(), (first, k))


def _is_short(t: Traits, k: int) -> bool:
    """Return whether a full stop behind a word in a name marks it as shortened: Sen., George W."""
    return bool(t.word[k] & TITLE) or len(t.types[t.term[k]]) == 1


def _opens(word: Kinds, gap: npt.NDArray[np.uint8], begin: Kinds) -> Bools:
    """Return of each token whether its sentence begins with it, but for what leads in: But | Lee; On Monday, | Lee."""
    here = np.arange(len(word))
    commas = np.cumsum(gap & STOP > 0)
    lead = word[begin]
    behind = (gap & COMMA > 0) & (commas - commas[begin] == 1) & (here - begin <= _FRONTED) & (lead & _LEADS > 0)
    opens: Bools = (
        (here == begin) | ((here == begin + 1) & (lead & (COORDINATOR | DETERMINER | SUBORDINATOR) > 0)) | behind
    )
    return opens


def _may_have_role(t: Traits, word: Kinds, gap: npt.NDArray[np.uint8], first: Kinds, past: Kinds) -> Bools:
    """Return of each name whether a word stands beside it, or behind its comma, that `_roles_beside` has to look at."""
    roles = np.concatenate([[0], np.cumsum(word & ROLE > 0)])
    begin, end = np.asarray(t.begin)[first], np.asarray(t.end)[past - 1]
    before: Bools = (first > begin) & (gap[first] | COMMA == COMMA) & (word[first - 1] & FUNCTION == 0)
    before &= roles[first] > roles[begin]
    behind = np.minimum(past, len(word) - 1)
    after: Bools = (past < end) & (gap[behind] & COMMA > 0) & (word[behind] & FUNCTION & ~DETERMINER == 0)
    after &= roles[np.minimum(past + _BESIDE, end)] > roles[past]
    before |= after
    return before


def person_at(t: Traits, names: Names, first: int) -> str | None:
    """Return the full name of the person with whom a sentence begins, if it is one; each is looked at once."""
    if first not in names.begun:
        names.begun[first] = _person(t, names, first)
    return names.begun[first]


def _person(t: Traits, names: Names, first: int) -> str | None:
    past = first + 1
    while past < t.end[first] and t.word[past] & (CAPITAL | ROLE) and not t.word[past] & FUNCTION:
        if t.gap[past] & STOP:
            break
        past += 1
    while past > first + 1 and not t.word[past - 1] & CAPITAL:
        past -= 1
    if past - first == 1 and not t.word[first] & TITLE:
        key = surname(t.plain[t.term[first]])
        if key not in names.full and key not in names.given and t.types[t.term[first]] not in names.holders:
            return None
    start = behind_titles(t, first, past)
    if start == past or t.word[past - 1] & OWNER:
        return None
    known = full_name(t, names, (start, past), titled=start > first) or (start, past)
    name = words_of_name(t, names, known)
    told = start > first or (known[1] - known[0] > 1 and t.plain[t.term[known[0]]] in pronouns_of_words())
    return name if told or name in names.holders else None


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
