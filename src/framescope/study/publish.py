"""The figures a study publishes: collected from its runs, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from framescope.errors import InputError
from framescope.study.files import files_below, remove_files
from framescope.study.record import Record
from framescope.study.spec import Study
from framescope.writing import write_atomically

#: Where published figures lie, relative to the study.
PUBLISHED_FOLDER = "figures"


def published_files(study: Study, records: Iterable[Record]) -> dict[str, Path]:
    """Return what the runs named under ``publish`` have put into their figure folders.

    Returns
    -------
    dict
        Name of the file in `figures/` to the file itself. Runs that did not succeed give none.

    Raises
    ------
    InputError
        If two runs wrote a figure of the same name, or one wrote outside the folder by a link.
    """
    found: dict[str, Path] = {}
    owner: dict[str, str] = {}
    for record in records:
        if record.name not in study.spec.publish or not record.succeeded:
            continue
        for name in record.figures:
            figure = figure_name(name)
            first = owner.setdefault(figure, record.name)
            if first != record.name:
                message = f"{first!r} and {record.name!r} both wrote it; give one of the two another name."
                raise InputError(f"Figure {figure!r}: {message} Nothing was published.")
            found[name] = study.runs / record.run_id / "figures" / name
    return found


def figure_name(file: str) -> str:
    """Return the name of the figure a file belongs to: ``naming`` for ``naming.svg``."""
    return file.split(".", 1)[0]


def publish(study: Study, files: Mapping[str, Path]) -> list[str]:
    """Bring `figures/` up to date, each file atomically; return the names of the files removed from it.

    A figure there that no run made this time is removed if its JSON record shows that it was published
    before. Any other file is somebody's own and stays.

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    folder = study.root / PUBLISHED_FOLDER
    try:
        # Everything is read before anything is written: what cannot be read must not leave half a set.
        contents = {name: path.read_bytes() for name, path in files.items()}
        present = files_below(folder)
        recorded = {figure_name(name) for name in present if name.endswith(".json")}
        stale = {name: path for name, path in present.items() if name not in contents and figure_name(name) in recorded}
        for name, content in contents.items():
            if name not in present or present[name].read_bytes() != content:
                write_atomically(folder / name, content)
        remove_files(stale.values())
    except OSError as error:
        raise InputError(f"{folder}: figures cannot be written here ({error.strerror}).") from error
    return sorted(stale)
