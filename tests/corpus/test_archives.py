import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from framescope.corpus.archives import Limits, contents
from framescope.corpus.reports import Tally
from framescope.errors import InputError

PROSE = b"The council met on Monday. It voted for the bridge.\n"
SMALL = Limits(total=5000, ratio=10, free=1000)


def read(path: Path, limits: Limits | None = None) -> tuple[dict[str, bytes], list[str]]:
    tally = Tally(path.name)
    found = {content.name: content.stream.read() for content in contents(path, path.name, tally, limits)}
    return found, [str(report) for report in tally.reports()]


def a_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in members.items():
            archive.writestr(name, source)
    return path


def a_tar(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:" if path.suffix == ".tar" else "w:gz") as archive:
        for name, source in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(source)
            archive.addfile(member, io.BytesIO(source))
    return path


def packed(path: Path, members: dict[str, bytes]) -> Path:
    return a_zip(path, members) if path.suffix == ".zip" else a_tar(path, members)


ARCHIVES = pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz"])


@ARCHIVES
def test_members_are_named_after_their_archive(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / name, {"x/a.txt": PROSE, "x/.hidden.txt": b"", "__MACOSX/a.txt": b"", "é.txt": b"2"})
    assert read(path) == ({f"{name}::x/a.txt": PROSE, f"{name}::é.txt": b"2"}, [])


@ARCHIVES
@pytest.mark.parametrize("evil", ["../a.txt", "/etc/a.txt", "x/../../a.txt", "..\\a.txt", "C:\\a.txt"])
def test_a_name_that_leads_out_is_refused_and_the_rest_is_read(tmp_path: Path, name: str, evil: str) -> None:
    found, said = read(packed(tmp_path / name, {evil: b"evil", "good.txt": PROSE}))
    assert list(found.values()) == [PROSE]
    assert len(said) == 1
    assert "its name leads out of the archive" in said[0]


@ARCHIVES
@pytest.mark.parametrize("inner", ["b.zip", "b.tar.gz", "b.csv.gz", "b.7z"])
def test_an_archive_in_an_archive_is_refused(tmp_path: Path, name: str, inner: str) -> None:
    found, said = read(packed(tmp_path / name, {inner: b"PK", "good.txt": PROSE}))
    assert list(found.values()) == [PROSE]
    assert said == [
        f"{name}: {inner} was left out: it is an archive inside an archive; unpack it and read it by itself."
    ]


def test_links_are_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo(f"{kind!r}.txt")
            member.type, member.linkname = kind, "good.txt"
            archive.addfile(member)
    found, said = read(tmp_path / "a.tar")
    assert found == {}
    assert len(said) == 3
    assert all("link" in line for line in said)


def test_gz_is_opened_and_its_format_is_told_by_the_name_inside(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(PROSE))
    (content,) = contents(tmp_path / "a.csv.gz", "a.csv.gz", Tally("a.csv.gz"))
    assert (content.name, content.format_name) == ("a.csv.gz", "a.csv")


def test_a_truncated_gz(tmp_path: Path) -> None:
    whole = gzip.compress(os.urandom(5000).hex().encode())
    (tmp_path / "a.txt.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="damaged or ends too early"):
        read(tmp_path / "a.txt.gz")


def test_what_is_no_gz(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(PROSE)
    with pytest.raises(InputError, match="damaged"):
        read(tmp_path / "a.txt.gz")


def test_of_a_truncated_tar_the_members_before_the_cut_are_read(tmp_path: Path) -> None:
    path = a_tar(tmp_path / "a.tgz", {"a.txt": PROSE, "b.txt": os.urandom(50_000).hex().encode()})
    path.write_bytes(path.read_bytes()[:30_000])
    found, said = read(path)
    assert found == {"a.tgz::a.txt": PROSE}
    assert "what follows in it was left out: it is damaged or ends too early" in said[0]


def test_a_damaged_member_of_a_zip_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"AAAA" * 10)
        archive.writestr("b.txt", PROSE)
    path.write_bytes(path.read_bytes().replace(b"AAAA", b"BBBB", 1))
    found, said = read(path)
    assert found == {"a.zip::b.txt": PROSE}
    assert "a.txt was left out: it is damaged" in said[0]


def test_a_truncated_zip(tmp_path: Path) -> None:
    path = a_zip(tmp_path / "a.zip", {"a.txt": PROSE})
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(InputError, match="damaged, or no zip archive"):
        read(path)


def test_a_bomb_in_a_gz(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a" * 4000))
    with pytest.raises(InputError, match=r"unpacks to more than 1,000 bytes.*bomb"):
        read(tmp_path / "a.txt.gz", SMALL)


def test_a_bomb_in_a_zip_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    path = a_zip(tmp_path / "a.zip", {"bomb.txt": b"a" * 4000, "good.txt": PROSE})
    found, said = read(path, SMALL)
    assert found == {"a.zip::good.txt": PROSE}
    assert "bomb.txt was left out: it unpacks to more than 1,000 bytes" in said[0]


def test_many_members_together_are_bounded_too(tmp_path: Path) -> None:
    path = a_zip(tmp_path / "a.zip", {f"{i}.txt": b"a" * 900 for i in range(9)})
    found, said = read(path, SMALL)
    assert len(found) == 5  # 5 x 900 fit into 5,000 bytes
    assert len(said) == 4


def test_a_bomb_in_a_tar(tmp_path: Path) -> None:
    path = a_tar(tmp_path / "a.tgz", {"good.txt": PROSE, "bomb.txt": b"a" * 1_000_000})
    found, said = read(path, Limits(total=100_000, ratio=10, free=50_000))
    assert found == {"a.tgz::good.txt": PROSE}
    assert "what follows in it was left out: it unpacks to more than 50,000 bytes" in said[0]


def test_an_encrypted_zip_says_so(tmp_path: Path) -> None:
    path = a_zip(tmp_path / "a.zip", {"a.txt": PROSE})
    source = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        source[source.index(signature) + flags] |= 1  # general purpose bit 0: encrypted (APPNOTE 4.4.4)
    path.write_bytes(bytes(source))
    assert "is encrypted" in read(path)[1][0]
