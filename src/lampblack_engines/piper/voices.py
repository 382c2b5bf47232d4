"""The voices in a folder: each an `.onnx` with its `.onnx.json`, as Piper's own pages give them, or several in one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from lampblack.base.digest import seed_of
from lampblack.base.errors import Spot, UserError
from lampblack.base.toml import read_toml
from lampblack.engines.requests import Voice

CAST = "voices.toml"
"""A file beside the voices: who plays whom (`man-1 = "en_US-ryan-high"`)."""
_NUMBERED = re.compile(r"(man|woman|child)-([1-9]\d*)")
_WOMEN = re.compile(r"(?:^|[-_])(?:amy|alba|cori|eva|female|huayan|jenny|kathleen|kristin|lessac|ljspeech|nathalie)")
_MEN = re.compile(r"(?:^|[-_])(?:alan|arctic|bryce|danny|joe|john|kusal|norman|ryan|male|thorsten)")


@dataclass(frozen=True, kw_only=True)
class PiperVoice:
    """One voice: its name (`en_US-lessac-medium`, with `#name` for one of several), its file, and its language."""

    name: str
    model: Path
    language: str
    speaker: int | None = None


def voices_in(folder: Path) -> tuple[PiperVoice, ...]:
    """Every voice that can speak without downloading anything, by name; a `UserError` for one that cannot be read."""
    found: list[PiperVoice] = []
    for model in sorted(folder.glob("*.onnx")):
        told = _config(model)
        if told is None or (told.get("phoneme_type") == "pinyin" and not (folder / "g2pW").is_dir()):
            continue
        name, language = model.stem, _language(model.stem, told)
        speakers = cast(dict[str, int], told.get("speaker_id_map") or {})
        if len(speakers) < 2:
            found.append(PiperVoice(name=name, model=model, language=language))
        found += [
            PiperVoice(name=f"{name}#{who}", model=model, language=language, speaker=number)
            for who, number in sorted(speakers.items(), key=lambda pair: pair[1])
            if len(speakers) > 1
        ]
    return tuple(found)


def cast_in(folder: Path) -> dict[str, str]:
    """Who plays whom, as a person wrote it down."""
    path = folder / CAST
    if not path.is_file():
        return {}
    text = path.read_text("utf-8")
    return {timbre: str(name) for timbre, name in read_toml(text, str(path)).items()}


def chosen(voice: Voice, language: str, voices: tuple[PiperVoice, ...], cast_list: dict[str, str]) -> PiperVoice:
    """Who speaks: the voice of that name, else whom the person named for that timbre (where it speaks the language),
    else one that fits; a `UserError` where none does, or a name is not there."""
    able = [each for each in voices if _speaks(each, language)]
    wanted = cast_list.get(voice.timbre, voice.timbre)
    numbered = _NUMBERED.fullmatch(voice.timbre)
    named = next((each for each in voices if each.name == wanted), None)
    if named and (named in able or wanted == voice.timbre):
        return named
    if wanted and named is None and not _NUMBERED.fullmatch(wanted):
        raise UserError(f"piper has no voice {wanted!r}", possible=tuple(each.name for each in able))
    if not able:
        raise UserError(f"no voice here speaks {language!r}", possible=tuple(each.name for each in voices))
    if not numbered:
        return able[seed_of("piper", voice.name) % len(able)]
    like = {"man": _MEN, "woman": _WOMEN, "child": _WOMEN}[numbered[1]]
    fitting = [each for each in able if like.search(each.name.lower())] or able
    return fitting[(int(numbered[2]) - 1) % len(fitting)]


def _speaks(voice: PiperVoice, language: str) -> bool:
    return voice.language.partition("-")[0] == language.partition("-")[0].lower().replace("cmn", "zh")


def _language(name: str, told: dict[str, Any]) -> str:
    code = cast(dict[str, str], told.get("language") or {}).get("code") or name.partition("-")[0]
    return code.replace("_", "-").lower()


def _config(model: Path) -> dict[str, Any] | None:
    """What stands beside the model; None where nothing does."""
    path = model.with_name(f"{model.name}.json")
    if not path.is_file():
        return None
    try:
        return cast(dict[str, Any], json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise UserError(f"this voice cannot be read: {error}", spot=Spot(file=str(path))) from error
