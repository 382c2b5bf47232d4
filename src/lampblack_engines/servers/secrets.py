"""Keys: never written in a file, but named there, as an environment variable or as an entry of the system's keyring.

key = "OPENAI_API_KEY"               # an environment variable
key = "keyring:lampblack/openai"     # keyring set lampblack openai
"""

from __future__ import annotations

import os
import re
from importlib import import_module
from importlib.util import find_spec
from typing import Any, cast

from lampblack.engines.protocol import Declined

POSSIBLE = ("OPENAI_API_KEY", "keyring:lampblack/openai")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KEYRING = re.compile(r"keyring:([^/\s]+)/(\S+)")
_KEY = re.compile(r"[\x21-\x7e]+")
"""What a header can carry: anything else would be told in full by whoever refuses to send it."""


def names_a_key(written: str) -> bool:
    """Whether `written` is a name under which a key may be found. A key itself mostly is none; it is never shown."""
    return bool(_VARIABLE.fullmatch(written) or _KEYRING.fullmatch(written))


def lacking(written: str) -> str:
    """What is missing before the key can be had, without opening a keyring; empty: nothing, or no key is asked for."""
    if not written:
        return ""
    if _KEYRING.fullmatch(written):
        return "" if find_spec("keyring") else f"pip install 'lampblack[keyring]', for its key {written}"
    return "" if os.environ.get(written, "").strip() else f"a key in the environment: {written}"


def secret(written: str, who: str = "this") -> str:
    """The key that is named; a `Declined` in one line says what is missing for `who`, never what is there."""
    if not names_a_key(written):
        raise Declined(f"{who}: a key is named, never written down", possible=POSSIBLE)
    if missing := lacking(written):
        raise Declined(f"{who} needs {missing}")
    entry = _KEYRING.fullmatch(written)
    held = (_from_keyring(entry[1], entry[2], who) if entry else os.environ.get(written, "")).strip()
    if not _KEY.fullmatch(held):
        raise Declined(f"{who}: what {written} holds is no key (a line of plain letters, digits and signs)")
    return held


def bearer(written: str, who: str = "this") -> dict[str, str]:
    """The header that shows the key, for most servers; none where no key is named."""
    return {"Authorization": f"Bearer {secret(written, who)}"} if written else {}


def _from_keyring(service: str, name: str, who: str) -> str:
    try:
        held = cast(Any, import_module("keyring")).get_password(service, name)
    except Exception as error:  # every system's keyring has errors of its own, which may tell too much
        raise Declined(f"{who}: the keyring does not open ({type(error).__name__})") from None
    if not held:
        raise Declined(f"{who} needs a key in the keyring: keyring set {service} {name}")
    return str(held)
