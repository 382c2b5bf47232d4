"""What a person can ask of a folder: begin a film there."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from lampblack.base.errors import Spot, UserError
from lampblack.project.templates import FILM, SCRIPT_EN, SCRIPT_ZH
from lampblack.store.errors import explained

LANGUAGES = ("zh", "en")


def new(folder: Path, language: str = "zh") -> tuple[Path, ...]:
    """Begin a film: a folder with a short script and its `film.toml`, ready to make and to write over."""
    if language not in LANGUAGES:
        raise UserError(f"there is no template in {language!r}", possible=LANGUAGES)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(
            "this exists already and is not an empty folder; nothing was changed", spot=Spot(file=str(folder))
        )
    title = folder.resolve().name
    voice = "espeak" if find_spec("espeakng_loader") else "instrument"
    captions = '"zh", "en"' if language == "zh" else '"en"'
    script = SCRIPT_ZH if language == "zh" else SCRIPT_EN
    files = {
        folder / "script.fountain": script.format(title=title),
        folder / "film.toml": FILM.format(title=_quoted(title), language=language, captions=captions, voice=voice),
    }
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
    return tuple(files)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
