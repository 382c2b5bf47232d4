"""What a doctor finds out about Lampblack's parts: engines, extras, fonts, encoders, compiled kernels, its pace."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import lampblack
from lampblack.base.errors import LampblackError
from lampblack.engines import registry
from lampblack.engines.capabilities import Offer
from lampblack.engines.requests import Kind
from lampblack.project.health.check import Check, better, missing, well
from lampblack.project.opened import offer_for
from lampblack.project.settings import Settings
from lampblack.runners.machine import usable_cores

EXTRAS = {
    "espeak": ("espeakng_loader", "a voice that speaks 100 languages (eSpeak NG, GPL-3.0)"),
    "shared": ("obstore", "a store shared with others, on S3 and its like"),
    "cluster": ("ray", "work on several machines"),
}
"""Optional parts: the module that tells whether they are here, and what they are for."""

WORK: tuple[Kind, ...] = ("film", "speak", "foley", "compose")
"""What every film needs an engine for."""

LETTERS = "墨夜灯 The Lantern, né — “ü”"

NAMES = {"picture": "encoder libx264", "sound": "encoder aac", "engines": "engines loaded", "drawing": "drawing"}
"""What the parts that are tried out are called."""

_LATER = "ask again when the machine is less busy", "ask again when the machine is less busy, or after a film"

_KERNEL = re.compile(r"^@njit\(", re.MULTILINE)

FRAMES = 24 * 60
"""Frames of a minute of film."""

WHOLE = 1.6
"""What a whole film takes, drawing being 1 (《逐日》: 323 s of one core for 92 s, of which 201 s drawing)."""

SLOW = 60.0
"""Minutes of work a film minute above which somebody should know."""


def checks(settings: Settings | None, fault: str = "") -> tuple[Check, ...]:
    """What can be seen without trying it; `settings`: those of the film in this folder, or `fault`: what is wrong with
    it; neither where there is none."""
    film = (missing("this film", fault, "mend that line, then ask again", needed=True),) if fault else ()
    return (*engines(), *film, *(chosen(settings) if settings else ()), *extras(), fonts())


def engines(offers: Mapping[str, Offer] | None = None, broken: Iterable[str] | None = None) -> tuple[Check, ...]:
    """Whether everything a film needs can be done by some engine that is here, and what the others lack."""
    offers = registry.offers() if offers is None else offers
    faults = list(map(str, registry.findings())) if broken is None else list(broken)
    ready = [offer for offer in offers.values() if not registry.missing(offer)]
    undone = [kind for kind in WORK if not any(offer.can(kind) for offer in ready)]
    lacking = [
        better(f"engine {offer.name}", offer.summary or "not ready", wanting[0].upper() + wanting[1:])
        for offer in offers.values()
        if (wanting := registry.missing(offer))
    ]
    left = [better("engines", fault, "install that engine's package again, or remove it") for fault in faults]
    if undone:
        do = "install Lampblack again: its own engines do all of it"
        return (missing("engines", f"none here does {', '.join(undone)}", do, needed=True), *lacking, *left)
    return (well("engines", ", ".join(offer.name for offer in ready), needed=True), *lacking, *left)


def chosen(settings: Settings) -> tuple[Check, ...]:
    """Whether the engines that the film in this folder names can be had."""
    faults: list[str] = []
    for kind in WORK:
        try:
            offer_for(kind, getattr(settings.engines, kind), f"engines.{kind}")
        except LampblackError as error:
            faults.append(str(error))
    if faults:
        do = "install what is missing, or name another engine under [engines] in film.toml"
        return (missing("this film", "; ".join(faults), do, needed=True),)
    return ()


def extras(there: Iterable[str] | None = None) -> tuple[Check, ...]:
    """Optional parts; `there`: the modules that are installed."""
    modules = [name for name, _ in EXTRAS.values() if find_spec(name) is not None] if there is None else list(there)
    return tuple(
        well(f"extra {name}", purpose)
        if module in modules
        else better(f"extra {name}", f"not installed: {purpose}", f"pip install 'lampblack[{name}]'")
        for name, (module, purpose) in EXTRAS.items()
    )


def fonts(text: str = LETTERS) -> Check:
    """Whether captions and titles can be written in Chinese and English."""
    do = "install Lampblack again: its own face is missing or cut short"
    try:
        from lampblack.media import lettering

        gone = lettering.missing(text)
    except Exception as error:  # a broken font file, or a broken Pillow: whatever it is, captions cannot be drawn
        return missing("fonts", f"{type(error).__name__}: {error}", do, needed=True)
    if gone:
        return missing("fonts", f"{lettering.SHIPPED.name} cannot draw {''.join(sorted(gone))}", do, needed=True)
    return well("fonts", f"{lettering.SHIPPED.name} draws Chinese and English", needed=True)


def kernels(package: Path | None = None, caches: Iterable[Path] | None = None) -> Check:
    """Whether the theatre's kernels are compiled for this Python, and where."""
    package = package or Path(lampblack.__file__).parent
    places = tuple(_caches() if caches is None else caches)
    sources = [each for each in sorted(package.rglob("*.py")) if _KERNEL.search(each.read_text("utf-8"))]
    found = {each: _compiled(each, places) for each in sources}
    waiting = [each for each, index in found.items() if index is None]
    where = next((str(index.parent) for index in found.values() if index is not None), "")
    if not waiting:
        return well("kernels", f"compiled, and kept in {where}")
    if not any(os.access(place, os.W_OK) for place in (package, Path("~").expanduser(), *places)):
        do = "set NUMBA_CACHE_DIR to a folder that can be written, or every make compiles them again"
        return better("kernels", "not compiled, and no place to keep them", do)
    said = f"{len(waiting)} of {len(sources)} are not compiled for this Python yet"
    return better("kernels", said, "make a film: the first compiles them once, which takes a minute or two")


