"""Steps of the script stage."""

from __future__ import annotations

from lampblack.base.context import Blob, Context
from lampblack.script.formats import decode_script, read_fountain
from lampblack.script.model import Screenplay


def parse(context: Context, *, source: Blob, file: str, names: tuple[str, ...] = ()) -> Screenplay:
    """A script file's bytes as a screenplay; `file` is its name for people, `names` are people known from the bible.

    Bytes that are no text: `UserError`.
    """
    return read_fountain(decode_script(context.path(source).read_bytes(), file), file, names)
