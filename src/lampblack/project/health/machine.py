"""What a doctor finds out about the machine: Python, cores, memory, disk, GPUs, the terminal, the clock."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from lampblack.engines import registry
from lampblack.project.health.check import Check, better, missing, well
from lampblack.runners.machine import CGROUP, GB, MEMINFO, Card, probed_cards, usable_cores
from lampblack.store.glance import latest
from lampblack.store.place import FileSystem, file_system, networked, synced

OLDEST = (3, 11)
LITTLE, SOME = 1.0, 10.0
"""GB of free disk: below the first a film of a few minutes may not fit, below the second an hour will not."""

BEGUN = 1_790_000_000.0
"""September 2026: no honest clock is before the program it runs."""
SLACK = 120.0
"""Seconds two clocks may differ before it is worth a word."""

SAMPLE = "墨 film – ü"


def checks(folder: Path, store: Path) -> tuple[Check, ...]:
    """Everything about the machine but its memory, which is known when a frame was drawn. `store`: the folder of the
    records, which need not be there."""
    return (python(), system(), cores(), disk(folder), place(store), cards(), terminal(), clock(store))


def python(version: tuple[int, ...] = sys.version_info[:3], bits: int = 64 if sys.maxsize > 2**32 else 32) -> Check:
    """Its version, and whether it is a 64-bit one."""
    said = f"{'.'.join(map(str, version))}, {bits} bits"
    if version < OLDEST or bits < 64:
        return missing("Python", said, "install a 64-bit Python 3.11 or newer, and Lampblack with it", needed=True)
    return well("Python", said, needed=True)


def system(name: str = platform.system(), words: str = platform.platform()) -> Check:
    """Which system it is, and what is different there."""
    if name == "Windows":
        do = "close players before `make` (an open film.mp4 cannot be replaced), and use Windows Terminal"
        return better("system", f"{words}; Lampblack is tried on Linux", do)
    if name == "Darwin":
        do = "keep the films out of iCloud Drive, and tell us what does not work"
        return better("system", f"{words}; Lampblack is tried on Linux", do)
    return well("system", words)


def cores(usable: int | None = None, whole: int | None = None) -> Check:
    """Cores that may be used, of those there are."""
    usable, whole = usable or usable_cores(), whole or os.cpu_count() or 1
    said = f"{usable} of {whole} cores may be used" if usable < whole else f"{usable} cores"
    if usable < 2:
        return better("cores", said, "a second core halves the time a film takes")
    return well("cores", said)


def memory(worker: float, of: Callable[[], tuple[float, float]] | None = None, count: int | None = None) -> Check:
    """Memory that is free, and how many workers fit; `worker`: what one needs, in GB (0: not measured)."""
    whole, free = (of or memory_of)()
    if not whole:
        return well("memory", "this system does not say how much there is")
    one, count = worker or 0.6, count or usable_cores()
    said = f"{free:.1f} of {whole:.1f} GB free; a worker takes about {one:.1f} GB at 1280x720"
    if free < one:
        return missing("memory", said, "close other programs, or give this machine or container more", needed=True)
    if free < one * count:
        return better("memory", said, f"make with --workers {max(1, int(free / one))}")
    return well("memory", said)


def memory_of() -> tuple[float, float]:
    """(whole, free) GB: of the machine, or of this process's group where that is less; zeros where nobody says."""
    whole = free = 0.0
    with suppress(OSError, ValueError, IndexError):
        lines = (line.split() for line in MEMINFO.read_text().splitlines())
        rows = {line[0]: int(line[1]) * 1024 / GB for line in lines}
        whole, free = rows.get("MemTotal:", 0.0), rows.get("MemAvailable:", 0.0)
    with suppress(OSError, ValueError):
        most = int((CGROUP / "memory.max").read_text()) / GB
        used = int((CGROUP / "memory.current").read_text()) / GB
        if most < whole or not whole:
            whole, free = most, min(free or most, max(0.0, most - used))
    return whole, free


