"""Writing: where a run keeps what it makes, and files of which nobody ever meets half."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

#: Names the folder of a run, for whatever is written inside it; unset outside a run.
RUN_FOLDER_VARIABLE = "FRAMESCOPE_RUN_FOLDER"
#: Names the formats a run writes its figures in, joined by commas; unset means all.
FORMATS_VARIABLE = "FRAMESCOPE_FIGURE_FORMATS"


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write beside, flush to disk, rename: a reader sees the old file or the new one, never half of it."""
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files only their owner may read; results are for others too.
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
