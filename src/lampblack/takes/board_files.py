"""Accepted storyboard frames as they lie in a film's folder: `refs/boards/SCENE/SHOT.png` is the decision itself."""

from __future__ import annotations

from pathlib import Path

from lampblack.base.errors import Spot, UserError

FOLDER = Path("refs") / "boards"
_PICTURES = (".png", ".jpg", ".jpeg")


def accepted_boards(folder: Path) -> dict[str, Path]:
    """The storyboard frames that were accepted, by shot id; two of the same shot are a `UserError`."""
    found: dict[str, Path] = {}
    for path in sorted((folder / FOLDER).glob("*/*")):
        if path.name.startswith(".") or path.suffix.lower() not in _PICTURES:
            continue
        shot = f"{path.parent.name}/{path.stem}"
        if shot in found:
            raise UserError(f"{found[shot].name} is a storyboard frame of the same shot", spot=Spot(file=str(path)))
        found[shot] = path
    return found


def board_file(shot: str) -> Path:
    """Where the accepted storyboard frame of a shot lies below the film's folder."""
    return FOLDER / f"{shot}.png"
