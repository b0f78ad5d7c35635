import json
import re
from pathlib import Path
from typing import Any

import pytest

from framescope.errors import InputError
from framescope.study.plan import Run, plan
from framescope.study.publish import published_files
from framescope.study.record import Failure
from framescope.study.report import write_report
from framescope.study.spec import Study

from .conftest import finished, make_study, notebook

RECORD = json.dumps({"name": "a", "caption": "Bridges & <roads>", "alt": 'Two "bars"'})
FIGURE = {"figures/a.svg": "<svg/>", "figures/a.png": "png", "figures/a.csv": "x\n1\n", "figures/a.json": RECORD}

# What a page loads, as opposed to what it links to.
_LOADED = re.compile(
    r"""<(?:script|img|iframe|embed|source|video|audio|object|input)\b[^>]*?\s(?:src|data)\s*=\s*["']?\s*((?:https?:)?//[^"'\s>]+)
      | <link\b[^>]*?\shref\s*=\s*["']?\s*((?:https?:)?//[^"'\s>]+)
      | (?:url\(|@import)\s*["']?\s*((?:https?:)?//[^"'\s)]+)""",
    re.IGNORECASE | re.VERBOSE,
)


def loaded_from_network(html: str) -> list[str]:
    """Return every address a page would load something from; links a reader may follow are none."""
    return [next(filter(None, match.groups())) for match in _LOADED.finditer(html)]


