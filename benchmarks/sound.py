"""What a film's sound costs: `python -m benchmarks sound [--film NAME]`, its pictures left out.

Every voice, effect, ambience, the score, the regions, the stems and the masters of one film, one after another in one
process; then one line is changed and the rest is kept. The limit is thirty seconds on two cores for ninety seconds of
film: half of what one core may spend.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measured import Measured
from benchmarks.sounding import Sounded, copied, sounded
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.requests import Speak, request_from
from lampblack.graph.job import Ask

PARTS = {
    "voices": "read/",
    "effects": "sound/effect/",
    "ambiences": "sound/ambience/",
    "the score": "sound/score",
    "regions": "sound/region/",
    "stems": "sound/stems",
    "masters": "sound/mix",
}
LIMIT = 60.0
"""Seconds of one core for 90 s of film: 30 s on two."""


def figures(*, name: str = "kuafu", quick: bool = False) -> list[Measured]:
    """Seconds by part, in all, and after one changed line."""
    with tempfile.TemporaryDirectory(prefix="lampblack-sound-") as place:
        folder = Path(place)
        film = copied(name, folder / "film")
        if not quick:
            # numba's kernels are loaded once a process: not what is measured
            sounded(copied("lantern", folder / "warm"), folder / "warm-store")
        made = sounded(film, folder / "store")
        length = made.cut.rate.samples_at(made.cut.frames) / SAMPLE_RATE
        allowed = LIMIT * length / 90.0
        found = [
            Measured(name=f"{name}, {length:.0f} s: {part}", value=made.cost(prefix), unit="s CPU")
            for part, prefix in PARTS.items()
        ]
        found.append(_all(f"{name}, {length:.0f} s: its whole sound", made, allowed))
        again = sounded(_changed(film, made), folder / "store", made)
        found.append(_all(f"{name}: one line changed", again, allowed))
        mixing = sum(again.cost(PARTS[part]) for part in ("regions", "stems", "masters"))
        found.append(
            Measured(
                name=f"{name}: of that, {len(_regions(again))} of {len(_regions(made))} regions, stems, master",
                value=mixing,
                unit="s CPU",
                peer="mixing all of it",
                against=sum(made.cost(PARTS[part]) for part in ("regions", "stems", "masters")),
            )
        )
    return found


def _all(name: str, made: Sounded, allowed: float) -> Measured:
    spent = sum(made.cost(prefix) for prefix in PARTS.values())
    return Measured(name=name, value=spent, unit="s CPU", peer="allowed on one core", against=allowed)


def _regions(made: Sounded) -> list[str]:
    return [job for job in made.seconds if job.startswith(PARTS["regions"])]


def _changed(film: Path, made: Sounded) -> Path:
    """The film with its second line said twice."""
    job = next(each.job for each in made.plan.forecasts if each.job.id == f"read/{made.cut.lines[1].line}")
    assert isinstance(job.work, Ask)
    request = request_from(dict(job.work.request))
    assert isinstance(request, Speak)
    script = film / "script.fountain"
    script.write_text(script.read_text("utf-8").replace(request.text, f"{request.text} {request.text}", 1), "utf-8")
    return film
