"""Files to documents: bytes are decoded once, every step is written down, a bad file stops nobody else."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import pandas as pd

from framescope.corpus.build import build_corpus
from framescope.corpus.corrections import Corrections, read_corrections
from framescope.corpus.metadata import Metadata, read_metadata
from framescope.corpus.model import Corpus
from framescope.errors import InputError
from framescope.schema import DOCUMENTS

TEXT_SUFFIXES = (".txt", ".md", ".text")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class CorpusWarning(UserWarning):
    """Something in a corpus was left out or guessed; the message says what and why."""


@dataclass(frozen=True)
class Unreadable:
    """A file that was left out, and why."""

    path: str
    reason: str


def read_corpus(path: str | Path) -> Corpus:
    """Read a folder of articles (or one file) and build its corpus.

    ``metadata.yaml`` and ``corrections.yaml`` in the folder are applied.

    Parameters
    ----------
    path
        A folder, read recursively, or a single file. Text files: ``.txt``, ``.md``, ``.text``.

    Returns
    -------
    Corpus
        All tables of the contract. A file that cannot be used is left out with a `CorpusWarning`
        that names it and the reason.

    Raises
    ------
    InputError
        If there is nothing to read: no such path, no text file in it, or not one of them readable.
    GuardError
        If a correction or a metadata entry no longer fits its document.

    Notes
    -----
    Bytes that are not UTF-8 are read as Windows-1252, which hardly ever fails and is therefore a
    guess; `evidence` says so for each such document.
    """
    path = Path(path)
    documents, unreadable = read_documents(path)
    for bad in unreadable:
        warnings.warn(f"{bad.path} was left out: {bad.reason}", CorpusWarning, stacklevel=2)
    if documents.empty:
        reasons = "".join(f"\n  {bad.path}: {bad.reason}" for bad in unreadable)
        raise InputError(f"{path}: none of its files could be read.{reasons}")
    root = path if path.is_dir() else path.parent
    metadata, corrections = root / "metadata.yaml", root / "corrections.yaml"
    return build_corpus(
        documents,
        metadata=read_metadata(metadata) if path.is_dir() and metadata.exists() else Metadata(),
        corrections=read_corrections(corrections) if path.is_dir() and corrections.exists() else Corrections(),
    )


def read_documents(path: Path) -> tuple[pd.DataFrame, list[Unreadable]]:
    """Read files into the table `documents`, and list those that could not be read."""
    if not path.exists():
        raise InputError(f"{path}: no such file or folder.")
    root = path if path.is_dir() else path.parent
    files = _text_files(path) if path.is_dir() else [path]
    if not files:
        kinds = ", ".join(TEXT_SUFFIXES)
        raise InputError(f"{path}: holds no article. Put text files ({kinds}) into it, or name another folder.")
    rows, unreadable = [], []
    for file in files:
        name = normalize("NFC", file.relative_to(root).as_posix())
        try:
            rows.append(_document(name, file.read_bytes()))
        except (OSError, InputError) as error:
            unreadable.append(Unreadable(name, str(error)))
    return DOCUMENTS.frame(rows), unreadable


def decode(source: bytes) -> tuple[str, str, Sequence[str]]:
    """Decode bytes without touching line ends; return text, encoding and the steps taken.

    Raises
    ------
    InputError
        If the bytes are empty or not text.
    """
    if not source.strip():
        raise InputError("it is empty.")
    encoding = next((name for bom, name in _BOMS if source.startswith(bom)), None)
    if encoding is None and b"\x00" in source:
        raise InputError("it holds NUL bytes: a binary file, or UTF-16 without its byte-order mark.")
    steps = ["decode"] if encoding is None else ["decode", "remove byte-order mark"]
    try:
        return source.decode(encoding or "utf-8"), encoding or "utf-8", steps
    except UnicodeDecodeError as error:
        if encoding is not None:
            raise InputError(f"its byte-order mark says {encoding}, but byte {error.start} does not fit.") from error
        at = f"byte {error.start} is not UTF-8"
    # Latin-1 control characters in place of Windows-1252 letters mean that this is no text at all.
    text = source.decode("cp1252", errors="replace")
    controls = sum(1 for c in text if (c < " " and c not in "\t\n\r\f\x0b") or c == "\ufffd")
    if controls > 0.01 * len(text):
        raise InputError(f"it is not text ({at}, and it does not read as Windows-1252 either).")
    return text, "windows-1252", [*steps, f"guessed windows-1252 ({at})"]


def _document(name: str, source: bytes) -> tuple[object, ...]:
    text, encoding, steps = decode(source)
    text_sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    sha256 = hashlib.sha256(source).hexdigest()
    return (name, name, sha256, text_sha256, encoding, "; ".join(steps), "file", len(text), text)


def _text_files(folder: Path) -> Iterable[Path]:
    files = (f for f in folder.rglob("*") if f.suffix.lower() in TEXT_SUFFIXES and f.is_file())
    return sorted((f for f in files if not f.name.startswith(".")), key=lambda f: f.relative_to(folder).as_posix())
