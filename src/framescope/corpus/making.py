"""What each process of a build does: it makes shards. It loads nothing that only a comparison of all articles needs."""

from __future__ import annotations

from pathlib import Path

from framescope.corpus.pieces import Piece
from framescope.corpus.settings import Settings, digest_of
from framescope.corpus.shard import label_shard
from framescope.corpus.store import SHARDS, TOKENS, write_shard


def make_shard(piece: Piece, folder: Path, settings: Settings) -> tuple[str, str]:
    """Write the shard of a piece, unless it is there; return the key of the piece and the name of the shard."""
    shard = digest_of(settings.digest, piece.key)[:20]
    place = folder / SHARDS / shard
    if not (place / TOKENS).exists():
        reading = piece.read(settings.columns)
        made = label_shard(
            reading.documents, claims=reading.claims, metadata=settings.metadata, corrections=settings.corrections
        )
        reports = [[report.path, report.message] for report in reading.reports]
        write_shard(made, place, files=piece.states(reading), reports=reports)
    return piece.key, shard
