"""Digests that name content, and the folders of runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

#: Where the sources of the library stand.
LIBRARY = Path(__file__).resolve().parents[1]


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and no white space: equal values give equal text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def text_digest(path: Path) -> str:
    """Return the SHA-256 of a text file, the same whichever line ends a checkout has given it."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def files_below(folder: Path) -> dict[str, Path]:
    """Return every file below a folder by its relative POSIX path, in order; none if there is no folder.

    Names that begin with a dot are left out: files half written when a process was killed, and notes
    of the file system.
    """
    found = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    shown = {name.as_posix(): path for name, path in found.items() if not any(p.startswith(".") for p in name.parts)}
    return dict(sorted(shown.items()))


def library_digest() -> str:
    """Return the digest of the library's sources and of the YAML it reads: what its results depend on."""
    sources = {
        name: path
        for name, path in files_below(LIBRARY).items()
        if path.suffix in (".py", ".yaml") and "__pycache__" not in path.parts
    }
    return digest({name: text_digest(path) for name, path in sources.items()})


def remove_files(paths: Iterable[Path]) -> None:
    """Remove files, whether or not they are still there."""
    for path in paths:
        path.unlink(missing_ok=True)
