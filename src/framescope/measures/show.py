"""The faces of a concordance: HTML for a notebook, LaTeX for a paper, plain text for a terminal.

Display never changes data: the frame stays as it is, and everything shown is escaped and masked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from framescope.errors import InputError
from framescope.masking import mask_emails
from framescope.measures.concordance import ConcordanceLines
from framescope.schema import VOICE_NAMES

_COLUMNS = ("left", "node", "right", "voice", "speaker", "document_id")
_SHOWN = ("left", "node", "right", "voice", "document_id")
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "[": "{[}", "]": "{]}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
}  # fmt: skip


@dataclass(frozen=True)
class ShownConcordance:
    """Lines of a concordance to be looked at; `frame` holds those shown, from `first` (counted from 0) of `total`."""

    frame: pd.DataFrame = field(repr=False)
    first: int
    total: int

    @property
    def caption(self) -> str:
        """How much is shown: ``50 of 1,234 lines``, or further on ``lines 51 to 100 of 1,234``."""
        if self.first:
            return f"lines {self.first + 1:,} to {self.first + len(self.frame):,} of {self.total:,}"
        return f"{len(self.frame):,} of {self.total:,} lines"

    def _rows(self, clean: Callable[[str], str]) -> list[tuple[str, ...]]:
        head = self.frame[list(_COLUMNS)].astype("str").fillna("")
        named = head["voice"].map(lambda voice: VOICE_NAMES.get(voice, voice))
        head["voice"] = named.where(head["speaker"] == "", named + ": " + head["speaker"])
        rows = head[list(_SHOWN)].itertuples(index=False, name=None)
        return [tuple(clean(mask_emails(cell)) for cell in row) for row in rows]

    def _repr_html_(self) -> str:
        # A line of a concordance never breaks: a page too narrow for it scrolls.
        cell = "padding:0 .3em;white-space:pre;border:0"
        styles = (f"{cell};text-align:right", f"{cell};text-align:center", f"{cell};text-align:left")
        small = f"{styles[2]};font-size:.8em"
        lines = [
            f'<tr><td style="{styles[0]}">{left}</td><td style="{styles[1]}"><b>{node}</b></td>'
            f'<td style="{styles[2]}">{right}</td><td style="{small}">{voice}</td>'
            f'<td style="{small}">{document}</td></tr>'
            for left, node, right, voice, document in self._rows(escape)
        ]
        header = "".join(
            f'<th scope="col" style="{style}">{name}</th>'
            for name, style in zip(("left", "node", "right", "voice", "document"), (*styles, small, small), strict=True)
        )
        return (
            '<div style="overflow-x:auto"><table style="border-collapse:collapse;font-size:.8em">'
            f'<caption style="text-align:left">{self.caption}</caption>'
            f"<thead><tr>{header}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
        )

    def to_latex(self) -> str:
        """Return a ``tabular`` for a paper: the node bold and between its contexts, the voice beside it."""
        rows = [
            rf"{left} & \textbf{{{node}}} & {right} & {voice} & {document} \\"
            for left, node, right, voice, document in self._rows(_escape_latex)
        ]
        head = [rf"% {self.caption}", r"\begin{tabular}{r@{ }c@{ }lll}", r"left & node & right & voice & document \\"]
        return "\n".join([*head, r"\hline", *rows, r"\end{tabular}", ""])

    def __str__(self) -> str:
        rows = self._rows(str)
        widths = [max((len(row[i]) for row in rows), default=0) for i in range(len(_SHOWN))]
        lines = [
            f"{left:>{widths[0]}} [{node:^{widths[1]}}] {right:<{widths[2]}}  {voice:<{widths[3]}}  {document}".rstrip()
            for left, node, right, voice, document in rows
        ]
        return "\n".join([*lines, self.caption])


def show_concordance(lines: pd.DataFrame | ConcordanceLines, n: int = 50, *, page: int = 1) -> ShownConcordance:
    """Show a concordance to a reader: in Jupyter as a table, printed as aligned text.

    Parameters
    ----------
    lines
        What `concordance` or `concordance_lines` returned, or a part of it. Of the latter only the lines
        shown are written: any page of a million comes at once.
    n
        Lines shown at most; the caption says how many there are.
    page
        Which `n` lines, from 1.

    Raises
    ------
    InputError
        If the frame lacks a column of a concordance, `n` is below 1, or there is no such page.
    """
    missing = [name for name in _COLUMNS if name not in lines.columns] if isinstance(lines, pd.DataFrame) else []
    if missing:
        raise InputError(f"This table is no concordance: it lacks the column(s) {', '.join(missing)}.")
    if n < 1:
        raise InputError(f"show_concordance: n is a number of lines from 1 on; not {n!r}.")
    pages = max(1, -(-len(lines) // n))
    if not 1 <= page <= pages:
        raise InputError(f"show_concordance: page is a number from 1 to {pages:,}; not {page!r}.")
    first = (page - 1) * n
    return ShownConcordance(lines[first : first + n], first, len(lines))


def _escape_latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in text)
