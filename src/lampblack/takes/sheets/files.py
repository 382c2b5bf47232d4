"""Accepted sheets as they lie in a film's folder: `refs/sheets/person-kuafu.png` is the decision itself."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from lampblack.base.errors import Spot, UserError
from lampblack.breakdown.model import Bible

Kind = Literal["person", "place", "thing", "style"]
KINDS: tuple[Kind, ...] = get_args(Kind)
STYLE = "style/film"
"""The sheet that shows the film's look: `refs/sheets/style-film.png`."""
FOLDER = Path("refs") / "sheets"
_PICTURES = (".png", ".jpg", ".jpeg")


def accepted(*folders: Path) -> dict[str, Path]:
    """The sheets that people accepted, by subject; those of a later folder (an episode's) go before those of an earlier
    one (its series'). A picture whose name is no subject, or a second one for the same, is a `UserError`."""
    found: dict[str, Path] = {}
    for folder in folders:
        here: dict[str, Path] = {}
        there = folder / FOLDER
        for path in sorted(there.iterdir()) if there.is_dir() else ():
            if path.name.startswith(".") or path.suffix.lower() not in _PICTURES:
                continue
            subject = _subject_of(path)
            if subject in here:
                raise UserError(f"{here[subject].name} is a sheet of the same", spot=Spot(file=str(path)))
            here[subject] = path
        found |= here
    return found


def subjects_of(bible: Bible) -> tuple[str, ...]:
    """Everything that can have a sheet: `person/kuafu`, `place/summit`; those who are only heard have none."""
    people = (f"person/{each.id}" for each in bible.cast if each.figure is not None)
    return (*people, *(f"place/{each.id}" for each in bible.places))


def shown_subjects(bible: Bible) -> tuple[str, ...]:
    """Everything a picture may be accepted of: also a thing, and the style of the whole film."""
    return (*subjects_of(bible), *(f"thing/{prop.id}" for prop in bible.props), STYLE)


def file_of(subject: str) -> Path:
    """Where the accepted sheet of a subject lies below the film's folder."""
    return FOLDER / f"{subject.replace('/', '-', 1)}.png"


def subject_named(text: str) -> str:
    """A subject as a person writes it: `sheets/person/kuafu` or `person/kuafu`."""
    subject = text.removeprefix("sheets/").strip("/")
    kind, slash, id = subject.partition("/")
    if not slash or not id or kind not in KINDS:
        raise UserError(f"{text!r} names no sheet", possible=("sheets/person/NAME", "sheets/place/NAME", STYLE))
    return f"{kind}/{id}"


def _subject_of(path: Path) -> str:
    kind, dash, id = path.stem.partition("-")
    if not dash or not id or kind not in KINDS:
        possible = tuple(f"{each}-NAME.png" for each in KINDS)
        raise UserError("this sheet's name does not say of what it is", spot=Spot(file=str(path)), possible=possible)
    return f"{kind}/{id}"
