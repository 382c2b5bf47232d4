"""What was really sent for the takes that were made: the requests, as the store has them on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgspec

from lampblack.base.errors import UserError
from lampblack.graph.orders import Results
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm
from lampblack.takes.ways import PARTS


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One request of a take: the job that sent it, to whom, which take it asked for, and all that was asked."""

    job: str
    engine: str
    version: int
    take: int
    request: Mapping[str, Any]


def requests_of(folder: Path, shot: str, take: str = "") -> tuple[Recorded, ...]:
    """The requests of the takes of a shot that were made, or of one of them; in the order in which they were sent.

    They are part of what a take is known by, so what stands here is what was asked, to the letter. A `UserError` where
    the shot has no such take, or it is a person's own file."""
    with OpenFilm(find_film(folder)) as opened:
        made = opened.results.node_keys()
        begin = f"takes/{shot}/"
        names = sorted(id.removeprefix(begin) for id in made if id.startswith(begin))
        if not names or (take and take not in names):
            what = f"no take {take!r}" if take and names else "no takes"
            raise UserError(f"{shot} has {what}", possible=tuple(names) or ("none yet: lampblack make",))
        wanted = [take] if take else names
        found = [
            one
            for name in wanted
            for part in (*PARTS, "takes")
            for id in sorted(made)
            if f"{id}/".startswith(f"{part}/{shot}/{name}/")
            if (one := _recorded(id, opened.results)) is not None
        ]
    if not found:
        raise UserError(f"nobody was asked for {shot} {take}: it is a file of your own")
    return tuple(found)


def _recorded(job: str, results: Results) -> Recorded | None:
    """The request of a job; None where it was not made, or is none."""
    key = results.node_keys().get(job)
    data = results.parts(key) if key else None
    if data is None:
        return None
    parts = cast(dict[str, Any], msgspec.json.decode(data))
    if "request" not in parts:
        return None
    engine, version = parts["engine"]
    return Recorded(job=job, engine=engine, version=version, take=parts["take"], request=parts["request"])
