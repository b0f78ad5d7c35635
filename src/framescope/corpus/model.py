"""The corpus: tables of labels over documents nobody rewrote, and their tokens as columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.cut import Texts
from framescope.errors import unknown_name
from framescope.text.tokens import TOKENIZER
from framescope.text.vocabulary import Vocabulary

#: `Tokens.article` of a token around which no article stands (a page of nothing but furniture).
NO_ARTICLE = -1


@dataclass(frozen=True)
class Tokens:
    """All tokens of a corpus in the order of its documents, one array per column.

    Attributes
    ----------
    term
        Id of the written form in `vocabulary` (uint32).
    start, length
        Where it stands in `documents.text` (int64, uint32), in characters.
    article
        Row of `articles` in whose stretch of the document it lies, furniture included (int32);
        `NO_ARTICLE` where there is none. Whether it counts is decided by its zone.
    zone, voice
        Codes into `schema.ZONES` and `schema.VOICES` (uint8).
    breaks
        True where a sentence-like boundary, another kind of line or another article begins.
    documents
        Bounds: document i holds the tokens from ``documents[i]`` to ``documents[i + 1]`` (int64).
    vocabulary
        The written forms.
    tokenizer
        Name of the rules that made the tokens.
    """

    term: npt.NDArray[np.uint32]
    start: npt.NDArray[np.int64]
    length: npt.NDArray[np.uint32]
    article: npt.NDArray[np.int32]
    zone: npt.NDArray[np.uint8]
    voice: npt.NDArray[np.uint8]
    breaks: npt.NDArray[np.bool_]
    documents: npt.NDArray[np.int64]
    vocabulary: Vocabulary
    tokenizer: str = TOKENIZER

    def __len__(self) -> int:
        return len(self.term)

    @cached_property
    def document(self) -> npt.NDArray[np.int64]:
        """Row of `documents` of each token."""
        return np.repeat(np.arange(len(self.documents) - 1), np.diff(self.documents))


@dataclass(frozen=True)
class Corpus:
    """Documents and everything known about them.

    `tables` maps the names in `schema.CORPUS_TABLES` to frames, each also an attribute. `digest`
    names the content: sources, rules, decisions and tokenizer.
    """

    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    tokens: Tokens = field(repr=False)
    digest: str

    def __repr__(self) -> str:
        return (
            f"Corpus({len(self.documents)} documents, {len(self.articles)} articles, {self.n_stories} stories, "
            f"{len(self.tokens):,} tokens)"
        )

    @property
    def n_stories(self) -> int:
        """Copy groups, and articles that are in none: the independent units."""
        group = self.articles["copy_group"]
        return group.nunique() + int(group.isna().sum())

    @property
    def documents(self) -> pd.DataFrame:
        """One row per source file or record."""
        return self.tables["documents"]

    @property
    def lines(self) -> pd.DataFrame:
        """One row per line, labelled with its kind and the rule that decided."""
        return self.tables["lines"]

    @property
    def marks(self) -> pd.DataFrame:
        """One row per piece of in-line residue."""
        return self.tables["marks"]

    @property
    def articles(self) -> pd.DataFrame:
        """One row per article."""
        return self.tables["articles"]

    @property
    def copies(self) -> pd.DataFrame:
        """One row per passage that two articles share."""
        return self.tables["copies"]

    @property
    def quotations(self) -> pd.DataFrame:
        """One row per quotation."""
        return self.tables["quotations"]

    @property
    def evidence(self) -> pd.DataFrame:
        """One row per claim about a document, with where it comes from."""
        return self.tables["evidence"]

    def save(self, folder: str | Path) -> Path:
        """Write the corpus into a folder, which appears whole or not at all; `load_corpus` opens it."""
        from framescope.corpus.store import save_corpus

        return save_corpus(self, folder)

    @cached_property
    def texts(self) -> Texts:
        """The texts as bytes, to cut many pieces out of them."""
        return Texts(self.documents["text"])

    @cached_property
    def first_lines(self) -> npt.NDArray[np.int64]:
        """Bounds: the lines of document i are those from ``first_lines[i]`` to ``first_lines[i + 1]``."""
        named = self.lines["document_id"].astype("category").cat
        row = pd.Index(self.documents["document_id"]).get_indexer(named.categories.astype("str"))
        return np.searchsorted(row[named.codes.to_numpy()], np.arange(len(self.documents) + 1))

    @cached_property
    def paragraphs(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Begin and end of the paragraph of each line: the line itself, or the lines it was broken into."""
        last = ~self.lines["goes_on"].to_numpy(np.bool_)
        number = np.append(0, np.cumsum(last)[:-1]) if len(last) else np.empty(0, np.int64)
        begins = self.lines["start"].to_numpy(np.int64)[np.append(True, last[:-1])[: len(last)]]
        return begins[number], self.lines["end"].to_numpy(np.int64)[last][number]

    def unbroken(self, row: int) -> str:
        """Return the text of a document with spaces for the line ends within paragraphs; every offset still holds."""
        text = str(self.documents["text"].iloc[row])
        own = slice(self.first_lines[row], self.first_lines[row + 1])
        inner = self.lines["end"].to_numpy()[own][self.lines["goes_on"].to_numpy(np.bool_)[own]].tolist()
        if not inner:
            return text
        bounds = [0, *inner, len(text)]
        pieces = [text[start:end] for start, end in pairwise(bounds)]
        joined = [piece.rstrip("\r\n").ljust(len(piece)) for piece in pieces[:-1]]
        return "".join([*joined, pieces[-1]])

    @cached_property
    def _texts(self) -> dict[str, str]:
        return dict(zip(self.documents["document_id"], self.documents["text"], strict=True))

    def text(self, document_id: str) -> str:
        """Return the decoded text of a document, into which every offset points."""
        try:
            return self._texts[document_id]
        except KeyError:
            raise unknown_name("document", document_id, self._texts) from None
