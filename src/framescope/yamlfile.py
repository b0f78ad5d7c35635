"""YAML as scholars write it: every scalar stays the text that was typed, every key knows its line.

Plain YAML turns ``on`` into True, ``2017-09`` into a number and ``*word`` into an alias; a lexicon
or a metadata file must not lose a word to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from framescope.errors import InputError, unknown_name

#: Bare words that other YAML readers turn into True, False or nothing.
MISREAD = re.compile(r"(?i)^(?:yes|no|on|off|y|n|null|~)$")

# libyaml where PyYAML was built with it: a lexicon of 100,000 entries is read in seconds, not in half a minute.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# An alias of an alias of an alias ... fits into a few lines and would fill the memory.
_MOST_NODES = 3_000_000
# No file of ours needs more; libyaml ends the whole process where brackets are nested without end.
_DEEPEST = 100
_MOST_PROBLEMS = 50
_MERGE = "tag:yaml.org,2002:merge"

Location = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class YamlFile:
    """The content of one file, the line each node starts at, and remarks on doubtful words.

    Readers of other formats build it too, so that a problem names its line whatever the format.
    """

    path: Path
    data: Any
    lines: dict[Location, int]
    remarks: tuple[str, ...]

    def line(self, location: Sequence[str | int]) -> int:
        """Return the line of a node, or of the nearest node around it."""
        where = tuple(location)
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def error(self, location: Sequence[str | int], message: str) -> InputError:
        """Build an error that names file, line and place."""
        return InputError(self.describe(location, message))

    def describe(self, location: Sequence[str | int], message: str) -> str:
        """Return the message with file, line and place in front of it."""
        place = ".".join(str(part) for part in location)
        return f"{self.path}, line {self.line(location)}{f' ({place})' if place else ''}: {message}"


def read_yaml(path: str | Path) -> YamlFile:
    """Read a YAML file, every scalar as the text that was typed.

    Raises
    ------
    InputError
        If the file is missing, is not UTF-8, is not YAML, holds a key twice, nests too deeply or
        repeats itself without end (each with its line).
    """
    path = Path(path)
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error}).") from error
    try:
        _refuse_deep_nesting(path, source)
        root = yaml.compose(source, Loader=_Loader)
        reader = _Reader(path)
        data = {} if root is None else reader.build(root, ())
    except yaml.YAMLError as error:
        raise InputError(_syntax_message(path, error)) from error
    return YamlFile(path, data, reader.lines, tuple(dict.fromkeys(reader.remarks)))


def read_model(path: str | Path, model: type[Model]) -> Model:
    """Read a YAML file into a pydantic model.

    Raises
    ------
    InputError
        Everything `read_yaml` raises, and every problem the model finds, each with its line and,
        for an unknown key, the nearest known one.
    """
    return validate(read_yaml(path), model)


def validate(file: YamlFile, model: type[Model]) -> Model:
    """Validate what was read against a pydantic model; problems are reported together."""
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        found = error.errors()
        keys = {part for location in file.lines for part in location}
        problems = [_problem(file, model, item, keys) for item in found[:_MOST_PROBLEMS]]
        if len(found) > _MOST_PROBLEMS:
            problems.append(f"{file.path}: and {len(found) - _MOST_PROBLEMS} more problems.")
        raise InputError("\n".join(problems)) from error


def _problem(file: YamlFile, model: type[BaseModel], item: Any, keys: set[str | int]) -> str:
    # pydantic puts the names of union members and function validators into the location; ours are YAML keys.
    location = tuple(part for part in item["loc"] if part in keys or part == item["loc"][-1])
    message = item["msg"].removeprefix("Value error, ")
    if item["type"] == "extra_forbidden":
        known = _known_keys(model, location[:-1])
        message = str(unknown_name("key", location[-1], known)) if known else f"Unknown key {location[-1]!r}."
    elif item["type"] == "missing":
        message = f"The key {location[-1]!r} is missing."
    elif isinstance(item.get("input"), str):
        message = f"{message} (found {item['input']!r})"
    return file.describe(location, message)


def _known_keys(model: type[BaseModel], location: Location) -> list[str]:
    """Return the keys allowed at a place, walking the model along the location."""
    places: list[Any] = [model]
    for part in location:
        places = [inner for place in places for inner in _inside(place, part)]
    return list(dict.fromkeys(str(key) for place in places for key in _fields(place)))


def _inside(place: Any, part: str | int) -> list[Any]:
    """Return the models one step further: the field of a model, the member of a list or mapping."""
    if fields := _fields(place):
        return _models(fields[part]) if part in fields else []
    container, arguments = get_origin(place), get_args(place)
    return _models(arguments[1 if issubclass(container, Mapping) else 0]) if container and arguments else []


def _fields(place: Any) -> dict[str | int, Any]:
    fields = getattr(place, "model_fields", {})
    return {info.alias or name: info.annotation for name, info in fields.items()}


def _models(annotation: Any) -> list[Any]:
    """Return the models and containers an annotation allows: `X | None` is X."""
    origin = get_origin(annotation)
    if hasattr(annotation, "model_fields") or (isinstance(origin, type) and issubclass(origin, (Mapping, Sequence))):
        return [annotation]
    return [leaf for inner in get_args(annotation) for leaf in _models(inner)]


class _Reader:
    """Builds plain data from YAML nodes and remembers where each stood."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Location, int] = {}
        self.remarks: list[str] = []
        self._around: list[yaml.Node] = []
        self._built = 0

    def build(self, node: yaml.Node, location: Location) -> Any:
        """Return the data of a node; an alias is built anew wherever it stands."""
        self.lines[location] = _line(node)
        self._built += 1
        if self._built > _MOST_NODES:
            raise self._error(node, f"aliases unfold to more than {_MOST_NODES:,} nodes; write fewer of them.")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if any(node is outer for outer in self._around):
            raise self._error(node, "an alias (*name) stands inside what it repeats.")
        self._around.append(node)
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.build(child, (*location, i)) for i, child in enumerate(node.value)]
            return self._mapping(node, location)
        finally:
            self._around.pop()

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        if not node.style and MISREAD.match(node.value):
            self.remarks.append(
                f"{self.path}, line {_line(node)}: the bare word {node.value!r} is read as text here, "
                f"but other YAML readers take it for a truth value; put it in quotation marks."
            )
        return None if not node.style and node.value == "" else str(node.value)

    def _mapping(self, node: yaml.Node, location: Location) -> dict[str, Any]:
        built: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error(key_node, "a key must be a word, not a list or mapping.")
            if key_node.tag == _MERGE and not key_node.style:
                for part in self._parts_to_merge(value_node):
                    merged = {**self._mapping(part, location), **merged}
                continue
            key = self._scalar(key_node) or ""
            if key in built:
                raise self._error(key_node, f"the key {key!r} stands twice; join the two.")
            built[key] = self.build(value_node, (*location, key))
            self.lines[(*location, key)] = _line(key_node)
        return {**merged, **built}

    def _parts_to_merge(self, node: yaml.Node) -> Iterator[yaml.Node]:
        """Yield the mappings that `<<: *name` or `<<: [*one, *other]` takes over; the first one wins."""
        parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for part in parts:
            if not isinstance(part, yaml.MappingNode):
                raise self._error(node, "`<<` takes over a mapping (or a list of mappings), nothing else.")
            if any(part is outer for outer in self._around):
                raise self._error(node, "an alias (*name) stands inside what it repeats.")
            yield part

    def _error(self, node: yaml.Node, message: str) -> InputError:
        return InputError(f"{self.path}, line {_line(node)}: {message}")


def _line(node: yaml.Node | yaml.Event) -> int:
    return int(node.start_mark.line) + 1 if node.start_mark else 1


def _refuse_deep_nesting(path: Path, source: str) -> None:
    depth = 0
    for event in yaml.parse(source, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                line = _line(event)
                raise InputError(f"{path}, line {line}: nested more than {_DEEPEST} deep; is a bracket left open?")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _syntax_message(path: Path, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    text = f"{path}, line {mark.line + 1 if mark else 1}: not valid YAML: {problem}."
    if "alias" in str(error) or "anchor" in str(error):
        text += " A word that begins with * or & must stand in quotation marks."
    return text
