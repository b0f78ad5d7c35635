"""What is hidden in anything made for others to see: the words of a corpus stay as they are, copies of them do not."""

from __future__ import annotations

import re

import pandas as pd

from framescope.errors import expect

# The local part begins with a letter or digit and has at most 64 characters (RFC 5321, 4.5.3.1.1), which also
# keeps the search linear. `(at)` and `[at]` are how pages write the sign to keep robots away.
_EMAIL = re.compile(r"(\w)[\w.+%&'’=-]{0,63}(\s?[\[(]\s?at\s?[\])]\s?|@)((?:[\w-]{1,63}\.){1,8}\w{2,63})", re.I)
# Looking for the sign first is what keeps long tables fast: few texts hold one.
_SIGN = re.compile(r"@|[\[(]\s?at\s?[\])]", re.I)
# A spreadsheet runs a cell that begins so (OWASP, "CSV Injection"); full-width forms count in East Asian settings.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def mask_emails(text: str) -> str:
    """Return the text with the name in each e-mail address hidden: ``l…@example.org``.

    Parameters
    ----------
    text
        Any text. Masking changes its length: offsets into the document do not hold in the result.

    Notes
    -----
    Only addresses are masked. A name, a handle or a telephone number stays. Masking twice changes nothing.

    Examples
    --------
    >>> mask_emails("Write to lena.k@example.org.")
    'Write to l…@example.org.'
    """
    may_hold_one = "@" in text or (("(" in text or "[" in text) and _SIGN.search(text))
    return _EMAIL.sub(r"\1…\2\3", text) if may_hold_one else text


def defuse(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would run it as a formula.

    Examples
    --------
    >>> defuse("=1+1"), defuse("one")
    ("'=1+1", 'one')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def undefuse(text: str) -> str:
    """Return the text as it was before `defuse`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def mask_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return a copy of the table with `mask_emails` applied to every cell of text."""
    expect("table", table, pd.DataFrame, "pd.DataFrame(...)")
    masked = table.copy()
    for name in masked.columns[masked.dtypes == "str"]:
        masked[name] = masked[name].map(mask_emails, na_action="ignore")
    return masked
