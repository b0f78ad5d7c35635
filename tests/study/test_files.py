from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.study.files import (
    canonical,
    digest,
    file_digest,
    files_below,
    text_digest,
)
from framescope.writing import write_atomically


def test_digests_of_known_content(tmp_path: Path) -> None:
    # SHA-256 of "abc": FIPS 180-2, appendix B.1.
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    (tmp_path / "a").write_bytes(b"abc")
    assert file_digest(tmp_path / "a") == text_digest(tmp_path / "a") == known


@given(st.dictionaries(st.sampled_from("abcde"), st.integers() | st.booleans() | st.none()))
def test_the_order_of_keys_does_not_matter(value: dict[str, object]) -> None:
    assert digest(dict(reversed(value.items()))) == digest(value)


def test_true_and_one_are_two_things() -> None:
    assert canonical({"b": True, "a": [1, "é"]}) == '{"a":[1,"é"],"b":true}'
    assert digest(True) != digest(1)
    with pytest.raises(ValueError, match="Out of range"):
        canonical(float("nan"))


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.txt"
    write_atomically(path, "one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    (tmp_path / "folder" / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="folder"):
        write_atomically(tmp_path / "folder", "three")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deep", "folder"]
    assert [p.name for p in path.parent.iterdir()] == ["a.txt"]


def test_what_begins_with_a_dot_is_no_result(tmp_path: Path) -> None:
    for name in ("b/c.txt", "a.txt", ".a.txt.half", ".cache/d.txt"):
        write_atomically(tmp_path / name, name)
    assert list(files_below(tmp_path)) == ["a.txt", "b/c.txt"]
    assert files_below(tmp_path / "gone") == {}
