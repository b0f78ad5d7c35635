"""What a lexicon does on a corpus, for the scholar who wrote it: what it caught, and what not and why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.errors import expect
from framescope.lexicon.match import allowed
from framescope.lexicon.model import Lexicon, Location, Row
from framescope.lexicon.patterns import parse_pattern
from framescope.lexicon.places import Matches, Scan, occurrences, scan
from framescope.lexicon.program import compile_lexicon

#: Why an entry has no hit, from the one that is farthest from one.
_REASONS = ("no such word", "no such phrase", "taken back", "covered")


def caught(corpus: Corpus, hits: pd.DataFrame) -> pd.DataFrame:
    """List the forms that each entry with a wildcard caught, so that `*assad*` is seen to catch *ambassador*.

    Parameters
    ----------
    corpus
        The corpus the hits were found in.
    hits
        Columns ``set, category, entry, token, n_tokens`` of `schema.HITS`.

    Returns
    -------
    DataFrame
        Columns ``set, category, entry, form, count``: one row per entry and distinct case-folded form
        (words joined by a space), the entries in alphabetical order, the most frequent form first.

    Notes
    -----
    A rare form is as likely to be false as a frequent one: read the list to its end. Forms that the
    conditions of an entry or a longer match took back are not in it.
    """
    expect("hits", hits, pd.DataFrame, "fs.find_hits")
    entry = hits["entry"].astype("str")
    wild = entry.isin([term for term in entry.unique() if parse_pattern(term).wild])
    columns = ["set", "category", "entry"]
    table = hits.loc[wild, columns].astype("str").assign(form=folded_words(corpus, hits[wild]))
    table = table.groupby([*columns, "form"], as_index=False).size().rename(columns={"size": "count"})
    order = [*columns, "count", "form"]
    return table.sort_values(order, ascending=[True, True, True, False, True]).reset_index(drop=True)


def unmatched(corpus: Corpus, lexicon: Lexicon, hits: pd.DataFrame) -> pd.DataFrame:
    """List the entries without a hit, and why.

    Parameters
    ----------
    corpus
        The corpus.
    lexicon
        The lexicon.
    hits
        What `find_hits` returned for the two.

    Returns
    -------
    DataFrame
        Columns ``set, category, entry, reason``, in the order of the file. ``reason`` is
        ``no such word`` (one of its words matches no form of the corpus), ``no such phrase`` (its
        words do not stand together), ``taken back`` (a condition excludes every place) or ``covered``
        (a longer or more specific entry of its group has every place).

    Notes
    -----
    An entry without a hit is not superfluous: another corpus may hold it. The corpus is read as a
    whole here; a view may leave still more entries without a hit.
    """
    expect("hits", hits, pd.DataFrame, "fs.find_hits")
    laid = _laid(corpus, lexicon)
    anywhere = occurrences(laid)
    reasons = _reasons(laid, anywhere, allowed(laid, anywhere))
    hit = set(zip(*(hits[column].astype("str") for column in ("set", "category", "entry")), strict=True))
    best: dict[Location, tuple[Row, str]] = {}
    for row, reason in zip(laid.program.rows, reasons, strict=True):  # an entry stands once for each spelling
        known = best.setdefault(row.location, (row, reason))
        best[row.location] = max(known, (row, reason), key=lambda pair: _REASONS.index(pair[1]))
    rows = [
        (row.set, row.category, row.entry.term, reason)
        for row, reason in best.values()
        if (row.set, row.category, row.entry.term) not in hit
    ]
    return pd.DataFrame(rows, columns=["set", "category", "entry", "reason"], dtype="str")


def ties(corpus: Corpus, lexicon: Lexicon, hits: pd.DataFrame) -> pd.DataFrame:
    """List the words that two labels of one naming set claim, and which label has them.

    Parameters
    ----------
    corpus
        The corpus.
    lexicon
        The lexicon.
    hits
        What `find_hits` returned for the two.

    Returns
    -------
    DataFrame
        Columns ``set, form, category, entry`` (the label counted), ``other, other_entry`` (the one
        that matches the same words and yields) and ``count``.

    Notes
    -----
    Which of the two is counted follows from the entries alone (see `find_hits`), not from meaning:
    every row here is a decision the lexicon has left open.
    """
    laid, forms = _laid(corpus, lexicon), folded_words(corpus, hits)
    matches = allowed(laid, occurrences(laid))
    rows = [laid.program.rows[i] for i in matches.pattern.tolist()]
    claims = pd.DataFrame(
        {
            "set": [row.set for row in rows],
            "other": [row.category for row in rows],
            "other_entry": [row.entry.term for row in rows],
            "token": matches.start,
            "n_tokens": matches.length,
        }
    ).astype({"set": "str", "other": "str", "other_entry": "str"})
    kept = hits[["set", "category", "entry", "token", "n_tokens"]].assign(form=forms)
    kept = kept.astype({"set": "str", "category": "str", "entry": "str", "form": "str"})
    kept = kept[kept["set"].isin(list(lexicon.naming))]
    both = kept.merge(claims, on=["set", "token", "n_tokens"])
    both = both[both["category"] != both["other"]]
    names = ["set", "form", "category", "entry", "other", "other_entry"]
    return both.groupby(names, as_index=False).size().rename(columns={"size": "count"})


def _laid(corpus: Corpus, lexicon: Lexicon) -> Scan:
    expect("corpus", corpus, Corpus, "fs.read_corpus")
    return scan(corpus.tokens, compile_lexicon(lexicon))


def folded_words(corpus: Corpus, hits: pd.DataFrame) -> list[str]:
    """Return the case-folded words of each hit, joined by a space."""
    expect("corpus", corpus, Corpus, "fs.read_corpus")
    expect("hits", hits, pd.DataFrame, "fs.find_hits")
    vocabulary, term = corpus.tokens.vocabulary, corpus.tokens.term
    spans = zip(hits["token"].tolist(), hits["n_tokens"].tolist(), strict=True)
    return [" ".join(vocabulary.forms[i] for i in vocabulary.fold[term[a : a + n]].tolist()) for a, n in spans]


def _reasons(laid: Scan, anywhere: Matches, left: Matches) -> Iterator[str]:
    program = laid.program
    somewhere, somewhere_allowed = set(anywhere.pattern.tolist()), set(left.pattern.tolist())
    known = np.append(laid.frequency > 0, True)  # the last one is ANY
    for i in range(len(program.rows)):
        if not known[program.word[program.bounds[i] : program.bounds[i + 1]]].all():
            yield _REASONS[0]
        elif i not in somewhere:
            yield _REASONS[1]
        else:
            yield _REASONS[3 if i in somewhere_allowed else 2]
