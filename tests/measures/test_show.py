import re
from collections.abc import Callable

import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.errors import InputError
from framescope.measures.concordance import concordance, concordance_lines
from framescope.measures.show import show_concordance

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]


@pytest.fixture
def frame(make_corpus: MakeCorpus, find: FindHits) -> pd.DataFrame:
    corpus = make_corpus({"a_1": "<b>50% & more_ $x</b> “rebels” {gone} ~ and rebels \\ there"})
    return concordance(corpus, find(corpus, {("s", "c"): "rebels"}), sort="document", width=30)


def test_html_is_escaped_and_says_the_voice_in_words(frame: pd.DataFrame) -> None:
    html = show_concordance(frame)._repr_html_()
    assert "&lt;/b&gt;" in html
    assert "<b>rebels</b>" in html
    assert set(re.findall(r"</?(\w+)", html)) == {
        "div", "table", "caption", "thead", "tr", "th", "tbody", "td", "b",
    }  # fmt: skip
    assert html.index(">quoted</td>") < html.index(">own words</td>")
    assert "script" not in html


def test_html_does_not_trust_any_column() -> None:
    row = dict.fromkeys(("left", "node", "right", "voice", "speaker", "document_id"), "<script>alert('x')</script>")
    assert "<script" not in show_concordance(pd.DataFrame([row]))._repr_html_()


def test_the_speaker_stands_beside_the_voice(frame: pd.DataFrame) -> None:
    frame["speaker"] = ["Ann <b>", None]
    shown = show_concordance(frame)
    assert ">quoted: Ann &lt;b&gt;</td>" in shown._repr_html_()
    assert ">own words</td>" in shown._repr_html_()
    assert "& quoted: Ann <b> &" not in shown.to_latex()
    assert "quoted: Ann <b>" in str(shown)


def test_a_part_is_shown_and_said_to_be_one(frame: pd.DataFrame) -> None:
    many = pd.concat([frame] * 617, ignore_index=True)
    shown = show_concordance(many)
    assert shown.caption == "50 of 1,234 lines"
    assert shown._repr_html_().count("<tr>") == 51
    assert len(many) == 1234
    assert show_concordance(frame).caption == "2 of 2 lines"


def test_a_page_is_what_the_whole_has_there(frame: pd.DataFrame) -> None:
    many = pd.concat([frame] * 60, ignore_index=True).assign(start=range(120))
    third = show_concordance(many, page=3)
    assert third.frame["start"].tolist() == list(range(100, 120))
    assert third.caption == "lines 101 to 120 of 120"
    assert show_concordance(many, n=7, page=2).frame["start"].tolist() == list(range(7, 14))
    for page in (0, 4):
        with pytest.raises(InputError, match=f"page is a number from 1 to 3; not {page}"):
            show_concordance(many, page=page)


def test_lines_that_are_not_written_yet_are_shown_too(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"a": "rebels fled\nrebels left\nrebels came"})
    hits = find(corpus, {("s", "c"): "rebels"})
    shown = show_concordance(concordance_lines(corpus, hits), n=2, page=2)
    assert shown.frame["right"].tolist() == [" left"]  # came, fled, left
    assert shown.caption == "lines 3 to 3 of 3"
    assert show_concordance(concordance_lines(corpus, hits.iloc[:0])).caption == "0 of 0 lines"


def test_a_line_never_breaks(frame: pd.DataFrame) -> None:
    cells = re.findall(r'<td style="([^"]*)"', show_concordance(frame)._repr_html_())
    assert len(cells) == 10
    assert all("white-space:pre;" in cell for cell in cells)


def test_latex_is_escaped(frame: pd.DataFrame) -> None:
    latex = show_concordance(frame).to_latex()
    first = next(line for line in latex.splitlines() if "textbf" in line)
    assert first == (
        r"\textless{}b\textgreater{}50\% \& more\_ \$x\textless{}/b\textgreater{} “ & \textbf{rebels} & "
        r"” \{gone\} \textasciitilde{} and rebels \textbackslash{} there & quoted & a\_1 \\"
    )


def test_text_is_aligned_at_the_node(frame: pd.DataFrame) -> None:
    lines = str(show_concordance(frame)).splitlines()
    assert lines[0].index("[rebels]") == lines[1].index("[rebels]")
    assert lines[-1] == "2 of 2 lines"


def test_addresses_are_masked_in_the_node_too() -> None:
    row = dict.fromkeys(("left", "right", "voice", "speaker", "document_id"), "") | {"node": "jane.doe@example.org"}
    shown = show_concordance(pd.DataFrame([row]))
    assert not any("jane" in face for face in (shown._repr_html_(), shown.to_latex(), str(shown)))
    assert shown.frame["node"][0] == "jane.doe@example.org"


def test_nothing_to_show(frame: pd.DataFrame) -> None:
    assert "0 of 0 lines" in show_concordance(frame.iloc[:0])._repr_html_()
    assert str(show_concordance(frame.iloc[:0])) == "0 of 0 lines"


def test_bad_input(frame: pd.DataFrame) -> None:
    with pytest.raises(InputError, match=r"no concordance.*left, node"):
        show_concordance(pd.DataFrame({"right": []}))
    with pytest.raises(InputError, match="number of lines"):
        show_concordance(frame, n=0)
