"""Files and what archives hold, as streams: nothing is unpacked into a folder, no archive may swell without end."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from framescope.corpus.reports import Tally
from framescope.errors import InputError

ZIP_SUFFIXES = (".zip",)
TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz")
ARCHIVE_SUFFIXES = (*ZIP_SUFFIXES, *TAR_SUFFIXES)
#: What cannot be opened inside an archive.
_NESTED = (*ARCHIVE_SUFFIXES, ".gz", ".bz2", ".xz", ".7z", ".rar")
#: What reading damaged or unusual archives raises.
BROKEN = (
    EOFError,
    zlib.error,
    gzip.BadGzipFile,
    tarfile.TarError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
)
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Limits:
    """How much a compressed file may hold.

    Attributes
    ----------
    total
        Bytes of everything in it, unpacked.
    ratio
        How many times its packed size anything may have; text packs 3 to 20 times smaller, a zip
        bomb 1,000 times.
    free
        Bytes below which the ratio does not matter.
    """

    total: int = 8 << 30
    ratio: int = 200
    free: int = 16 << 20

    def allowed(self, packed: int) -> int:
        """Return how many bytes may come out of so many packed ones."""
        return min(self.total, max(self.free, self.ratio * packed))


@dataclass(frozen=True)
class Content:
    """A stream to read: what its document is called, the file name that tells its format, and its bytes."""

    name: str
    format_name: str
    stream: BinaryIO


def contents(path: Path, name: str, tally: Tally, limits: Limits | None = None) -> Iterator[Content]:
    """Open a file: itself, what is inside its ``.gz``, or each member of its archive.

    Parameters
    ----------
    path
        The file.
    name
        Its path below the root of the corpus. A member is called ``<name>::<path in the archive>``.
    tally
        Takes what was refused: nested archives, links, names that lead out of the archive, members
        that unpack to more than `limits` allows.
    limits
        How much a compressed file may hold.

    Raises
    ------
    InputError
        If the file is damaged, or swells beyond the limit, so that nothing of it can be trusted.
    """
    limits = limits or Limits()
    lower = path.name.lower()
    with path.open("rb") as file:
        if lower.endswith(ZIP_SUFFIXES):
            yield from _zip_members(file, name, tally, limits)
        elif lower.endswith(TAR_SUFFIXES):
            yield from _tar_members(file, name, tally, limits)
        elif lower.endswith(".gz"):
            packed = cast(BinaryIO, gzip.GzipFile(fileobj=file))
            with _unpacked(packed, limits.allowed(path.stat().st_size)) as stream:
                yield Content(name, name[: -len(".gz")], stream)
        else:
            yield Content(name, name, file)


def _zip_members(file: BinaryIO, name: str, tally: Tally, limits: Limits) -> Iterator[Content]:
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise InputError(f"it is damaged, or no zip archive ({error}).") from error
    left = limits.total
    with archive:
        for member in archive.infolist():
            if member.is_dir() or not _acceptable(member.filename, tally):
                continue
            try:
                with archive.open(member) as packed:
                    stream = _unpacked(packed, min(left, limits.allowed(member.compress_size)))
            except (InputError, *BROKEN) as error:
                tally.add(f"{member.filename} was left out: {error}")
                continue
            left -= member.file_size
            with stream:
                yield Content(f"{name}::{member.filename}", member.filename, stream)


def _tar_members(file: BinaryIO, name: str, tally: Tally, limits: Limits) -> Iterator[Content]:
    size = Path(file.name).stat().st_size
    raw = cast(BinaryIO, file if name.lower().endswith(".tar") else gzip.GzipFile(fileobj=file))
    bounded = cast(BinaryIO, _Bounded(raw, limits.allowed(size)))
    try:
        with tarfile.open(fileobj=bounded, mode="r|") as archive:
            for member in archive:
                if member.isdir() or not _acceptable(member.name, tally):
                    continue
                packed = archive.extractfile(member) if member.isfile() else None
                if packed is None:
                    tally.add(f"{member.name} was left out: it is a link or a device, not a file.")
                    continue
                with _unpacked(packed, limits.total) as stream:
                    yield Content(f"{name}::{member.name}", member.name, stream)
    except InputError as error:
        tally.add(f"what follows in it was left out: {error}")
    except BROKEN as error:
        tally.add(f"what follows in it was left out: it is damaged or ends too early ({error}).")


def _acceptable(member: str, tally: Tally) -> bool:
    path = PurePosixPath(member.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        tally.add(f"{member} was left out: its name leads out of the archive.")
        return False
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return False
    if path.name.lower().endswith(_NESTED):
        tally.add(f"{member} was left out: it is an archive inside an archive; unpack it and read it by itself.")
        return False
    return True


def _unpacked(packed: IO[bytes], limit: int) -> BinaryIO:
    """Copy a stream to where it can be read twice: memory if it is small, else a temporary file without a name."""
    stream = SpooledTemporaryFile(max_size=64 << 20)  # noqa: SIM115 - whoever reads it closes it
    bounded = _Bounded(packed, limit)
    try:
        while block := bounded.read(_BLOCK):
            stream.write(block)
    except (InputError, *BROKEN) as error:
        stream.close()
        if isinstance(error, InputError):
            raise
        raise InputError(f"it is damaged or ends too early ({error}).") from error
    stream.seek(0)
    return cast(BinaryIO, stream)


class _Bounded:
    """A stream that refuses to give more than a number of bytes."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream, self._limit, self._given = stream, limit, 0

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(size)
        self._given += len(block)
        if self._given > self._limit:
            raise InputError(f"it unpacks to more than {self._limit:,} bytes, far more than text does (a zip bomb?).")
        return block
