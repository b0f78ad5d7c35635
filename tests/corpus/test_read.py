import hashlib
import shutil
from pathlib import Path

import pytest

import framescope as fs
from framescope.corpus.read import decode
from framescope.errors import InputError

PROSE = "The council met on Monday. It voted for the bridge, and the mayor signed.\n"


def test_the_seeds_are_read_byte_for_byte() -> None:
    corpus = fs.read_corpus("seeds")
    for row in corpus.documents.itertuples():
        source = Path("seeds", str(row.path)).read_bytes()
        assert row.sha256 == hashlib.sha256(source).hexdigest()
        assert corpus.text(str(row.document_id)) == source.decode("utf-8")
        assert row.encoding == "utf-8"
        assert row.n_chars == len(source.decode("utf-8"))


def test_line_ends_and_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfOne\r\ntwo\rthree\n")
    corpus = fs.read_corpus(tmp_path)
    assert corpus.text("a.txt") == "One\r\ntwo\rthree\n"
    assert corpus.documents["decoding"].item() == "decode; remove byte-order mark"
    assert corpus.lines[["start", "end"]].to_numpy().tolist() == [[0, 5], [5, 9], [9, 15]]


def test_ids_are_paths_below_the_root_composed(tmp_path: Path) -> None:
    folder = tmp_path / "2017"
    folder.mkdir()
    (folder / "cafe\u0301.txt").write_text(PROSE)
    assert fs.read_corpus(tmp_path).documents["document_id"].tolist() == ["2017/café.txt"]


def test_utf16_by_its_mark() -> None:
    assert decode("Straße".encode("utf-16"))[:2] == ("Straße", "utf-16")


def test_windows_1252_is_a_guess_and_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((PROSE + "“Yes”, he said.").encode("cp1252"))
    corpus = fs.read_corpus(tmp_path)
    assert "“Yes”" in corpus.text("a.txt")
    guess = corpus.evidence[corpus.evidence["field"] == "encoding"].iloc[0]
    assert guess["guessed"]
    assert guess["value"] == "windows-1252"
    assert guess["rule"] == f"decode; guessed windows-1252 (byte {len(PROSE)} is not UTF-8)"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\n", "it is empty"),
        (b"text\x00text", "NUL bytes"),
        (bytes(range(1, 32)) * 20 + b"\xff", "it is not text"),
        (b"\xff\xfea", "its byte-order mark says utf-16"),
    ],
)
def test_a_bad_file_is_left_out_by_name_and_the_rest_goes_on(tmp_path: Path, source: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(source)
    (tmp_path / "good.txt").write_text(PROSE)
    with pytest.warns(fs.CorpusWarning, match=rf"bad\.txt was left out: .*{reason}"):
        corpus = fs.read_corpus(tmp_path)
    assert corpus.documents["document_id"].tolist() == ["good.txt"]


def test_an_empty_folder_says_what_to_put_into_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no article. Put text files \(\.txt, \.md, \.text\) into it"):
        fs.read_corpus(tmp_path)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        fs.read_corpus(tmp_path / "nowhere")


@pytest.mark.filterwarnings("ignore::framescope.corpus.read.CorpusWarning")
def test_nothing_readable_names_every_file_and_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00\x00")
    with pytest.raises(InputError, match=r"(?s)none of its files could be read.*a\.txt: it is empty.*b\.txt: .*NUL"):
        fs.read_corpus(tmp_path)


def test_a_single_file(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(PROSE)
    assert len(fs.read_corpus(tmp_path / "one.txt").documents) == 1


def test_a_changed_document_fails_the_correction_made_on_it(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree("seeds", folder)
    file = folder / "000_1f35c87ea262a69d.txt"
    file.write_text("An inserted line\n" + file.read_text())
    with pytest.raises(
        fs.FramescopeError, match=r"line 27: the correction .* was made for 'Deep State Losing in Syria'"
    ):
        fs.read_corpus(folder)
