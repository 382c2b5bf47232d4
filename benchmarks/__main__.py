"""`python -m benchmarks [PART ...] [--quick] [--film NAME]`: measure and print a table.

All parts, measured with care, are also written to `benchmarks/results.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import core, film, media, peers, preview, screening, shooting, sound, speech, theatre, voices
from benchmarks.measured import Measured

RESULTS = Path(__file__).with_name("results.json")


def main() -> int:
    """Measure what was asked for, all of it by default."""
    asked = _asked()
    parts: dict[str, Callable[[], list[Measured]]] = {
        "core": lambda: core.figures(quick=asked.quick),
        "peers": lambda: peers.figures(quick=asked.quick),
        "speech": lambda: speech.figures(quick=asked.quick),
        "voices": lambda: voices.figures(quick=asked.quick),
        "sound": lambda: sound.figures(name="kuafu" if asked.film == "lantern" else asked.film, quick=asked.quick),
        "theatre": lambda: theatre.figures(quick=asked.quick) + shooting.figures(quick=asked.quick),
        "preview": lambda: preview.figures(quick=asked.quick),
        "media": lambda: media.figures(quick=asked.quick),
        "models": lambda: import_module("benchmarks.models").figures(quick=asked.quick),
        "screening": lambda: screening.figures(quick=asked.quick),
        "film": lambda: film.figures(name=asked.film, quick=asked.quick),
    }
    if unknown := [each for each in asked.parts if each not in parts]:
        print(f"benchmarks: no part {unknown[0]!r} (possible: {', '.join(parts)})", file=sys.stderr)
        return 2
    if not (film.FILMS / asked.film / "film.toml").exists():
        there = sorted(each.parent.name for each in film.FILMS.glob("*/film.toml"))
        print(f"benchmarks: no film {asked.film!r} (possible: {', '.join(there)})", file=sys.stderr)
        return 2
    busy = os.getloadavg()[0]
    found: dict[str, list[Measured]] = {}
    for part in asked.parts or parts:
        print(f"measuring: {part}", file=sys.stderr, flush=True)
        found[part] = parts[part]()
    if not asked.parts and not asked.quick:
        _keep(found, busy)
    _show(found, busy)
    return 0


def _keep(found: dict[str, list[Measured]], busy: float) -> None:
    """Write `results.json`: only a whole, careful measurement is worth keeping."""
    answer = {"machine": _machine(busy), "figures": {k: _rows(v) for k, v in found.items()}}
    RESULTS.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="PART",
        help="core, peers, speech, voices, sound, theatre, preview, media, models, screening, film (all)",
    )
    parser.add_argument("--quick", action="store_true", help="fewer runs, smaller plans: a look, not a measurement")
    parser.add_argument("--film", default="lantern", metavar="NAME", help="the film in films/ to build (lantern)")
    return parser.parse_args()


def _machine(busy: float) -> dict[str, Any]:
    """What the figures were measured on; `busy` is the load before they were."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load_before": round(busy, 2),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in ("lampblack", "numpy", "numba", "opencv-python-headless", "av")},
        "measured": time.strftime("%Y-%m-%d", time.gmtime()),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _rows(figures: list[Measured]) -> list[dict[str, Any]]:
    return [{**asdict(each), "ratio": each.ratio} for each in figures]


def _show(found: dict[str, list[Measured]], busy: float) -> None:
    table = Table(title=f"{_processor()}, {os.cpu_count()} cores, load before: {busy:.1f}")
    for heading in ("what", "measured", "beside", "", "ratio"):
        table.add_column(heading, justify="left" if heading in ("what", "beside") else "right", overflow="fold")
    for figures in found.values():
        for each in figures:
            against = f"{each.against:.3g}" if each.against is not None else ""
            ratio = f"{each.ratio:.3g}" if each.ratio is not None else ""
            table.add_row(each.name, f"{each.value:.3g} {each.unit}", each.peer, against, ratio)
        table.add_section()
    Console(width=None if sys.stdout.isatty() else 140).print(table)


if __name__ == "__main__":
    sys.exit(main())
