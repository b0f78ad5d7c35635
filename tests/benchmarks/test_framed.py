import csv
import gzip
from pathlib import Path

from benchmarks.articles import SOURCE
from benchmarks.framed import framed_articles
from benchmarks.gold_pages import GoldPage

SENTENCES = [f"The ship number {number} came into the old harbour on Monday with flour." for number in range(9)]


def test_an_article_stands_whole_between_what_a_page_has_around_its_text(tmp_path: Path) -> None:
    (tmp_path / SOURCE).parent.mkdir()
    with gzip.open(tmp_path / SOURCE, "wt", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, ["article_id", "title", "text"])
        rows.writeheader()
        rows.writerow({"article_id": "7", "title": "Harbour  reopens", "text": " ".join(SENTENCES)})
        rows.writerow({"article_id": "8", "title": "Too short", "text": SENTENCES[0]})
    lines = ["Home", "The bridge", "By Anna Berg", "It fell.", "The bridge", "Imprint"]
    page = GoldPage("a/b", "b", "\n".join(lines), ("furniture", "title", "byline", "body", "repeat", "furniture"), (1,))
    (framed,) = framed_articles(tmp_path, [page])
    found = list(zip(framed.text.splitlines(), framed.kinds, strict=True))
    assert found[:3] == [("Home", "furniture"), ("Harbour reopens", "title"), ("By Anna Berg", "byline")]
    assert found[-1] == ("Imprint", "furniture")
    assert " ".join(line for line, kind in found if kind == "body") == " ".join(SENTENCES)
    assert sum(kind == "furniture" for _, kind in found) > 2  # a block of links in mid-text, at least
