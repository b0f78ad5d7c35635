"""What users name on the command line, opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framescope.corpus.model import Corpus


def named_corpus(named: str) -> Corpus:
    """Open a saved corpus, read a folder of articles, or take a corpus of the study one stands in."""
    from framescope.corpus.read import read_corpus
    from framescope.corpus.store import load_corpus

    path = Path(named)
    if (path / "corpus.json").is_file():
        return load_corpus(path)
    if path.exists():
        return read_corpus(path)
    from framescope.study.inputs import open_corpus

    return open_corpus(named)
