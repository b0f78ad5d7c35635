"""The last step of building a corpus in shards: what only a comparison of all articles tells."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framescope import schema
from framescope.corpus.build import compared_evidence, corpus_digest, find_groups
from framescope.corpus.columns import article_lengths
from framescope.corpus.corrections import check_documents
from framescope.corpus.doubts import doubtful, doubts
from framescope.corpus.glued import holding_others
from framescope.corpus.metadata import check_articles
from framescope.corpus.recurring import Part, recurring_lines, rezone
from framescope.corpus.reports import Report
from framescope.corpus.settings import Settings
from framescope.corpus.store import (
    ACROSS,
    KEYED,
    RECURRING,
    SHARDS,
    TOKENS,
    about_shard,
    read_table,
    write_about,
    write_table,
)
from framescope.corpus.tokenstore import ZONES, open_tokens, write_zones


def finish(folder: Path, shards: list[str], state: Mapping[str, Any], settings: Settings) -> list[Report]:
    """Compare all articles, and make the folder a corpus; return what is doubtful about them."""
    places = [folder / SHARDS / shard for shard in shards]
    articles = read_table(places, "articles")
    if settings.corrections.corrections:
        check_documents(settings.corrections, read_table(places, "documents")["document_id"])
    check_articles(settings.metadata, articles)
    documents = sum(int(about_shard(place)["digest"], 16) for place in places)
    digest = corpus_digest(documents, settings.metadata, settings.corrections, settings.copies)
    across = folder / f"{ACROSS}-{digest[:12]}"
    across.mkdir(exist_ok=True)
    changes = recurring_lines([_part(place) for place in places], articles)
    if len(changes):
        state = write_zones(folder / TOKENS, rezone(open_tokens(folder / TOKENS, state), changes).zone, state)
        lengths = article_lengths(open_tokens(folder / TOKENS, state), len(articles))
        articles = articles.assign(n_tokens=lengths)
    groups = find_groups(articles, open_tokens(folder / TOKENS, state), settings.copies, folder=across)
    tables = {RECURRING: changes, **groups}
    tables["evidence"] = _evidence(places, tables, changes)
    for name, table in tables.items():
        write_table(table, across, name)
    write_about(folder, digest, shards, state, across=across.name, settings=settings.digest)
    _remove_others(folder, {*shards, across.name, str(state.get(ZONES, ""))})
    questions = [doubtful(read_table([place], "evidence")) for place in places]
    return doubts(pd.concat(questions, ignore_index=True))


def _part(place: Path) -> Part:
    """Return the lines of a shard for `recurring_lines`."""
    keyed, sizes = read_table([place], KEYED), about_shard(place)
    return Part(keyed, sizes, lambda: (read_table([place], "documents"), read_table([place], "lines")))


def _evidence(places: list[Path], across: Mapping[str, pd.DataFrame], changes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `evidence` that only the comparison of all documents gives."""
    articles = across["articles"]
    holding = articles["article_id"].isin(holding_others(across["copies"]))
    holders = set(articles.loc[holding, "document_id"].astype("str"))
    tables = {name: read_table(places, name, of=holders) for name in ("documents", "lines")}
    return schema.EVIDENCE.frame(compared_evidence({**tables, **across}, changes))


def _remove_others(folder: Path, kept: set[str]) -> None:
    """Remove what earlier builds left, and the tokens of the shards, which now stand in those of the corpus."""
    for path in (*folder.glob(f"{ACROSS}*"), *(folder / SHARDS).iterdir()):
        shutil.rmtree(path / TOKENS if path.name in kept else path, ignore_errors=True)
    for path in (folder / TOKENS).glob(f"{ZONES}-*"):
        if path.name not in kept:
            path.unlink()  # who has it open keeps it
