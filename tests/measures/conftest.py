"""A small corpus said in full: its zones, voices and articles are set here, not found by rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
import regex

from framescope import schema
from framescope.corpus.model import NO_ARTICLE, Corpus, Tokens
from framescope.schema import VOICES, ZONES
from framescope.text.tokens import TextTokens, tokenize
from framescope.text.vocabulary import VocabularyBuilder

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]
#: What a line begins with, and the zone it then has; else it is body.
LINE_MARKS = {"# ": "title", "~ ": "furniture"}

_EMPTY = {name: schema.TABLES[name].frame() for name in schema.CORPUS_TABLES}


def make_corpus_of(texts: Mapping[str, str], **known: Sequence[str | None]) -> Corpus:
    """Build a corpus: one article per document (none if all its lines are furniture).

    Words between “ and ” are quoted, between « and » scare, between ‹ and › reported; lines as in
    `LINE_MARKS`. `known` are columns of `articles`, one value per article.
    """
    builder = VocabularyBuilder()
    parts: list[tuple[Any, ...]] = []
    articles: list[dict[str, Any]] = []
    lines: list[tuple[Any, ...]] = []
    for name, text in texts.items():
        tokens = tokenize(text)
        spans = _lines(text)
        kinds = [_kind(text, start, end).replace("blank", "furniture") for start, end in spans]
        zone = np.array([ZONES.index(kind) for kind in kinds], dtype=np.uint8)
        line = np.searchsorted([start for start, _ in spans], tokens.start, side="right") - 1
        has_article = any(kind != "furniture" for kind in kinds)
        row = len(articles) if has_article else NO_ARTICLE
        if has_article:
            articles.append(
                dict.fromkeys(schema.ARTICLES.columns)
                | {"article_id": f"{name}#0", "document_id": name, "representative": True}
                | {"n_tokens": int((zone[line] != ZONES.index("furniture")).sum())}
            )
        for n, (start, end) in enumerate(spans, start=1):
            kind = _kind(text, start, end)
            outside = kinds[n - 1] == "furniture" or not has_article
            lines.append((name, n, start, end, kind, "test", None if outside else f"{name}#0", False))
        parts.append((tokens, builder.encode(tokens.forms), zone[line], _voices(text, tokens), row, line))
    for column, values in known.items():
        for article, value in zip(articles, values, strict=True):
            article[column] = value
    documents = [(name, name, "0", "0", "utf-8", "", "file", len(text), text) for name, text in texts.items()]
    tables = _EMPTY | {"documents": schema.DOCUMENTS.frame(documents), "lines": schema.LINES.frame(lines)}
    tables |= {"articles": schema.ARTICLES.frame(pd.DataFrame(articles, columns=list(schema.ARTICLES.columns)))}
    return Corpus(tables, _tokens(parts, builder), "test")


def hits_of(corpus: Corpus, patterns: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    """Return `hits` for (set, category) -> regular expression over whole tokens, case ignored."""
    tokens, rows = corpus.tokens, []
    for number, (name, text) in enumerate(zip(corpus.documents["document_id"], corpus.documents["text"], strict=True)):
        first, past = tokens.documents[number], tokens.documents[number + 1]
        starts = {int(tokens.start[i]): i for i in range(first, past)}
        ends = {int(tokens.start[i] + tokens.length[i]): i for i in range(first, past)}
        for (set_, category), pattern in patterns.items():
            for match in regex.finditer(pattern, text, regex.IGNORECASE):
                if match.start() not in starts or match.end() not in ends:
                    continue
                at, last = starts[match.start()], ends[match.end()]
                article = tokens.article[at]
                place = corpus.articles["article_id"][article] if article != NO_ARTICLE else None
                where = (match[0], match.start(), match.end(), at, last - at + 1, None)
                heard = (ZONES[tokens.zone[at]], VOICES[tokens.voice[at]], False, None, 1.0, None)
                rows.append((place, name, set_, category, pattern, *where, *heard))
    hits = schema.HITS.frame(pd.DataFrame(rows, columns=list(schema.HITS.columns)))
    hits.attrs["categories"] = [list(pair) for pair in patterns]
    hits.attrs["lexicon"] = "test 1"
    return hits


def attributed(corpus: Corpus, **said: Mapping[str, object]) -> Corpus:
    """Return the corpus with a row of `quotations` for each thing said: ``text`` and columns of the table.

    ``text`` stands once in the corpus; it is speech unless `kind` says otherwise.
    """
    rows = []
    for given in said.values():
        row = dict.fromkeys(schema.QUOTATIONS.columns) | {
            "zone": "body",
            "kind": "speech",
            "group": 0,
            "unclosed": False,
        }
        text = str(given["text"])
        name, whole = next((n, t) for n, t in corpus.documents[["document_id", "text"]].to_numpy() if text in t)
        start = whole.index(text)
        where = {"article_id": f"{name}#0", "start": start, "end": start + len(text)}
        outer = {"outer_start": start, "outer_end": start + len(text)}
        rows.append(row | where | outer | {key: value for key, value in given.items() if key != "text"})
    table = schema.QUOTATIONS.frame(pd.DataFrame(rows, columns=list(schema.QUOTATIONS.columns)))
    return replace(corpus, tables={**corpus.tables, "quotations": table})


@pytest.fixture(scope="session")
def attribute() -> Callable[..., Corpus]:
    return attributed


@pytest.fixture(scope="session")  # so that it can be used in properties
def make_corpus() -> MakeCorpus:
    return make_corpus_of


@pytest.fixture(scope="session")  # so that it can be used in properties
def find() -> FindHits:
    return hits_of


def _lines(text: str) -> list[tuple[int, int]]:
    ends = np.cumsum([len(line) for line in text.split("\n")]) + np.arange(1, text.count("\n") + 2)
    bounds = [0, *(min(int(end), len(text)) for end in ends)]
    return [(a, b) for a, b in pairwise(bounds) if b > a] or [(0, len(text))]


def _kind(text: str, start: int, end: int) -> str:
    marked = (kind for mark, kind in LINE_MARKS.items() if text[start:end].startswith(mark))
    return next(marked, "body" if text[start:end].strip() else "blank")


def _voices(text: str, tokens: TextTokens) -> Any:
    codes = np.full(len(tokens.start), VOICES.index("own"), dtype=np.uint8)
    for voice, pattern in (("quoted", "“[^”]*”"), ("scare", "«[^»]*»"), ("reported", "‹[^›]*›")):
        for match in regex.finditer(pattern, text):
            codes[(tokens.start >= match.start()) & (tokens.start < match.end())] = VOICES.index(voice)
    return codes


def _tokens(parts: list[tuple[Any, ...]], builder: VocabularyBuilder) -> Tokens:
    def joined(arrays: list[Any], dtype: type) -> Any:
        return np.concatenate([np.empty(0, dtype), *arrays]).astype(dtype)

    breaks = []
    for tokens, _, zone, _, _, _ in parts:
        changed = tokens.breaks.copy()
        changed[1:] |= zone[1:] != zone[:-1]
        breaks.append(changed)
    return Tokens(
        term=joined([part[1] for part in parts], np.uint32),
        start=joined([part[0].start for part in parts], np.int64),
        length=joined([part[0].length for part in parts], np.uint32),
        article=joined([np.full(len(part[1]), part[4]) for part in parts], np.int32),
        zone=joined([part[2] for part in parts], np.uint8),
        voice=joined([part[3] for part in parts], np.uint8),
        breaks=joined(breaks, np.bool_),
        documents=np.cumsum([0, *(len(part[1]) for part in parts)], dtype=np.int64),
        vocabulary=builder.build(),
    )
