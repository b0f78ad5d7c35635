"""Which hits stand in the scope of a negation: marked, never taken out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from framescope.corpus.model import NO_ARTICLE, Corpus
from framescope.lexicon.entry import Entry, PatternText
from framescope.lexicon.match import allowed
from framescope.lexicon.model import Category, Lexicon
from framescope.lexicon.places import Matches, occurrences, scan
from framescope.lexicon.program import Ints, Program, compile_lexicon
from framescope.yamlfile import read_model

_RULES = Path(__file__).parent / "rules"
#: Languages with rules.
NEGATION_LANGUAGES = ("en",)


class NegationRules(BaseModel):
    """What denies the words that follow it in one language, within how many tokens, and where that ends."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    window: int = Field(ge=1)
    negators: tuple[PatternText, ...]
    affirming: tuple[PatternText, ...]
    ends: tuple[PatternText, ...]


@cache
def negation_rules(language: str) -> NegationRules:
    """Return the rules of a language in `NEGATION_LANGUAGES`."""
    return read_model(_RULES / f"negation.{language}.yaml", NegationRules)


def negated(corpus: Corpus, matches: Matches, *, language: str | None = None) -> pd.arrays.BooleanArray:
    """Return which matches follow a negation closely.

    A match is negated if one of the rules' negators ends within the `window` tokens before it, with no
    break and no word that ends a scope in between. A negator inside a phrase that affirms ("not only")
    is none, and neither is one inside the match.

    Parameters
    ----------
    corpus
        The corpus.
    matches
        The matches.
    language
        Taken for articles whose language is not known.

    Returns
    -------
    BooleanArray
        One value per match, null where there are no rules for the language of its article.

    Notes
    -----
    A window is no syntax: "not one of the many rebels" is missed (the negation is too far), "did not say
    that rebels" is marked though nobody denied them, "denied that" and "the claim is false" are not seen.
    """
    values = np.zeros(len(matches), dtype=np.bool_)
    unknown = np.ones(len(matches), dtype=np.bool_)
    spoken = _languages(corpus, matches.start, language)
    for name in NEGATION_LANGUAGES:
        these = np.flatnonzero(spoken == name)
        unknown[these] = False
        values[these] = _in_scope(corpus, matches.start[these], negation_rules(name))
    return pd.arrays.BooleanArray(values, unknown)


def _languages(corpus: Corpus, token: Ints, otherwise: str | None) -> npt.NDArray[np.object_]:
    known = corpus.articles["language"].astype("object")
    of_article = np.array([*known.where(known.notna(), otherwise), otherwise], dtype=object)
    assert NO_ARTICLE == -1, "the last entry answers for tokens without an article"  # noqa: S101
    return np.asarray(of_article[corpus.tokens.article[token]])


def _in_scope(corpus: Corpus, start: Ints, rules: NegationRules) -> npt.NDArray[np.bool_]:
    n = len(corpus.tokens)
    if not len(start):
        return np.zeros(0, dtype=np.bool_)
    laid = scan(corpus.tokens, _program(rules))
    longest = int(laid.program.length.max())
    context = _marked(n, [start - k for k in range(1, rules.window + longest)])
    found = allowed(laid, occurrences(laid, np.flatnonzero(context)))
    ends_scope = np.array([row.category == "ends" for row in laid.program.rows])[found.pattern]
    last = found.start + found.length - 1
    negates, ends = _marked(n, [last[~ends_scope]]), _marked(n, [last[ends_scope]])
    inside, still_open = np.zeros(len(start), dtype=np.bool_), np.ones(len(start), dtype=np.bool_)
    for k in range(1, rules.window + 1):
        token = np.maximum(start - k, -1)  # -1 is the last token: nothing reaches it over the boundary at token 0
        still_open &= ~laid.boundary[token + 1] & ~ends[token]
        inside |= still_open & negates[token]
    return inside


def _marked(n: int, places: Sequence[Ints]) -> npt.NDArray[np.bool_]:
    """Return n truth values, True at the places given; places before the first token are left out."""
    marked = np.zeros(n, dtype=np.bool_)
    for some in places:
        marked[some[some >= 0]] = True
    return marked


@cache
def _program(rules: NegationRules) -> Program:
    negators = tuple(Entry(term=term, not_in=_holding(rules.affirming, term)) for term in rules.negators)
    ends = tuple(Entry(term=term) for term in rules.ends)
    categories = {"negators": Category(terms=negators), "ends": Category(terms=ends)}
    return compile_lexicon(Lexicon(name="negation", categories=categories))


def _holding(phrases: Sequence[str], term: str) -> tuple[str, ...]:
    """Return the phrases that are long enough to hold a term."""
    return tuple(phrase for phrase in phrases if len(phrase.split()) >= len(term.split()))
