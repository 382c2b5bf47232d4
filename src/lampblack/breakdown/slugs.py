"""Readable names for files and keys: Chinese in pinyin, everything else in plain letters."""

from __future__ import annotations

import re
import unicodedata

from lampblack.base.digest import digest_of, short

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_OTHER = re.compile(r"[^a-z0-9]+")


def _readings(characters: str) -> list[str]:
    # Loaded here: its tables take a tenth of a second, and a film in which nothing changed needs none of them.
    from pypinyin import lazy_pinyin

    return lazy_pinyin(characters)


def slug_of(words: str, joint: str = "-") -> str:
    """`山巅 - 黎明` as `shan-dian-li-ming`; words without a Latin reading as the first hex digits of their digest."""
    spelled = _HAN.sub(lambda match: f" {' '.join(_readings(match[0]))} ", words)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    slug = _OTHER.sub(joint, plain.replace("'", "")).strip(joint)
    if slug or not words.strip():
        return slug
    return "x" + hex_of(words)


def id_of(name: str, joint: str, taken: set[str]) -> str:
    """An id for a name nobody wrote an id for; one that is taken gets hex digits of the name, not a count."""
    slug = slug_of(name, joint) or "unnamed"
    return slug if slug not in taken else f"{slug}{joint or '-'}{hex_of(name, 4)}"


def hex_of(words: str, digits: int = 6) -> str:
    """The first hex digits of these words' digest, whatever their Unicode form and spacing."""
    return short(digest_of(" ".join(unicodedata.normalize("NFC", words).split()).encode()), digits)
