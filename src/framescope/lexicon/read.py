"""Reading a lexicon file: every problem with its line, every example tried."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

from framescope.errors import InputError, unknown_name
from framescope.lexicon.entry import Entry
from framescope.lexicon.examples import failing_examples
from framescope.lexicon.exchange import SUFFIXES, LexiconWarning, open_lexicon_file
from framescope.lexicon.model import Lexicon, Row, address
from framescope.lexicon.patterns import parse_pattern, remark_on
from framescope.lexicon.references import Loaded, put_in
from framescope.text.tokens import fold
from framescope.yamlfile import YamlFile, validate

__all__ = ["LexiconWarning", "lexicon_files", "read_lexicon"]


def read_lexicon(path: str | Path) -> Lexicon:
    """Read a lexicon and try its examples.

    Parameters
    ----------
    path
        The file: YAML of ours or of quanteda (``.yaml``, ``.yml``), LIWC (``.dic``), a table (``.csv``,
        ``.tsv``, ``.txt``). Every scalar is read as text; anchors, aliases and ``<<`` work within a YAML file.

    Returns
    -------
    Lexicon
        Frozen, with the terms put in that it takes over from others; `find_hits` takes it.

    Raises
    ------
    InputError
        If the file cannot be read, holds an unknown key (the nearest known one is named), a pattern
        that cannot be used, a reference that leads nowhere or back to itself, or an example that does
        not hold: each with file, line and place.
    UnknownNameError
        For a file whose ending no lexicon has.

    Warns
    -----
    LexiconWarning
        For a bare word that other YAML readers take for a truth value, an entry that stands twice in
        one category, a hyphen at the edge of a word, a `not_in` that can never hold its term, and for
        everything in a file of another program that could not be taken over, with its line.

    Notes
    -----
    That the examples hold says that the file does what its author expects in those sentences, not
    that it finds what it should in others.
    """
    lexicon, files = _read(Path(path))
    file = next(iter(files.values()))
    _try_examples(file, lexicon)
    for remark in [*(remark for one in files.values() for remark in one.remarks), *_remarks(file, lexicon)]:
        warnings.warn(remark, LexiconWarning, stacklevel=2)
    return lexicon


def lexicon_files(path: str | Path) -> list[Path]:
    """Return the files a lexicon is made of: its own, then those it takes terms over from.

    Raises
    ------
    InputError
        As `read_lexicon`, examples left aside.
    """
    return list(_read(Path(path))[1])


def _read(path: Path) -> tuple[Lexicon, dict[Path, YamlFile]]:
    files: dict[Path, YamlFile] = {}

    def load(one: Path) -> Loaded:
        file = files[one] = open_lexicon_file(one)
        lexicon = validate(file, Lexicon)
        if not lexicon.categories and not lexicon.naming:
            raise file.error((), "the lexicon holds neither categories nor naming sets.")
        return Loaded(lexicon, file.describe)

    return put_in(path, load, SUFFIXES), files


def _try_examples(file: YamlFile, lexicon: Lexicon) -> None:
    known = [address(*pair) for pair in lexicon.names()]
    problems = []
    for i, example in enumerate(lexicon.examples):
        for name in example.matches:
            if name not in known:
                message = str(unknown_name("category or set.label", name, known))
                problems.append(file.describe(("examples", i, "matches", name), message))
    if not problems:
        for failure in failing_examples(lexicon):
            text = lexicon.examples[failure.example].text
            problems.append(
                file.describe(
                    ("examples", failure.example),
                    f"the example {text!r} does not hold for {failure.name!r}: "
                    f"expected {list(failure.expected)}, found {list(failure.found)}.",
                )
            )
    if problems:
        raise InputError("\n".join(problems))


def _remarks(file: YamlFile, lexicon: Lexicon) -> Iterator[str]:
    seen: dict[tuple[str, str, str, bool], Row] = {}
    for row in lexicon.rows():
        entry = row.entry
        form = entry.term if entry.case else fold(entry.term)
        earlier = seen.setdefault((row.set, row.category, form, entry.case), row)
        if earlier is not row:
            line = file.line(earlier.location)
            yield file.describe(
                row.location,
                f"the entry {entry.term!r} stands twice in {row.category!r} (first in line {line}); "
                "a match of either is a hit. Join the two.",
            )
        for remark in _remarks_on_entry(entry):
            yield file.describe(row.location, remark)


def _remarks_on_entry(entry: Entry) -> Iterator[str]:
    for text in (entry.term, *entry.not_before, *entry.not_after, *entry.not_in):
        if remark := remark_on(text):
            yield remark
    length = len(parse_pattern(entry.term))
    for text in entry.not_in:
        if len(parse_pattern(text)) < length:
            yield f"not_in {text!r} has fewer words than {entry.term!r} and can never hold it."
