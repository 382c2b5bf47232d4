"""Accepted storyboard frames as they lie in a film's folder: `refs/boards/SCENE/SHOT.png` is the decision itself.

`SHOT.png` is the shot's first frame, `SHOT@last.png` its last, `SHOT@36.png` frame 36 of its take.
"""

from __future__ import annotations

from pathlib import Path

from lampblack.base.errors import Spot, UserError
from lampblack.takes.ways import LAST

FOLDER = Path("refs") / "boards"
_PICTURES = (".png", ".jpg", ".jpeg")
_AT = "@"


def accepted_boards(folder: Path) -> dict[tuple[str, int], Path]:
    """The storyboard frames that were accepted, by shot id and frame; two of the same, or a name that says no frame,
    are a `UserError`."""
    found: dict[tuple[str, int], Path] = {}
    for path in sorted((folder / FOLDER).glob("*/*")):
        if path.name.startswith(".") or path.suffix.lower() not in _PICTURES:
            continue
        shot, at, frame = path.stem.partition(_AT)
        if at and frame != "last" and not frame.isdigit():
            possible = (f"{shot}.png", f"{shot}@last.png", f"{shot}@36.png")
            raise UserError("this name says no frame of the shot", spot=Spot(file=str(path)), possible=possible)
        key = (f"{path.parent.name}/{shot}", LAST if frame == "last" else int(frame or 0))
        if key in found:
            raise UserError(f"{found[key].name} is the same frame of the same shot", spot=Spot(file=str(path)))
        found[key] = path
    return found


def board_file(shot: str, at: int = 0) -> Path:
    """Where the accepted storyboard frame of a shot lies below the film's folder."""
    return FOLDER / f"{shot}{_AT + ('last' if at == LAST else str(at)) if at else ''}.png"
