"""What there is to count: tokens by article, kind of text and voice, and the lines that are left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View, check_view
from framescope.errors import unknown_name
from framescope.measures.reading import ARTICLE_KEYS, read_view, token_cells
from framescope.schema import VOICES, ZONES

_KEYS = (*ARTICLE_KEYS, "zone", "voice")


def coverage(
    corpus: Corpus, *, by: Sequence[str] = ("document_id", "article_id", "zone"), view: View | None = None
) -> pd.DataFrame:
    """Count the tokens a view reads.

    Parameters
    ----------
    corpus
        The corpus.
    by
        Keys of the rows: columns of `articles`, ``story``, ``zone``, ``voice``.
    view
        What is read; None reads everything, residue included (unlike a measure, which asks what counts).

    Returns
    -------
    DataFrame
        The keys, then ``n_tokens``; only combinations that occur, in the order of the corpus.

    Raises
    ------
    UnknownNameError
        For a key that is none.
    """
    for name in by:
        if name not in _KEYS:
            raise unknown_name("key", name, _KEYS)
    reading = read_view(corpus, view or View(zones=None))
    cells = token_cells(corpus, reading).query("n_read > 0").sort_values(["place", "zone", "voice"])
    table = reading.places.iloc[cells["place"]].reset_index(drop=True)
    table["zone"] = np.array(ZONES)[cells["zone"]]
    table["voice"] = np.array(VOICES)[cells["voice"]]
    table["n_tokens"] = cells["n_read"].to_numpy()
    return table.groupby(list(by), sort=False, observed=True)["n_tokens"].sum().reset_index()


def left_out(corpus: Corpus, view: View | None = None) -> pd.DataFrame:
    """List the lines a view does not read because of their kind, with the rule that decided.

    Returns
    -------
    DataFrame
        ``document_id, line, kind, rule, text``, blank lines excepted.
    """
    zones = check_view(corpus, view).zones
    lines = corpus.lines[corpus.lines["kind"] != "blank"]
    kept = lines["kind"].isin(zones) if zones is not None else pd.Series(data=True, index=lines.index)
    lines = lines[~kept]
    text = [
        corpus.text(document_id)[start:end].strip()
        for document_id, start, end in lines[["document_id", "start", "end"]].itertuples(index=False)
    ]
    return lines[["document_id", "line", "kind", "rule"]].assign(text=text).reset_index(drop=True)