def disk(folder: Path, free: float | None = None) -> Check:
    """Room under the folder, and whether it can be written; `free` in GB."""
    there = _there(folder)
    try:
        room = shutil.disk_usage(there).free / GB if free is None else free
    except OSError as error:
        return missing("disk", f"{there}: {error.strerror}", "choose a folder that can be read", needed=True)
    said = f"{room:.1f} GB free under {there}"
    if not os.access(there, os.W_OK):
        return missing(
            "disk", f"{there} cannot be written", "choose another folder, or have it made yours", needed=True
        )
    if room < LITTLE:
        return missing("disk", said, "make room: a minute of film takes about half a gigabyte", needed=True)
    if room < SOME:
        return better("disk", said, "make room: a minute of film takes about half a gigabyte")
    return well("disk", said, needed=True)


def place(folder: Path, kind_of: FileSystem = file_system) -> Check:
    """Whether the records of a film are safe there."""
    kind = kind_of(folder)
    elsewhere = 'keep the store on a local disk: [store] folder = "/local/disk" in film.toml'
    if networked(kind):
        return missing(
            "file system", f"{kind}, on another machine: the records would be damaged", elsewhere, needed=True
        )
    if program := synced(folder):
        return better("file system", f"{kind}, and {program} copies it while it is written", elsewhere)
    return well("file system", kind or "of a kind nobody names", needed=True)


def cards(found: tuple[Card, ...] | None = None, driver: str | None = None) -> Check:
    """GPUs, and whether an engine here would use one."""
    found = probed_cards() if found is None else found
    driver = _driver() if driver is None else driver
    wanting = [
        offer.name for offer in registry.offers().values() if any(can.gpus or can.vram_gb for can in offer.capabilities)
    ]
    if found:
        sizes = ", ".join(f"{card.vram_gb:.0f} GB" for card in found)
        return well("GPU", f"{len(found)} ({sizes}), driver {driver or 'unknown'}")
    if driver == "silent":
        return better(
            "GPU", "nvidia-smi is there and does not answer", "install the driver that fits the card, restart"
        )
    if wanting:
        return better("GPU", "none was found", f"{', '.join(wanting)} cannot be used here; the others need none")
    return well("GPU", "none, and no engine that is installed needs one")


def terminal(encoding: str | None = None) -> Check:
    """Whether Chinese can be printed."""
    encoding = encoding or str(getattr(sys.stdout, "encoding", "") or "ascii")
    try:
        SAMPLE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        do = "set PYTHONUTF8=1 (on Windows also: chcp 65001), or LANG=C.UTF-8"
        return better("terminal", f"{encoding} cannot print Chinese", do)
    return well("terminal", f"{encoding} prints Chinese")


def clock(store: Path, now: float | None = None) -> Check:
    """Whether the clock is behind the program, or behind what is in the film's records."""
    now = time.time() if now is None else now
    written = latest(store)
    said = time.strftime("%Y-%m-%d %H:%M %Z", time.localtime(now))
    do = "set the clock of this machine (timedatectl set-ntp true): days and prices are counted by it"
    if now < BEGUN:
        return better("clock", f"{said} is before Lampblack was written", do)
    if written is not None and written > now + SLACK:
        hours = (written - now) / 3600
        return better("clock", f"{said}; the records have rows {hours:.1f} hours in the future", do)
    return well("clock", said)


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    here = folder.absolute()
    while not here.exists() and here != here.parent:
        here = here.parent
    return here


def _driver() -> str:
    """The NVIDIA driver's version; `silent` where its tool is there and fails, empty where there is none."""
    if shutil.which("nvidia-smi") is None:
        return ""
    try:
        asked = ["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"]
        return (
            subprocess.run(asked, capture_output=True, text=True, timeout=5, check=True).stdout.split("\n")[0].strip()
        )
    except (OSError, subprocess.SubprocessError):
        return "silent"
