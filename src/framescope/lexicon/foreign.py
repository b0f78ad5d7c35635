"""What the formats of other programs have in common: reading into our own shape, and telling what is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from framescope.errors import InputError
from framescope.lexicon.model import LEVEL, Lexicon, Row, address
from framescope.lexicon.patterns import parse_pattern
from framescope.lexicon.regexes import PREFIX
from framescope.yamlfile import Location, YamlFile

# Emoticons of sentiment lexicons are made of these; what is left of ":D" without them is another word.
_SIGNS = frozenset(":;=<>()[]{}|\\^$%~#&@+")


def read_text(path: Path) -> tuple[str, str | None]:
    """Return the text of a file, and a remark if it is not UTF-8.

    Raises
    ------
    InputError
        If it cannot be opened or is no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error}).") from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in data:
        raise InputError(f"{path}: holds zero bytes; it is no text file.")
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), (
            f"{path}: is not UTF-8; read as Windows-1252, as other programs do. Check its accented letters."
        )


class Draft:
    """A lexicon in the making: terms by category, each with its line, and remarks on what could not be taken over."""

    def __init__(self, path: Path, *, regexes: bool = False) -> None:
        self.path = path
        self._regexes = regexes
        self.remarks: list[str] = []
        self._top: dict[str, Any] = {}
        self._lines: dict[Location, int] = {}
        self._names: dict[tuple[Location, str], str] = {}

    def remark(self, line: int, message: str) -> None:
        """Tell something about a line."""
        self.remarks.append(f"{self.path}, line {line}: {message}")

    def add(self, names: Sequence[str], entry: dict[str, Any], line: int) -> None:
        """Add an entry to a category, named from the outermost to the innermost."""
        regex = self._regexes and entry["term"].startswith(PREFIX)
        reason = None if regex else _why_not(entry["term"])
        if reason:
            self.remark(line, f"the term {entry['term']!r} is left out: {reason}.")
            return
        location, inside = self._category(names, line)
        terms = inside.setdefault("terms", [])
        self._lines[(*location, "terms", len(terms))] = line
        terms.append(entry["term"] if len(entry) == 1 else entry)

    def file(self) -> YamlFile:
        """Return what was collected, ready to be validated as a lexicon.

        Raises
        ------
        InputError
            If there is no term.
        """
        if not self._top:
            raise InputError("\n".join([f"{self.path}: holds no term that can be taken over.", *self.remarks[:20]]))
        return YamlFile(self.path, {"name": self.path.stem, **self._top}, self._lines, tuple(self.remarks))

    def _category(self, names: Sequence[str], line: int) -> tuple[Location, dict[str, Any]]:
        location: Location = ()
        inside = self._top
        for written in names:
            around = inside.setdefault("categories", {})
            name = self._name((*location, "categories"), written, around, line)
            location, inside = (*location, "categories", name), around.setdefault(name, {})
            self._lines.setdefault(location, line)
        return location, inside

    def _name(self, location: Location, name: str, around: dict[str, Any], line: int) -> str:
        """Return a name that a category may have: without a full stop or slash, and not taken by another."""
        if (location, name) not in self._names:
            plain = name.strip().replace(".", "_").replace(LEVEL, "_") or "unnamed"
            while plain in around:
                plain += "_"
            if plain != name:
                self.remark(line, f"the category {name!r} is called {plain!r} here.")
            self._names[location, name] = plain
        return self._names[location, name]


def _why_not(term: str) -> str | None:
    """Return why a term of another program cannot be taken over, or None."""
    if term.startswith(PREFIX):
        return f"{PREFIX} marks a regular expression here"
    try:
        parse_pattern(term)
    except ValueError as error:
        return str(error).rstrip(".")
    for piece in term.split():
        signs = sorted(_SIGNS.intersection(piece))
        if signs and sum(map(str.isalnum, piece)) < 2:  # AT&T and #metoo are words all the same
            return f"no token holds {' '.join(signs)}, and without it {piece!r} would be another word"
    return None


def plain_terms(lexicon: Lexicon, *, takes: frozenset[str] = frozenset()) -> Iterator[tuple[Row, list[str], list[str]]]:
    """Yield each entry, the terms a simpler format has for it, and remarks on what that format cannot say.

    Parameters
    ----------
    lexicon
        The lexicon.
    takes
        The fields of an entry, beside its term, that the format knows; ``re:`` for regular expressions.
    """
    for row in lexicon.rows():
        entry = row.entry
        where = f"{address(row.set, row.category)} {entry.term!r}"
        lost = [name for name in type(entry).model_fields if name != "term" and name not in takes]
        lost = [name for name in lost if name != "ignore_hyphens" and name in _said(row)]
        remarks = [f"{where}: {name} is lost, and with it what it says of the term." for name in lost]
        if entry.term.startswith(PREFIX) and PREFIX not in takes:
            yield row, [], [f"{where}: left out; the format knows no regular expressions."]
        elif entry.ignore_hyphens and "ignore_hyphens" not in takes:
            yield row, [" ".join(word.glob for word in pattern.words) for pattern in entry.patterns()], remarks
        else:
            yield row, [entry.term], remarks


def _said(row: Row) -> set[str]:
    return set(row.entry.model_dump(exclude_defaults=True))


def lost_with_the_head(lexicon: Lexicon, *, sets: bool) -> list[str]:
    """Return remarks on what stands beside the terms and has no place in a list of terms."""
    kept = {"name", "categories", "naming"}
    said = lexicon.model_dump(exclude_defaults=True)
    lost = [name for name in said if name not in kept]
    lost += sorted({f"{name} of categories" for part in lexicon.by_name().values() for name in _described(part)})
    lost += sorted({f"{name} of naming sets" for naming in lexicon.naming.values() for name in _described(naming)})
    labels = [label for naming in lexicon.naming.values() for label in naming.labels.values()]
    lost += sorted({f"{name} of labels" for label in labels for name in _described(label)})
    remarks = [f"{lexicon.name}: not written, the format has no place for it: {', '.join(lost)}."] if lost else []
    if lexicon.naming and not sets:
        remarks.append(f"{lexicon.name}: naming sets are written as categories; read again, they are no naming sets.")
    return remarks


def _described(part: Any) -> set[str]:
    return set(part.model_dump(exclude_defaults=True)) - {"terms", "also", "categories", "labels"}
