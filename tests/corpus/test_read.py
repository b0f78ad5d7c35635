import gzip
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import framescope as fs
from framescope.corpus.archives import Content, contents
from framescope.corpus.encoding import decode
from framescope.corpus.formats import Found, documents_in
from framescope.corpus.read import read_documents
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
    text, encoding = decode("Straße".encode("utf-16"))
    assert (text, encoding.name) == ("Straße", "utf-16")


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
    with pytest.raises(InputError, match=r"holds no article. Put files into it \(\.txt, \.md, \.text, "):
        fs.read_corpus(tmp_path)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        fs.read_corpus(tmp_path / "nowhere")


@pytest.mark.filterwarnings("ignore::framescope.corpus.read.CorpusWarning")
def test_nothing_readable_names_every_file_and_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00\x00")
    with pytest.raises(
        InputError,
        match=r"(?s)none of its files could be read.*a\.txt was left out: it is empty.*b\.txt was left out: .*NUL",
    ):
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


def a_corpus(folder: Path) -> Path:
    """One article in each kind of container, and one bad file of each kind."""
    (folder / "a.txt").write_text(PROSE)
    (folder / "b.csv").write_text(f'id,text,date,source\nx,"{PROSE}",2017-09-10,The Herald\ny,,,\n')
    (folder / "c.jsonl").write_text(json.dumps({"text": PROSE, "date": "0001-01-01", "title": "A bridge"}))
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        archive.writestr("in/e.txt", PROSE)
        archive.writestr("../f.txt", PROSE)
        archive.writestr("g.csv", f'id,text\nz,"{PROSE}"\n')
    (folder / "h.txt.gz").write_bytes(gzip.compress(PROSE.encode())[:-9])
    (folder / "i.txt").write_bytes(b"")
    return folder


def test_everything_that_can_be_read_is_read_and_the_rest_is_named(tmp_path: Path) -> None:
    found = read_documents(a_corpus(tmp_path))
    assert found.documents["document_id"].tolist() == [
        "a.txt",
        "b.csv::x",
        "c.jsonl::1",
        "d.zip::in/e.txt",
        "d.zip::g.csv::z",
    ]
    assert found.documents["path"].tolist() == ["a.txt", "b.csv", "c.jsonl", "d.zip", "d.zip"]
    assert found.documents["text"].unique().tolist() == [PROSE]
    assert found.documents["offset_basis"].tolist() == ["file", "extracted", "extracted", "file", "extracted"]
    for path, sha256, text_sha256 in found.documents[["path", "sha256", "text_sha256"]].itertuples(index=False):
        assert sha256 == hashlib.sha256((tmp_path / path).read_bytes()).hexdigest()
        assert text_sha256 == hashlib.sha256(PROSE.encode()).hexdigest()
    assert [str(report).split(" was ")[0].split(": ")[0] for report in found.reports] == [
        "b.csv",
        "d.zip",
        "h.txt.gz",
        "i.txt",
    ]


@pytest.mark.filterwarnings("ignore::framescope.corpus.read.CorpusWarning")
def test_what_records_say_is_settled_and_kept_as_evidence(tmp_path: Path) -> None:
    corpus = fs.read_corpus(a_corpus(tmp_path))
    articles = corpus.articles[["article_id", "outlet", "date", "title"]].fillna("").to_numpy().tolist()
    assert ["b.csv::x#0", "The Herald", "2017-09-10"] in [row[:3] for row in articles]
    assert [row[3] for row in articles if row[0] == "c.jsonl::1#0"] == ["A bridge"]
    assert [row[0] for row in articles if row[2]] == ["b.csv::x#0"]
    evidence = corpus.evidence[corpus.evidence["source"] == "record"]
    said = evidence[["article_id", "field", "value", "rule", "confidence"]].to_numpy().tolist()
    assert ["c.jsonl::1#0", "date", "0001-01-01", "column date", "uncertain"] in said
    assert not evidence["guessed"].any()


