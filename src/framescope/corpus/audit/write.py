"""Writes the audit page: one file, or several where a corpus would make one that no browser opens."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from framescope.corpus.audit.overview import document_overview, kind_counts
from framescope.corpus.audit.shown import rows_by_document, shown_documents
from framescope.corpus.model import Corpus
from framescope.errors import InputError
from framescope.schema import CODER_KINDS, DEFAULT_ZONES, LINE_KINDS
from framescope.writing import write_atomically

_HERE = Path(__file__).parent
#: Characters of text and markup on one page; browsers lay out what is in sight only.
PAGE_SIZE = 8_000_000
_LINE_COST = 120
# Documents listed in the summary; a browser shows more, a reader does not.
_LISTED = 2_000
_ENTRY = re.compile(r"^( *)- ", re.MULTILINE)


def write_audit(
    corpus: Corpus, path: str | Path, *, title: str = "", corrections: str = "", page_size: int = PAGE_SIZE
) -> list[Path]:
    """Write the audit page of a corpus.

    Parameters
    ----------
    corpus
        The corpus; nothing in it changes.
    path
        The page, ``….html``. What does not fit on it goes on further pages beside it, ``….2.html`` and so on.
    title
        What the corpus is called on the page.
    corrections
        The text of its ``corrections.yaml``, to which the page adds what a reader decides.
    page_size
        Characters of a page.

    Returns
    -------
    list of Path
        The pages, the first one with the summary.

    Raises
    ------
    InputError
        If a page cannot be written.

    Notes
    -----
    The page asks nothing of the network and shows everything without scripts; only the form, which
    relabels lines and puts the decisions into words, needs them. The order of the summary is no
    judgement: a short note among long reports is unusual and right.
    """
    path = Path(path)
    overview = document_overview(corpus)
    overview["page"] = _page_names(overview, path, page_size)
    pages = {str(name): (held.index[0], held.index[-1] + 1) for name, held in overview.groupby("page", sort=False)}
    shared = _shared(corpus, title or path.stem, corrections) | {"pages": pages}
    rows, template = rows_by_document(corpus), _template()
    written: list[Path] = []
    for name, (first, last) in (pages or {path.name: (0, 0)}).items():
        html = template.render(
            shared,
            this=name,
            summary=_summary(corpus, overview) if not written else None,
            first=first + 1,
            documents=zip(shown_documents(corpus, rows, first, last), _records(overview[first:last]), strict=True),
        )
        try:
            write_atomically(path.with_name(name), html.encode("utf-8", "replace"))
        except OSError as error:
            raise InputError(f"{path.with_name(name)}: the page cannot be written ({error.strerror}).") from error
        written.append(path.with_name(name))
    return written


def _page_names(overview: pd.DataFrame, path: Path, page_size: int) -> list[str]:
    """Return the file each document goes to: the next one where a page would grow beyond its size."""
    names, page, filled = [], 1, 0
    for size, lines in overview[["size", "lines"]].itertuples(index=False):
        cost = size + _LINE_COST * lines
        if filled and filled + cost > page_size:
            page, filled = page + 1, 0
        filled += cost
        names.append(path.name if page == 1 else f"{path.stem}.{page}{path.suffix}")
    return names


def _shared(corpus: Corpus, title: str, corrections: str) -> dict[str, object]:
    """Return what every page of a corpus needs."""
    before = _before(corrections)
    return {
        "title": title,
        "digest": corpus.digest,
        "kinds": [kind for kind in LINE_KINDS if kind != "blank"],
        "read": DEFAULT_ZONES,
        "coder_kinds": CODER_KINDS,
        "before": before,
        "appendable": before is not None or not corrections.strip(),
        "style": _asset("audit.css"),
        "script": _asset("audit.js"),
    }


def _summary(corpus: Corpus, overview: pd.DataFrame) -> dict[str, object]:
    numbered = overview.assign(number=range(1, len(overview) + 1))
    unusual = numbered.sort_values("unusual", ascending=False, kind="stable")
    return {
        "n_documents": len(overview),
        "n_articles": len(corpus.articles),
        "n_stories": corpus.n_stories,
        "counts": _records(kind_counts(corpus)),
        "median": overview["share"].median() if len(overview) else 0.0,
        "unusual": _records(unusual.head(_LISTED)),
        "more": max(0, len(overview) - _LISTED),
    }


def _records(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return table.to_dict("records")


def _before(corrections: str) -> dict[str, str] | None:
    """Return a corrections file and how its entries are indented; None where entries cannot be added at its end."""
    indents = _ENTRY.findall(corrections)
    return {"text": corrections.rstrip() + "\n", "indent": indents[0]} if indents else None


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("audit.html.j2")


def _asset(name: str) -> Markup:
    return Markup((_HERE / name).read_text(encoding="utf-8"))  # noqa: S704  # our own
