"""What may stand in a study file, as models: every key an editor completes and every value that is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from framescope.schema import DEFAULT_ZONES
from framescope.study.models import Voices, Zones

if TYPE_CHECKING:
    from framescope.corpus.view import View

# Names become folders and pages: no separators, no leading dot, the same on every file system.
_NAME = r"^[a-z0-9][a-z0-9_-]*$"


def _named(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
    # In words, before the pattern says it in signs.
    if isinstance(value, str) and not re.match(_NAME, value):
        raise ValueError("A name is made of a to z, 0 to 9, - and _, and begins with a letter or a digit")
    return check(value)


Name = Annotated[str, StringConstraints(pattern=_NAME, max_length=60), WrapValidator(_named)]
Copies = Literal["all", "one"]
Unit = Literal["story", "outlet"]
Comparison = Literal["above", "below", "at least", "at most"]
Format = Literal["svg", "pdf", "png"]

#: The measures a claim may rest on, each with the column that holds its number: those that give intervals.
CLAIM_MEASURES: Mapping[str, str] = {"frequency": "per_1000", "naming": "share"}


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CorpusEntry(_Entry):
    """A corpus: a path alone, or a path with the columns of its tables."""

    path: str
    columns: dict[str, str] = Field(default_factory=dict, description="field to column, as read_corpus takes it")


def _path_alone(value: Any) -> Any:
    return {"path": value} if isinstance(value, str) else value


class NotebookEntry(_Entry):
    """One notebook to run: its parameters and its limits.

    `grid` crosses lists of values, less the combinations `exclude` names; each of `cases` is one run more.
    """

    notebook: str
    name: Name = ""
    parameters: dict[str, Any] = Field(default_factory=dict)
    grid: dict[str, Annotated[list[Any], Field(min_length=1)]] = Field(default_factory=dict)
    exclude: list[Annotated[dict[str, Any], Field(min_length=1)]] = Field(default_factory=list)
    cases: list[Annotated[dict[str, Any], Field(min_length=1)]] = Field(default_factory=list)
    timeout_seconds: float = Field(default=600, gt=0)
    memory_mb: int = Field(default=4000, gt=0)

    @model_validator(mode="before")
    @classmethod
    def _named_like_its_file(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("notebook"), str) and "name" not in data:
            return {**data, "name": Path(data["notebook"]).stem}
        return data


class ViewEntry(_Entry):
    """What is read, as `fs.View` takes it."""

    zones: Zones = list(DEFAULT_ZONES)
    voice: Voices = None
    copies: Copies = "all"
    where: dict[str, list[str]] = Field(default_factory=dict)
    since: str | None = None
    until: str | None = None

    @property
    def view(self) -> View:
        """The view these choices make."""
        from framescope.corpus.view import View  # the command line has no need of it

        zones = None if self.zones is None else tuple(self.zones)
        voice = None if self.voice is None else tuple(self.voice)
        return View(zones, voice, self.copies, self.where, self.since, self.until)


class Arguments(_Entry):
    """What a claim asks its measure for; `referent` belongs to `naming`."""

    referent: str | None = None
    by: list[str] = Field(default_factory=list)
    unit: Unit = "story"
    level: float = Field(default=0.95, gt=0, lt=1)
    n_resamples: int = Field(default=2000, ge=40)


class Choices(_Entry):
    """What could have been chosen instead; what is left empty stays as the claim has it."""

    zones: dict[str, Zones] = Field(default_factory=dict)
    copies: list[Copies] = Field(default_factory=list)
    voice: dict[str, Voices] = Field(default_factory=dict)
    lexicon: list[Name] = Field(default_factory=list)
    unit: list[Unit] = Field(default_factory=list)
    threshold: list[float] = Field(default_factory=list)

    def over(self, other: Choices) -> Choices:
        """Return these choices, and those of another where nothing is said here."""
        return other.model_copy(update={name: getattr(self, name) for name in self.model_fields_set})


class ClaimEntry(_Entry):
    """A statement about one number: where it comes from, and when it holds."""

    name: Name
    statement: str = Field(min_length=1)
    corpus: Name
    lexicon: Name
    measure: Literal["frequency", "naming"]
    arguments: Arguments = Arguments()
    view: ViewEntry = ViewEntry()
    row: dict[str, str] = Field(min_length=1, description="column to value: picks one row of the table")
    column: str = ""
    comparison: Comparison
    threshold: float
    multiverse: Choices = Choices()

    @model_validator(mode="before")
    @classmethod
    def _with_its_column(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("measure") in CLAIM_MEASURES and "column" not in data:
            return {**data, "column": CLAIM_MEASURES[data["measure"]]}
        return data

    @model_validator(mode="after")
    def _fits_its_measure(self) -> ClaimEntry:
        if (self.measure == "naming") != (self.arguments.referent is not None):
            raise ValueError("`referent` (a naming set of the lexicon) is named exactly where the measure is naming.")
        if self.column != CLAIM_MEASURES[self.measure]:
            raise ValueError(f"the column of {self.measure} with an interval is {CLAIM_MEASURES[self.measure]!r}.")
        return self


class StudySpec(_Entry):
    """The content of a study file. Paths are relative to it."""

    name: Name
    seed: int = Field(default=0, ge=0)
    figure_formats: list[Format] = Field(default=["svg", "pdf", "png"], min_length=1)
    corpora: dict[Name, Annotated[CorpusEntry, BeforeValidator(_path_alone, json_schema_input_type=str | CorpusEntry)]]
    lexicons: dict[Name, str] = Field(default_factory=dict)
    codebooks: dict[Name, str] = Field(default_factory=dict)
    codings: dict[Name, str] = Field(default_factory=dict)
    notebooks: list[NotebookEntry] = Field(min_length=1)
    publish: list[str] = Field(default_factory=list)
    claims: list[ClaimEntry] = Field(default_factory=list)
    multiverse: Choices = Choices()


def json_schema() -> str:
    """Return the JSON schema of a study file, for editors that complete and check while one types."""
    schema = StudySpec.model_json_schema(mode="validation")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