def test_a_metadata_file_comes_before_the_record(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(f'id,text,source\nx,"{PROSE}",The Herald\n')
    (tmp_path / "metadata.yaml").write_text(
        'articles:\n  "b.csv::x": {outlet: {value: Herald Ltd, source: masthead}}\n'
    )
    corpus = fs.read_corpus(tmp_path)
    assert corpus.articles["outlet"].tolist() == ["Herald Ltd"]


def test_the_digest_knows_what_records_say(tmp_path: Path) -> None:
    digests = set()
    for outlet in ("A", "B"):
        (tmp_path / "b.csv").write_text(f'text,source\n"{PROSE}",{outlet}\n')
        digests.add(fs.read_corpus(tmp_path).digest)
    assert len(digests) == 2


def test_a_read_corpus_is_the_one_that_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(f'id,text,source\nx,"{PROSE}",The Herald\n')
    corpus = fs.read_corpus(tmp_path / "b.csv")
    loaded = fs.load_corpus(corpus.save(tmp_path / "build"))
    assert loaded.evidence.equals(corpus.evidence)
    assert loaded.text("b.csv::x") == PROSE


def test_columns_are_given_by_field(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(f'maintext,text,domain\n"{PROSE}",short,herald.example\n')
    with pytest.raises(InputError, match=r"could both be the text\. Say which"), pytest.warns(fs.CorpusWarning):
        fs.read_corpus(tmp_path)
    corpus = fs.read_corpus(tmp_path, columns={"text": "maintext", "outlet": "domain"})
    assert corpus.articles["outlet"].tolist() == ["herald.example"]
    with pytest.raises(fs.FramescopeError, match=r"Unknown field 'txt'\. Did you mean 'text'"):
        fs.read_corpus(tmp_path, columns={"txt": "maintext"})


def test_a_file_that_changes_while_it_is_read_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text(f'text\n"{PROSE}"\n')
    (tmp_path / "b.txt").write_text(PROSE)

    def changing(content: Content, *rest: Any) -> Iterator[Found]:
        if content.name == "a.csv":
            with (tmp_path / "a.csv").open("a") as file:
                file.write("one more\n")
        return documents_in(content, *rest)

    monkeypatch.setattr("framescope.corpus.sources.documents_in", changing)
    found = read_documents(tmp_path)
    assert found.documents["document_id"].tolist() == ["b.txt"]
    assert [str(r) for r in found.reports] == [
        "a.csv was left out: it changed while it was read. Read it again when nothing writes to it."
    ]


def test_a_file_without_permission_is_named_without_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "b.txt").write_text(PROSE)

    def refusing(path: Path, *rest: Any) -> Iterator[Content]:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return contents(path, *rest)

    monkeypatch.setattr("framescope.corpus.sources.contents", refusing)
    assert [str(r) for r in read_documents(tmp_path).reports] == ["a.txt was left out: Permission denied"]


def test_two_files_of_one_composed_name(tmp_path: Path) -> None:
    (tmp_path / "caf\u00e9.txt").write_text(PROSE)
    (tmp_path / "cafe\u0301.txt").write_text(PROSE)
    found = read_documents(tmp_path)
    assert found.documents["document_id"].tolist() == ["caf\u00e9.txt"]
    assert "another file has the same name in another composition" in str(found.reports[0])


def _bodies(n: int) -> list[str]:
    towns = ["Northport", "Sandbridge", "Oldfort", "Greyhill", "Whitewell", "Saltmarsh", "Highgate"]
    return [
        "\n".join(
            f"The town’s council in {towns[(i + k) % 7]} said on day {i} that “nobody knew” of ship {i * k} at noon."
            for k in range(5)
        )
        for i in range(n)
    ]


def test_a_reencoded_table_of_copies_under_other_titles_has_exact_groups(tmp_path: Path) -> None:
    """Groups of two, but one of three; every third text was misread as Windows-1252, which lost closing marks."""
    bodies = _bodies(30)
    chosen = [*range(30), 4, 9, 14, 19, 19]
    table = pd.DataFrame(
        {
            "unit_id": [1914947530 + n for n in range(35)],
            "article_title": [f"Headline {n}" for n in range(35)],
            "article_content": [
                bodies[i].encode().decode("cp1252", "replace").replace("\ufffd", "?") if n % 3 == 0 else bodies[i]
                for n, i in enumerate(chosen)
            ],
            "source": [("nna", "rt", "sana", "aaj")[n % 4] for n in range(35)],
            "date": [f"{1 + n % 12}/{1 + n % 28}/2017" if n % 5 else "" for n in range(35)],
            "location": "x",
        }
    )
    table.to_csv(tmp_path / "a.csv", index=False, encoding="cp1252")
    corpus = fs.read_corpus(tmp_path)
    assert set(corpus.documents["text"]) == set(bodies)
    groups = corpus.articles.groupby("copy_group", observed=True)["document_id"].size()
    assert sorted(groups) == [2, 2, 2, 3]
    assert corpus.articles[["title", "outlet"]].notna().all(axis=None)
    assert corpus.articles["date"].isna().sum() == 7


def test_dates_that_cannot_be_are_listed_and_lose_no_article(tmp_path: Path) -> None:
    dates = ["", None, "0001-01-01", "2107-05-06", "20177-01-02", "N/A", 1489363200, 1489363200000, "2017-03-13", 0]
    records = [
        {"title": f"Headline {i}", "body": body, "published": written}
        for i, (body, written) in enumerate(zip(_bodies(10), dates, strict=True))
    ]
    (tmp_path / "a.json").write_text(json.dumps(records))
    with pytest.warns(fs.CorpusWarning, match="4 dates are no possible date and not used"):
        corpus = fs.read_corpus(tmp_path)
    assert corpus.articles["date"].fillna("").tolist() == [*[""] * 6, *["2017-03-13"] * 3, ""]
    doubtful = corpus.evidence[(corpus.evidence["field"] == "date") & (corpus.evidence["confidence"] == "uncertain")]
    assert doubtful["value"].tolist() == ["0001-01-01", "2107-05-06", "20177-01-02", "0"]
