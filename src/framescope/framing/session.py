"""A coder at work: what is to be coded lies in a folder, each coder's answers in a journal beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from framescope.corpus.model import Corpus
from framescope.errors import InputError, expect
from framescope.framing.answers import Coder, answer_rows, units_by_id
from framescope.framing.codebook import Codebook, read_codebook
from framescope.framing.journal import append_answer, read_journal
from framescope.schema import CODINGS, UNITS
from framescope.writing import write_atomically

UNITS_FILE, CODEBOOK_FILE = "units.jsonl", "codebook.yaml"
_JOURNALS = "*-pass*.jsonl"
#: Characters of the document shown on either side of a unit.
_AROUND = 400

Spans = Sequence[tuple[int, int]]


def prepare_coding(
    corpus: Corpus,
    units: pd.DataFrame,
    codebook: str | Path,
    folder: str | Path,
    *,
    highlights: pd.DataFrame | None = None,
) -> Path:
    """Lay out a folder from which any number of coders work, each blind to the others.

    Parameters
    ----------
    corpus
        The corpus the units stand in; some text around each is shown with it.
    units
        The table `units`.
    codebook
        The file of the codebook; it is copied, since what was asked must stay as it was.
    folder
        Where.
    highlights
        Hits to underline, if coders are to see them; None keeps coders blind to the lexicon.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    InputError
        If the folder holds other units or another codebook already, or the codebook cannot be read.
    """
    read_codebook(codebook)
    folder = Path(folder)
    lines = [json.dumps(row, ensure_ascii=False) for row in _shown(corpus, UNITS.frame(units), highlights)]
    wanted = {UNITS_FILE: "\n".join(lines) + "\n", CODEBOOK_FILE: Path(codebook).read_text(encoding="utf-8")}
    for name, content in wanted.items():
        there = folder / name
        if there.exists() and there.read_text(encoding="utf-8") != content:
            raise InputError(f"{there}: another coding lies here, perhaps with answers; name another folder.")
    for name, content in wanted.items():
        write_atomically(folder / name, content)
    return folder


@dataclass(frozen=True)
class CodedUnits:
    """What lies in a folder of codings: the table `units`, what was asked, and the table `codings` of all coders."""

    units: pd.DataFrame
    codebook: Codebook
    codings: pd.DataFrame


def read_coded_units(folder: str | Path) -> CodedUnits:
    """Read what was coded in a folder that `prepare_coding` laid out, by whomever.

    Raises
    ------
    InputError
        If nothing was prepared there, or nobody has coded yet.
    """
    folder = Path(folder)
    rows = [{name: row[name] for name in UNITS.columns} for row in _read_units(folder)]
    journals = sorted(folder.glob(_JOURNALS))
    if not journals:
        raise InputError(f"{folder}: nobody has coded here yet; `framescope code` opens a coder's page.")
    codings = CODINGS.frame(pd.concat([read_journal(path).astype(object) for path in journals], ignore_index=True))
    return CodedUnits(UNITS.frame(rows), read_codebook(folder / CODEBOOK_FILE), codings)


@dataclass
class CodingSession:
    """What one coder has to do and has done; every answer is in the journal before it is in here."""

    units: list[dict[str, Any]]
    codebook: Codebook
    coder: Coder
    journal: Path
    answers: dict[tuple[str, str], tuple[str | None, Spans]] = field(default_factory=dict)
    position: int = 0

    def answer(self, element: str, value: str | None, spans: Spans = ()) -> None:
        """Save an answer about the unit at hand; `spans` are offsets into the unit.

        Raises
        ------
        InputError
            If it cannot be saved, or is no answer of the codebook: then nothing changes.
        """
        unit = self.units[self.position]
        there = sorted({(unit["start"] + start, unit["start"] + end) for start, end in spans})
        now = datetime.now(UTC).isoformat(timespec="seconds")
        append_answer(self.journal, answer_rows(unit, self.coder, self.codebook, element, value, there, at=now))
        marked = tuple((start - unit["start"], end - unit["start"]) for start, end in there)
        self.answers[unit["unit_id"], element] = (value, marked)

    def go(self, position: int) -> None:
        """Turn to a unit; beyond either end, to the unit there."""
        self.position = min(max(position, 0), len(self.units) - 1)

    def go_to_open(self) -> None:
        """Turn to the first unit with an open question, or stay if there is none."""
        still_open = (i for i, unit in enumerate(self.units) if not self.is_complete(unit))
        self.position = next(still_open, self.position)

    def is_complete(self, unit: Mapping[str, Any]) -> bool:
        """Return whether every question about a unit is answered."""
        return all((unit["unit_id"], element) in self.answers for element in self.codebook.elements)

    @property
    def n_complete(self) -> int:
        """Units answered in full."""
        return sum(map(self.is_complete, self.units))


def open_session(folder: str | Path, coder: Coder) -> CodingSession:
    """Open a coder's work where it was left.

    Raises
    ------
    InputError
        If nothing was prepared there, or the coder's name cannot be the name of a file.
    """
    expect("coder", coder, Coder, "fs.Coder(...)")
    folder = Path(folder)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}", coder.name):
        raise InputError(f"{coder.name!r} cannot name a coder's file: use letters, digits, - and _.")
    units = _read_units(folder)
    session = CodingSession(
        units, read_codebook(folder / CODEBOOK_FILE), coder, folder / f"{coder.name}-pass{coder.number}.jsonl"
    )
    if session.journal.exists():
        start = {unit["unit_id"]: int(unit["start"]) for unit in units}
        for key, rows in read_journal(session.journal).groupby(["unit_id", "element"], observed=True):
            unit_id, element = map(str, key)
            marked = rows[rows["span_start"].notna()]
            first = start.get(unit_id, 0)
            spans = tuple((a - first, b - first) for a, b in zip(marked["span_start"], marked["span_end"], strict=True))
            value = rows["value"].iloc[0]
            session.answers[unit_id, element] = (None if pd.isna(value) else str(value), spans)
    session.go_to_open()
    return session


def _read_units(folder: Path) -> list[dict[str, Any]]:
    try:
        lines = (folder / UNITS_FILE).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{folder}: no coding was prepared here ({error.strerror}); prepare_coding does.") from error
    return [json.loads(line) for line in lines]


def _shown(corpus: Corpus, units: pd.DataFrame, highlights: pd.DataFrame | None) -> list[dict[str, Any]]:
    rows = []
    for unit in units_by_id(units).values():
        text, start, end = corpus.text(unit["document_id"]), unit["start"], unit["end"]
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        hits: list[list[int]] = []
        if highlights is not None:
            there = highlights[highlights["document_id"].astype("str") == unit["document_id"]]
            inside = there[(there["start"] >= start) & (there["end"] <= end)]
            hits = (inside[["start", "end"]] - start).to_numpy().tolist()
        rows.append({**unit, "before": before, "after": after, "highlights": hits})
    return rows
