"""Bytes to text: the encoding that is marked or fits, a guess only where nothing says better, all of it recorded."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from framescope.errors import InputError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BLOCK = 1 << 20
#: Bytes looked at to tell UTF-16 without a mark, or binary data, from text.
_SAMPLE = 1 << 16
_SPACES = "\t\n\r\f\x0b"
#: What pages mean when they say the left one (https://encoding.spec.whatwg.org/#names-and-labels).
_MEANT = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252"}
#: What UTF-8 is mostly misread as.
_MISREAD = ("latin-1", "cp1252", "cp1250", "cp1251")
#: Marks that follow a letter in sound text (”SÅ”, «café», É—): what they follow is no sign of a misreading.
_NO_EVIDENCE = frozenset("“”„‘’‚«»‹›–—…")
#: A closing quotation mark that lost its last byte, and one in which something stands for it.
_CUT_MARK = "â€"
_REPLACED = re.compile(f"{_CUT_MARK}[?\ufffd]")
#: Where an apostrophe was lost: don?t, it\ufffds.
_LOST_APOSTROPHE = re.compile("[?\ufffd](?<=[A-Za-z].)(?:s|t|re|ve|ll|d|m)\\b(?!=)")
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']\s*(?P<xml>[\w:.-]+)|<meta[^>]{0,300}?charset\s*=\s*["']?\s*(?P<meta>[\w:.-]+)""",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Encoding:
    """The name of an encoding, and the steps by which it was found and will be decoded."""

    name: str
    steps: tuple[str, ...] = ("decode",)


def find_encoding(stream: BinaryIO, *, declared: str | None = None, nul_allowed: bool = False) -> Encoding:
    """Find the encoding of a stream by reading it once, in blocks; the stream is left at its end.

    A byte-order mark decides; then bytes that are UTF-8 from first to last are UTF-8, whatever was
    declared; then a declared encoding; then Windows-1252, or Latin-1 where it has no such
    letter, as a guess.

    Parameters
    ----------
    stream
        Seekable, at its beginning.
    declared
        The encoding the content names itself, see `declared_encoding`.
    nul_allowed
        Whether NUL bytes are let through, for formats in which they spoil one record only.

    Raises
    ------
    InputError
        If the stream is empty or not text.
    """
    sample = stream.read(_SAMPLE)
    if not sample.strip() and not stream.read(1):
        raise InputError("it is empty.")
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return _marked(stream, name)
    if b"\x00" in sample and (utf16 := _unmarked_utf16(sample)):
        return Encoding(utf16, ("decode", f"guessed {utf16} (every other byte is NUL)"))
    wrong, nul = _scan_utf8(stream)
    if nul and not nul_allowed:
        raise InputError("it holds NUL bytes: a binary file, or UTF-16 without its byte-order mark.")
    if wrong is None:
        return Encoding("utf-8")
    known = _known(declared)
    if known and _decodes(stream, known):
        return Encoding(known, ("decode", f"declared {declared}"))
    return _single_byte(sample, stream, wrong)


def decode(source: bytes, *, declared: str | None = None) -> tuple[str, Encoding]:
    """Decode bytes without touching line ends; raises as `find_encoding` does."""
    encoding = find_encoding(BytesIO(source), declared=declared)
    return source.decode(encoding.name), encoding


def declared_encoding(source: bytes) -> str | None:
    """Return the encoding a page names in its first bytes (XML declaration or ``meta``), None if it names none."""
    match = _DECLARED.search(source[:4096])
    return (match["xml"] or match["meta"]).decode("ascii", "replace") if match else None


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """Mend UTF-8 that was once read as something else (``donâ€™t``); return the text and the steps taken.

    Only the wrong decoding is undone: quotation marks, ligatures, widths and composition stay as
    they are. Most texts show at a glance that there is nothing to mend and are not looked at twice:
    a letter before a quotation mark, dash or ellipsis alone is no sign of it.
    """
    if text.isascii() or not _holds_lead(text) or not _suspicious().search(text):
        return text, ()
    from ftfy import TextFixerConfig, fix_encoding

    mended = fix_encoding(
        text,
        TextFixerConfig(
            unescape_html=False,
            remove_terminal_escapes=False,
            replace_lossy_sequences=False,
            fix_c1_controls=False,
            fix_latin_ligatures=False,
            fix_character_width=False,
            uncurl_quotes=False,
            fix_line_breaks=False,
            fix_surrogates=False,
            remove_control_chars=False,
            normalization=None,
            explain=False,
        ),
    )
    mended = _with_closing_marks(mended)
    return mended, () if mended == text else ("repair (guessed: UTF-8 once read as a single-byte encoding)",)


