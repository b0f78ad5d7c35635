"""What each notebook may be asked: typed parameters, checked before a kernel starts and again inside it.

Defaults stand in the notebook, in its cell tagged ``parameters``; types and choices stand here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    create_model,
)

from framescope.errors import InputError, unknown_name
from framescope.schema import VOICES, ZONES

if TYPE_CHECKING:
    from framescope.corpus.view import View


@dataclass(frozen=True)
class InputName:
    """Marks a parameter that names an input of the study: where in the study file its names stand."""

    kind: Literal["corpora", "lexicons"]


def _one_of(what: str, known: tuple[str, ...]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in known:
            raise unknown_name(what, value, known)
        return value

    return check


def _nothing(value: Any) -> Any:
    # A study file keeps every word as typed; where a parameter may be empty, `null` means empty.
    return None if value in ("null", "~", "") else value


CorpusName = Annotated[str, InputName("corpora")]
LexiconName = Annotated[str, InputName("lexicons")]
Zones = Annotated[list[Annotated[str, AfterValidator(_one_of("zone", ZONES))]] | None, BeforeValidator(_nothing)]
Voices = Annotated[list[Annotated[str, AfterValidator(_one_of("voice", VOICES))]] | None, BeforeValidator(_nothing)]
Count = Annotated[int, Field(gt=0)]
Seed = Annotated[int, Field(ge=0)]


class Parameters(BaseModel):
    """What every notebook of a study has in common."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CorpusParameters(Parameters):
    """`01_corpus`: what is in the corpus.

    Attributes
    ----------
    corpus
        A corpus the study names.
    rows
        Rows shown of a long table.
    min_count
        How often a two-word phrase must occur to be ranked.
    seed
        Seed of everything drawn at random.
    """

    corpus: CorpusName
    rows: Count
    min_count: Count
    seed: Seed


class ViewParameters(Parameters):
    """The choices of a `View`, for notebooks that count."""

    corpus: CorpusName
    lexicon: LexiconName
    zones: Zones
    voice: Voices
    copies: Literal["all", "one"]
    n_resamples: Count
    seed: Seed

    @property
    def view(self) -> View:
        """The view these choices make."""
        from framescope.corpus.view import View  # the command line has no need of it

        zones = None if self.zones is None else tuple(self.zones)
        return View(zones=zones, voice=None if self.voice is None else tuple(self.voice), copies=self.copies)


class LexiconParameters(ViewParameters):
    """`02_lexicon`: terms by article and category; `terms` are the patterns followed through the views."""

    terms: list[str]
    width: Count


class FramingParameters(ViewParameters):
    """`03_framing`: who is called what; `referent` is the naming set that is looked at closely."""

    referent: str
    width: Count


#: The typed parameters of each notebook, by the name of its file.
MODELS: Mapping[str, type[Parameters]] = {
    "01_corpus": CorpusParameters,
    "02_lexicon": LexiconParameters,
    "03_framing": FramingParameters,
}


def model_for(notebook: str, defaults: Mapping[str, Any]) -> type[BaseModel]:
    """Return the model of a notebook's parameters; one it does not know is told by its default values.

    Parameters
    ----------
    notebook
        Name of the notebook's file, without its ending.
    defaults
        What its ``parameters`` cell assigns. Each value's type is what the parameter takes; one that is
        None takes anything. ``corpus`` and ``lexicon`` always name an input of the study.
    """
    if notebook in MODELS:
        return MODELS[notebook]
    named: dict[str, Any] = {"corpus": CorpusName, "lexicon": LexiconName}
    fields: dict[str, Any] = {name: (named.get(name, _type_of(value)), ...) for name, value in defaults.items()}
    return create_model("NotebookParameters", __config__=ConfigDict(extra="forbid", frozen=True), **fields)


def _type_of(value: Any) -> Any:
    if value is None:
        return Any
    if isinstance(value, list):
        kinds = {type(item) for item in value}
        return list[kinds.pop()] if len(kinds) == 1 else list[Any]  # type: ignore[misc]  # known only here
    return type(value)


def input_fields(model: type[BaseModel]) -> dict[str, str]:
    """Return the parameters that name an input of the study, each with where its names stand."""
    return {
        name: mark.kind
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, InputName)
    }


def problems(error: ValidationError, model: type[BaseModel]) -> list[tuple[tuple[str | int, ...], str]]:
    """Return the place and the message of each thing a model found wrong."""
    found = []
    for item in error.errors():
        message = item["msg"].removeprefix("Value error, ")
        if item["type"] == "extra_forbidden":
            message = str(unknown_name("parameter", item["loc"][0], model.model_fields))
        elif item["type"] == "missing":
            message = f"The parameter {item['loc'][0]!r} is missing."
        elif "Unknown" not in message:
            message = f"{item['loc'][0]}: {message} (found {item['input']!r})."
        found.append((item["loc"], message))
    return found


def check_parameters(notebook: str, namespace: Mapping[str, Any]) -> Any:
    """Check a notebook's parameters and return them; call it in the cell after the parameters.

    Parameters
    ----------
    notebook
        Name of the notebook's file, without its ending: ``"02_lexicon"``.
    namespace
        ``globals()`` of the notebook. Only the notebook's parameters are read from it.

    Returns
    -------
    pydantic.BaseModel
        The parameters, typed and frozen; those of a counting notebook have a ``view``.

    Raises
    ------
    UnknownNameError
        If no parameters are defined for this notebook.
    InputError
        If a parameter is missing (a misspelled one is), of the wrong type, or not among the choices.
    """
    if notebook not in MODELS:
        raise unknown_name("notebook", notebook, MODELS)
    model = MODELS[notebook]
    given = {name: namespace[name] for name in model.model_fields if name in namespace}
    try:
        return model.model_validate(given, strict=True)
    except ValidationError as error:
        raise InputError("\n".join(message for _, message in problems(error, model))) from None
