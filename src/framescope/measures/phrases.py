"""Two-word phrases that stand out, by NLTK's association measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, unknown_name
from framescope.measures.reading import Ints, read_view


@dataclass(frozen=True)
class Association:
    """One measure: the column it fills, its function in NLTK, and whether NLTK leaves out its sign."""

    column: str
    nltk: str
    unsigned: bool = False


#: Measures by their name in NLTK. Its `fisher` is not among them: it tests for *fewer* than expected.
ASSOCIATIONS: Mapping[str, Association] = MappingProxyType(
    {
        "likelihood_ratio": Association("ll_4term", "likelihood_ratio", unsigned=True),
        "chi_sq": Association("chi2", "chi_sq", unsigned=True),
        "phi_sq": Association("phi2", "phi_sq", unsigned=True),
        "pmi": Association("mi_log2", "pmi"),
        "student_t": Association("t_score", "student_t"),
        "dice": Association("dice", "dice"),
        "jaccard": Association("jaccard", "jaccard"),
    }
)


def phrases(
    corpus: Corpus,
    *,
    view: View | None = None,
    measure: str = "likelihood_ratio",
    n: int = 20,
    min_count: int = 3,
) -> pd.DataFrame:
    """Rank two-word phrases by how much more often the words meet than chance would have them.

    Parameters
    ----------
    corpus
        The corpus.
    view
        What is read; both words must be read and stand side by side in the text.
    measure
        A measure of NLTK's `BigramAssocMeasures`: see `ASSOCIATIONS`.
    n
        Rows returned at most.
    min_count
        Fewest occurrences of a phrase.

    Returns
    -------
    DataFrame
        ``phrase, word_1, word_2`` (case-folded), ``count``, ``count_1`` and ``count_2`` (pairs that
        begin with the first word, that end with the second), ``n_pairs`` (all pairs), ``expected``
        (``count_1 * count_2 / n_pairs``), the measure under its variant's name (``ll_4term``: Dunning
        1993, Computational Linguistics 19(1), four cells), and ``n_articles`` that hold the phrase.
        Highest first, ties by count, then by the alphabet.

    Raises
    ------
    UnknownNameError
        For a measure that is not among the known ones.
    InputError
        If `n` or `min_count` is below 1.

    Notes
    -----
    A pair does not cross a sentence-like boundary, a line of another kind or an article. The
    contingency table is one of pairs, not of words, so that its cells add up. ``ll_4term``, ``chi2``
    and ``phi2`` are unsigned in NLTK; here a phrase rarer than expected has a negative value. High
    values come from frequent grammar ("of the") as well as from names; a phrase of one much
    repeated story stands out as much as one of many: see `n_articles`. PMI favours the rarest words.
    """
    if measure not in ASSOCIATIONS:
        raise unknown_name("association measure", measure, ASSOCIATIONS)
    if n < 1 or min_count < 1:
        raise InputError(f"phrases: n and min_count are numbers from 1 on; not {n!r} and {min_count!r}.")
    often = _pairs(corpus, view, min_count)
    association = ASSOCIATIONS[measure]
    table = often.assign(
        expected=often["count_1"] * often["count_2"] / often["n_pairs"],
        **{association.column: _scores(often, association)},
    )
    ranked = table.sort_values([association.column, "count", "phrase"], ascending=[False, False, True])
    columns = ["phrase", "word_1", "word_2", "count", "count_1", "count_2", "n_pairs", "expected"]
    return ranked[[*columns, association.column, "n_articles"]].head(n).reset_index(drop=True)


def association_score(measure: str, count: int, margins: tuple[int, int], n_pairs: int) -> float:
    """Return one measure of one pair: ``count`` of the pair, of its first and second word, of all pairs.

    Returns
    -------
    float
        Signed: negative where the pair is rarer than expected. Null where the measure is not defined
        (a word that stands in every pair).
    """
    from nltk.metrics.association import BigramAssocMeasures  # 1.5 s that nobody else should pay

    association = ASSOCIATIONS[measure]
    function: Callable[..., float] = getattr(BigramAssocMeasures, association.nltk)
    try:
        score = float(function(count, margins, n_pairs))
    except ZeroDivisionError:
        return float("nan")
    rarer = count * n_pairs < margins[0] * margins[1]
    return -score if association.unsigned and rarer else score


def _scores(pairs: pd.DataFrame, association: Association) -> list[float]:
    name = next(name for name, known in ASSOCIATIONS.items() if known is association)
    rows = pairs[["count", "count_1", "count_2", "n_pairs"]].itertuples(index=False, name=None)
    return [association_score(name, count, (first, second), n) for count, first, second, n in rows]


def _pairs(corpus: Corpus, view: View | None, min_count: int) -> pd.DataFrame:
    """Return the pairs of neighbours that are read at least `min_count` times, with their margins."""
    reading = read_view(corpus, view)
    tokens = corpus.tokens
    first = np.flatnonzero(
        reading.mask[:-1] & reading.mask[1:] & ~tokens.breaks[1:] & (reading.place[:-1] == reading.place[1:])
    )
    n_forms = len(tokens.vocabulary)
    term = tokens.vocabulary.fold[tokens.term].astype(np.int64)
    pair = term[first] * n_forms + term[first + 1]
    kinds, count = np.unique(pair, return_counts=True)
    kinds, count = kinds[count >= min_count], count[count >= min_count]
    left, right = kinds // max(n_forms, 1), kinds % max(n_forms, 1)
    forms = tokens.vocabulary.forms
    words = pd.DataFrame(
        {
            "word_1": pd.Series([forms[i] for i in left], dtype="str"),
            "word_2": pd.Series([forms[i] for i in right], dtype="str"),
            "count": count,
            "count_1": np.bincount(term[first], minlength=n_forms)[left],
            "count_2": np.bincount(term[first + 1], minlength=n_forms)[right],
            "n_pairs": np.full(len(kinds), len(first)),
            "n_articles": _n_places(kinds, pair, reading.place[first]),
        }
    )
    return words.assign(phrase=words["word_1"] + " " + words["word_2"])


def _n_places(kinds: Ints, pair: Ints, place: Ints) -> Ints:
    """Return in how many places each kind of pair stands."""
    which = np.searchsorted(kinds, pair)
    known = np.flatnonzero(which < len(kinds))
    known = known[kinds[which[known]] == pair[known]]
    n_places = int(place.max(initial=0)) + 1
    met = np.unique(which[known] * n_places + place[known]) // n_places
    return np.bincount(met, minlength=len(kinds)).astype(np.int64)
