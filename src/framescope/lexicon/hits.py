"""From a corpus and a lexicon to the table `hits`: every match, with the words it was counted from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope import schema
from framescope.corpus.attribution import speakers_at
from framescope.corpus.model import Corpus, Tokens
from framescope.errors import InputError, expect
from framescope.lexicon.entry import Entry
from framescope.lexicon.match import allowed, longest
from framescope.lexicon.model import CATEGORIES, Category, Lexicon
from framescope.lexicon.negation import negated
from framescope.lexicon.patterns import parse_pattern
from framescope.lexicon.places import Matches, occurrences, scan
from framescope.lexicon.program import Ints, Program, Within, compile_lexicon


def find_hits(corpus: Corpus, lexicon: Lexicon, *, within: Within = "category") -> pd.DataFrame:
    """Find every match of a lexicon in the full text of a corpus; views filter later.

    Parameters
    ----------
    corpus
        The corpus.
    lexicon
        The lexicon.
    within
        Where the longest match wins: ``"category"`` (within each category and each naming set, so
        that another category may count the same words) or ``"lexicon"`` (each word counts once).

    Returns
    -------
    DataFrame
        Columns of `schema.HITS`, one row per match, in the order of the text. ``set`` is ``categories``
        or the naming set, ``category`` the category (``whole/part`` for a part of another) or label;
        ``negated`` is null where there are no rules for the language (see
        `framescope.lexicon.negation`), ``weight`` is the entry's; ``speaker`` is the
        name within the article of whoever is quoted or reported with the first word, null where nobody
        is named; ``sentence`` is empty. ``attrs["lexicon"]`` names the lexicon and its version,
        ``attrs["categories"]`` lists every [set, category], also those without a hit.

    Raises
    ------
    UnknownNameError
        For another value of `within`.
    InputError
        If a regular expression of the lexicon does not come through the vocabulary.

    Notes
    -----
    A hit is a wording, not its meaning: nothing here knows who is meant, or whether the text agrees. A
    negated hit is a hit: it is marked, and counted like any other.
    From left to right the longest match wins; a match that a condition takes back leaves its words to
    the others. Where two entries match the same words, the more specific one is named: the one with
    fewer wildcards, then with more letters, then case-sensitive, then first in the alphabet.
    """
    expect("corpus", corpus, Corpus, "fs.read_corpus")
    program = compile_lexicon(lexicon, within=within)
    laid = scan(corpus.tokens, program)
    matches = longest(program, allowed(laid, occurrences(laid)))
    hits = schema.HITS.frame(_table(corpus, program, matches, language=lexicon.language))
    hits.attrs["categories"] = [list(pair) for pair in lexicon.names()]
    hits.attrs["lexicon"] = f"{lexicon.name} {lexicon.version}"
    return hits


def find_terms(corpus: Corpus, terms: Sequence[str]) -> pd.DataFrame:
    """Find patterns that stand in no lexicon, each counted for itself.

    Parameters
    ----------
    corpus
        The corpus.
    terms
        Patterns as in a lexicon (``"terrorist*"``, ``"regime change"``). The same words may count for several.

    Returns
    -------
    DataFrame
        As `find_hits`; tell the patterns apart by ``entry``. ``attrs["entries"]`` lists each as [set,
        category, entry], so that a table by entry keeps the row of one that was not found.

    Raises
    ------
    InputError
        If there is no pattern, or one cannot be read.
    """
    if isinstance(terms, str) or not terms:
        raise InputError(f"terms takes a list of patterns, such as ['terrorist*']; not {terms!r}.")
    for term in terms:
        parse_pattern(term)
    categories = {f"term {n}": Category(terms=(Entry(term=term),)) for n, term in enumerate(terms, start=1)}
    hits = find_hits(corpus, Lexicon(name="terms", categories=categories))
    hits.attrs["entries"] = [[CATEGORIES, name, category.terms[0].term] for name, category in categories.items()]
    return hits


def named_or_commonest(hits: pd.DataFrame, names: Sequence[str], n: int = 5) -> list[str]:
    """Return those of some categories and labels that the lexicon has, or the commonest among the hits if it has none.

    Parameters
    ----------
    hits
        As `find_hits` gives, or some of its rows.
    names
        What one would like to look at.
    n
        How many of the commonest are taken; of those as common the first in the alphabet.

    Notes
    -----
    It misleads where the commonest words are not those of the question: name them.
    """
    expect("hits", hits, pd.DataFrame, "fs.find_hits")
    declared = {str(category) for _, category in hits.attrs.get("categories", [])}
    known = [name for name in names if name in declared | set(hits["category"].astype("str"))]
    if known:
        return known
    counts = hits["category"].astype("str").value_counts()
    return sorted(counts.index, key=lambda name: (-counts[name], name))[:n]


def _table(corpus: Corpus, program: Program, matches: Matches, *, language: str | None) -> pd.DataFrame:
    tokens, rows = corpus.tokens, program.rows
    pair = np.array([[row.set, row.category, row.entry.term] for row in rows], dtype=object).reshape(-1, 3)
    set_, category, entry = (_codes(pair[:, i]) for i in range(3))
    order = np.lexsort((category[0][matches.pattern], set_[0][matches.pattern], matches.length, matches.start))
    matches = matches.take(order)
    first, last = matches.start, matches.start + matches.length - 1
    document = np.searchsorted(tokens.documents, first, side="right") - 1
    start = tokens.start[first]
    end = tokens.start[last] + tokens.length[last]
    texts = corpus.documents["text"].tolist()
    spans = zip(document.tolist(), start.tolist(), end.tolist(), strict=True)
    return pd.DataFrame(
        {
            "article_id": _categorical(tokens.article[first], corpus.articles["article_id"]),
            "document_id": _categorical(document, corpus.documents["document_id"]),
            "set": _categorical(set_[0][matches.pattern], set_[1]),
            "category": _categorical(category[0][matches.pattern], category[1]),
            "entry": _categorical(entry[0][matches.pattern], entry[1]),
            "text": pd.Series([texts[i][a:b] for i, a, b in spans], dtype="str"),
            "start": start,
            "end": end,
            "token": first,
            "n_tokens": matches.length,
            "sentence": pd.array([None] * len(matches), dtype="Int64"),
            "zone": _categorical(tokens.zone[first], schema.ZONES),
            "voice": _categorical(tokens.voice[first], schema.VOICES),
            "mixed": _mixed(tokens, matches),
            "negated": negated(corpus, matches, language=language),
            "weight": np.array([row.entry.weight for row in rows], dtype=np.float64)[matches.pattern],
            "speaker": pd.Series(speakers_at(corpus, first), dtype="str"),
        }
    )


def _codes(names: npt.NDArray[np.object_]) -> tuple[Ints, list[str]]:
    """Return the distinct names, sorted, and for each name its place among them."""
    known = sorted(set(names))
    place = {name: i for i, name in enumerate(known)}
    return np.fromiter((place[name] for name in names), dtype=np.int64, count=len(names)), known


def _categorical(codes: npt.NDArray[np.integer], names: Sequence[str] | pd.Series[str]) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(names), dtype="str"))


def _mixed(tokens: Tokens, matches: Matches) -> npt.NDArray[np.bool_]:
    """Return which matches hold tokens of another zone or voice than their first."""
    mixed = np.zeros(len(matches), dtype=np.bool_)
    for k in range(1, int(matches.length.max(initial=1))):
        long = np.flatnonzero(matches.length > k)
        first = matches.start[long]
        mixed[long] |= (tokens.zone[first] != tokens.zone[first + k]) | (tokens.voice[first] != tokens.voice[first + k])
    return mixed
