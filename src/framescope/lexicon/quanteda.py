"""quanteda's YAML dictionaries: names of categories, within them lists of patterns or further categories.

``as.yaml`` of quanteda puts the terms that stand beside further categories under ``__``; older files
under an empty name.
"""

from __future__ import annotations

from typing import Any

import yaml

from framescope.lexicon.foreign import Draft, lost_with_the_head, plain_terms
from framescope.lexicon.model import CATEGORIES, LEVEL, Lexicon
from framescope.yamlfile import MISREAD, Location, YamlFile

_OWN = ("__", "")


def from_quanteda(file: YamlFile) -> YamlFile:
    """Turn a quanteda dictionary into the shape of a lexicon.

    Raises
    ------
    InputError
        If a list holds something else than patterns, or no term can be taken over.
    """
    draft = Draft(file.path)
    draft.remarks += [*file.remarks, f"{file.path}: has no keys of a lexicon; read as a quanteda dictionary."]
    _collect(draft, file, file.data, ())
    return draft.file()


def _collect(draft: Draft, file: YamlFile, inside: dict[str, Any], names: Location) -> None:
    for name, value in inside.items():
        location = (*names, name)
        category = [str(part) for part in location if part not in _OWN]
        line = file.line(location)
        if not category:
            raise file.error(location, "patterns must stand in a category with a name.")
        if isinstance(value, dict) and value:
            _collect(draft, file, value, location)
            continue
        found = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        if not found:
            draft.remark(line, f"the category {LEVEL.join(category)!r} holds no term; left out.")
        for i, term in enumerate(found):
            if not isinstance(term, str):
                raise file.error((*location, i), "a category lists patterns, or names further categories; not both.")
            draft.add(category, {"term": term}, file.line((*location, i)))


def write_quanteda(lexicon: Lexicon) -> tuple[str, list[str]]:
    """Return a lexicon as a quanteda dictionary, and remarks on what the format cannot say."""
    remarks = lost_with_the_head(lexicon, sets=False)
    whole = {name for name, part in lexicon.by_name().items() if part.categories and part.terms}
    remarks += [f"{name}: its own terms are written under '{_OWN[0]}', as quanteda does." for name in sorted(whole)]
    data: dict[str, Any] = {}
    for row, terms, lost in plain_terms(lexicon):
        remarks += lost
        names = row.category.split(LEVEL) if row.set == CATEGORIES else [row.set, row.category]
        *outer, last = [*names, _OWN[0]] if row.set == CATEGORIES and row.category in whole else names
        around = data
        for name in outer:
            around = around.setdefault(name, {})
        around.setdefault(last, []).extend(terms)
    return dump_yaml(data), remarks


def dump_yaml(data: Any) -> str:
    """Return data as YAML; a word that some reader takes for a truth value stands in quotation marks."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


class _Dumper(yaml.SafeDumper):
    """Writes texts so that every reader sees texts."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if MISREAD.match(text) else None)


_Dumper.add_representer(str, _text)
