"""Parameters are checked before a kernel starts and again inside it, against the models of `models`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from framescope.errors import InputError, unknown_name
from framescope.study.models import MODELS, CorpusName, InputName, Kind, LexiconName


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


def input_fields(model: type[BaseModel]) -> dict[str, Kind]:
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
