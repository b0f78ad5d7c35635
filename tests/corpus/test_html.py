import pytest

from framescope.corpus import html
from framescope.corpus.fields import Claim
from framescope.corpus.html import read_page
from framescope.errors import InputError

BODY = (
    "<nav><a href='/'>Home</a> <a href='/n'>News</a></nav><article><h1>Bridge opens</h1>"
    "<p>The council met on Monday. It voted for the bridge, and the mayor “signed” it before a hundred people.</p>"
    "<p>Another paragraph follows, with words enough to be taken for the text of an article by anybody.</p></article>"
    "<section id='comments'><p>First! I never believed a word of what this paper writes about bridges.</p></section>"
)


def page(head: str = "", body: str = BODY, attributes: str = "") -> str:
    return f"<html{attributes}><head><title>Bridge opens</title>{head}</head><body>{body}</body></html>"


def said(head: str, field: str, attributes: str = "") -> list[Claim]:
    return [claim for claim in read_page(page(head, attributes=attributes)).claims if claim.field == field]


def test_the_article_without_navigation_and_comments() -> None:
    text = read_page(page()).text
    assert "the mayor “signed” it before a hundred people.\nAnother paragraph" in text
    assert "Home" not in text
    assert "First!" not in text


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2017-09-10T10:00:00+02:00">',
        "<meta content='2017-09-10' itemprop='datePublished'>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2017-09-10T08:00:00Z"}</script>',
        '<meta name="DC.date.issued" content="10 September 2017"/>',
    ],
)
def test_a_date_that_the_markup_states(head: str) -> None:
    (claim,) = said(head, "date")
    assert (claim.value, claim.certain, claim.source) == ("2017-09-10", True, "html")


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00", "3017-01-01", "soon enough"])
def test_an_impossible_date_is_not_believed(value: str) -> None:
    assert not any(c.certain for c in said(f'<meta property="article:published_time" content="{value}">', "date"))


def test_an_outlet_only_where_the_page_names_it() -> None:
    (claim,) = said('<meta property="og:site_name" content="The Herald">', "outlet")
    assert (claim.value, claim.certain) == ("The Herald", True)
    assert not any(c.certain for c in said('<link rel="canonical" href="https://herald.example/a">', "outlet"))


def test_title_author_and_address() -> None:
    found = read_page(
        page('<meta name="author" content="Jane Doe"><link rel="canonical" href="https://herald.example/a">')
    )
    claims = {claim.field: claim.value for claim in found.claims if claim.certain}
    assert claims == {"title": "Bridge opens", "author": "Jane Doe", "url": "https://herald.example/a"}


def test_the_language_of_a_template_is_heard_and_not_believed() -> None:
    (claim,) = said("", "language", ' lang="de-AT"')
    assert (claim.value, claim.certain) == ("de", False)


@pytest.mark.parametrize("source", ["", "<html><body></body></html>", "<<<>>>"])
def test_a_page_without_article(source: str) -> None:
    with pytest.raises(InputError, match="no article was found"):
        read_page(source)


def test_a_page_that_declares_an_encoding_after_it_was_decoded() -> None:
    assert "bridge" in read_page('<?xml version="1.0" encoding="iso-8859-1"?>' + page()).text


def test_a_page_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "LARGEST_PAGE", 100)
    with pytest.raises(InputError, match=r"larger than any article \(limit 100\)"):
        read_page(page())
