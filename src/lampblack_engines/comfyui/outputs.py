"""The files that a job's output node named, and none but those: what they are is looked at when they are here.

Nodes that save say so under `images` (SaveImage, and SaveVideo too), `gifs` (VideoHelperSuite), `video`, `videos` or
`audio`; so every list of files is read, and a file's ending says what it may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Literal, cast

from lampblack.base.errors import JobError

Sort = Literal["picture", "film", "sound"]
MOST_FILES = 10_000
_SORTS: dict[str, Sort] = {
    **dict.fromkeys(("png", "jpg", "jpeg", "webp", "gif"), "picture"),
    **dict.fromkeys(("mp4", "webm", "mkv", "mov", "avi", "m4v"), "film"),
    **dict.fromkeys(("wav", "flac", "mp3", "opus", "ogg", "m4a"), "sound"),
}
_TYPES = ("output", "temp")


@dataclass(frozen=True, kw_only=True)
class File:
    """A file on the server, as `/view` is asked for it."""

    name: str
    folder: str
    type: str
    sort: Sort


def files_of(outputs: Mapping[str, Any], node: str, who: str) -> tuple[File, ...]:
    """What the output node named, in its order; a `JobError` for a name that leads elsewhere."""
    given = outputs.get(node)
    found = tuple(_files(cast(dict[str, Any], given), who)) if isinstance(given, dict) else ()
    if len(found) > MOST_FILES:
        raise JobError(f"{who} named {len(found)} files: they are not fetched")
    return tuple(dict.fromkeys(found))


def _files(given: dict[str, Any], who: str) -> Iterator[File]:
    for held in given.values():
        for item in cast(list[Any], held) if isinstance(held, list) else []:
            if isinstance(item, dict) and "filename" in item:
                yield from _file(cast(dict[str, Any], item), who)


def _file(item: dict[str, Any], who: str) -> Iterator[File]:
    name, folder, type = item["filename"], item.get("subfolder") or "", item.get("type") or "output"
    if not (isinstance(name, str) and isinstance(folder, str) and _is_name(name) and _is_inside(folder)):
        raise JobError(f"{who} names a file that leads elsewhere: it is not fetched")
    if type not in _TYPES:
        raise JobError(f"{who} names a file of the kind {str(type)[:20]!r}: only its own results are fetched")
    sort = _SORTS.get(name.rpartition(".")[2].lower())
    if sort is not None:
        yield File(name=name, folder=folder, type=str(type), sort=sort)


def _is_name(name: str) -> bool:
    return 0 < len(name) <= 255 and name.isprintable() and not any(each in name for each in ("/", "\\", "..", ":"))


def _is_inside(folder: str) -> bool:
    """Whether a folder is within the server's own, as either kind of machine reads it."""
    if len(folder) > 1_000 or not (folder.isprintable() or not folder):
        return False
    ways = (PurePosixPath(folder), PureWindowsPath(folder))
    return not any(way.is_absolute() or way.drive or way.root or ".." in way.parts for way in ways)
