"""A saved page to its article: the text by trafilatura, and what the page's own markup says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from framescope.corpus.fields import Claim, iso_date, language_code
from framescope.errors import InputError

#: What taking the article out of its page is called among the steps of decoding.
EXTRACT = "extract"
#: Bytes of a page. News pages have 0.05 to 2 MB; parsing takes some 20 times the page's size in memory.
LARGEST_PAGE = 20_000_000
_META = (
    r"""<(?:meta|time)\b(?=[^>]{{0,600}}\b(?:property|name|itemprop)\s*=\s*["']?(?:{names})["'\s/>])"""
    r"""[^>]{{0,600}}?\b(?:content|datetime)\s*=\s*["']([^"'>]{{4,40}})"""
)
#: Where markup states when the page was published, the plainest statement first.
_PUBLISHED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r'"datePublished"\s*:\s*"([^"]{4,40})"',
        _META.format(
            names=r"(?:og:)?article:published_time|(?:article)?datePublished|dc\.date(?:\.issued)?|dcterms\.date"
        ),
        _META.format(names=r"pubdate|publish[-_]?date|parsely-pub-date|sailthru\.date|date"),
    )
)
_LANGUAGE = re.compile(r"""<html\b[^>]*?\blang\s*=\s*["']?([A-Za-z-]{2,12})""", re.IGNORECASE)
_SITE_NAME = re.compile(_META.format(names="og:site_name"), re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """The article of a page, and what the page says of it."""

    text: str
    claims: tuple[Claim, ...]


def read_page(source: str) -> Page:
    """Take the article out of a page.

    Comments, navigation and other furniture that trafilatura recognises are not in the text; what
    it leaves is labelled line by line like any other document.

    Returns
    -------
    Page
        Title, author and address as trafilatura finds them; outlet, date and language only where
        the markup states them. A date or outlet that had to be searched for is kept as uncertain.

    Raises
    ------
    InputError
        If the page is too large, no HTML, or holds no article.
    """
    if len(source) > LARGEST_PAGE:
        raise InputError(too_large(len(source)))
    from trafilatura import bare_extraction

    found = bare_extraction(
        source,
        include_comments=False,
        include_images=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise InputError("no article was found in the page.")
    searched = [
        Claim("title", found.title or "", "html", "trafilatura"),
        Claim("author", found.author or "", "html", "trafilatura"),
        Claim("url", found.url or "", "html", "trafilatura"),
    ]
    claims = [*searched, *_outlet(source, found.sitename), *_date(source, found.date), *_language(source)]
    return Page(found.text or "", tuple(claim for claim in claims if claim.value))


def too_large(size: int) -> str:
    """Return what is said of a page that is no page."""
    return f"a page of {size:,} bytes is larger than any article (limit {LARGEST_PAGE:,}); save the text and read that."


def _outlet(source: str, searched: str | None) -> list[Claim]:
    stated = _SITE_NAME.search(source)
    if not searched:
        return []
    if stated:
        return [Claim("outlet", searched, "html", "og:site_name")]
    return [Claim("outlet", searched, "html", "trafilatura", certain=False, guessed=True)]


def _date(source: str, searched: str | None) -> list[Claim]:
    for pattern in _PUBLISHED:
        if match := pattern.search(source):
            iso, clear = iso_date(" ".join(match[1].split()))
            if iso and clear:
                return [Claim("date", iso, "html", "published in markup")]
    return [Claim("date", searched, "html", "trafilatura", certain=False, guessed=True)] if searched else []


def _language(source: str) -> list[Claim]:
    match = _LANGUAGE.search(source[:20_000])
    code = language_code(match[1]) if match else None
    # Templates leave lang="en" on pages of any language, so it is heard but not believed.
    return [Claim("language", code, "html", "lang of the page", certain=False)] if code else []
