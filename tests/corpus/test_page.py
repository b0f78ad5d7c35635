"""The page on the corpus (docs/corpus.md): its snippets run, and it tells what the code does."""

import re
import subprocess
import sys
from pathlib import Path

from framescope.corpus.archives import ARCHIVE_SUFFIXES, Limits
from framescope.corpus.fields import FIELDS, field_of
from framescope.corpus.formats import PLAIN_SUFFIXES
from framescope.corpus.html import LARGEST_PAGE

PAGE = Path("docs/corpus.md").read_text(encoding="utf-8")


def test_the_snippets_run_in_the_order_of_the_page(tmp_path: Path) -> None:
    script = tmp_path / "page.py"
    script.write_text("\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"export\.csv::h-7#0 +A bridge at last +The Herald +2017-09-12", done.stdout)
    assert "It rained. herald.example" in done.stdout


def test_every_ending_is_in_the_table() -> None:
    for suffix in (*PLAIN_SUFFIXES, *ARCHIVE_SUFFIXES):
        assert re.search(rf"[` ]{re.escape(suffix)}[` ]", PAGE), suffix


def test_the_names_of_columns_are_those_that_are_known() -> None:
    listed = re.search(r"by their usual names.*?\(all of them", PAGE, re.DOTALL)
    assert listed
    for names in re.findall(r"`([^`]+)`", listed[0]):
        fields = {field_of(name) for name in names.split() if name != "…"}
        assert len(fields) == 1, names
        assert fields <= set(FIELDS), names


def test_the_limits_are_those_of_the_code() -> None:
    limits = Limits()
    assert f"more than {limits.ratio} times (and beyond {limits.free >> 20} MB)" in PAGE
    assert f"archive beyond {limits.total >> 30} GB" in PAGE
    assert f"page of more than {LARGEST_PAGE // 1_000_000} MB" in PAGE
