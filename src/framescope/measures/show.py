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
from framescope.schema import VOICE_NAMES

_COLUMNS = ("left", "node", "right", "voice", "document_id")
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "[": "{[}", "]": "{]}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
}  # fmt: skip


@dataclass(frozen=True)
class ShownConcordance:
    """A concordance to be looked at; `frame` holds it whole, `n` is how many lines are shown."""

    frame: pd.DataFrame = field(repr=False)
    n: int

    @property
    def caption(self) -> str:
        """How much is shown: ``50 of 1,234 lines``."""
        return f"{min(self.n, len(self.frame)):,} of {len(self.frame):,} lines"

    def _rows(self, clean: Callable[[str], str]) -> list[tuple[str, ...]]:
        head = self.frame.head(self.n)[list(_COLUMNS)].astype("str").fillna("")
        head["voice"] = head["voice"].map(lambda voice: VOICE_NAMES.get(voice, voice))
        return [tuple(clean(mask_emails(cell)) for cell in row) for row in head.itertuples(index=False, name=None)]

    def _repr_html_(self) -> str:
        cell = "padding:0 .3em;white-space:pre-wrap;border:0"
        styles = (f"{cell};text-align:right", f"{cell};text-align:center;white-space:pre", f"{cell};text-align:left")
        lines = [
            f'<tr><td style="{styles[0]}">{left}</td><td style="{styles[1]}"><b>{node}</b></td>'
            f'<td style="{styles[2]}">{right}</td><td style="{styles[2]}"><small>{voice}</small></td>'
            f'<td style="{styles[2]}"><small>{document}</small></td></tr>'
            for left, node, right, voice, document in self._rows(escape)
        ]
        names = ("left", "node", "right", "voice", "document")
        header = "".join(f'<th scope="col" style="{styles[min(i, 2)]}">{name}</th>' for i, name in enumerate(names))
        return (
            f'<table style="border-collapse:collapse"><caption>{self.caption}</caption>'
            f"<thead><tr>{header}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
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
        widths = [max((len(row[i]) for row in rows), default=0) for i in range(len(_COLUMNS))]
        lines = [
            f"{left:>{widths[0]}} [{node:^{widths[1]}}] {right:<{widths[2]}}  {voice:<{widths[3]}}  {document}".rstrip()
            for left, node, right, voice, document in rows
        ]
        return "\n".join([*lines, self.caption])


def show_concordance(frame: pd.DataFrame, n: int = 50) -> ShownConcordance:
    """Show a concordance to a reader: in Jupyter as a table, printed as aligned text.

    Parameters
    ----------
    frame
        What `framescope.measures.concordance.concordance` returned, or a part of it.
    n
        Lines shown at most; the caption says how many there are.

    Raises
    ------
    InputError
        If the frame lacks a column of a concordance, or `n` is below 1.
    """
    missing = [name for name in _COLUMNS if name not in frame.columns]
    if missing:
        raise InputError(f"This table is no concordance: it lacks the column(s) {', '.join(missing)}.")
    if n < 1:
        raise InputError(f"show_concordance: n is a number of lines from 1 on; not {n!r}.")
    return ShownConcordance(frame, n)


def _escape_latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in text)
