"""Addresses (``s3://bucket/articles``): what lies there is copied beside, then read like any other files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from framescope.corpus.files import BESIDE
from framescope.corpus.formats import readable
from framescope.errors import InputError


def is_address(path: str | Path) -> bool:
    """Return whether a path is an address; as a `Path` it has lost one of its slashes."""
    return isinstance(path, str) and "://" in path


@contextmanager
def local_files(path: str | Path) -> Iterator[str | Path]:
    """Yield where the files of a path are: itself, or for an address a copy that is gone afterwards.

    Parameters
    ----------
    path
        A file, folder or glob; or an address of fsspec that names one.

    Raises
    ------
    InputError
        If fsspec, or what it needs for this address, is not installed; if nothing lies there.

    Notes
    -----
    Only files of formats that are read are copied, and what is decided beside them. Of the others an empty
    file takes the place, so that they are counted.
    """
    if not is_address(path):
        yield path
        return
    with TemporaryDirectory(prefix="framescope-") as folder:
        try:
            yield _copied(str(path), Path(folder))
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error}).") from error


def _copied(address: str, folder: Path) -> Path:
    system, root = _open(address)
    names = system.glob(root) if any(sign in root for sign in "*?[") else system.find(root)
    files = [PurePosixPath(name) for name in names if system.isfile(name)]
    if not files:
        raise InputError(f"{address}: no such file or folder.")
    one = files == [PurePosixPath(root)] or files == [PurePosixPath(system._strip_protocol(root))]
    base = files[0].parent if one else PurePosixPath(_fixed_part(root))
    for file in files:
        target = folder / file.relative_to(base)
        if not target.resolve().is_relative_to(folder.resolve()):
            raise InputError(f"{address}: {file} leads out of its folder.")
        target.parent.mkdir(parents=True, exist_ok=True)
        if readable(file.name) or file.name in BESIDE:
            system.get_file(str(file), str(target))
        else:
            target.touch()
    return folder / files[0].name if one else folder


def _open(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise InputError(
            f"{address}: addresses are read with fsspec. Install it (pip install 'framescope[remote]'), or download "
            "the files and name their folder."
        ) from error
    try:
        system, root = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise InputError(f"{address}: cannot be read ({error}).") from error
    return system, str(root)


def _fixed_part(pattern: str) -> str:
    parts = PurePosixPath(pattern).parts
    fixed = next((i for i, part in enumerate(parts) if any(sign in part for sign in "*?[")), len(parts))
    return str(PurePosixPath(*parts[:fixed]))