def _with_closing_marks(text: str) -> str:
    """Give back closing quotation marks: Windows-1252 knows no letter for the last of their three bytes."""
    if _CUT_MARK not in text:
        return text
    dropped = text.count(_CUT_MARK) > len(_REPLACED.findall(text))
    return text.replace(_CUT_MARK, "”") if dropped else _REPLACED.sub("”", text)


def lost_marks(text: str) -> bool:
    """Whether ``?`` or U+FFFD stands for apostrophes, and so for quotation marks: nothing can give those back."""
    shown = "?" in text or "\ufffd" in text
    return shown and next(islice(_LOST_APOSTROPHE.finditer(text), 1, None), None) is not None


def without_noncharacters(text: str) -> str:
    """Return a text with U+FFFD in place of each lone surrogate and NUL, none of which is a character."""
    try:
        _ = text.isascii() or text.encode("utf-8")
    except UnicodeEncodeError:
        text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text.replace("\x00", "\ufffd")


def _marked(stream: BinaryIO, name: str) -> Encoding:
    stream.seek(0)
    at = 0
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for block in _blocks(stream):
            decoder.decode(block)
            at += len(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise InputError(
            f"its byte-order mark says {name}, but about byte {at + error.start} it does not fit."
        ) from error
    return Encoding(name, ("decode", "remove byte-order mark"))


def _scan_utf8(stream: BinaryIO) -> tuple[int | None, bool]:
    """Return where the stream stops being UTF-8 (None: nowhere), and whether it holds a NUL byte."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    done, wrong, nul = 0, None, False
    for block in [*_blocks(stream), None]:
        if block is not None:
            nul = nul or b"\x00" in block
        if wrong is None:
            waiting = len(decoder.getstate()[0])
            try:
                decoder.decode(block or b"", final=block is None)
            except UnicodeDecodeError as error:
                wrong = done - waiting + error.start
        done += len(block or b"")
    return wrong, nul


def _unmarked_utf16(sample: bytes) -> str | None:
    """Tell UTF-16 by its NUL bytes: in Latin script, digits and spaces they fill one half and never the other."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = sample[0::2] if even else sample[1::2]
    # In other alphabets only spaces, digits and stops have a NUL, but the half that holds it hardly varies.
    share = half.count(0) / len(half) if len(half) >= 8 else 0
    clear = share >= 0.3 or (share >= 0.05 and len(half) >= 40)
    if len(sample) % 2 or (even and odd) or not clear or len(set(half)) > 16:
        return None
    name = "utf-16-be" if even else "utf-16-le"
    text = sample.decode(name, errors="replace")[:-1]  # the last character may have been cut in two
    return name if "\ufffd" not in text and not _controls(text) else None


def _single_byte(sample: bytes, stream: BinaryIO, wrong: int) -> Encoding:
    name = "windows-1252" if _decodes(stream, "windows-1252") else "iso-8859-1"
    text = sample.decode(name, errors="replace")
    # Control characters where letters should be mean that this is no text at all.
    if _controls(text) > 0.01 * len(text):
        raise InputError(f"it is not text (byte {wrong} is not UTF-8, and it does not read as Windows-1252 either).")
    return Encoding(name, ("decode", f"guessed {name} (byte {wrong} is not UTF-8)"))


def _controls(text: str) -> int:
    return sum(1 for c in text if c < " " and c not in _SPACES)


def _decodes(stream: BinaryIO, name: str) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for block in _blocks(stream):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _known(declared: str | None) -> str | None:
    if declared is None:
        return None
    name = _MEANT.get(declared.lower(), declared.lower())
    try:
        # What Python calls an encoding may be none of text (`rot13`, `zip`); only those of text decode bytes to str.
        return name if isinstance(b"a".decode(name), str) else None
    except (LookupError, UnicodeError):
        return None


def _blocks(stream: BinaryIO) -> Iterable[bytes]:
    return iter(lambda: stream.read(_BLOCK), b"")


def _holds_lead(text: str) -> bool:
    """Whether a text holds a letter as `_suspicious` seeks them; one with curly quotation marks alone does not."""
    encoded = text.encode("utf-8", "surrogatepass")
    return any(first in encoded for first in _lead_bytes())


@cache
def _lead_bytes() -> tuple[bytes, ...]:
    return tuple({letter.encode()[:1] for letter in _misread(range(0xC2, 0xF0))})


@cache
def _suspicious() -> re.Pattern[str]:
    """Return a pattern for a UTF-8 lead byte and its successor, both read as letters of another encoding."""
    lead, following = _misread(range(0xC2, 0xF0)), _misread(range(0x80, 0xC0))
    # One pair of classes, though it lets more through than one pair per encoding: it is five times as fast.
    return re.compile(f"[{re.escape(''.join(sorted(lead)))}][{re.escape(''.join(sorted(following - _NO_EVIDENCE)))}]")


def _misread(values: Iterable[int]) -> set[str]:
    return {letter for name in _MISREAD for letter in bytes(values).decode(name, "ignore")}
