"""From the bytes of a file to text, or to one clear line about what is wrong with them."""

from __future__ import annotations

from lampblack.base.errors import Spot, UserError

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode_script(data: bytes, file: str) -> str:
    """The text of a script file: UTF-8 with or without BOM, lines ended by LF whatever ended them before.

    A file in another encoding, or with NUL bytes, is a `UserError` with the line and column of the first bad byte.
    """
    if data.startswith(_UTF16):
        raise UserError(
            "this file is UTF-16; open it in an editor and save it as UTF-8", spot=Spot(file=file, line=1, column=1)
        )
    body = data.removeprefix(_BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = body[error.start]
        raise UserError(
            f"byte 0x{bad:02x} is not UTF-8; the file may be GBK, Big5, Shift-JIS or Windows-1252: open it in an "
            "editor with the right encoding and save it as UTF-8",
            spot=_spot(body[: error.start].decode("utf-8"), file),
        ) from None
    if (nul := text.find("\0")) >= 0:
        raise UserError(
            "there is a NUL byte here: this is no text file, or a damaged one; remove it or save the file as UTF-8",
            spot=_spot(text[:nul], file),
        )
    return one_newline(text)


def one_newline(text: str) -> str:
    """The same text with every CRLF and lone CR as LF, and no byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _spot(before: str, file: str) -> Spot:
    head = one_newline(before)
    return Spot(file=file, line=head.count("\n") + 1, column=len(head) - head.rfind("\n"))
