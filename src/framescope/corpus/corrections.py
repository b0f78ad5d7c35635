"""Decisions a reader made about documents: kept as data, with a reason and a guard that can fail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from framescope.corpus.decisions import Decisions
from framescope.corpus.lines import split_lines
from framescope.errors import GuardError, unknown_name
from framescope.schema import LINE_KINDS
from framescope.yamlfile import read_model


class Correction(BaseModel):
    """One decision: where, what, why, by whom, and the words that must still stand there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    line: int = Field(ge=1)
    decision: Literal["boundary", "no boundary", "kind"]
    kind: str | None = None
    expect: str = Field(min_length=1, description="the line as it stands; the guard")
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1, description="who decided")
    coder_kind: Literal["human", "language model"]

    @model_validator(mode="after")
    def _kind_belongs_to_its_decision(self) -> Correction:
        if (self.decision == "kind") != (self.kind is not None):
            raise ValueError("`kind` is given exactly where the decision is `kind`.")
        if self.kind is not None and self.kind not in LINE_KINDS:
            raise ValueError(str(unknown_name("kind of line", self.kind, LINE_KINDS)))
        return self


class Corrections(BaseModel):
    """All decisions of one corpus (``corrections.yaml``)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    corrections: tuple[Correction, ...] = ()


def read_corrections(path: str | Path) -> Corrections:
    """Read ``corrections.yaml``; raises InputError with file and line for anything it does not know."""
    return read_model(path, Corrections)


def decisions_for(corrections: Corrections, texts: Mapping[str, str]) -> dict[str, Decisions]:
    """Return the decisions about these documents, after checking their guards.

    Parameters
    ----------
    corrections
        What was decided.
    texts
        The decoded text of each document by document_id. What was decided about others is left aside.

    Raises
    ------
    GuardError
        If a line no longer holds what the decision was made on. All of them are named at once.
    """
    by_document: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections.corrections:
        if correction.document in texts:
            by_document[correction.document].append(correction)
    problems = [problem for name, items in by_document.items() for problem in _broken(name, items, texts)]
    if problems:
        raise GuardError("\n".join(problems))
    return {
        name: Decisions(
            boundaries={c.line: c.decision == "boundary" for c in items if c.decision != "kind"},
            kinds={c.line: c.kind for c in items if c.kind is not None},
        )
        for name, items in by_document.items()
    }


def check_documents(corrections: Corrections, document_ids: Iterable[str]) -> None:
    """Raise GuardError if a correction speaks of a document that is not in the corpus; all of them are named."""
    known = set(document_ids)
    strange = dict.fromkeys(c.document for c in corrections.corrections if c.document not in known)
    if strange:
        said = "A correction speaks of {}, which is not in this corpus: remove it, or mend its `document`."
        raise GuardError("\n".join(map(said.format, strange)))


def _broken(name: str, items: Iterable[Correction], texts: Mapping[str, str]) -> list[str]:
    bounds = split_lines(texts[name])
    problems = []
    for item in items:
        start, end = bounds[item.line - 1] if item.line <= len(bounds) else (0, 0)
        found = texts[name][start:end].strip()
        if found != item.expect.strip():
            problems.append(
                f"{name}, line {item.line}: the correction ({item.decision}) was made for {item.expect!r}, "
                f"but the line now reads {found!r}. Read the document again and mend or remove the correction."
            )
    return problems
