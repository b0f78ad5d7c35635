"""One name for each speaker of an article: full name, later surname, role or pronoun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.phrases import STOP
from framescope.text.sources import source_rules, source_words
from framescope.text.traits import Gap, Traits, Word

NamedBy = Literal["as written", "same name", "role", "pronoun"]

_FUNCTION = (
    Word.DETERMINER | Word.PRONOUN | Word.AUXILIARY | Word.PREPOSITION | Word.COORDINATOR | Word.SUBORDINATOR
    | Word.RELATIVE | Word.THAT | Word.TIME | Word.ADVERB | Word.NUMBER | Word.NEGATION | Word.INTERROGATIVE
)  # fmt: skip
_ROLE = Word.SOURCE | Word.TITLE
_APPOSITION = 12


class Speaker(NamedTuple):
    """A source with its name within the article (None if unknown), how the name was found, and its type."""

    name: str | None
    named_by: NamedBy | None
    type: str


UNKNOWN = Speaker(None, None, "unknown")


@dataclass
class Names:
    """By article: full names by their last word, who has a role from which token on, the type of each name."""

    full: dict[tuple[int, str], tuple[int, int]] = field(default_factory=dict)
    roles: dict[tuple[int, str], list[tuple[int, str]]] = field(default_factory=dict)
    types: dict[tuple[int, str], str] = field(default_factory=dict)


@dataclass
class _Cast:
    """Who has spoken in an article so far, by the pronoun that may stand for them."""

    last: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    sex: dict[str, str] = field(default_factory=dict)


def collect_names(t: Traits, word: npt.NDArray[np.int64], article: npt.NDArray[np.int64]) -> Names:
    """Collect the names of two words and more, and the roles they are introduced with.

    Parameters
    ----------
    t
        The traits of the tokens.
    word
        ``t.word`` as an array.
    article
        The article of each token.
    """
    capital = (word & Word.CAPITAL > 0) & (word & _FUNCTION == 0)
    gap = np.array(t.gap, dtype=np.uint8)
    joined = capital[1:] & capital[:-1] & (gap[1:] & (STOP | Gap.END) == 0) & (np.diff(article) == 0)
    first = np.flatnonzero(np.concatenate([joined, [False]]) & ~np.concatenate([[False], joined]))
    past = np.flatnonzero(~np.concatenate([joined, [False]]) & np.concatenate([[False], joined])) + 1
    names, kinds = Names(), source_words()
    for a, b, where in zip(first.tolist(), past.tolist(), article[first].tolist(), strict=True):
        start = _behind_titles(t, a, b)
        if start == b or t.word[b - 1] & Word.OWNER:
            continue
        if b - start > 1:
            names.full.setdefault((where, t.types[t.term[b - 1]]), (start, b))
        roles = [*range(a, start), *_roles_beside(t, a, b)]
        if roles:
            name = _full(t, names, where, start, b)
            for role in [t.types[t.term[k]].lower() for k in roles]:
                names.roles.setdefault((where, role), []).append((a, name))
                if role in kinds:
                    names.types.setdefault((where, name), kinds[role])
    return names


def _roles_beside(t: Traits, first: int, past: int) -> list[int]:
    """Return the words that say what somebody is: their spokesman, Ann Lee; Ann Lee, a spokesman for the rebels."""
    before = first - 1
    roles = [before] if before >= 0 and t.word[before] & _ROLE and t.gap[first] & ~Gap.COMMA == 0 else []
    limit = min(past + 6, t.end[past - 1])
    if past < limit and t.gap[past] & Gap.COMMA and not t.word[past] & _FUNCTION & ~Word.DETERMINER:
        for k in range(past, limit):
            if (k > past and t.gap[k] & STOP) or t.word[k] & Word.PREPOSITION:
                break
            roles += [k] if t.word[k] & _ROLE else []
    return roles


def _behind_titles(t: Traits, first: int, past: int) -> int:
    titles = [k for k in range(first, past) if t.word[k] & Word.TITLE]
    return titles[-1] + 1 if titles else first


def _full(t: Traits, names: Names, article: int, first: int, past: int) -> str:
    span = names.full.get((article, _bare(t.types[t.term[past - 1]]))) if past - first == 1 else None
    return _words(t, *(span or (first, past)))


def _words(t: Traits, first: int, past: int) -> str:
    return " ".join(_bare(t.types[t.term[k]]) for k in range(first, past))


def _bare(form: str) -> str:
    return form[:-2] if form.endswith("'s") else form[:-1] if form.endswith("'") else form


def name_speakers(t: Traits, names: Names, sources: Sequence[tuple[int, int]], article: Sequence[int]) -> list[Speaker]:
    """Give each source of a text its name and type.

    Parameters
    ----------
    t, names
        Traits of the tokens, and what `collect_names` found.
    sources
        Token spans, in the order of the text.
    article
        The article of each source.
    """
    speakers = []
    cast, current = _Cast(), -1
    for (first, past), where in zip(sources, article, strict=True):
        if where != current:
            cast, current = _Cast(), where
        speakers.append(_named(t, names, cast, where, (first, past)))
    return speakers


def _named(t: Traits, names: Names, cast: _Cast, article: int, span: tuple[int, int]) -> Speaker:
    first, past = span
    rules = source_rules()
    if past - first == 1:
        word = t.types[t.term[first]].lower()
        for pronoun, forms in _pronouns().items():
            if word in forms:
                name = cast.last.get(pronoun)
                if name and pronoun in ("he", "she") and cast.sex.setdefault(name, pronoun) == pronoun:
                    cast.last = {p: n for p, n in cast.last.items() if n != name or p == pronoun}
                return Speaker(name, "pronoun", cast.types[name]) if name else UNKNOWN
    kind = source_type(t, first, past)
    name, by = _name(t, names, article, span)
    if by == "as written" and all(t.word[k] & _ROLE or not t.word[k] & Word.CAPITAL for k in range(first + 1, past)):
        people = names.roles.get((article, t.types[t.term[_head(t, first, past)]].lower()), [])
        known = [person for position, person in people if position < first]
        if known and t.word[first] & Word.DETERMINER and not t.word[first] & Word.ARTICLE:
            name, by = known[-1], "role"
    if kind == "unknown":
        kind = cast.types.get(name) or names.types.get((article, name), "unknown")
    cast.types[name] = kind
    _remember(cast, name, {t.types[t.term[k]].lower() for k in range(first, past)}, rules.plural)
    return Speaker(name, by, kind)


def _pronouns() -> Mapping[str, frozenset[str]]:
    rules = source_rules()
    return {"he": rules.he, "she": rules.she, "they": rules.they, "it": rules.it}


def _remember(cast: _Cast, name: str, words: set[str], plural: frozenset[str]) -> None:
    rules = source_rules()
    if words & plural:
        cast.last["they"] = name
        return
    if words & rules.female:
        cast.sex[name] = "she"
    elif words & rules.male:
        cast.sex[name] = "he"
    person = name[:1].isupper() and not words & _bodies()
    if person:
        for pronoun in [cast.sex[name]] if name in cast.sex else ["he", "she"]:
            cast.last[pronoun] = name
    else:
        cast.last["it"] = name
        if name in cast.sex:
            cast.last[cast.sex[name]] = name


def _bodies() -> frozenset[str]:
    return frozenset({"ministry", "government", "agency", "house", "council", "party", "report", "army", "observatory"})


def _name(t: Traits, names: Names, article: int, span: tuple[int, int]) -> tuple[str, NamedBy]:
    """Return the name in a phrase: the last capitalised words before a preposition, titles left out."""
    first, past = span
    parts = [first, *(k for k in range(first + 1, past) if t.gap[k] & Gap.COMMA), past]
    if len(parts) > 2:  # the president, Bashar al-Assad: the part that is a name
        named = [(a, b) for a, b in pairwise(parts) if t.word[b - 1] & Word.CAPITAL and not t.word[b - 1] & _ROLE]
        return _name(t, names, article, (named or [(first, parts[1])])[0])
    end = next((k for k in range(first + 1, past) if t.word[k] & Word.PREPOSITION), past)
    start = end
    while start > first and t.word[start - 1] & Word.CAPITAL and not t.word[start - 1] & _FUNCTION:
        start -= 1
    behind = _behind_titles(t, start, end)
    proper = any(not t.word[k] & _ROLE for k in range(start, end))
    if start == end or not proper or (end < past and t.word[first] & Word.DETERMINER):
        while first < past - 1 and t.word[first] & Word.DETERMINER:
            first += 1
        words = _words(t, first, past)
        plain = t.word[first] & Word.SOURCE and first == t.begin[first] and not words[:2].isupper()
        return words[0].lower() + words[1:] if plain else words, "as written"
    known = names.full.get((article, _bare(t.types[t.term[end - 1]])))
    if end - behind == 1 and known is not None:
        return _words(t, *known), "same name"
    return _words(t, behind, end), "as written"


def _head(t: Traits, first: int, past: int) -> int:
    end = next((k for k in range(first + 1, past) if t.word[k] & Word.PREPOSITION), past)
    return max(end - 1, first)


def source_type(t: Traits, first: int, past: int) -> str:
    """Return what kind of source a phrase names, an apposition behind it included."""
    end = past
    limit = min(past + _APPOSITION, t.end[past - 1])
    if past < limit and t.gap[past] & Gap.COMMA and not t.word[past] & Word.CUE:
        end = next((k for k in range(past + 1, limit) if t.gap[k] & (Gap.COMMA | Gap.MARK)), limit)
    kinds, relational = source_words(), source_rules().relational
    head = _head(t, first, past)
    order = [*range(head, first - 1, -1), *range(head + 1, end)]
    found = None
    for k in order:
        if not t.word[k] & Word.SOURCE:
            continue
        word = _bare(t.types[t.term[k]].lower())
        kind = kinds.get(word)
        if kind is not None and word not in relational:
            return kind
        found = found or kind
    return found or "unknown"
