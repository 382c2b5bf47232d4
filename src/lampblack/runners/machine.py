"""What this machine has for jobs: cores that may be used, GPUs and their memory, memory that is free."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")
MEMINFO = Path("/proc/meminfo")

SMI = ("nvidia-smi", "--query-gpu=index,memory.total", "--format=csv,noheader,nounits")

GB = 2**30


@dataclass(frozen=True, kw_only=True)
class Card:
    """One GPU: its name as `CUDA_VISIBLE_DEVICES` takes it, and its memory."""

    name: str
    vram_gb: float


@dataclass(frozen=True, kw_only=True)
class Resources:
    """What may be used of a machine."""

    cores: int
    cards: tuple[Card, ...] = ()

    @property
    def gpus(self) -> int:
        """How many."""
        return len(self.cards)

    @property
    def vram_gb(self) -> float:
        """Of the largest GPU."""
        return max((card.vram_gb for card in self.cards), default=0.0)

    def words(self) -> str:
        """What there is of GPUs, as a person says it."""
        sizes = " and ".join(f"{card.vram_gb:.0f} GB" for card in self.cards)
        return f"{self.gpus} GPU{'s' if self.gpus > 1 else ''} with {sizes}" if self.cards else "no GPU"


def resources(cores: int = 0, gpus: int | None = None, vram_gb: float = 0.0) -> Resources:
    """This machine; what a person states goes before what is found (0 and None: as found).

    Stated GPUs are the first so many, each with `vram_gb` where that is stated.
    """
    found = () if gpus == 0 else probed_cards()
    if gpus is not None:
        found = tuple(found[n] if n < len(found) else Card(name=str(n), vram_gb=0.0) for n in range(gpus))
    if vram_gb:
        found = tuple(Card(name=card.name, vram_gb=vram_gb) for card in found)
    return Resources(cores=cores or usable_cores(), cards=found)


def usable_cores() -> int:
    """Cores this process may use: its affinity, and its group's share of time (cgroup v2 and v1)."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    share = _quota()
    return max(1, min(count, int(share))) if share else count


def probed_cards(ask: Callable[[], str] | None = None) -> tuple[Card, ...]:
    """NVIDIA GPUs as the driver's own tool names them; none where there is no such tool. Loads no library for it."""
    try:
        said = (ask or _smi)()
    except (OSError, subprocess.SubprocessError):
        return ()
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    cards: list[Card] = []
    for row in said.splitlines():
        name, _, memory = (part.strip() for part in row.partition(","))
        with suppress(ValueError):
            cards.append(Card(name=name, vram_gb=round(float(memory) / 1024, 1)))
    if visible is None:
        return tuple(cards)
    return tuple(card for name in visible.split(",") for card in cards if card.name == name.strip())


def memory_is_short() -> bool:
    """Whether the kernel may soon begin to end processes: of this machine, or of this process's group (cgroup v2)."""
    with suppress(OSError, ValueError):
        most = int((CGROUP / "memory.max").read_text())
        left = most - int((CGROUP / "memory.current").read_text()) + _of(CGROUP / "memory.stat", "inactive_file")
        if left < _reserve(most):
            return True
    with suppress(OSError, ValueError):
        return _of(MEMINFO, "MemAvailable:") * 1024 < _reserve(_of(MEMINFO, "MemTotal:") * 1024)
    return False


def _reserve(most: int) -> float:
    return min(GB, 0.08 * most)


def _quota() -> float:
    """Cores' worth of time this process's group gets; 0: no limit is set."""
    with suppress(OSError, ValueError):
        most, period = (CGROUP / "cpu.max").read_text().split()
        return int(most) / int(period)
    with suppress(OSError, ValueError):
        most = int((CGROUP / "cpu/cpu.cfs_quota_us").read_text())
        return max(0.0, most / int((CGROUP / "cpu/cpu.cfs_period_us").read_text()))
    return 0.0


def _of(file: Path, name: str) -> int:
    for line in file.read_text().splitlines():
        if line.split()[0] == name:
            return int(line.split()[1])
    return 0


def _smi() -> str:
    return subprocess.run(SMI, capture_output=True, text=True, timeout=10, check=True).stdout
