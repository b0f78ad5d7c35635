from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus.marks import find_residue, find_residues


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("OSLO, Norway (AP) — The harbour reopened.", [("dateline", "OSLO, Norway (AP) — ")]),
        ("Oslo (Reuters) - The harbour reopened.", [("dateline", "Oslo (Reuters) - ")]),
        ("BERGEN, March 3 (Xinhua) -- The harbour reopened.", [("dateline", "BERGEN, March 3 (Xinhua) -- ")]),
        ("(CNN) -- The harbour reopened.", [("dateline", "(CNN) -- ")]),
        ("BERGEN — The harbour reopened.", [("dateline", "BERGEN — ")]),
        ("NATO — the alliance that never slept — met on Friday.", []),
        ("Bergen — the town by the sea — met the sun.", []),
        ("The agency (Reuters) said so.", []),
        ("Boats at dawn. (Photo by Anna Berg)", [("credit", "(Photo by Anna Berg)")]),
        ("Boats at dawn [File: Anna Berg/Reuters]", [("credit", "[File: Anna Berg/Reuters]")]),
        ("The port, March 5. /TASS/. It reopened.", [("credit", "/TASS/")]),
        ("It was over by noon. (AFP, dpa)", [("credit", "(AFP, dpa)")]),
        (
            "(Reporting by Anna Berg; Editing by Tom Vries)",
            [("credit", "(Reporting by Anna Berg; Editing by Tom Vries)")],
        ),
        ("A <u>harbour</u> &amp; a **port**", [("markup", m) for m in ("<u>", "</u>", "&amp;", "**", "**")]),
        ("## The harbour", [("markup", "##")]),
        ("See [the port](https://example.org).", [("markup", "["), ("markup", "](https://example.org)")]),
        ("It rained. READ MORE: Floods in the north", [("promo", "READ MORE: Floods in the north")]),
        ("It rained. Click here to subscribe. It stopped.", [("promo", "Click here to subscribe.")]),
        ("Boats (Click to enlarge) at dawn", [("promo", "(Click to enlarge)")]),
        ("He read more: two books a day, she said, and clicked his tongue.", []),
        ("5 * 6 = 30, a_b_c, 2 < 3 > 1, AT&T, f***ed", []),
        ("", []),
    ],
)
def test_find_residue(line: str, marks: list[tuple[str, str]]) -> None:
    assert [(one.kind, line[one.start : one.end]) for one in find_residue(line)] == marks


@given(
    st.lists(
        st.sampled_from(
            ["READ MORE: ", "<u>", "**", "x. ", "(Photo by A)", "/AP/", "_a_", "[l](u)", "&amp;", "OSLO (AP) — "]
        )
    ).map("".join)
)
def test_marks_are_in_order_not_empty_and_do_not_overlap(line: str) -> None:
    marks = find_residue(line)
    assert all(0 <= one.start < one.end <= len(line) for one in marks)
    assert all(a.end <= b.start for a, b in pairwise(marks))


PIECES = [
    "Click here to subscribe", "Please tap here for more", "CLICK HERE TO read", "RELATED: ", "Related stories – ",
    "Sign up for our newsletter", "(MORE floods)", "[click to see]", "(", "[", ")", "]", "/", " / ", "Getty", "AFP",
    "Reuters", "AP Photo", "Handout photo", "FILE", " via ", ", dpa", "Additional reporting by A. Berg", "© Tom Vries ",
    ": Anna Berg/AP", "ÖREBRO, Sweden, March 3", "U.S.", "TÜBINGEN", "\u00a0– ", " -- ", " — ", "Xinhua", "The", "“It",
    "&#39;", "&eacute;", "<p>", "***", "__a__", "![x](y)", "# ", "> ## ", "rain", ". ", "! ", "…", "\n",
]  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=8))
def test_of_many_lines_none_is_passed_over_that_holds_residue(lines: list[str]) -> None:
    found = dict(find_residues(lines))
    assert [found.get(number, []) for number in range(len(lines))] == [find_residue(line) for line in lines]


@pytest.mark.parametrize("piece", ["<a ", "*a ", "(photo ", ". READ MORE: ", "_a", "([", "A", "A "])
def test_a_long_line_of_near_misses_is_read_to_its_end(piece: str) -> None:
    line = piece * 20_000
    assert all(one.end <= len(line) for one in find_residue(line))
