import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from framescope.corpus.audit.overview import document_overview, kind_counts
from framescope.corpus.audit.write import write_audit
from framescope.corpus.build import build_corpus, corpus_from_texts
from framescope.corpus.corrections import Corrections
from framescope.corpus.model import Corpus
from framescope.errors import InputError
from framescope.schema import EVIDENCE

REPORT = "The council met on Monday and voted for the new bridge over the river."
ODD = 'She said: "<b>1 < 2</b> & </section></script>" \\ — it’s\tover, and nobody in the council had known it.'


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return corpus_from_texts(
        {
            "plain.txt": f"The bridge at last\n\n{REPORT}\n\n{REPORT} Twice.\n",
            "odd & <b>.txt": f"The bridge at last\n\n  {ODD}  \n\nShare this article\n",
            "menu.txt": "Home | World | Sport | Video | Weather\nPrivacy Policy\nTerms of Use\n",
            "empty.txt": "",
        }
    )


class Page(HTMLParser):
    """Collects (document, line number, kind, rule, text) of every line shown, and addresses the page asks for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[list[str]] = []
        self.asked: list[str] = []
        self._document = self._part = ""
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "section":
            self._document = named["data-document"]
        if tag == "li" and "value" in named and named["class"] != "blank":
            self.lines.append([self._document, named["value"], "", "", ""])
        if tag == "span" and self.lines:
            self._part = named.get("class", "")
        self.asked += [value for name, value in named.items() if name in ("src", "href", "action")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._part = ""

    def handle_data(self, data: str) -> None:
        if self.lines and self._part in ("k", "r", "t"):
            self.lines[-1]["krt".index(self._part) + 2] += data


def _page(corpus: Corpus, tmp_path: Path, **options: object) -> str:
    (path,) = write_audit(corpus, tmp_path / "page.html", **options)  # type: ignore[arg-type]
    return path.read_text(encoding="utf-8")


def test_every_line_stands_on_the_page_with_kind_and_rule_and_its_exact_text(corpus: Corpus, tmp_path: Path) -> None:
    shown = Page(_page(corpus, tmp_path)).lines
    wanted = []
    for name, number, start, end, kind, rule, *_ in corpus.lines.astype(object).to_numpy().tolist():
        if kind != "blank":
            wanted.append([name, str(number), kind, rule, corpus.text(name)[start:end].strip()])
    assert shown == wanted
    assert ODD.strip() in [line[-1] for line in shown]


def test_it_asks_nothing_of_the_network(corpus: Corpus, tmp_path: Path) -> None:
    html = _page(corpus, tmp_path)
    assert "default-src 'none'" in html
    assert all(address.startswith("#") for address in Page(html).asked)
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|import\(", html)


def test_the_most_unusual_documents_come_first(corpus: Corpus, tmp_path: Path) -> None:
    overview = document_overview(corpus).set_index("document_id")
    # plain: lines of 19, 71 and 78 characters with their ends, and two blank ones that are not read.
    assert overview.loc["plain.txt", "share"] == pytest.approx(168 / 170)
    assert overview.loc["empty.txt", "share"] == 0
    assert overview.loc["empty.txt", "remarks"] == "no article"
    assert (overview["unusual"] == (overview["share"] - overview["share"].median()).abs()).all()
    html = _page(corpus, tmp_path)
    listed = re.findall(r'<a href="#d\d+">([^<]*)</a>', html)
    order = overview["unusual"].sort_values(ascending=False, kind="stable").index
    assert [name.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") for name in listed] == list(order)


def test_counts_add_up_to_the_documents(corpus: Corpus) -> None:
    counts = kind_counts(corpus)
    assert counts["characters"].sum() == corpus.documents["n_chars"].sum()
    assert counts["share"].sum() == pytest.approx(1)
    assert counts["lines"].sum() == len(corpus.lines)


def test_what_begins_and_what_may_begin_is_said(tmp_path: Path) -> None:
    lines = [REPORT, REPORT, "12 May 2017", REPORT, REPORT, "A Harbour Opens Again", REPORT]
    corpus = corpus_from_texts({"two.txt": "\n\n".join(lines)})
    html = _page(corpus, tmp_path)
    assert "An article begins here (date-line)" in html
    assert "Does an article begin here? Not split (title-case-line)" in html


def test_sources_that_contradict_each_other_are_said_at_their_article(tmp_path: Path) -> None:
    documents = corpus_from_texts({"a.txt": f"The bridge at last\n\n{REPORT}\n", "b.txt": f"{REPORT}\n"}).documents
    said = [
        ("a.txt", None, "date", value, "record", None, None, f"column {name}", "certain", False)
        for name, value in (("date", "2017-09-10"), ("url", "2016-01-01"))
    ]
    contradicted = build_corpus(documents, claims=EVIDENCE.frame(said))
    page = _page(contradicted, tmp_path)
    told = "sources contradict each other on date"
    assert f"a.txt#0: {told}: 2017-09-10 (record) / 2016-01-01 (record)" in page
    assert [told in remarks for remarks in document_overview(contradicted)["remarks"]] == [True, False]


def test_a_large_corpus_is_spread_over_pages_that_name_each_other(corpus: Corpus, tmp_path: Path) -> None:
    paths = write_audit(corpus, tmp_path / "my page.html", page_size=1_200)
    assert [path.name for path in paths] == ["my page.html", "my page.2.html"]
    pages = [path.read_text(encoding="utf-8") for path in paths]
    shown = [line[0] for html in pages for line in Page(html).lines]
    assert list(dict.fromkeys(shown)) == ["plain.txt", "odd & <b>.txt", "menu.txt"]
    assert 'href="my%20page.2.html#d4"' in pages[0]
    assert 'href="my%20page.html"' in pages[1]
    assert "Lines by kind" not in pages[1]


def test_decisions_go_behind_those_of_the_file(corpus: Corpus, tmp_path: Path) -> None:
    before = "# why\ncorrections:\n- document: plain.txt\n  line: 1\n"
    html = _page(corpus, tmp_path, corrections=before)
    assert r'"before": {"indent": "", "text": "# why\ncorrections:\n- document: plain.txt\n  line: 1\n"}' in html
    assert "cannot add to" not in html
    assert "cannot add to" in _page(corpus, tmp_path, corrections="corrections: [{document: a.txt}]")
    assert '"before": null' in _page(corpus, tmp_path)


def test_decided_lines_are_told(tmp_path: Path) -> None:
    entry = {
        "document": "a.txt", "line": 3, "decision": "kind", "kind": "furniture", "expect": REPORT,
        "reason": "an advert", "by": "A. B.", "coder_kind": "human",
    }  # fmt: skip
    documents = corpus_from_texts({"a.txt": f"{REPORT}\n\n{REPORT}\n"}).documents
    corpus = build_corpus(documents, corrections=Corrections.model_validate({"corrections": [entry]}))
    html = _page(corpus, tmp_path)
    assert "1 line decided by a reader" in html
    assert ["a.txt", "3", "furniture", "decided", REPORT] in Page(html).lines


def test_an_empty_corpus_makes_a_page(tmp_path: Path) -> None:
    assert "0 documents hold 0 articles" in _page(corpus_from_texts({}), tmp_path)


def test_a_page_that_cannot_be_written_is_said(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        write_audit(corpus, tmp_path / "file" / "page.html")
