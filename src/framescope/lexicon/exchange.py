"""Lexicons in the formats of other programs: which file is read how, and what is lost when one is written."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

from framescope.errors import InputError, unknown_name
from framescope.lexicon.liwc import read_dic, write_dic
from framescope.lexicon.model import Lexicon
from framescope.lexicon.quanteda import dump_yaml, from_quanteda, write_quanteda
from framescope.lexicon.tables import read_table, write_table
from framescope.yamlfile import YamlFile, read_yaml

Format = Literal["framescope", "quanteda", "liwc", "csv"]
T = TypeVar("T")


class LexiconWarning(UserWarning):
    """Something in a lexicon that is allowed, but may not say what was meant."""


def write_lexicon(lexicon: Lexicon, path: str | Path, *, format: Format | None = None) -> list[str]:
    """Write a lexicon to a file, in our own format or that of another program.

    Parameters
    ----------
    lexicon
        The lexicon.
    path
        The file; it appears whole or not at all.
    format
        ``"framescope"`` (YAML, everything), ``"quanteda"`` (YAML, names and patterns), ``"liwc"`` or
        ``"csv"``. Unless told otherwise the ending of the path decides: ``.yaml``, ``.yml``, ``.dic``, ``.csv``.

    Returns
    -------
    list of str
        What the format cannot express and is therefore not in the file; each is warned of, too.

    Raises
    ------
    UnknownNameError
        For another format or ending.
    InputError
        If the file cannot be written.

    Warns
    -----
    LexiconWarning
        For everything that is returned.

    Notes
    -----
    A term whose conditions are lost is written all the same: the other program will find more of it.
    Other programs cut texts otherwise; equal counts are not to be expected.
    """
    path = Path(path)
    chosen: str = format or _known("ending of a lexicon file", path.suffix.lower(), _FORMAT_OF_SUFFIX)
    text, remarks = _known("format", chosen, _WRITERS)(lexicon)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error}).") from error
    for remark in remarks:
        warnings.warn(remark, LexiconWarning, stacklevel=2)
    return remarks


def open_lexicon_file(path: Path) -> YamlFile:
    """Read a file into the shape of a lexicon, whatever its format; the ending decides.

    Raises
    ------
    UnknownNameError
        For an ending no lexicon has.
    InputError
        If the file cannot be read.
    """
    return _known("ending of a lexicon file", path.suffix.lower(), _READERS)(path)


def _known(what: str, name: str, known: Mapping[str, T]) -> T:
    if name not in known:
        raise unknown_name(what, name, known)
    return known[name]


def _read_any_yaml(path: Path) -> YamlFile:
    file = read_yaml(path)
    if not isinstance(file.data, dict):
        raise file.error((), "a lexicon is a mapping with the keys name, categories, naming, examples.")
    ours = not file.data or any(key in Lexicon.model_fields for key in file.data)
    return file if ours else from_quanteda(file)


def _write_ours(lexicon: Lexicon) -> tuple[str, list[str]]:
    return dump_yaml(_short(lexicon.model_dump(mode="json", exclude_defaults=True))), []


def _short(data: Any) -> Any:
    """Return what was dumped with every entry that is a term alone written as its term."""
    if isinstance(data, dict):
        return data["term"] if list(data) == ["term"] else {key: _short(value) for key, value in data.items()}
    return [_short(value) for value in data] if isinstance(data, list) else data


_READERS: dict[str, Callable[[Path], YamlFile]] = {
    ".yaml": _read_any_yaml,
    ".yml": _read_any_yaml,
    ".dic": read_dic,
    ".csv": read_table,
    ".tsv": read_table,
    ".txt": read_table,
}
_WRITERS: dict[str, Callable[[Lexicon], tuple[str, list[str]]]] = {
    "framescope": _write_ours,
    "quanteda": write_quanteda,
    "liwc": write_dic,
    "csv": write_table,
}
_FORMAT_OF_SUFFIX: dict[str, Format] = {".yaml": "framescope", ".yml": "quanteda", ".dic": "liwc", ".csv": "csv"}
#: The endings a lexicon file may have.
SUFFIXES = tuple(_READERS)
