"""Addresses, by fsspec's file system in memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

import framescope as fs
from framescope.corpus.remote import local_files
from framescope.corpus.sharded import build_sharded
from framescope.errors import InputError

PROSE = "The mayor opened the bridge on Monday, and the guests walked over it in the rain."


@pytest.fixture
def bucket() -> Iterator[str]:
    memory = fsspec.filesystem("memory")
    memory.pipe("/bucket/a.txt", PROSE.encode())
    memory.pipe("/bucket/2017/b.csv", f'text,source\n"{PROSE}",The Herald\n'.encode())
    memory.pipe("/bucket/photo.jpg", b"\xff\xd8")
    memory.pipe("/bucket/metadata.yaml", b"articles:\n  a.txt:\n    outlet: {value: The Post, source: masthead}\n")
    yield "memory://bucket"
    memory.rm("/bucket", recursive=True)


def test_a_folder_at_an_address_is_read_with_what_is_decided_beside_it(bucket: str) -> None:
    with pytest.warns(fs.CorpusWarning, match=r"memory://bucket: files of formats .* passed over \(\.jpg 1\)"):
        corpus = fs.read_corpus(bucket)
    assert corpus.documents["document_id"].tolist() == ["2017/b.csv::1", "a.txt"]
    assert corpus.articles["outlet"].tolist() == ["The Herald", "The Post"]


@pytest.mark.parametrize(("part", "names"), [("a.txt", ["a.txt"]), ("*/*.csv", ["2017/b.csv::1"])])
def test_a_file_and_a_pattern(bucket: str, part: str, names: list[str]) -> None:
    assert fs.read_corpus(f"{bucket}/{part}").documents["document_id"].tolist() == names


def test_a_corpus_built_from_an_address_and_built_again_labels_nothing_anew(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_sharded(bucket, tmp_path / "built")
    monkeypatch.setattr("framescope.corpus.making.label_shard", None)
    build_sharded(bucket, tmp_path / "built")
    assert fs.load_corpus(tmp_path / "built").articles["outlet"].tolist() == ["The Herald", "The Post"]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://nowhere", "memory://nowhere: no such file or folder"),
        ("nonsense://bucket", "nonsense://bucket: cannot be read .*nonsense"),
    ],
)
def test_addresses_at_which_nothing_lies(address: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        fs.read_corpus(address)


def test_without_fsspec_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(InputError, match=r"Install it \(pip install 'framescope\[remote\]'\), or download"):
        fs.read_corpus("s3://bucket/articles")


def test_a_name_that_leads_out_of_the_folder_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = fsspec.filesystem("memory")
    monkeypatch.setattr(type(memory), "find", lambda *_: ["/bucket/../../evil.txt"])
    monkeypatch.setattr(type(memory), "isfile", lambda *_: True)
    with pytest.raises(InputError, match="leads out of its folder"), local_files("memory://bucket"):
        pass
