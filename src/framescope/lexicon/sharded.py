"""Matching over pieces of a saved corpus, wherever they are looked through: the same hits as in one go."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from framescope.corpus.part import part_of
from framescope.corpus.store import load_corpus
from framescope.dispatch import Dispatch
from framescope.lexicon.hits import find_hits
from framescope.lexicon.model import Lexicon

#: Tokens of a piece, about: enough that opening the corpus does not matter.
PIECE_TOKENS = 5_000_000


@dataclass(frozen=True)
class _Piece:
    """Documents of a saved corpus, from row `first` to row `past`."""

    folder: Path
    lexicon: Lexicon
    first: int
    past: int


def find_hits_over(
    folder: str | Path, lexicon: Lexicon, dispatch: Dispatch, *, size: int = PIECE_TOKENS
) -> pd.DataFrame:
    """Find every match of a lexicon in a saved corpus, piece by piece.

    Parameters
    ----------
    folder
        A saved corpus, which every process that is asked can see under this path.
    lexicon
        The lexicon.
    dispatch
        Where pieces are looked through.
    size
        Tokens of a piece, about; a document is never cut.

    Returns
    -------
    DataFrame
        As `find_hits` of the whole corpus returns.
    """
    folder = Path(folder).absolute()
    corpus = load_corpus(folder)
    bounds = corpus.tokens.documents
    n_pieces = max(1, -(-len(corpus.tokens) // size))
    wanted = np.linspace(0, len(corpus.tokens), n_pieces + 1)[1:-1]
    cuts = np.unique([0, *np.searchsorted(bounds, wanted), len(bounds) - 1])
    pieces = [_Piece(folder, lexicon, int(a), int(b)) for a, b in pairwise(cuts)]
    if not pieces:
        return find_hits(corpus, lexicon)
    found = list(dispatch(_hits_of, pieces))
    hits = pd.concat(found, ignore_index=True)
    hits.attrs = dict(found[0].attrs)
    return hits


def _hits_of(piece: _Piece) -> pd.DataFrame:
    """Return the hits of a piece with the numbers and categories of the whole corpus."""
    corpus = load_corpus(piece.folder)
    hits = find_hits(part_of(corpus, piece.first, piece.past), piece.lexicon)
    names = pd.Index(corpus.documents["document_id"].tolist(), dtype="str")
    codes = hits["document_id"].cat.codes.to_numpy(np.int64) + piece.first
    return hits.assign(
        document_id=pd.Categorical.from_codes(codes, categories=names),
        token=hits["token"] + int(corpus.tokens.documents[piece.first]),
    )
