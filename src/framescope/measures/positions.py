"""Where in each article the words fall, counted in the tokens that a view reads."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.measures.reading import Ints, Reading, hits_read, read_view
from framescope.schema import VOICES


def positions(corpus: Corpus, hits: pd.DataFrame, *, view: View | None = None) -> pd.DataFrame:
    """Return where each hit stands within what the view reads of its article.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The table `hits` of this corpus.
    view
        What is read; a hit counts if its first token is read.

    Returns
    -------
    DataFrame
        ``article_id, document_id, set, category, entry, text, voice, zone, start, end, token`` (number
        of its first token among those read of the article, from 0), ``n_tokens`` (read of the article)
        and ``position``: ``(token + 0.5) / n_tokens``, the middle of that token, between 0 and 1.

    Notes
    -----
    A position is relative to what is read: under a view without quotations the words move together.
    Articles of different lengths look equally long.
    """
    reading = read_view(corpus, view)
    found = hits_read(corpus, hits, view)
    first = found["token"].to_numpy(dtype=np.int64)
    rank, size = _ranks(reading)
    place = reading.place[first]
    columns = ["article_id", "document_id", "set", "category", "entry", "text", "voice", "zone", "start", "end"]
    table = found[columns].assign(token=rank[first], n_tokens=size[place])
    return table.assign(position=(table["token"] + 0.5) / table["n_tokens"])


def voice_stretches(corpus: Corpus, *, view: View | None = None) -> pd.DataFrame:
    """Return the runs of tokens of one voice in each article, in reading order.

    Parameters
    ----------
    corpus
        The corpus.
    view
        What is read.

    Returns
    -------
    DataFrame
        ``article_id, document_id, voice, start, end`` (offsets of the first and past the last
        character), ``token`` (number of the first token among those read of the article, from 0),
        ``length`` (tokens of the run), ``n_tokens`` (read of the article), ``position`` and
        ``position_end``: ``token / n_tokens`` and ``(token + length) / n_tokens``. The runs of an
        article tile what is read of it.

    Notes
    -----
    A run is not a quotation: two quotations with no word between them are one run.
    """
    reading = read_view(corpus, view)
    tokens = corpus.tokens
    kept = np.flatnonzero(reading.mask)
    place, voice = reading.place[kept], tokens.voice[kept]
    changes = np.flatnonzero((np.diff(place) != 0) | (np.diff(voice) != 0)) + 1
    first = np.concatenate([np.zeros(min(len(kept), 1), np.int64), changes])
    last = np.concatenate([changes, [len(kept)]])[: len(first)] - 1
    rank, size = _ranks(reading)
    rows = reading.places.iloc[place[first]]
    table = pd.DataFrame(
        {
            "article_id": rows["article_id"].to_numpy(),
            "document_id": rows["document_id"].to_numpy(),
            "voice": pd.Series([VOICES[code] for code in voice[first]], dtype="str"),
            "start": tokens.start[kept[first]],
            "end": tokens.start[kept[last]] + tokens.length[kept[last]],
            "token": rank[kept[first]],
            "length": last - first + 1,
            "n_tokens": size[place[first]],
        }
    )
    table["position"] = table["token"] / table["n_tokens"]
    table["position_end"] = (table["token"] + table["length"]) / table["n_tokens"]
    return table


def _ranks(reading: Reading) -> tuple[Ints, Ints]:
    """Return the number of each token among those read of its place, and how many each place has."""
    kept = reading.place[reading.mask]
    size = np.bincount(kept, minlength=len(reading.places))
    order = np.argsort(kept, kind="stable")
    before = np.concatenate([[0], np.cumsum(size)])[:-1]
    within = np.empty(len(kept), dtype=np.int64)
    within[order] = np.arange(len(kept)) - before[kept[order]]
    rank = np.full(len(reading.mask), -1, dtype=np.int64)
    rank[reading.mask] = within
    return rank, size
