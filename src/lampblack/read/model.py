"""Recorded lines, and who is given which voice by which engine."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines.requests import Spoken, Voice


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One line as it was recorded. Its length is the clock of the shot it is heard in."""

    line_id: str
    spoken: Spoken
    voice: Digest
    """The recording: 48 kHz mono WAV of exactly `spoken.samples`."""

    def frames(self, rate: Rate) -> int:
        """The fewest whole frames that hold the line."""
        return rate.frames_for(self.spoken.samples)


@dataclass(frozen=True, kw_only=True)
class Role:
    """One character's voice: the engine that speaks it, and how it is tuned."""

    character: str
    engine: str
    voice: Voice


@dataclass(frozen=True, kw_only=True)
class Casting:
    """Every character's voice. It holds nothing about lines, so a new line never changes it."""

    roles: tuple[Role, ...]

    def role(self, character: str) -> Role:
        """That character's role; a `UserError` where nobody of that id was cast."""
        for role in self.roles:
            if role.character == character:
                return role
        raise UserError(f"nobody speaks for {character!r}", possible=tuple(role.character for role in self.roles))
