"""The annotated articles are whole, and their halves are those the README tells."""

import hashlib
import json
from itertools import pairwise
from typing import Any

import pytest

from benchmarks.gold import GOLD, HALVES, PARTS, SECOND

RECORDS = {
    part: [json.loads(line) for line in (GOLD / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]
    for part in (*PARTS, SECOND)
}
ALL = [record for part in PARTS for record in RECORDS[part]]
STANCES = ("neutral", "affirming", "doubting", None)


def test_there_are_enough_articles_of_enough_outlets() -> None:
    assert len({record["article"] for record in ALL}) == len(ALL) >= 60
    outlets = {part: len({record["outlet"] for record in RECORDS[part]}) for part in PARTS}
    assert outlets.pop("fresh3") == 6  # no other outlet is left that has two articles on American politics
    assert min(outlets.values()) >= 8


@pytest.mark.parametrize("half", HALVES)
def test_the_parity_of_the_digest_decides_the_half(half: str) -> None:
    for record in RECORDS[half]:
        digest = int(hashlib.sha256(record["article"].encode()).hexdigest(), 16)
        assert half == HALVES[digest % 2]


def test_ten_articles_were_gone_over_twice() -> None:
    first = {record["article"]: record["sha256"] for record in ALL}
    assert len(RECORDS[SECOND]) >= 10
    for record in RECORDS[SECOND]:
        assert record["pass"] == 2
        assert first[record["article"]] == record["sha256"]


@pytest.mark.parametrize("record", [*ALL, *RECORDS[SECOND]], ids=lambda record: f"{record['article']}-{record['pass']}")
def test_an_annotation_is_consistent(record: dict[str, Any]) -> None:
    contents = [span for found in record["attributions"] for span in found["content"]]
    assert all(0 <= start < end <= record["n_chars"] for start, end in contents)
    assert all(a[1] <= b[0] for a, b in pairwise(sorted(contents))), "a word lies in one content at most"
    for found in record["attributions"]:
        assert found["stance"] in STANCES
        assert (found["stance"] is None) == (found["cue"] is None)
        for start, end in found["quoted"]:
            assert any(a <= start < end <= b for a, b in found["content"])
        assert found["kind"] in ("direct", "mixed", "indirect")
        assert (found["kind"] == "indirect") == (not found["quoted"])
    assert record["coder_kind"] == "language model"


def test_no_text_is_stored() -> None:
    # The longest word-like thing is a name; offsets, digests and labels are all else.
    names = [found["name"] or "" for record in ALL for found in record["attributions"]]
    assert max(map(len, names)) < 60
    for record in ALL:
        texts = [value for found in record["attributions"] for value in found.values() if isinstance(value, str)]
        assert all(len(text) < 60 for text in texts)
