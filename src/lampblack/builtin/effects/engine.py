"""The effects engine: `Foley` requests become one sound each."""

from __future__ import annotations

import numpy as np

from lampblack.base.context import Context
from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.builtin.effects.ambiences import AMBIENCES
from lampblack.builtin.effects.noise import at_peak, at_rms
from lampblack.builtin.effects.spots import SPOTS
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Foley, Request
from lampblack.media.audio import write_wav

_PEAK, _RMS = 0.5, 0.1
"""A spot effect's peak at full strength (-6 dBFS), an ambience's level (-20 dBFS): the mix turns them down."""


class Effects:
    """Synthesises effects and ambiences from noise; the same request is the same sound."""

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """`sound`: exactly `samples` long, mono for a spot effect, stereo for an ambience."""
        if not isinstance(request, Foley):
            raise UserError("the effects engine makes effects, and nothing else")
        known = tuple(sorted(AMBIENCES if request.ambience else SPOTS))
        if request.what not in known:
            kind = "ambience" if request.ambience else "effect"
            raise UserError(f"the effects engine has no {kind} called {request.what!r}", possible=known)
        rng = np.random.default_rng(seed_of("effects", request.what, request.ground, request.seed, take))
        if request.ambience:
            sound = at_rms(AMBIENCES[request.what](request.samples, rng), _RMS * request.strength)
            sound = sound * np.float32(min(1.0, _PEAK / max(1e-9, float(np.abs(sound).max()))))
        else:
            spot = SPOTS[request.what](request.samples, request.ground, rng)
            fade = min(480, request.samples)
            spot[-fade:] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)
            sound = at_peak(spot, _PEAK * request.strength).reshape(-1, 1)
        path = context.scratch / "sound.wav"
        write_wav(path, sound)
        return {"sound": context.put(path)}

    def close(self) -> None:
        """Nothing is held."""
