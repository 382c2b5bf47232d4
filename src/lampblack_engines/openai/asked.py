"""What a take's request comes to in a server's numbers: sides in blocks, frames in steps, whole seconds, a seed."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable
from dataclasses import dataclass, field

from lampblack.base.digest import Digest, seed_of
from lampblack.base.errors import UserError
from lampblack.base.saved import digest_of_value
from lampblack.engines.requests import Film, Paint, Request, Still, saved
from lampblack.media.kinds import kind_of

_SEEDS = 2**31


@dataclass(frozen=True, kw_only=True)
class Shoot:
    """One take as a dialect words it."""

    request: Film
    take: int
    model: str
    width: int
    height: int
    frames: int
    """As many as its model can make, and no fewer than are wanted."""
    fps: int
    seconds: float
    """As long as can be asked for, and no shorter than is wanted."""
    seed: int
    blob: Callable[[str], bytes]
    """The bytes of a picture or a sound by its digest."""
    signal: Callable[[Digest], bytes] = field(default=lambda digest: b"")
    """A roll of control signals by its digest, as a moving picture of the size, rate and frames that are asked for."""

    @property
    def size(self) -> str:
        return f"{self.width}x{self.height}"

    def still(self, first: bool) -> Still | None:
        """The picture it begins with, or ends with."""
        last = self.request.staging.frames - 1
        for each in self.request.stills:
            if (each.at <= 0) if first else (each.at >= last > 0):
                return each
        return None

    def guided(self) -> dict[str, float | int | str]:
        """Seed, guidance and what must not be seen, as the servers of open models call them."""
        told: dict[str, float | int | str] = {"seed": self.seed}
        if self.request.without:
            told["negative_prompt"] = self.request.without
        if self.request.guidance:
            told["guidance_scale"] = self.request.guidance
        return told


def length_of(seconds: float, lengths: tuple[float, ...], whole: bool) -> float:
    """The next length that can be asked for; the longest where there is none, which the plan has refused before."""
    found = next((each for each in lengths if each >= seconds - 1e-6), lengths[-1] if lengths else seconds)
    return float(math.ceil(found - 1e-6)) if whole else found


def whole_rate(request: Film) -> int:
    """Frames a second as a whole number: 24000/1001 is asked for as 24, and the same frames come."""
    rate = float(request.staging.rate.fraction)
    near = round(rate)
    if near < 1 or abs(near / rate - 1.0) > 0.002:
        raise UserError(f"{request.staging.rate} frames a second cannot be asked for: only whole numbers can")
    return near


def seed_for(request: Film | Paint, take: int) -> int:
    """A person's own seed and the take, or one that follows from the request and the take."""
    if request.seed:
        return (request.seed + take) % _SEEDS
    return seed_of("openai", digest_of_value(saved(request)), take) % _SEEDS


def digests_in(request: Request) -> tuple[str, ...]:
    """Every blob a request names, in order, each once."""
    found: dict[str, None] = {}
    _gather(saved(request), found)
    return tuple(found)


def data_uri(data: bytes) -> str:
    """Bytes as an address that holds them (RFC 2397)."""
    return f"data:{type_of(data)};base64,{base64.b64encode(data).decode()}"


def type_of(data: bytes) -> str:
    """The content type of a picture, recording or film, by its first bytes."""
    kind = kind_of(data)
    return kind.type if kind else "application/octet-stream"


def named(stem: str, data: bytes) -> str:
    """A file name that says what is in it."""
    kind = kind_of(data)
    return f"{stem}.{kind.ending if kind else 'bin'}"


def _gather(value: object, found: dict[str, None]) -> None:
    if isinstance(value, dict):
        for each in value.values():  # pyright: ignore[reportUnknownVariableType] - plain data
            _gather(each, found)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list | tuple):
        for each in value:  # pyright: ignore[reportUnknownVariableType]
            _gather(each, found)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, str) and value.startswith("blake3:") and len(value) == 71:
        found[value] = None
