"""LIWC's ``.dic``: categories with a number between two lines of ``%``, then terms with their categories' numbers.

Dialects met in the wild and read here: tabs, several tabs or spaces between the columns; categories
indented by tabs below one another (LIWC2015); numbers with leading zeros; blank lines. Conditional codes
of LIWC2001 and LIWC2007, ``<of>131/125`` and ``(02 134)125/464``, are left out and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from framescope.errors import InputError
from framescope.lexicon.foreign import Draft, lost_with_the_head, plain_terms, read_text
from framescope.lexicon.model import CATEGORIES, LEVEL, Lexicon
from framescope.yamlfile import YamlFile

_CATEGORY = re.compile(r"(?P<number>\d+)\s+(?P<name>.*\S)")
_CONDITIONAL = re.compile(r"<[^>]*>\S*|\([^()]*\)\S*")
_COLUMN = re.compile(r"\t\s*|\s{2,}")
_LIWC_TERM = re.compile(r"[^*?]+\*?")

Names = tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    number: int
    text: str


def read_dic(path: Path) -> YamlFile:
    """Read a LIWC dictionary.

    Raises
    ------
    InputError
        If the two lines of ``%`` are missing, or no term can be taken over.
    """
    text, remark = read_text(path)
    draft = Draft(path)
    draft.remarks += [remark] if remark else []
    lines = [_Line(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    marks = [i for i, line in enumerate(lines) if line.text.strip() == "%"]
    if len(marks) < 2:
        raise InputError(
            f"{path}: a LIWC dictionary lists its categories between two lines that hold a single %; "
            f"found {len(marks)} such lines."
        )
    for line in [*lines[: marks[0]], *(lines[i] for i in marks[2:])]:
        draft.remark(line.number, f"stray line {line.text.strip()[:60]!r}, not read.")
    categories = _read_categories(draft, lines[marks[0] + 1 : marks[1]])
    _read_terms(draft, [line for line in lines[marks[1] + 1 :] if line.text.strip() != "%"], categories)
    return draft.file()


def _read_categories(draft: Draft, lines: list[_Line]) -> dict[int, Names]:
    """Return the names of each category by its number, from the outermost to its own."""
    categories: dict[int, Names] = {}
    around: list[tuple[int, str]] = []
    for line in lines:
        match = _CATEGORY.fullmatch(line.text.strip())
        if match is None:
            draft.remark(line.number, f"stray line {line.text.strip()[:60]!r}: no number and name of a category.")
            continue
        depth = len(line.text) - len(line.text.lstrip("\t"))
        around = [(outer, name) for outer, name in around if outer < depth]
        name = re.sub(r"\s+", " ", match["name"])
        number = int(match["number"])
        if number in categories:
            draft.remark(line.number, f"the number {number} stands twice; the category {name!r} is not read.")
            continue
        around.append((depth, name))
        categories[number] = tuple(name for _, name in around)
    return categories


def _read_terms(draft: Draft, lines: list[_Line], categories: dict[int, Names]) -> None:
    used: set[Names] = set()
    shared = 0
    for line in lines:
        term, numbers = _split(draft, line)
        unknown = [number for number in numbers if number not in categories]
        if unknown:
            draft.remark(line.number, f"{term!r} names categories that are not listed: {unknown}.")
        found = list(dict.fromkeys(categories[number] for number in numbers if number in categories))
        if not found:
            draft.remark(line.number, f"stray line {line.text.strip()[:60]!r}: no category of the list; left out.")
        # LIWC lists a term with its category and with all those around it; a hit of the part is one of the whole.
        deepest = [names for names in found if not any(o != names and o[: len(names)] == names for o in found)]
        shared += len(found) > len(deepest)
        used.update(found)
        for names in deepest:
            draft.add(names, {"term": term}, line.number)
    if shared:
        draft.remarks.append(
            f"{draft.path}: {shared:,} terms stand in a category and in one around it; they are kept in the "
            "inner one, and at_level counts them for the outer one."
        )
    for names in dict.fromkeys(categories.values()):
        if not any(other[: len(names)] == names for other in used):
            draft.remarks.append(f"{draft.path}: the category {LEVEL.join(names)!r} holds no term; left out.")


def _split(draft: Draft, line: _Line) -> tuple[str, list[int]]:
    """Return the term of a line and the numbers behind it."""
    text = line.text.strip()
    if conditional := _CONDITIONAL.findall(text):
        draft.remark(line.number, f"the conditional codes {' '.join(conditional)!r} are left out.")
        text = _CONDITIONAL.sub(" ", text).strip()
    if columns := _COLUMN.search(text):
        term, behind = text[: columns.start()], text[columns.end() :]
        if re.fullmatch(r".*\s\d+", term):
            draft.remark(line.number, f"{term!r} is read as one term; put a tab before a number that is a category.")
    else:
        words = text.split()
        first = next((i for i in range(1, len(words)) if all(map(str.isdecimal, words[i:]))), len(words))
        term, behind = " ".join(words[:first]), " ".join(words[first:])
    fields = behind.split()
    if odd := [field for field in fields if not field.isdecimal()]:
        draft.remark(line.number, f"{' '.join(odd)!r} behind {term!r} is no number of a category; not read.")
    return re.sub(r"\s+", " ", term).strip(), [int(field) for field in fields if field.isdecimal()]


def write_dic(lexicon: Lexicon) -> tuple[str, list[str]]:
    """Return a lexicon as a LIWC dictionary, and remarks on what the format cannot say."""
    remarks = lost_with_the_head(lexicon, sets=False)
    numbers: dict[Names, int] = {}
    numbers_of: dict[str, list[int]] = {}
    for row, terms, lost in plain_terms(lexicon):
        names = tuple(row.category.split(LEVEL)) if row.set == CATEGORIES else (row.set, row.category)
        remarks += lost
        for term in terms:
            if not _LIWC_TERM.fullmatch(term):
                remarks.append(f"{LEVEL.join(names)} {term!r}: LIWC knows * at the end of a term only, and no ?.")
            mine = [_number(numbers, names[:depth]) for depth in range(1, len(names) + 1)]
            numbers_of.setdefault(term, []).extend(mine)
    head = ["\t" * (len(names) - 1) + f"{numbers[names]}\t{names[-1]}" for names in _in_order(numbers)]
    body = ["\t".join([term, *map(str, dict.fromkeys(found))]) for term, found in numbers_of.items()]
    return "\n".join(["%", *head, "%", *body, ""]), remarks


def _number(numbers: dict[Names, int], names: Names) -> int:
    return numbers.setdefault(names, len(numbers) + 1)


def _in_order(numbers: dict[Names, int], around: Names = ()) -> Iterator[Names]:
    """Yield categories so that the parts of one follow it at once."""
    for names in numbers:
        if names[:-1] == around:
            yield names
            yield from _in_order(numbers, names)
