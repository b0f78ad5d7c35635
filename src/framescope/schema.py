"""Every table of framescope: its columns, their types, what may be null.

The one place to look when a column is unclear; tests and the documentation read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from framescope.table import Column, Table

LINE_KINDS = (
    "title", "heading", "body", "byline", "dateline", "caption", "bio", "furniture", "repeat", "blank",
)  # fmt: skip
MARK_KINDS = ("markup", "dateline", "credit", "promo")
#: A token's zone is the kind of its line, or of the in-line mark it stands in. The order is the stored code.
ZONES = tuple(dict.fromkeys((*(kind for kind in LINE_KINDS if kind != "blank"), *MARK_KINDS)))
#: What an analysis reads unless told otherwise.
DEFAULT_ZONES = ("title", "heading", "body")
#: Whose words a token is. The order is the stored code.
VOICES = ("own", "quoted", "scare", "reported", "unassessed")
#: What a reader sees for each voice.
VOICE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "own": "own words",
        "quoted": "quoted",
        "scare": "scare quotes",
        "reported": "reported",
        "unassessed": "not assessed",
    }
)
#: A coding says what kind of coder made it: a model's is never passed off as a person's.
CODER_KINDS = ("human", "language model")
QUOTATION_KINDS = ("speech", "scare", "title", "name", "term", "indirect")
#: Which voice the words of each kind of quotation take.
VOICE_OF_KIND: Mapping[str, str] = MappingProxyType(
    {
        "speech": "quoted",
        "scare": "scare",
        "title": "own",
        "name": "own",
        "term": "own",
        "indirect": "reported",
    }
)


def _id(meaning: str, *, nullable: bool = False) -> Column:
    return Column("category", meaning, nullable)


def _text(meaning: str, *, nullable: bool = False) -> Column:
    return Column("str", meaning, nullable)


def _offset(meaning: str) -> Column:
    return Column("int64", meaning)


_DOCUMENT = _id("the document, as in `documents`")
_ARTICLE = _id("the article, `<document_id>#<n>`")
_START = _offset("first character, an offset into `documents.text`")
_END = _offset("one past the last character")

DOCUMENTS = Table("documents", "source file or record", {
    "document_id": _text("path relative to the corpus root (POSIX, NFC), plus `::record` where a file holds many"),
    "path": _text("the file it was read from, relative to the corpus root"),
    "sha256": _text("digest of the source bytes"),
    "text_sha256": _text("digest of `text` as UTF-8"),
    "encoding": _text("encoding the bytes were decoded from"),
    "decoding": _text("steps taken, joined by `; `"),
    "offset_basis": _id("`file`: offsets count the decoded file; `extracted`: a text taken out of it"),
    "n_chars": Column("int64", "characters in `text`"),
    "text": _text("the decoded document; every offset points into it"),
})  # fmt: skip

LINES = Table("lines", "line", {
    "document_id": _DOCUMENT,
    "line": Column("int64", "number of the line, from 1"),
    "start": _START,
    "end": _offset("one past the terminator: the next line's start"),
    "kind": _id("one of `LINE_KINDS`"),
    "rule": _id("the rule that decided the kind"),
    "article_id": _id("null for blank lines and page furniture", nullable=True),
    "goes_on": Column("bool", "the next line belongs to the same paragraph: the text was broken at a fixed width"),
})  # fmt: skip

MARKS = Table("marks", "in-line residue", {
    "document_id": _DOCUMENT,
    "start": _START,
    "end": _END,
    "kind": _id("one of `MARK_KINDS`; overrides the zone of the tokens inside"),
    "rule": _id("the rule that found it"),
})  # fmt: skip

ARTICLES = Table("articles", "article (a document may hold several)", {
    "article_id": _text("`<document_id>#<n>`, n from 0"),
    "document_id": _DOCUMENT,
    "title": _text("as written", nullable=True),
    "author": _text("as written", nullable=True),
    "outlet": _text("who published this text", nullable=True),
    "date": _text("ISO date at the precision known", nullable=True),
    "url": _text("address of the article", nullable=True),
    "language": _id("ISO 639-1 code", nullable=True),
    "n_tokens": Column("int64", "tokens in title, headings and body"),
    "copy_group": _id("articles that tell the same story in the same words; null if unique", nullable=True),
    "representative": Column("bool", "the one that stands for its group; True for unique articles"),
})  # fmt: skip

COPIES = Table("copies", "shared passage of two articles", {
    "article_a": _ARTICLE,
    "article_b": _ARTICLE,
    "start_a": _START,
    "end_a": _END,
    "start_b": _START,
    "end_b": _END,
    "n_tokens": Column("int64", "tokens of the passage in article a"),
    "containment_a": Column("float64", "share of a's word shingles that b holds too"),
    "containment_b": Column("float64", "share of b's word shingles that a holds too"),
})  # fmt: skip

QUOTATIONS = Table("quotations", "quotation", {
    "article_id": _ARTICLE,
    "zone": _id("zone it stands in"),
    "start": _offset("first character inside the marks, or of the content of indirect speech"),
    "end": _offset("one past the last one"),
    "outer_start": _offset("the opening mark (or `start` where there is none)"),
    "outer_end": _offset("one past the closing mark (or `end` where there is none)"),
    "kind": _id("one of `QUOTATION_KINDS`"),
    "group": Column("int64", "joins the parts of an interrupted or continued quotation"),
    "speaker": _text("as written", nullable=True),
    "speaker_name": _text("one name within the article; null if unknown", nullable=True),
    "named_by": _id("how the name was found: as written, same name, role, pronoun", nullable=True),
    "source_type": _id("official, military, armed group, civilian, expert, media, unknown", nullable=True),
    "translated": _id("yes, no, unknown: whether these are a translator's words", nullable=True),
    "language_spoken": _id("ISO 639-1 code, where the text says so", nullable=True),
    "cue": _text("the attributing word as written", nullable=True),
    "stance": _id("neutral, affirming, doubting", nullable=True),
    "attribution": _id(
        "the evidence for the speaker: tag after, tag before, previous paragraph, continuation, forward reference",
        nullable=True,
    ),
    "unclosed": Column("bool", "no closing mark was found"),
})  # fmt: skip

EVIDENCE = Table("evidence", "claim about a document", {
    "document_id": _DOCUMENT,
    "article_id": _id("the article it speaks of, if one", nullable=True),
    "field": _id("boundary, title, author, outlet, date, language, encoding, ..."),
    "value": _text("the value claimed", nullable=True),
    "source": _id("text, record, html, metadata, corrections, file, model, or corpus (a comparison of all documents)"),
    "start": Column("Int64", "where the text says so", nullable=True),
    "end": Column("Int64", "one past it", nullable=True),
    "rule": _id("the rule that found it"),
    "confidence": _id("certain or uncertain; only what is certain is used"),
    "guessed": Column("bool", "not stated, but inferred"),
})  # fmt: skip

HITS = Table("hits", "lexicon match", {
    "article_id": _id("null where no article stands around it", nullable=True),
    "document_id": _DOCUMENT,
    "set": _id("the naming set, or `categories`"),
    "category": _id("the category, or the label of the naming set"),
    "entry": _id("the pattern as written in the lexicon"),
    "text": _text("as written in the document: `text[start:end]`"),
    "start": _START,
    "end": _END,
    "token": Column("int64", "index of its first token in the corpus"),
    "n_tokens": Column("int64", "tokens it covers"),
    "sentence": Column("Int64", "number of its sentence in the article, where asked for", nullable=True),
    "zone": _id("zone of its first token"),
    "voice": _id("voice of its first token"),
    "mixed": Column("bool", "its tokens do not all have this voice and zone"),
    "negated": Column("boolean", "a negation stands closely before it; null without rules for the language", True),
    "weight": Column("float64", "weight of the entry in the lexicon, 1 unless it says so; counts leave it aside"),
    "speaker": _text("whose words, where known", nullable=True),
})  # fmt: skip

MENTIONS = Table("mentions", "naming of a referent (adjacent labels of one phrase are one)", {
    "mention_id": _text("`<document_id>@<start>`"),
    "article_id": _id("null where no article stands around it", nullable=True),
    "set": _id("the naming set"),
    "labels": _text("its labels, joined by ` + ` in the order of the text"),
    "start": _START,
    "end": _END,
    "voice": _id("voice of its first token"),
    "speaker": _text("whose words, where known", nullable=True),
    "referent": _text("who is meant, once coded", nullable=True),
    "referent_by": _id("a coder, a named rule, or `not coded`"),
    "agent": _text("who acted, for the label of an event, once coded", nullable=True),
})  # fmt: skip

UNITS = Table("units", "thing to be coded: an article, a sentence or a mention", {
    "unit_id": _text("`<document_id>@<start>-<end>`"),
    "unit": _id("article, sentence or mention"),
    "article_id": _ARTICLE,
    "document_id": _DOCUMENT,
    "text_sha256": _text("digest of the document's text: offsets hold for this text only"),
    "start": _START,
    "end": _END,
    "stratum": _id("what it was drawn from"),
    "probability": Column("float64", "chance of a unit of this stratum to be drawn"),
    "weight": Column("float64", "how many units of the corpus it stands for: 1 / probability"),
    "text": _text("what is to be coded"),
})  # fmt: skip

CODINGS = Table("codings", "answer of a coder to a question about a unit (a marked span is a row of its own)", {
    "coder": _id("who answered"),
    "coder_kind": _id("one of `CODER_KINDS`"),
    "pass": Column("int64", "the coder's first, second ... time through the units"),
    "codebook": _id("name and version of the codebook"),
    "unit_id": _text("the unit, as in `units`"),
    "document_id": _DOCUMENT,
    "text_sha256": _text("digest of the text that was coded"),
    "start": _offset("first character of the unit"),
    "end": _END,
    "element": _id("the question of the codebook"),
    "value": _text("the answer; null where the coder could not decide", nullable=True),
    "span_start": Column("Int64", "first character marked, an offset into the document", nullable=True),
    "span_end": Column("Int64", "one past it", nullable=True),
    "at": _text("when it was answered, ISO 8601 in UTC", nullable=True),
})  # fmt: skip

#: All tables by name.
TABLES: Mapping[str, Table] = MappingProxyType({
    table.name: table
    for table in (
        DOCUMENTS, LINES, MARKS, ARTICLES, COPIES, QUOTATIONS, EVIDENCE, HITS, MENTIONS, UNITS, CODINGS,
    )
})  # fmt: skip
#: The tables a corpus is made of.
CORPUS_TABLES = ("documents", "lines", "marks", "articles", "copies", "quotations", "evidence")


def as_markdown() -> str:
    """Return all tables as the text of ``docs/tables.md``."""
    parts = ["# Tables", "Offsets are Python string offsets into `documents.text`, end exclusive.", ""]
    for table in TABLES.values():
        parts += [f"## `{table.name}`", "", f"One row per {table.row}.", ""]
        parts += ["| column | dtype | meaning |", "|---|---|---|"]
        for name, column in table.columns.items():
            dtype = f"{column.dtype}, may be empty" if column.nullable else column.dtype
            parts.append(f"| `{name}` | {dtype} | {column.meaning} |")
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    print(as_markdown(), end="")  # python -m framescope.schema > docs/tables.md
