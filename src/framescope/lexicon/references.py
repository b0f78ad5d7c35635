"""Terms of one lexicon in another (`also`): found by file and name, put in, loops refused."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from framescope.errors import InputError, unknown_name
from framescope.lexicon.entry import Entry
from framescope.lexicon.model import Category, Label, Lexicon, Location, NamingSet, address

# other.category, ../shared/other.set.label, other.whole/part: a folder or file name holds no full stop.
_REFERENCE = re.compile(r"(?P<file>(?:\.{1,2}/|[^./]+/)*[^./]+)\.(?P<address>.+)")

Step = tuple[Path, str]


@dataclass(frozen=True)
class Loaded:
    """A lexicon as its file writes it, and how a message names a place in that file."""

    lexicon: Lexicon
    describe: Callable[[Location, str], str]


def put_in(path: Path, load: Callable[[Path], Loaded], suffixes: Sequence[str]) -> Lexicon:
    """Return a lexicon with the terms put in that it takes over from others.

    Parameters
    ----------
    path
        The lexicon file.
    load
        Reads one file without its references; called once for each.
    suffixes
        The endings a lexicon file may have, the preferred one first.

    Raises
    ------
    InputError
        If a reference cannot be read, or leads back to itself.
    UnknownNameError
        If there is no such file or name.
    """
    shelf = _Shelf(load, suffixes)
    path = _plain(path)
    lexicon = shelf.loaded(path).lexicon
    if any(part.also for *_, part, _ in lexicon.parts()):
        lexicon = lexicon.model_copy(
            update={
                "categories": {name: shelf.category(path, name, c) for name, c in lexicon.categories.items()},
                "naming": {name: shelf.naming(path, name, s) for name, s in lexicon.naming.items()},
            }
        )
    return lexicon


class _Shelf:
    """Lexicon files, each read once."""

    def __init__(self, load: Callable[[Path], Loaded], suffixes: Sequence[str]) -> None:
        self._load = load
        self._suffixes = suffixes
        self._files: dict[Path, Loaded] = {}

    def loaded(self, path: Path) -> Loaded:
        if path not in self._files:
            self._files[path] = self._load(path)
        return self._files[path]

    def category(self, path: Path, name: str, category: Category) -> Category:
        inner = {part: self.category(path, f"{name}/{part}", c) for part, c in category.categories.items()}
        terms = self._terms(path, name, ())
        return category.model_copy(update={"terms": terms, "also": (), "categories": inner})

    def naming(self, path: Path, name: str, naming: NamingSet) -> NamingSet:
        labels = {
            label: part.model_copy(update={"terms": self._terms(path, address(name, label), ()), "also": ()})
            for label, part in naming.labels.items()
        }
        return naming.model_copy(update={"labels": labels})

    def _terms(self, path: Path, name: str, trail: tuple[Step, ...]) -> tuple[Entry, ...]:
        """Return the terms of one category or label and of all it refers to, equal ones once."""
        location, part = self._parts(path)[name]
        if not part.also:
            return part.terms
        trail = (*trail, (path, name))
        terms = list(part.terms)
        for i, reference in enumerate(part.also):
            terms += self._referred((path, (*location, "also", i)), reference, trail)
        return tuple(dict.fromkeys(terms))

    def _referred(self, where: tuple[Path, Location], reference: str, trail: tuple[Step, ...]) -> list[Entry]:
        path, location = where
        describe = self.loaded(path).describe
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            message = f"also {reference!r} is no reference; write file.category, or file.set.label for a label."
            raise InputError(describe(location, message))
        try:
            other = self._file(path.parent / match["file"])
            names = self._parts(other)
            if match["address"] not in names:
                raise unknown_name(f"category or set.label of {other.name}", match["address"], names)
        except ValueError as error:
            raise InputError(describe(location, f"also {reference!r}: {error}")) from error
        terms: list[Entry] = []
        for name in names:
            if name == match["address"] or name.startswith(match["address"] + "/"):
                if (other, name) in trail:
                    chain = " -> ".join(f"{file.stem}.{step}" for file, step in (*trail, (other, name)))
                    raise InputError(describe(location, f"also {reference!r} leads back to itself: {chain}."))
                terms += self._terms(other, name, trail)
        return terms

    def _file(self, stem: Path) -> Path:
        for suffix in self._suffixes:
            file = _plain(stem.with_name(stem.name + suffix))
            if file.is_file():
                return file
        known = {file.stem for file in stem.parent.glob("*") if file.suffix in self._suffixes}
        raise unknown_name(f"lexicon in {stem.parent.resolve().name}/", stem.name, sorted(known))

    def _parts(self, path: Path) -> dict[str, tuple[Location, Category | Label]]:
        parts = self.loaded(path).lexicon.parts()
        return {address(set_, name): (location, part) for set_, name, part, location in parts}


def _plain(path: Path) -> Path:
    """Return the path without detours such as ``a/../a``, so that one file has one path."""
    return Path(os.path.normpath(path))