def tried(said: Mapping[str, Mapping[str, Any]], parts: Iterable[str]) -> tuple[Check, ...]:
    """What came of the parts that were tried out."""
    again = "pip install --force-reinstall av numba numpy"
    found: list[Check] = []
    for part in parts:
        answer = said.get(part)
        if answer is not None and answer.get("late"):
            found.append(better(NAMES[part], "not tried in the time a doctor has", _LATER[part == "drawing"]))
            continue
        fault = "it ended the process it was tried in" if answer is None else answer["fault"]
        if part in ("picture", "sound"):
            name = NAMES[part]
            do = "install PyAV from its own wheels, which bring the encoders: pip install --force-reinstall av"
            found.append(missing(name, fault, do, needed=True) if fault else well(name, "tried: works", needed=True))
        elif part == "engines":
            found += _loaded(fault, {} if answer is None else answer.get("engines", {}), again)
        elif fault:
            found.append(missing("drawing", fault, again, needed=True))
        else:
            assert answer is not None
            found.append(pace(answer["seconds"], usable_cores()))
    return tuple(found)


def pace(seconds: float, cores: int) -> Check:
    """How long a minute of film takes to make at 1280x720, from the time one core needs for a frame."""
    minutes = seconds * WHOLE * FRAMES / 60 / cores
    said = f"a 1280x720 frame in {seconds:.2f} s: about {minutes:.1f} minutes for a minute of film on {cores} cores"
    if minutes > SLOW:
        return better("drawing", said, "make drafts first (--quality draft), or use a machine with more cores")
    return well("drawing", said, needed=True)


def _loaded(fault: str, faults: Mapping[str, str], again: str) -> list[Check]:
    if fault:
        return [missing("engines loaded", fault, again, needed=True)]
    if not faults:
        return [well("engines loaded", "each that is ready can be imported", needed=True)]
    own = [name for name in faults if name in ("theatre", "instrument", "effects", "score")]
    return [
        missing(f"engine {name}", f"cannot be loaded: {words}", again, needed=name in own)
        for name, words in faults.items()
    ]


def _caches() -> tuple[Path, ...]:
    """Where numba keeps what it compiled, besides the folder beside the source (numba.core.caching)."""
    if named := os.environ.get("NUMBA_CACHE_DIR"):
        return (Path(named),)
    if sys.platform == "darwin":
        return (Path("~/Library/Caches/numba").expanduser(),)
    local = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    return (Path(local or "~/.cache").expanduser() / "numba",)


def _compiled(source: Path, caches: Iterable[Path]) -> Path | None:
    """An index of compiled kernels of that source; None where there is none. Whether they still fit their source only
    numba knows (by its content, or by its time, as its version has it)."""
    tag = f"py{sys.version_info[0]}{sys.version_info[1]}"
    beside = () if "NUMBA_CACHE_DIR" in os.environ else (source.parent / "__pycache__",)
    folders = (*beside, *(each for cache in caches for each in cache.glob(f"{source.parent.name}_*")))
    return next((index for folder in folders for index in folder.glob(f"{source.stem}.*.{tag}.nbi")), None)
