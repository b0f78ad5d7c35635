"""Codebooks as data: what coders are asked about a text, with definitions and examples."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from framescope.yamlfile import read_model


class Example(BaseModel):
    """A made-up text and whether the element is in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    holds: bool
    because: str = Field(min_length=1)


class Element(BaseModel):
    """One thing to code: its question, how it is answered, and examples on both sides.

    `answer` is ``span`` (mark the words), ``yes-no`` (of the whole unit) or ``choice`` (one of `choices`, each with
    its definition). `frame` names the frame a question belongs to, where several questions make one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str = Field(min_length=1, description="as published")
    question: str = Field(min_length=1)
    definition: str = Field(min_length=1)
    answer: Literal["span", "yes-no", "choice"]
    choices: dict[str, str] = Field(default_factory=dict)
    frame: str | None = None
    examples: tuple[Example, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _is_complete(self) -> Element:
        if (self.answer == "choice") != bool(self.choices):
            raise ValueError("`choices` are given exactly where the answer is `choice`.")
        if {example.holds for example in self.examples} != {True, False}:
            raise ValueError("an element needs at least one example that holds and one that does not.")
        return self


class Codebook(BaseModel):
    """A coding scheme: where it comes from and what it asks, by element name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    version: int = Field(ge=0)
    licence: str = Field(min_length=1)
    source: str = Field(min_length=1)
    unit: Literal["article", "sentence", "mention"]
    elements: dict[str, Element] = Field(min_length=1)


def read_codebook(path: str | Path) -> Codebook:
    """Read a codebook from YAML.

    Raises
    ------
    InputError
        For everything that is missing, unknown or incomplete, with file, line and the way out.
    """
    return read_model(path, Codebook)
