"""What decides a corpus beside its files, and a name for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from framescope.corpus.copyrule import CopyRule
from framescope.corpus.corrections import Corrections
from framescope.corpus.metadata import Metadata
from framescope.corpus.sources import file_digest

_ROOMS = ("text", "corpus")


@dataclass(frozen=True)
class Settings:
    """What decides the labels of a document beside its own bytes; and when articles are copies, which labels none."""

    columns: Mapping[str, str] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    corrections: Corrections = field(default_factory=Corrections)
    copies: CopyRule | None = None

    @property
    def digest(self) -> str:
        """Names the settings that decide labels, and the rules they were applied with."""
        return digest_of(_library(), repr(sorted(self.columns.items())), repr(self.metadata), repr(self.corrections))


def digest_of(*parts: str) -> str:
    """Name what some texts say."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _library() -> str:
    """Name the rules: the sources of the rooms that make labels and tokens."""
    root = Path(__file__).parents[1]
    files = sorted(path for room in _ROOMS for path in (root / room).rglob("*") if path.suffix in (".py", ".yaml"))
    return digest_of(*(f"{path.relative_to(root).as_posix()} {file_digest(path)}" for path in files))
