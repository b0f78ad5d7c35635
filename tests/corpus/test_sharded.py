"""Built in shards, in steps, or after an interruption: the corpus is the one that is built at once."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framescope as fs
from framescope.corpus import making
from framescope.corpus.pieces import Findings, pieces
from framescope.corpus.shard import label_shard
from framescope.corpus.sharded import build_sharded
from framescope.errors import GuardError, InputError
from framescope.schema import CORPUS_TABLES

PARAGRAPHS = (
    "The mayor opened the bridge on Monday, and the guests who had waited for it since the spring walked over it.",
    "“We have waited for years,” she said, while the council spoke of a “gift” that the town had paid for twice.",
    "Share this\nLeave a Reply\n",
    "March 3, 2019\n",
    "The storm reached the harbour in the night and left the fishing boats of the village without a mast or a sail.",
    "Le maire a inauguré le pont lundi, et les invités qui l'attendaient depuis le printemps l'ont traversé avec joie.",
)
ARTICLE = st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5).map("\n\n".join)
DATES = st.sampled_from(["4/5/2017", "4/25/2017", "2017-01-01", "", "0001-01-01"])


def assert_equal(one: fs.Corpus, other: fs.Corpus, *, ordered: bool = True) -> None:
    """Compare two corpora, where documents were added without regard to their order."""
    assert one.digest == other.digest
    for name in CORPUS_TABLES:
        first, second = (_plain(corpus.tables[name], ordered=ordered) for corpus in (one, other))
        pd.testing.assert_frame_equal(first, second, obj=name)
    assert _words(one) == _words(other)


def _plain(table: pd.DataFrame, *, ordered: bool) -> pd.DataFrame:
    plain = table.astype({name: "str" for name, dtype in table.dtypes.items() if dtype == "category"})
    if ordered:
        return plain
    key = next(name for name in ("article_id", "document_id", "article_a") if name in plain)
    by = [key if key != "article_id" or "document_id" not in plain else "document_id"]
    return plain.sort_values(by, kind="stable", ignore_index=True)


def _words(corpus: fs.Corpus) -> dict[str, list[tuple[object, ...]]]:
    tokens = corpus.tokens
    forms = np.array([*tokens.vocabulary.forms, ""], dtype=object)
    names = np.array([*corpus.articles["article_id"], None], dtype=object)
    columns = (forms[tokens.term], tokens.start, tokens.length, names[tokens.article], tokens.zone, tokens.voice)
    rows = list(zip(*(column.tolist() for column in (*columns, tokens.breaks)), strict=True))
    return {
        name: rows[tokens.documents[i] : tokens.documents[i + 1]]
        for i, name in enumerate(corpus.documents["document_id"])
    }


def write_files(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_table(path: Path, rows: list[tuple[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "date", "source"])
        writer.writerows((text, date, "The Herald") for text, date in rows)
    return path


@settings(max_examples=8, deadline=None)
@given(st.lists(ARTICLE, min_size=1, max_size=6), st.sampled_from([100, 400, 10_000]), st.data())
def test_in_shards_and_in_steps_it_is_the_corpus_that_is_built_at_once(
    texts: list[str], size: int, data: st.DataObject
) -> None:
    named = {f"{i}.txt": text for i, text in enumerate(texts)}
    later = data.draw(st.sets(st.sampled_from(sorted(named))).filter(lambda some: len(some) < len(named)))
    with TemporaryDirectory() as name:
        source, built = Path(name) / "source", Path(name) / "built"
        write_files(source, {one: text for one, text in named.items() if one not in later})
        build_sharded(source, built, size=size)
        assert_equal(fs.load_corpus(built), fs.read_corpus(source))
        write_files(source, {one: named[one] for one in later})
        build_sharded(source, built, size=size)
        assert_equal(fs.load_corpus(built), fs.read_corpus(source), ordered=not later)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(ARTICLE, DATES), min_size=1, max_size=8), st.sampled_from([50, 300, 10_000]))
def test_a_large_table_is_cut_where_its_rows_end_and_its_dates_are_decided_by_all_of_it(
    rows: list[tuple[str, str]], size: int
) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr("framescope.corpus.read.warnings.warn", lambda *_, **__: None)
        source = write_table(Path(name) / "articles.csv", rows)
        build_sharded(source, Path(name) / "built", size=size)
        assert_equal(fs.load_corpus(Path(name) / "built"), fs.read_corpus(source))


def test_shards_are_made_by_several_processes(tmp_path: Path) -> None:
    source = write_files(tmp_path / "source", {f"{i}.txt": PARAGRAPHS[i % 2] for i in range(5)})
    build_sharded(source, tmp_path / "built", jobs=2, size=150)
    assert len(json.loads((tmp_path / "built" / "corpus.json").read_text())["shards"]) > 1
    assert_equal(fs.load_corpus(tmp_path / "built"), fs.read_corpus(source))


def test_a_stopped_build_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_files(tmp_path / "source", {f"{i}.txt": PARAGRAPHS[i % 2] for i in range(4)})
    labelled: list[str] = []

    def stopping(documents: pd.DataFrame, **more: object) -> object:
        labelled.extend(documents["document_id"])
        if len(labelled) == 3:
            raise KeyboardInterrupt
        return label_shard(documents, **more)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(making, "label_shard", stopping)
    with pytest.raises(KeyboardInterrupt):
        build_sharded(source, tmp_path / "built", size=100)
    with pytest.raises(InputError, match="holds no saved corpus"):
        fs.load_corpus(tmp_path / "built")
    build_sharded(source, tmp_path / "built", size=100)
    assert labelled == ["0.txt", "1.txt", "2.txt", "2.txt", "3.txt"]
    assert_equal(fs.load_corpus(tmp_path / "built"), fs.read_corpus(source))


def test_only_new_files_are_read_and_a_changed_one_makes_all_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_files(tmp_path / "source", {"a.txt": PARAGRAPHS[0], "b.txt": PARAGRAPHS[1]})
    labelled: list[str] = []

    def seen(documents: pd.DataFrame, **more: object) -> object:
        labelled.extend(documents["document_id"])
        return label_shard(documents, **more)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(making, "label_shard", seen)
    built = tmp_path / "built"
    build_sharded(source, built)
    opened = fs.load_corpus(built)
    write_files(source, {"c.txt": PARAGRAPHS[4]})
    os.utime(source / "a.txt", (0, 0))  # touched, not changed
    build_sharded(source, built)
    assert labelled == ["a.txt", "b.txt", "c.txt"]
    assert len(opened.tokens) == len(f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}".split())  # who opened it sees what there was
    write_files(source, {"a.txt": PARAGRAPHS[4]})
    build_sharded(source, built)
    assert labelled[3:] == ["a.txt", "b.txt", "c.txt"]
    assert_equal(fs.load_corpus(built), fs.read_corpus(source))


def test_a_saved_corpus_gives_way_to_one_that_is_built(tmp_path: Path) -> None:
    fs.corpus_from_texts({"x": "Some words."}).save(tmp_path / "built")
    source = write_files(tmp_path / "source", {"a.txt": PARAGRAPHS[0]})
    build_sharded(source, tmp_path / "built")
    assert_equal(fs.load_corpus(tmp_path / "built"), fs.read_corpus(source))


def test_a_member_that_breaks_off_is_taken_back_and_stops_no_other(tmp_path: Path) -> None:
    rows = "".join(f'"{PARAGRAPHS[0]}"\n' for _ in range(6))
    broken = (f"text\n{rows}").encode() + b"\xff\xfe\x00 broken" * 3
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.csv", broken.replace(b"\xff\xfe", b"\x81\x8d"))
        archive.writestr("b.json", b'[{"text": ')
        archive.writestr("c.txt", PARAGRAPHS[4])
    with pytest.warns(fs.CorpusWarning):
        expected = fs.read_corpus(tmp_path / "all.zip")
    reports = build_sharded(tmp_path / "all.zip", tmp_path / "built", size=200)
    assert_equal(fs.load_corpus(tmp_path / "built"), expected)
    assert any("b.json was left out" in str(report) for report in reports)


def test_what_was_said_of_files_is_said_again(tmp_path: Path) -> None:
    source = write_files(tmp_path / "source", {"a.txt": PARAGRAPHS[0], "b.txt": "", "c.json": "[1"})
    first, again = (build_sharded(source, tmp_path / "built", size=10) for _ in range(2))
    assert first == again
    assert [str(report).split(":")[0] for report in first] == ["b.txt was left out", "c.json was left out"]


def test_nothing_to_read_and_places_that_are_taken(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none of its files could be read\.\n  a\.txt was left out: it is empty"):
        build_sharded(write_files(tmp_path / "source", {"a.txt": ""}), tmp_path / "built")
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.txt").write_text("precious")
    with pytest.raises(InputError, match="holds files that are not a saved corpus"):
        build_sharded(tmp_path / "source", tmp_path / "thesis")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("metadata.yaml", "articles:\n  x.txt:\n    date: not stated\n"),
        (
            "corrections.yaml",
            "corrections:\n  - {document: x.txt, line: 1, decision: boundary, expect: x, reason: y, by: z, "
            "coder_kind: human}\n",
        ),
    ],
)
def test_decisions_about_documents_that_are_not_there(tmp_path: Path, name: str, content: str) -> None:
    source = write_files(tmp_path / "source", {"a.txt": PARAGRAPHS[0], name: content})
    with pytest.raises(GuardError, match=r"x\.txt"):
        build_sharded(source, tmp_path / "built")


def test_zones_that_a_comparison_changed_are_memory_mapped_too(tmp_path: Path) -> None:
    texts = [f"Report {word} came from the harbour on a day of rain, and it was long.\n" * 3 for word in "abcde"]
    source = write_table(tmp_path / "all.csv", [(f"{text}\nSend your tips to the desk\n", "") for text in texts])
    build_sharded(source, tmp_path / "built")
    opened = fs.load_corpus(tmp_path / "built")
    assert (opened.lines["rule"] == "recurs-at-outlet").sum() == len(texts)
    assert isinstance(opened.tokens.zone, np.memmap)
    assert_equal(opened, fs.read_corpus(source))


def test_parts_of_a_large_file_and_small_files_say_in_what_state_they_were_read(tmp_path: Path) -> None:
    large = write_table(tmp_path / "large.csv", [(f"The harbour {i} reopened. " * 40, "2017") for i in range(20)])
    (tmp_path / "empty.txt").write_bytes(b"")
    paths = [("empty.txt", tmp_path / "empty.txt"), ("large.csv", large)]
    made = list(pieces(paths, {}, Findings(), size=2_000))
    assert len(made) > 2
    for piece in made:
        for name, (size, changed, sha256) in piece.states(piece.read({})).items():
            path = tmp_path / name
            assert (size, changed) == (path.stat().st_size, path.stat().st_mtime_ns)
            assert sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
