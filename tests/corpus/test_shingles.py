from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import framescope as fs
from framescope.corpus import shingles
from framescope.corpus.copies import find_copies
from framescope.corpus.model import NO_ARTICLE, Tokens
from framescope.corpus.shingles import compared_words, word_characters
from framescope.schema import ZONES


def with_furniture() -> Tokens:
    """Return seven words of two articles; the third is furniture within an article, the fifth lies in none."""
    tokens = fs.corpus_from_texts({"a": "one two three four five six seven"}).tokens
    zone = np.full(7, ZONES.index("body"), dtype=np.uint8)
    zone[2] = ZONES.index("furniture")
    return replace(tokens, zone=zone, article=np.array([0, 0, 0, 0, NO_ARTICLE, 1, 1], dtype=np.int32))


def test_words_leave_out_furniture_and_what_no_article_holds() -> None:
    tokens = with_furniture()
    with compared_words(tokens, 3) as words:  # the third article holds none
        assert words.bounds.tolist() == [0, 3, 5, 5]
        assert len(set(words.key.tolist())) == 5
    start, end = word_characters(tokens, np.array([4, 2, 0]))
    text = "one two three four five six seven"
    assert [text[a:b] for a, b in zip(start, end, strict=True)] == ["seven", "four", "one"]


def test_words_on_disk_give_the_copies_of_words_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = " ".join(f"word{i}" for i in range(60))
    corpus = fs.corpus_from_texts({"a": story, "b": f"{story} and more"})
    saved = fs.load_corpus(corpus.save(tmp_path / "corpus"))
    names = saved.articles["article_id"]
    in_memory = find_copies(saved.tokens, names)
    monkeypatch.setattr(shingles, "_IN_MEMORY", 0)
    (tmp_path / "scratch").mkdir()
    on_disk = find_copies(saved.tokens, names, folder=tmp_path / "scratch")
    assert len(on_disk) == 1
    assert on_disk.equals(in_memory)
    assert not list((tmp_path / "scratch").iterdir())
