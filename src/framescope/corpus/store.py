"""A corpus on disk, opened by memory map: shards of tables, beside them what compares articles, tokens as columns."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from framescope.corpus.model import Corpus
from framescope.corpus.recurring import CHANGED, no_changes
from framescope.corpus.shard import Shard
from framescope.corpus.tokenstore import TokenWriter, open_tokens
from framescope.errors import InputError
from framescope.schema import CORPUS_TABLES
from framescope.text.tokens import TOKENIZER
from framescope.writing import write_atomically

FORMAT = 4
#: Written last: without it a folder holds no corpus yet.
ABOUT = "corpus.json"
_SHARD = "shard.json"
SHARDS, TOKENS = "shards", "tokens"
#: Beside the shards, in a folder of its own for each state: what compares all articles.
ACROSS, _ACROSS_TABLES = "across", ("articles", "copies")
#: There, too: the lines that the comparison of all documents labels anew.
RECURRING = "recurring"
#: In a shard, beside its tables: its lines as `keyed_lines` gives them, to be compared with those of others.
KEYED = "keyed"
# One type for all shards, whatever the number of names in each.
_NAMES = pa.dictionary(pa.int32(), pa.large_string())


class _SavedTables(Mapping[str, pd.DataFrame]):
    """Tables of a saved corpus, each read when it is first asked for."""

    def __init__(self, folder: Path, about: Mapping[str, Any]) -> None:
        self._folder = folder
        self._about = about
        self._across = folder / about["across"]
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in CORPUS_TABLES:
            raise KeyError(name)
        if name not in self._read:
            if read_about(self._folder)["digest"] != self._about["digest"]:
                raise InputError(f"{self._folder}: another corpus was saved here since it was opened. Open it again.")
            shards = [self._folder / SHARDS / shard for shard in self._about["shards"]]
            if name in _ACROSS_TABLES:
                shards = [self._across]
            elif (self._across / f"{name}.arrow").exists():  # what only the comparison of all documents shows
                shards.append(self._across)
            self._read[name] = read_table(shards, name)
            if name in CHANGED and len(self.changes):
                self._read[name] = CHANGED[name](self._read[name], self.changes)
        return self._read[name]

    @cached_property
    def changes(self) -> pd.DataFrame:
        """What the comparison of all documents changed in the tables of the shards."""
        return read_table([self._across], RECURRING)

    def __iter__(self) -> Iterator[str]:
        return iter(CORPUS_TABLES)

    def __len__(self) -> int:
        return len(CORPUS_TABLES)


def save_corpus(corpus: Corpus, folder: str | Path) -> Path:
    """Write a corpus into a folder, as one shard; it appears whole or not at all; `load_corpus` opens it.

    Raises
    ------
    InputError
        If the folder exists and holds anything but a saved corpus.
    """
    folder = Path(folder)
    check_free(folder)
    beside = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        _write(corpus, beside / "new")
        _replace(folder, beside)
    except OSError as error:
        raise cannot_be_written(folder, error) from error
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
    return folder


def load_corpus(folder: str | Path) -> Corpus:
    """Open a saved corpus by memory map; tables are read when they are first used.

    Raises
    ------
    InputError
        If the folder holds no saved corpus, or one of another format or tokenizer.
    """
    folder = Path(folder)
    about = read_about(folder)
    if (about.get("format"), about.get("tokenizer")) != (FORMAT, TOKENIZER):
        raise InputError(
            f"{folder}: saved in format {about.get('format')} with tokenizer {about.get('tokenizer')!r}; this version "
            f"reads format {FORMAT} with {TOKENIZER!r}. Build it again from its sources with read_corpus(...)."
        )
    return Corpus(_SavedTables(folder, about), open_tokens(folder / TOKENS, about["tokens"]), about["digest"])


def read_about(folder: Path) -> dict[str, Any]:
    """Return what `corpus.json` says; raises InputError if the folder holds no corpus."""
    try:
        return dict(json.loads((folder / ABOUT).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise InputError(f"{folder}: holds no saved corpus ({error}). Save one with corpus.save(...).") from error


def write_about(folder: Path, digest: str, shards: Sequence[str], tokens: Mapping[str, Any], **more: Any) -> None:
    """Write `corpus.json`: from now on the folder holds a corpus."""
    about = {"format": FORMAT, "tokenizer": TOKENIZER, "digest": digest, "shards": list(shards), "tokens": tokens}
    write_atomically(folder / ABOUT, json.dumps(about | more, indent=1, ensure_ascii=False) + "\n")


def check_free(folder: Path, *own: str) -> None:
    """Raise InputError if a folder holds anything but a saved corpus (or what is called `own`, or ``own-...``)."""
    if (
        folder.is_dir()
        and not (folder / ABOUT).exists()
        and any(path.name.partition("-")[0] not in own for path in folder.iterdir())
    ):
        raise InputError(f"{folder}: holds files that are not a saved corpus; name another folder.")


def cannot_be_written(folder: Path, error: OSError) -> InputError:
    """Return the error for a folder that cannot be written to."""
    return InputError(f"{folder}: cannot be written ({error.strerror}). Name a folder you may write to.")


def write_shard(shard: Shard, place: Path, **about: Any) -> None:
    """Write a shard with its tokens into a folder, which appears whole or not at all, and what is said about it."""
    beside = place.with_name(f".{place.name}")
    for left in (place, beside):
        shutil.rmtree(left, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, table in shard.tables.items():
        write_table(table, beside, name)
    write_table(shard.keyed, beside, KEYED)
    counts = {name: len(shard.tables[name]) for name in ("documents", "lines", "articles")}
    TokenWriter(beside / TOKENS).append(shard.tokens, counts["articles"])
    write_about_shard(beside, {"digest": f"{shard.digest:064x}", **counts, **about})
    beside.replace(place)


def about_shard(place: Path) -> dict[str, Any]:
    """Return what is said about a shard."""
    return dict(json.loads((place / _SHARD).read_text(encoding="utf-8")))


def write_about_shard(place: Path, about: Mapping[str, Any]) -> None:
    """Write what is said about a shard."""
    write_atomically(place / _SHARD, json.dumps(about, indent=1, ensure_ascii=False) + "\n")


def write_table(table: pd.DataFrame, folder: Path, name: str) -> None:
    """Write a table, uncompressed, so that it can be memory-mapped; who has the old one open keeps it."""
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    types = [pa.field(one.name, _NAMES if pa.types.is_dictionary(one.type) else one.type) for one in arrow.schema]
    arrow = arrow.cast(pa.schema(types, arrow.schema.metadata))
    beside = folder / f".{name}.arrow"
    with pa.OSFile(str(beside), "wb") as file, pa.ipc.new_file(file, arrow.schema) as writer:
        writer.write_table(arrow)
    beside.replace(folder / f"{name}.arrow")


def read_table(folders: Sequence[Path], name: str, *, of: Collection[str] | None = None) -> pd.DataFrame:
    """Open the parts of a table in several folders as one; if told, only the rows of some documents."""
    parts = [pa.ipc.open_file(pa.memory_map(str(folder / f"{name}.arrow"))).read_all() for folder in folders]
    if of is not None:
        names = pa.array(sorted(of), pa.large_string())
        parts = [part.filter(pc.is_in(part["document_id"].cast(names.type), names)) for part in parts]
    whole = pa.concat_tables(parts).unify_dictionaries() if len(parts) > 1 else parts[0]
    return _text_categories(whole.to_pandas())


def _text_categories(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with text as the type of all categories; Arrow forgets it where there are none."""
    for name, values in table.items():
        if isinstance(values.dtype, pd.CategoricalDtype) and values.isna().all():
            table[name] = values.cat.set_categories(pd.Index([], dtype="str"))
    return table


def _replace(folder: Path, beside: Path) -> None:
    """Put ``beside/new`` in the place of a folder; if that fails, what was there stays there."""
    if folder.exists():
        folder.replace(beside / "old")
    try:
        (beside / "new").replace(folder)
    except OSError:
        if (beside / "old").exists():
            (beside / "old").replace(folder)
        raise


def _write(corpus: Corpus, folder: Path) -> None:
    writer = TokenWriter(folder / TOKENS)
    writer.append(corpus.tokens, len(corpus.articles))
    place = folder / SHARDS / "0"
    place.mkdir(parents=True)
    (folder / ACROSS).mkdir()
    for name in CORPUS_TABLES:
        write_table(corpus.tables[name], folder / ACROSS if name in _ACROSS_TABLES else place, name)
    write_table(no_changes(), folder / ACROSS, RECURRING)
    write_about(folder, corpus.digest, ["0"], writer.about, across=ACROSS)
