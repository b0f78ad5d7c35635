"""The files of a corpus: one file, a folder with all below it, or a glob."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from framescope.corpus.archives import ARCHIVE_SUFFIXES
from framescope.corpus.formats import PLAIN_SUFFIXES, readable
from framescope.corpus.reports import Report
from framescope.errors import InputError

#: Files that say something of a corpus and are no article.
BESIDE = ("metadata.yaml", "corrections.yaml")


@dataclass(frozen=True)
class Files:
    """Files by their name below `root` (POSIX, NFC), in the order of the names, and what was passed over.

    `called` is what the root, or the pattern they were found by, is called in reports.
    """

    root: Path
    called: str
    by_name: tuple[tuple[str, Path], ...]
    reports: tuple[Report, ...] = ()


def find_files(path: str | Path, *, called: str = "") -> Files:
    """Find the files to read.

    Parameters
    ----------
    path
        A file; a folder, of which all files of a readable format are taken, save hidden ones
        (their name or folder begins with a dot); or a glob (``saved/**/*.html``).
    called
        What a report calls it; the path unless told otherwise.

    Raises
    ------
    InputError
        If there is no such path, or no file that can be read.
    """
    given, called = Path(path), called or str(path)
    reports: list[Report] = []
    if given.is_dir():
        root, every = given, list(_walk(given, reports))
    elif given.exists():
        return Files(given.parent, called, ((_name(given, given.parent), given),))
    elif glob.has_magic(str(path)):
        root = _fixed_part(given)
        every = [Path(found) for found in glob.glob(str(path), recursive=True) if Path(found).is_file()]  # noqa: PTH207 - Path.glob takes no absolute pattern
    else:
        raise InputError(f"{called}: no such file or folder.")
    taken = sorted((_name(file, root), file) for file in every if readable(file.name))
    passed = [file for file in every if not readable(file.name) and file.name not in BESIDE]
    if passed:
        reports.append(Report(called, f": {_passed_over(passed)}"))
    if not taken:
        kinds = ", ".join((*PLAIN_SUFFIXES, *ARCHIVE_SUFFIXES))
        said = "".join(f"\n  {report}" for report in reports)
        raise InputError(f"{called}: holds no article. Put files into it ({kinds}), or name another folder.{said}")
    return Files(root, called, tuple(taken), tuple(reports))


def _walk(folder: Path, reports: list[Report]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        reports.append(Report.left_out(_name(Path(error.filename), folder), error))

    for where, folders, files in os.walk(folder, onerror=refused):
        here = Path(where)
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = (here / name for name in folders if (here / name).is_symlink())
        reports.extend(Report.left_out(_name(link, folder), "it is a link to a folder.") for link in links)
        yield from (here / name for name in files if not name.startswith(".") and (here / name).is_file())


def _name(file: Path, root: Path) -> str:
    return normalize("NFC", file.relative_to(root).as_posix())


def _fixed_part(pattern: Path) -> Path:
    parents = [parent for parent in pattern.parents if not glob.has_magic(str(parent))]
    return parents[0] if parents else Path()


def _passed_over(files: list[Path]) -> str:
    endings = Counter(file.suffix.lower() or "no ending" for file in files)
    named = ", ".join(f"{ending} {count:,}" for ending, count in endings.most_common(5))
    return f"files of formats that are not read were passed over ({named})."