def _executed() -> str:
    """An executed notebook with output of each kind, and an address of somebody in each."""
    text = "name: jane.doe@example.org <b>&\n"
    table = "<table><tr><td>cell of jane.doe@example.org</td></tr></table>"
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": text},
        {"output_type": "display_data", "data": {"text/html": table}, "metadata": {}},
        {"output_type": "display_data", "data": {"image/png": "aGVsbG8="}, "metadata": {}},
    ]
    code: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": 1,
        "outputs": outputs,
        "source": "x = 1  # jane.doe@example.org",
    }
    injected: dict[str, Any] = {"cell_type": "code", "execution_count": 2, "outputs": [], "source": "top = 7"}
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": "# Who says what?\nMail jane.doe@example.org, [x](http://y.org).",
        },
        {**code, "metadata": {}},
        {**injected, "metadata": {"tags": ["injected-parameters"]}},
    ]
    numbered = [{**cell, "id": f"c{i}"} for i, cell in enumerate(cells)]
    return json.dumps({"cells": numbered, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def pages(study: Study, runs: list[Run]) -> dict[str, str]:
    """The report of one run that succeeded and one that failed."""
    failure = Failure(cell=2, source="1/0", error="ZeroDivisionError", message="division by <zero>")
    records = [
        finished(study, runs[0], {**FIGURE, "notebook.ipynb": _executed()}),
        finished(study, runs[1], {}, status="failed", failure=failure),
    ]
    first = write_report(study, records, published_files(study, records))
    return {path.name: path.read_text(encoding="utf-8") for path in first.parent.glob("*.html")}


def test_a_page_for_each_notebook_and_one_before_them(pages: dict[str, str]) -> None:
    assert set(pages) == {"index.html", "one.html", "two.html"}
    assert "<title>Who says what?</title>" in pages["one.html"]
    assert '<a href="one.html">Who says what?</a>' in pages["index.html"]


def test_the_first_page_shows_each_figure_with_caption_and_description(study: Study, pages: dict[str, str]) -> None:
    first = pages["index.html"]
    assert "<p>Bridges &amp; &lt;roads&gt;</p>" in first
    assert 'alt="Two &#34;bars&#34;"' in first
    assert "<p>Two &#34;bars&#34;</p>" in first
    assert 'src="data:image/png;base64,cG5n"' in first  # base64 of "png"
    assert all(f'href="figures/a.{kind}"' in first for kind in ("svg", "png", "csv", "json"))
    assert (study.root / "report" / "figures" / "a.csv").read_text() == "x\n1\n"


def test_figures_stand_in_the_order_of_the_notebook_and_as_wide_as_in_print(study: Study, runs: list[Run]) -> None:
    files = {"notebook.ipynb": notebook('save("z")', 'save("a")')}
    for name, width in (("a", [88.0, 60.0]), ("z", [180.0, 60.0]), ("b", "wide")):
        files |= {f"figures/{name}.png": "png", f"figures/{name}.json": json.dumps({"size_mm": width})}
    record = finished(study, runs[0], files)
    page = write_report(study, [record], published_files(study, [record])).read_text()
    assert re.findall(r'<figure id="(\w)">', page) == ["z", "a", "b"]
    # Of a page 180 mm wide: 88 / 180 = .489.
    assert re.findall(r'style="width: (\d+)%"', page) == ["100", "49"]


def test_failures_are_told_and_escaped(pages: dict[str, str]) -> None:
    assert "failed in cell 2: ZeroDivisionError: division by &lt;zero&gt;" in pages["index.html"]
    assert "This run did not come to its end: failed in cell 2" in pages["two.html"]


def test_pages_open_without_network(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert loaded_from_network(page) == []
        assert "<script" not in page
        assert "<link" not in page


def test_addresses_of_persons_are_masked(pages: dict[str, str]) -> None:
    assert pages["one.html"].count("j…@example.org") >= 4
    assert not any("jane.doe@" in page for page in pages.values())


def test_code_is_folded_and_outputs_are_not(pages: dict[str, str]) -> None:
    page = pages["one.html"]
    assert page.count('<details class="code"><summary>Code</summary>') == 1
    assert page.count("<summary>Parameters of this run</summary>") == 1
    assert "<td>cell of j…@example.org</td>" in page
    assert "&lt;b&gt;&amp;" in page
    assert "data:image/png;base64,aGVsbG8=" in page


def test_an_earlier_report_leaves_nothing_behind(study: Study, runs: list[Run], pages: dict[str, str]) -> None:
    assert "two.html" in pages
    write_report(study, [finished(study, runs[0], {})], {}, stale=[runs[0].run_id])
    left = {p.relative_to(study.root / "report").as_posix() for p in (study.root / "report").rglob("*")}
    assert left == {"index.html", "one.html"}
    assert "(out of date)" in (study.root / "report" / "index.html").read_text()


def test_a_notebook_cut_off_while_it_was_written(study: Study, runs: list[Run]) -> None:
    record = finished(study, runs[0], {"notebook.ipynb": '{"cells": [', "figures/b.json": "{"})
    first = write_report(study, [record], published_files(study, [record]))
    assert not (study.root / "report" / "one.html").exists()
    assert "<small>one</small>" in first.read_text()
    assert "<p>b</p>" in first.read_text()


def test_no_run_at_all(study: Study) -> None:
    assert "0 figures" in write_report(study, [], {}).read_text()


def test_a_place_that_cannot_be_written(study: Study, runs: list[Run]) -> None:
    (study.root / "report").write_text("a file where the folder should be")
    with pytest.raises(InputError, match="the report cannot be written here"):
        write_report(study, [finished(study, runs[0], {})], {})


def test_names_are_escaped_in_a_study_of_another(tmp_path: Path) -> None:
    study = make_study(tmp_path, {"one": json.dumps(json.loads(_executed()))}, publish=["one"])
    run = plan(study)[0]
    record = finished(study, run, {"figures/<b>.svg": "<svg/>"})
    page = write_report(study, [record], published_files(study, [record])).read_text()
    assert "<b>" not in page


@pytest.mark.parametrize(
    ("html", "loaded"),
    [
        ('<script src="https://cdn.org/x.js"></script>', ["https://cdn.org/x.js"]),
        ("<img alt='a' src='//cdn.org/x.png'>", ["//cdn.org/x.png"]),
        ('<link rel="stylesheet" href="http://cdn.org/x.css">', ["http://cdn.org/x.css"]),
        ("<style>@import 'https://cdn.org/a.css'; b {background: url(https://cdn.org/b.png)}</style>", 2),
        ('<a href="https://example.org">a link</a> <img src="data:image/png;base64,aa//bb">', []),
        ("<p>src=https://example.org</p>", []),
    ],
)
def test_what_a_page_would_load(html: str, loaded: list[str] | int) -> None:
    found = loaded_from_network(html)
    assert (len(found) if isinstance(loaded, int) else found) == loaded
