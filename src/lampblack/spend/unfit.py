"""What was bought, came, and is not what was asked for: kept for a person, who may take it as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

from lampblack.base.errors import JobError
from lampblack.store.store import Store

_FOLDER = "unfit"
_OWN = frozenset(("received.mp4", "take.mp4"))
"""What the house writes beside what came (`engines.receiving`)."""


class Unfit(JobError):  # noqa: N818 - what became of it
    """It came whole and is not what was asked for; `files` is where it is kept."""

    def __init__(self, message: str, files: tuple[Path, ...]) -> None:
        super().__init__(message)
        self.files = files


def keep_unfit(store: Store, ticket: str, came: Path) -> tuple[Path, ...]:
    """Move what lies in `came` to where a ticket's unfit files are kept, in the place of what lay there; none: nothing
    came, and what lay there stays."""
    found = [path for path in sorted(came.iterdir()) if _is_theirs(path)]
    if not found:
        return ()
    folder = _place(store, ticket)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return tuple(path.rename(folder / path.name) for path in found)


def unfit_of(store: Store, ticket: str) -> tuple[Path, ...]:
    """The files that are kept of this ticket."""
    folder = _place(store, ticket)
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()


def forget_unfit(store: Store, ticket: str) -> None:
    """They are not needed any more."""
    shutil.rmtree(_place(store, ticket), ignore_errors=True)


def told_unfit(ticket: str, files: tuple[Path, ...]) -> str:
    """What a person can do with them."""
    return (
        f"what came is kept in {files[0].parent}; to take it as it is: "
        f"lampblack settle DIR {ticket} paid --file {files[0]}"
    )


def _is_theirs(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.name not in _OWN and path.stat().st_size > 0


def _place(store: Store, ticket: str) -> Path:
    return store.folder / _FOLDER / ticket
