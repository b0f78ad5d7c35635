"""The compiled scan gives exactly the tokens of the regular expressions, for every character there is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import framescope
from framescope.text.batch import TokenBatch, tokenize_many
from framescope.text.characters import BIT, class_table
from framescope.text.scanner import Scanner
from framescope.text.tokens import CHARACTERS, tokenize

#: Characters that a rule names, and a few of each script that joins, combines or runs from right to left.
_TELLING = st.sampled_from(
    "aZéßǆ15½٣-‐‑–'’‘ʼ＇\"“”«»).!?…。！？,:;/@_*+&#\n\r\t \u00a0\u0085\u2028\u2029\u200b\u200c\u200d\u00ad\u2060\ufeff"
    "\u0301\u0345\u093eДمשहि中ไ한🙂\U0001f1e6\U000e0041\u0378\U0003fffe\ud800\udfff"
)
_PIECE = st.sampled_from(
    ["http://", "https://", "www.", "://", "@", "a.b", "jane@mail.org", "@handle", "Mr", "etc", "U.S.", "No. ",
     "1,000.5", "’s", ". ", ".\n", "\n \n", "\r\n\r\n", "www.ex.org/x", "cafe\u0301", "café",
     "re\u00adtake", "Da’esh", "Da'esh"]
)  # fmt: skip
_TEXT = st.text(max_size=60) | st.lists(_TELLING | _PIECE | st.characters(), max_size=40).map("".join)
_SEEDS = sorted(Path("seeds").glob("*.txt"))


def assert_same(texts: list[str]) -> None:
    ours, theirs = (tokenize_many(texts, engine=engine) for engine in ("compiled", "regex"))
    assert list(ours.types) == list(theirs.types)
    for column in ("term", "start", "length", "breaks", "bounds"):
        np.testing.assert_array_equal(getattr(ours, column), getattr(theirs, column), err_msg=column)
        assert getattr(ours, column).dtype == getattr(theirs, column).dtype


def test_the_table_knows_the_classes_of_every_code_point() -> None:
    everything = "".join(map(chr, range(0x110000)))
    for name, pattern in CHARACTERS.items():
        found = [match.start() for match in regex.finditer(pattern, everything, regex.VERSION1)]
        np.testing.assert_array_equal(np.flatnonzero(class_table() & BIT[name]), found, err_msg=name)


@pytest.mark.parametrize("frame", ["a{}b {}x ", "1{}2 n. {} d ", "Aa.{} B @{}a "])
def test_every_character_in_every_place(frame: str) -> None:
    # All of the planes that hold characters, and one in a hundred of those that hold hardly any.
    codes = [*range(0x20000), *range(0x20000, 0x110000, 97)]
    assert_same(["".join(frame.replace("{}", chr(code)) for code in codes)])


@settings(deadline=None)  # the first one compiles
@given(st.lists(_TEXT, max_size=5))
def test_any_texts_give_the_same_tokens(texts: list[str]) -> None:
    assert_same(texts)


@settings(deadline=None)  # the first one compiles
@given(st.lists(_TEXT, max_size=4))
def test_a_batch_holds_what_each_text_gives_by_itself(texts: list[str]) -> None:
    batch: TokenBatch = tokenize_many(texts, engine="compiled")
    assert len(batch) == len(texts)
    for one, text in zip(batch, texts, strict=True):
        alone = tokenize(text)
        assert one.forms == alone.forms
        np.testing.assert_array_equal(one.start, alone.start)
        np.testing.assert_array_equal(one.length, alone.length)
        np.testing.assert_array_equal(one.breaks, alone.breaks)
        assert one.start.dtype == alone.start.dtype == np.int64


def test_the_seeds_give_the_same_tokens() -> None:
    assert _SEEDS
    assert_same([path.read_text(encoding="utf-8") for path in _SEEDS])


def test_more_forms_than_the_table_has_places_for() -> None:
    # 65,536 places at first, half of which are filled before the table grows.
    assert_same([" ".join(f"w{i}" for i in range(k, k + 9_000)) for k in range(0, 150_000, 7_000)])


def test_more_tokens_than_there_was_room_for() -> None:
    scanner = Scanner(5)
    for _ in range(3):
        scanner.scan(["a b c d e", "", "f"])
    found, forms = scanner.finish()
    assert forms == list("abcdef")
    assert found["type"].tolist() == [0, 1, 2, 3, 4, 5] * 3
    assert found["start"].tolist() == [0, 2, 4, 6, 8, 0] * 3
    assert np.concatenate(scanner.counts).tolist() == [5, 0, 1] * 3


def test_forms_that_are_spelt_alike_once_composed_are_one() -> None:
    batch = tokenize_many(["cafe\u0301 café x", "café y"], engine="compiled")
    assert batch.types == ["café", "x", "y"]
    assert batch.term.tolist() == [0, 0, 1, 0, 2]


@pytest.mark.parametrize("n", range(1, 26))
def test_a_form_is_the_same_whatever_stands_between_its_letters(n: int) -> None:
    # A hash takes eight characters at a time: an invisible one may move any of them over such an edge.
    word = "abcdefghijklmnopqrstuvwxyz"[:n]
    texts = [word, *(f"{word[:i]}\u00ad{word[i:]}" for i in range(1, n + 1)), f"{word}’{word}", f"{word}'\u200b{word}"]
    batch = tokenize_many([" ".join(texts[: n + 1]), texts[-2]], engine="compiled")
    assert batch.types == [word, f"{word}'{word}"]
    assert batch.term.tolist() == [0] * (n + 1) + [1]
    assert_same([" ".join(texts)])


def test_forms_that_differ_in_one_character_have_ids_of_their_own() -> None:
    words = ["x" * i + letter + "x" * (20 - i) for i in range(21) for letter in "abcéλд’-"[: 8 if 0 < i < 20 else 6]]
    batch = tokenize_many([" ".join(words)], engine="compiled")
    assert batch.types == [word.replace("’", "'") for word in words]


@pytest.mark.parametrize("stop", [". ", "! ", "…", "。", "\n\n", "\r\r", "\u2029", "\n;\n", ".) "])
@pytest.mark.parametrize("width", range(1, 18))
def test_a_stop_anywhere_between_two_words(stop: str, width: int) -> None:
    # Gaps of up to eight characters are looked at as a whole.
    assert_same([f"A{' ' * i}{stop}{';' * (width - i)} B" for i in range(width + 1)])


@pytest.mark.parametrize("gap", [" ", "-", "", "; ", "é "])
def test_words_of_one_letter_side_by_side(gap: str) -> None:
    # Edges of words are listed for eight characters at a time, and up to eight of them stand there.
    assert_same([" " * i + gap.join("abcdefghijkl"[:n]) + "." for i in range(9) for n in range(1, 13)])


@pytest.mark.parametrize("address", ["www.ex.org", "http://ex.org", "@ex", "jane@ex.org"])
def test_an_address_at_any_place_of_a_long_text(address: str) -> None:
    # Signs of addresses are looked for in blocks of 256 characters.
    assert_same([f"{'a ' * (i // 2)}{' ' * (i % 2)}{address} b" for i in range(235, 262)])
    assert_same([f"{'a' * i} {address}{'/b' * 300} c" for i in (0, 200, 250, 600)])


def test_addresses_next_to_words_and_to_one_another() -> None:
    assert_same(['xhttp://a.org/b"c"http://d.org', "http://a.org/http://b", "1.www.a.org,2", "a-@b-c d’@e", "@a", "@"])
    assert_same([f"{'a ' * i}http://x.org{' b' * i}" for i in range(20)])


@pytest.mark.parametrize(
    "text",
    ["x" * 50_000_000, "é" * 500_000, "@" * 300_000, "a@" * 100_000, "http://" * 30_000, "." * 300_000,
     "www." * 50_000, "w" * 300_000, "\u0301" * 300_000, "\ud800" * 100_000, "🙂" * 100_000],
    ids=["letter", "accented", "at", "a-at", "http", "point", "www", "w", "mark", "surrogate", "emoji"],
)  # fmt: skip
def test_one_long_run(text: str) -> None:
    assert_same([text])


@pytest.mark.parametrize("engine", ["compiled", "regex"])
def test_who_only_counts_gets_the_same_without_offsets(engine: Literal["compiled", "regex"]) -> None:
    texts = ["The US army. The town", "", "fell at www.ex.org"]
    whole, counted = (tokenize_many(texts, engine=engine, offsets=offsets) for offsets in (True, False))
    assert counted.types == whole.types
    for column in ("term", "breaks", "bounds"):
        np.testing.assert_array_equal(getattr(counted, column), getattr(whole, column))
    assert counted.start.tolist() == counted.length.tolist() == [0] * len(whole.term)
    assert counted[2].forms == ["fell", "at", "www.ex.org"]


def test_nothing_to_cut() -> None:
    assert_same([])
    assert_same([""])
    assert_same(["", " ", "\n", "…", ""])


def _run(code: str, source: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")}
    return subprocess.run(  # our own interpreter and code
        [sys.executable, "-c", code],
        env={**kept, "PYTHONPATH": str(source), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


# One text after another: what the first call of a kernel keeps must not hinder the second.
_CODE = (
    "from framescope.text import batch\n"
    "batch._STRETCH = 1\n"
    "print(batch.tokenize_many(['The US', 'and us'], engine='compiled').types)"
)


def test_without_a_folder_to_write_to_it_compiles_in_memory_with_one_message(tmp_path: Path) -> None:
    # Files where folders would have to be: nobody can write there, whoever runs the test.
    package = tmp_path / "framescope"
    shutil.copytree(Path(framescope.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in package.rglob("text"):
        (folder / "__pycache__").touch()
    home = tmp_path / "home"
    home.touch()
    done = _run(_CODE, tmp_path, HOME=str(home), XDG_CACHE_HOME=str(home), LOCALAPPDATA=str(home))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "['The', 'US', 'and', 'us']"
    assert done.stderr.count("cannot be kept") == 1
    assert "NUMBA_CACHE_DIR" in done.stderr


def test_it_is_kept_where_it_is_told_to(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for _ in range(2):  # compiled, then loaded
        done = _run(_CODE, Path(framescope.__file__).parent.parent, NUMBA_CACHE_DIR=str(cache))
        assert (done.returncode, done.stderr) == (0, "")
    assert any(path.suffix == ".nbc" for path in cache.rglob("*"))


def test_a_small_corpus_loads_no_compiler() -> None:
    code = (
        "import sys, framescope as fs\n"
        "fs.corpus_from_texts({'a': 'The army took the town.'})\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('numba', 'llvmlite')]"
    )
    done = _run(code, Path(framescope.__file__).parent.parent)
    assert done.returncode == 0, done.stderr
