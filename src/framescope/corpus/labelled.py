"""Documents with their labels and their tokens: everything that can be said of each without the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope import schema
from framescope.corpus.decisions import Decisions
from framescope.corpus.label import Claim, Labels, label_texts
from framescope.corpus.model import NO_ARTICLE
from framescope.text.batch import TokenBatch, tokenize_many

Row = tuple[Any, ...]
Ints = npt.NDArray[np.int64]

#: Kinds of line that belong to no article.
OUTSIDE = ("blank", "furniture")
_ZONE_CODE = {zone: code for code, zone in enumerate(schema.ZONES)}
# A blank line holds no word; if an invisible one stands in it after all, it is nobody's.
_ZONE_CODE["blank"] = _ZONE_CODE["furniture"]
#: Which zone codes an analysis reads unless told otherwise.
DEFAULT_ZONE = np.isin(np.arange(len(schema.ZONES)), [_ZONE_CODE[zone] for zone in schema.DEFAULT_ZONES])


@dataclass(frozen=True)
class LineColumns:
    """The lines of documents in a row, one array a column.

    Attributes
    ----------
    document, article
        Row of the document, and of the article in whose stretch the line lies (`NO_ARTICLE`: none).
    start, end
        Offsets in the document.
    kind, rule, goes_on
        As in the table `lines`.
    """

    document: Ints
    article: Ints
    start: Ints
    end: Ints
    kind: pd.Categorical[str]
    rule: pd.Categorical[str]
    goes_on: npt.NDArray[np.bool_]

    @property
    def zone(self) -> npt.NDArray[np.uint8]:
        """The zone the kind of each gives to its tokens."""
        codes = np.array([_ZONE_CODE[kind] for kind in self.kind.categories], dtype=np.uint8)
        zone: npt.NDArray[np.uint8] = codes[self.kind.codes]
        return zone


@dataclass(frozen=True)
class Labelled:
    """Documents in a row, their labels and their tokens; columns over all of them where that is faster."""

    document_ids: Sequence[str]
    texts: Sequence[str]
    labels: Sequence[Labels]
    tokens: TokenBatch

    @cached_property
    def article_ids(self) -> list[str]:
        """The id of each article."""
        return [f"{name}#{n}" for name, one in self._named() for n in range(len(one.segments))]

    @cached_property
    def first_articles(self) -> Ints:
        """Bounds: document i holds the articles from ``first_articles[i]`` to ``first_articles[i + 1]``."""
        return np.cumsum([0, *(len(one.segments) for one in self.labels)])

    @cached_property
    def lines(self) -> LineColumns:
        """The lines of all documents."""
        counts = [len(one.kinds) for one in self.labels]
        # Segments tile the lines of a document that holds an article.
        stretches = [last - first for one in self.labels for first, last in one.segments or [(0, len(one.kinds))]]
        holding = np.repeat(np.diff(self.first_articles) > 0, np.maximum(np.diff(self.first_articles), 1))
        article = np.where(holding, np.cumsum(holding) - 1, NO_ARTICLE)
        return LineColumns(
            np.repeat(np.arange(len(counts)), counts),
            np.repeat(article, stretches),
            np.array(list(chain.from_iterable(one.bounds[:-1] for one in self.labels)), dtype=np.int64),
            np.array(list(chain.from_iterable(one.bounds[1:] for one in self.labels)), dtype=np.int64),
            pd.Categorical(list(chain.from_iterable(one.kinds for one in self.labels))),
            pd.Categorical(list(chain.from_iterable(one.rules for one in self.labels))),
            np.array(list(chain.from_iterable(one.goes_on for one in self.labels)), dtype=np.bool_),
        )

    @cached_property
    def article(self) -> npt.NDArray[np.int32]:
        """Row of the article around each token; `NO_ARTICLE` where there is none."""
        return np.repeat(self.lines.article.astype(np.int32), self.tokens_in_lines)

    @cached_property
    def zone(self) -> npt.NDArray[np.uint8]:
        """Zone of each token: the kind of its line, unless an in-line mark stands over it."""
        zones = np.repeat(self.lines.zone, self.tokens_in_lines)
        marks = [(row, mark) for row, one in enumerate(self.labels) for mark in one.marks]
        at = self._begin[[row for row, _ in marks]]
        first, last = np.searchsorted(self._at, [at + [m.start for _, m in marks], at + [m.end for _, m in marks]])
        for (_, mark), a, b in zip(marks, first.tolist(), last.tolist(), strict=True):
            zones[a:b] = _ZONE_CODE[mark.kind]
        return zones

    @cached_property
    def breaks(self) -> npt.NDArray[np.bool_]:
        """The tokenizer's breaks and those the labels add: another kind of line, another article."""
        held = np.flatnonzero(self.tokens_in_lines)
        first = (np.cumsum(self.tokens_in_lines) - self.tokens_in_lines)[held]
        other = (np.diff(self.lines.zone[held]) != 0) | (np.diff(self.lines.article[held]) != 0)
        breaks = self.tokens.breaks.copy()
        breaks[first[1:][other]] = True
        return breaks

    def count(self, chosen: npt.NDArray[np.bool_]) -> Ints:
        """Return how many of some tokens stand in title, headings or body of each article."""
        before = np.append(0, np.cumsum(DEFAULT_ZONE.take(self.zone) & chosen))
        in_lines = np.diff(before[np.append(0, np.cumsum(self.tokens_in_lines))])
        inside = self.lines.article != NO_ARTICLE
        counts = np.bincount(self.lines.article[inside], in_lines[inside], len(self.article_ids))
        return counts.astype(np.int64)

    @cached_property
    def lengths(self) -> Ints:
        """How many tokens stand in title, headings and body of each article."""
        return self.count(np.ones(len(self.zone), dtype=np.bool_))

    def claims(self) -> Iterator[tuple[str, str | None, Claim]]:
        """Yield what the texts say of themselves, with document_id and article_id."""
        for name, one in self._named():
            for said in one.claims:
                yield name, None if said.article is None else f"{name}#{said.article}", said

    def article_text(self, row: int) -> str:
        """Return the stretch of its document that an article takes."""
        document = int(np.searchsorted(self.first_articles, row, side="right")) - 1
        first, last = self.labels[document].segments[row - int(self.first_articles[document])]
        bounds = self.labels[document].bounds
        return self.texts[document][bounds[first] : bounds[last]]

    def _named(self) -> Iterator[tuple[str, Labels]]:
        return zip(self.document_ids, self.labels, strict=True)

    @cached_property
    def _begin(self) -> Ints:
        """Where each document begins if all are laid end to end, a character apart."""
        return np.cumsum([0, *(len(text) + 1 for text in self.texts)])[:-1]

    @cached_property
    def _at(self) -> Ints:
        """Where each token stands if the documents are laid end to end."""
        return np.repeat(self._begin, np.diff(self.tokens.bounds)) + self.tokens.start

    @cached_property
    def tokens_in_lines(self) -> Ints:
        """How many tokens stand in each line."""
        first = np.searchsorted(self._at, self._begin[self.lines.document] + self.lines.start)
        return np.diff(first, append=len(self._at))


