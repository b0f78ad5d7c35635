"""The annotated pages of `line_gold/`, with the texts fetched from where each entry says they are."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from benchmarks.articles import SOURCE
from benchmarks.pages import glued_rows, page_text, row_text

HALVES = ("dev", "test")
#: Pages annotated later, before any rule was scored on them.
FRESH = ("fresh", "fresh3")
PARTS = (*HALVES, *FRESH)
_GOLD = Path(__file__).with_name("line_gold")
#: Where fetched packages are kept.
CACHE = Path("build/benchmarks/sources")
_PACKAGES = {
    "trafilatura": ("trafilatura==0.9.3", "tests/cache"),
    "htmldate": ("htmldate==1.3.0", "tests/cache"),
    "newspaper4k": ("newspaper4k==0.9.6", "tests/data/html"),
}


@dataclass(frozen=True)
class GoldPage:
    """One annotated document.

    Attributes
    ----------
    id, outlet
        Where it comes from.
    text
        The document, every line ended.
    kinds
        The kind of each line.
    begins
        Lines, counted from 1, at which an article begins.
    """

    id: str
    outlet: str
    text: str
    kinds: tuple[str, ...]
    begins: tuple[int, ...]


def load_half(half: str, data: Path, cache: Path = CACHE) -> tuple[list[GoldPage], list[str]]:
    """Return the pages of one half (or the fresh ones), and what could not be had, in words.

    Raises
    ------
    ValueError
        If a text is not the one that was annotated.
    """
    pages, missing = [], {}
    for entry in yaml.safe_load((_GOLD / f"{half}.yaml").read_text(encoding="utf-8"))["documents"]:
        source, name = entry["id"].split("/", 1)
        try:
            text = _row(data / SOURCE, name) if source == "newsarticles" else _page(source, name, cache)
        except OSError as error:
            missing[source] = f"{source}: {error}"
            continue
        if hashlib.sha256(text.encode()).hexdigest() != entry["sha256"]:
            raise ValueError(f"{entry['id']} is not the text that was annotated: its digest differs.")
        begins = tuple(entry.get("begins", (1,)))
        pages.append(GoldPage(entry["id"], entry["outlet"], text, tuple(expand(entry["lines"])), begins))
    return pages, sorted(missing.values())


def expand(ranges: str) -> Iterator[str]:
    """Yield the kind of each line of ``1-14 furniture, 15 title``; gaps and overlaps are errors."""
    expected = 1
    for part in ranges.split(","):
        lines, kind = part.split()
        first, _, last = lines.partition("-")
        if int(first) != expected:
            raise ValueError(f"{part.strip()!r} should begin with line {expected}.")
        expected = int(last or first) + 1
        yield from [kind] * (expected - int(first))


def page_source(page: GoldPage, cache: Path = CACHE) -> bytes | None:
    """Return the HTML of an annotated page; None for a row of the table."""
    package, name = page.id.split("/", 1)
    return _html(package, name, cache) if package in _PACKAGES else None


def _page(package: str, name: str, cache: Path) -> str:
    return page_text(_html(package, name, cache))


def _html(package: str, name: str, cache: Path) -> bytes:
    requirement, folder = _PACKAGES[package]
    archive = _fetch(requirement, cache)
    with tarfile.open(archive) as opened:
        member = opened.extractfile(f"{archive.name.removesuffix('.tar.gz')}/{folder}/{name}.html")
        assert member is not None  # the name is that of a file
        return member.read()


@cache
def _fetch(requirement: str, cache: Path) -> Path:
    """Return the source archive of a package, downloaded once."""
    name, version = requirement.split("==")
    archive = cache / f"{name}-{version}.tar.gz"
    if not archive.exists():
        wanted = [requirement, "--no-deps", "--no-binary", name, "--dest", str(cache), "--quiet"]
        run = subprocess.run([sys.executable, "-m", "pip", "download", *wanted], capture_output=True, check=False)
        if run.returncode or not archive.exists():
            raise OSError(f"{requirement} could not be downloaded as a source archive into {cache}")
    return archive


def _row(table: Path, name: str) -> str:
    rows = _rows(table)
    numbers, dated = name.removesuffix("-dated").split("+"), name.endswith("-dated")
    if len(numbers) == 1:
        return row_text(rows[int(numbers[0])]["text"])
    columns = ("title", "publish_date", "text") if dated else ("title", "text")
    return glued_rows(tuple(rows[int(number)][column] for column in columns) for number in numbers)


@cache
def _rows(table: Path) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 30)
    with gzip.open(table) as raw:
        return list(csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline="")))
