"""The bytes of what a request names by digest."""

from __future__ import annotations

from pathlib import Path

from lampblack.base.context import Blob, Context
from lampblack.base.digest import Digest


def blob_bytes(context: Context, digest: str) -> bytes:
    """The bytes of a picture, a sound or a roll that a request names."""
    return blob_path(context, digest).read_bytes()


def blob_path(context: Context, digest: str) -> Path:
    """The file of a picture, a sound or a roll that a request names."""
    return context.path(Blob(digest=Digest(digest)))