def label_documents(
    texts: Mapping[str, str], decisions: Mapping[str, Decisions], extracted: Collection[str] = ()
) -> Labelled:
    """Label and tokenize documents, given as document_id -> text, with what a reader decided about some.

    `extracted` are those that were taken out of a page.
    """
    names, read = list(texts), list(texts.values())
    labels = label_texts(read, [decisions.get(name) for name in names], [name in extracted for name in names])
    return Labelled(names, read, labels, tokenize_many(read))


def line_table(documents: Labelled) -> pd.DataFrame:
    """Return the table `lines`."""
    lines = documents.lines
    first = np.searchsorted(lines.document, np.arange(len(documents.texts)))
    columns = {
        "document_id": _named(lines.document, documents.document_ids),
        "line": np.arange(len(lines.document)) - first[lines.document] + 1,
        "start": lines.start,
        "end": lines.end,
        "kind": lines.kind,
        "rule": lines.rule,
        "article_id": _named(np.where(lines.kind.isin(OUTSIDE), NO_ARTICLE, lines.article), documents.article_ids),
        "goes_on": lines.goes_on,
    }
    return schema.LINES.frame(pd.DataFrame(columns))


def mark_table(documents: Labelled) -> pd.DataFrame:
    """Return the table `marks`."""
    named = zip(documents.document_ids, documents.labels, strict=True)
    return schema.MARKS.frame([(name, *mark) for name, one in named for mark in one.marks])


def _named(rows: Ints, names: Sequence[str]) -> pd.Categorical:
    return pd.Categorical.from_codes(rows, categories=pd.Index(list(names), dtype="str")).remove_unused_categories()
