"""Scores worked out by hand on a text of ten tokens."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from benchmarks.gold import Attribution, Labelled, Span, of_record
from benchmarks.scoring import (
    Score,
    confusion,
    exact_score,
    kappa,
    partial_score,
    same_name,
    speaker_score,
    stance_score,
    token_score,
)
from framescope.schema import VOICES


def labelled(voices: str, attributions: Sequence[Attribution] = ()) -> Labelled:
    """One letter a token: o own, q quoted, r reported, s scare."""
    names = {name[0]: VOICES.index(name) for name in ("own", "quoted", "reported", "scare")}
    return Labelled(np.array([names[letter] for letter in voices], np.uint8), {}, tuple(attributions))


def test_tokens_by_hand() -> None:
    gold, predicted = labelled("ooqqqrrroo"), labelled("oooqqqrroo")
    # attributed: gold 6 (2-7), predicted 5 (3-7), both 5
    score = token_score(predicted, gold, ("quoted", "reported"))
    assert score.precision == 1.0
    assert score.recall == pytest.approx(5 / 6)
    assert score.f1 == pytest.approx(10 / 11)
    # quoted: gold 2-4, predicted 3-5, both 3-4
    assert token_score(predicted, gold, ("quoted",)).f1 == pytest.approx(2 / 3)


def test_kappa_by_hand() -> None:
    # Two of ten differ: observed .8; both say half: expected .5; (.8 - .5) / .5 = .6
    pair = (labelled("oooooqqqqq"), labelled("ooooqrrrqo"))
    assert kappa([pair], ("quoted", "reported")) == pytest.approx(0.6)


def test_exact_spans_need_both_ends() -> None:
    score = exact_score([(0, 3), (5, 8)], [(0, 3), (5, 9), (9, 10)])
    assert score.precision == 0.5
    assert score.recall == pytest.approx(1 / 3)
    assert score.f1 == pytest.approx(0.4)


def test_partial_spans_count_by_what_is_covered() -> None:
    # (0, 4) is covered by half, (5, 8) not: precision 1/4; gold (2, 6) is covered by 2 + 1 of 4, (9, 10) not.
    score = partial_score([(0, 4), (5, 8)], [(2, 6), (9, 10)])
    assert score.precision == pytest.approx((2 / 4 + 1 / 3) / 2)
    assert score.recall == pytest.approx((3 / 4) / 2)


def test_nothing_there_and_nothing_found_has_no_score() -> None:
    assert math.isnan(exact_score([], []).f1)
    assert exact_score([(0, 1)], []).f1 == 0
    assert exact_score([], [(0, 1)]).f1 == 0
    assert Score(1, 2, 1, 4) + Score(1, 1, 1, 1) == Score(2, 3, 2, 5)


@pytest.mark.parametrize(
    ("given", "name", "written", "same"),
    [
        ("Chany", "Chol Chany", (), True),
        ("Mr Chol Chany", "Chol Chany", (), True),
        ("Chol", "Chol Chany", (), False),
        ("the Department of Public Safety", "Texas Department of Public Safety", (), True),
        ("Israel's military", "Israeli military", ("Israel's military",), True),
        ("the mayor", "Michael Muller", ("the mayor",), False),
        ("Anna Muller", "Michael Muller", (), False),
        ("students in the class", "students", ("Students in the class",), True),
        ("class", "students", ("Students in the class",), False),
        ("Switzerland", "Didier Burkhalter", ("Didier Burkhalter, minister of Switzerland",), False),
        ("Ye", "Ye Fen", ("Ye",), True),
        ("Fen-Ye", "Ye Fen", (), False),
        ("Sergey-Rudskoi", "Sergey Rudskoi", (), True),
        ("Appeal Court", "Court of Appeal", (), True),
        ("Supreme Court", "Court of Appeal", (), False),
        ("IPCC", "Independent Police Complaints Commission", (), True),
        ("group People for the Ethical Treatment of Animals", "PETA", (), True),
        ("IPC", "Independent Police Complaints Commission", (), False),
        ("", "Michael Muller", (), False),
        ("The", "Michael Muller", (), False),
    ],
)
def test_names(given: str, name: str, written: tuple[str, ...], same: bool) -> None:
    assert same_name(given, Attribution(((0, 1),), name, frozenset(written))) is same


def test_speakers_by_hand() -> None:
    def said(first: int, past: int, name: str | None, stance: str | None = "neutral") -> Attribution:
        return Attribution(((first, past),), name, stance=stance)

    gold = labelled(
        "rrrrrrrrrr", [said(0, 3, "Ann Lee"), said(3, 6, "Bo Day"), said(6, 8, None), said(8, 10, "Cy Fox")]
    )
    found = labelled("rrrrrrrroo", [said(0, 3, "Lee"), said(3, 4, "Bo Day"), said(4, 8, "Cy Fox", "doubting")])
    # Lee is right; of 3-6 two tokens go to Fox: wrong; 6-8 nobody is asked about, but a name is given; 8-10 is missed.
    score = speaker_score(found, gold)
    assert score.recall == pytest.approx(1 / 3)
    assert score.precision == pytest.approx(1 / 3)
    # stances found: neutral, doubting (2 of 3 tokens), doubting; nothing for 8-10
    assert stance_score(found, gold).recall == pytest.approx(1 / 3)


def test_confusion_leaves_out_what_is_in_no_class() -> None:
    classes = (("own", "scare"), ("quoted",), ("reported",))
    table = confusion(labelled("oqrsq"), labelled("ooqrq"), classes)
    #              given: own quoted reported
    assert table.tolist() == [[1, 1, 0], [0, 1, 1], [1, 0, 0]]
    assert confusion(labelled("oqrsq"), labelled("ooqrq"), classes[1:]).tolist() == [[1, 1], [0, 0]]


def test_an_annotation_becomes_labels_of_tokens() -> None:
    #        0   5    10        20        30
    text = "Ann said that “it ends” now, a “so-called” end."
    start = np.array([0, 4, 9, 15, 18, 24, 29, 32, 43])
    spans: dict[str, Span] = {"content": (9, 27), "quoted": (15, 22), "speaker": (0, 3), "cue": (4, 8)}
    record = {
        "attributions": [
            {
                "content": [spans["content"]],
                "quoted": [spans["quoted"]],
                "speaker": spans["speaker"],
                "name": "Ann",
                "cue": spans["cue"],
                "stance": "neutral",
            }
        ],
        "marked": [{"kind": "scare", "start": 32, "end": 41}],
    }
    found = of_record(record, text, start)
    assert [VOICES[code][0] for code in found.voice] == ["o", "o", "r", "q", "q", "r", "o", "s", "o"]
    assert found.spans == {"scare": ((7, 8),), "speech": ((3, 5),), "indirect": ((2, 3), (5, 6))}
    assert found.attributions == (Attribution(((2, 6),), "Ann", frozenset({"Ann"}), "neutral"),)
