"""Lines as numbers that are the same if their words are, in every shard: made of what is written, not of its ids."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framescope.corpus.labelled import DEFAULT_ZONE, Labelled
from framescope.corpus.model import NO_ARTICLE, Tokens
from framescope.corpus.shingles import FACTOR, MIX, Hashes, Ints
from framescope.text.vocabulary import Vocabulary

_BACK = np.uint64(pow(int(FACTOR), -1, 1 << 64))


def keyed_lines(documents: Labelled, tokens: Tokens) -> pd.DataFrame:
    """Return the lines of text that hold words, with a number that is the same for the same words.

    Parameters
    ----------
    documents
        Documents with their labels.
    tokens
        Their tokens.

    Returns
    -------
    DataFrame
        One row per line of body or heading that no reader decided about: ``row, document, article`` (rows of the tables
        `lines`, `documents` and `articles`)``, size`` (characters)``, words, key``. Numbers are kept small: a large
        corpus has millions of lines.
    """
    lines = documents.lines
    keys, words = line_keys(tokens, documents.tokens_in_lines)
    of_text = lines.kind.isin(("body", "heading")) & (lines.rule != "decided") & (lines.article != NO_ARTICLE)
    rows = np.flatnonzero(of_text & (words > 0))
    columns = {
        "row": rows,
        "document": lines.document[rows],
        "article": lines.article[rows],
        "size": lines.end[rows] - lines.start[rows],
        "words": words[rows],
    }
    numbers = {name: values.astype(np.int32) for name, values in columns.items()}
    return pd.DataFrame({**numbers, "key": keys[rows]})


def line_keys(tokens: Tokens, counts: Ints) -> tuple[Hashes, Ints]:
    """Return a number for the words of each line, and how many they are.

    Parameters
    ----------
    tokens
        The tokens of documents.
    counts
        How many of them stand in each line, from the first on. Words in marks (datelines, markup) are no words of a
        line, whatever their case and marks the rest.
    """
    counted = DEFAULT_ZONE.take(tokens.zone)
    edges = np.append(0, np.cumsum(counted))[np.append(0, np.cumsum(counts))]
    return _polynomials(_form_numbers(tokens.vocabulary).take(tokens.term[counted]), edges), np.diff(edges)


def _form_numbers(vocabulary: Vocabulary) -> Hashes:
    """Return a number for each form, made of its folded letters, spread over all 64 bits."""
    written = np.frombuffer("\n".join([*vocabulary.forms, ""]).encode("utf-8", "surrogatepass"), dtype=np.uint8)
    ends = np.append(0, np.flatnonzero(written == ord("\n")) + 1)
    number = _polynomials(written.astype(np.uint64), ends)[vocabulary.fold]
    return (number ^ (number >> np.uint64(32))) * MIX


def _polynomials(values: Hashes, edges: Ints) -> Hashes:
    """Return the polynomial, modulo 2 to the 64, of the values from each edge to before the next one."""
    powers = np.cumprod(np.full(len(values), FACTOR), dtype=np.uint64)
    back = np.cumprod(np.full(len(values) + 1, _BACK), dtype=np.uint64)
    sums: Hashes = np.append(np.uint64(0), np.cumsum(values * powers, dtype=np.uint64))
    return np.diff(sums[edges]) * back[edges[:-1]]
