"""Full pages as plain text: every block of the page a line, menus and comment forms with it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree, html  # type: ignore[import-untyped]  # lxml ships no types

_LEFT_OUT = ("script", "style", "noscript", "template", "svg", "head", "iframe", "select", "object", "textarea")
_BLOCK_NAMES = (
    "address article aside blockquote body br button caption dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr input label legend li main nav ol option p pre section summary table tbody td "
    "tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SPACE = re.compile(r"\s+")


def page_text(page: bytes) -> str:
    """Return a page as plain text: each stretch between block elements on a line of its own, no empty lines.

    Nothing is left out but scripts, styles and what no reader sees as text: this is what somebody gets
    who marks all of a page and copies it.
    """
    tree = html.fromstring(page, parser=html.HTMLParser(encoding=_encoding(page)))
    etree.strip_elements(tree, *_LEFT_OUT, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            parts += ["\n" * (element.tag in _BLOCKS), _flat(element.text)]
        else:
            parts += ["\n" * (element.tag in _BLOCKS), _flat(element.tail)]
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


def row_text(text: str) -> str:
    """Return the text of a table's row with its lost paragraphs, told by runs of white space, as lines."""
    return "".join(f"{part.strip()}\n" for part in re.split(r"\s{2,}", text) if part.strip())


def glued_rows(rows: Iterable[tuple[str, ...]]) -> str:
    """Return articles one after the other: of each the lines of its head as they are, then its text as `row_text`."""
    return "".join("".join(f"{line.strip()}\n" for line in head) + row_text(text) for *head, text in rows)


def _flat(text: str | None) -> str:
    return _SPACE.sub(" ", text or "")


def _encoding(page: bytes) -> str:
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        declared = re.search(rb"charset=[\"']?([\w-]{3,20})", page[:5000])
        return declared[1].decode() if declared else "windows-1252"
    return "utf-8"
