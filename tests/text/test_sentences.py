"""Sentences: spans of the text itself, paragraph by paragraph."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from framescope.text.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert sentences("Gen. Lapin of the U.S. Air Force met Sen. Smith on Jan. 5. He left. It cost $5.4m.") == [
        "Gen. Lapin of the U.S. Air Force met Sen. Smith on Jan. 5.",
        "He left.",
        "It cost $5.4m.",
    ]


def test_closing_mark_belongs_to_the_sentence_it_ends() -> None:
    assert sentences("Mr. Smith said “It is over.” He left. “Really?” she asked.") == [
        "Mr. Smith said “It is over.”",
        "He left.",
        "“Really?” she asked.",
    ]


def test_no_sentence_runs_over_a_line_end() -> None:
    assert sentences("City is liberated\r\n\r\nThe army\rtook it.\u2029  Then it left \n") == [
        "City is liberated",
        "The army",
        "took it.",
        "Then it left",
    ]


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "First one. Second one. Third one."
    start = text.index("Second")
    assert sentence_spans(text, start, start + 11) == [(start, start + 11)]
    assert sentence_spans(text, start) == [(11, 22), (23, 33)]
    assert sentence_spans(text, 5, 2) == []


def test_nothing_to_cut() -> None:
    assert sentence_spans("") == []
    assert sentence_spans(" \n\u00a0\t\r\n ") == []


def test_right_to_left_text_keeps_every_word() -> None:
    text = "ذهب الجيش. ثم عاد."
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="aAbB .!?\n\r\t\"”“’'\u00a0\u2029é5", max_size=120))
def test_spans_are_ordered_trimmed_and_lose_nothing(text: str) -> None:
    spans = sentence_spans(text)
    end = 0
    for start, stop in spans:
        assert end <= start < stop
        assert text[start:stop] == text[start:stop].strip()
        assert not set("\n\r\u2029") & set(text[start:stop])
        assert not text[end:start].strip()
        end = stop
    assert not text[end:].strip()


def test_the_model_is_loaded_only_when_asked_for() -> None:
    code = "import sys, framescope.text.sentences; sys.exit('nupunkt' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
