"""The effects engine: `Foley` requests become one sound each."""

from __future__ import annotations

import numpy as np

from lampblack.base.context import Context
from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.builtin.effects.ambiences import AMBIENCES, walled
from lampblack.builtin.effects.noise import Mono, Stereo, at_peak, at_rms, band, peak_of
from lampblack.builtin.effects.spots import SPOTS
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Foley, Request
from lampblack.media.audio import write_wav

_PEAK, _RMS = 0.5, 0.1
"""A spot effect's peak at full strength (-6 dBFS), an ambience's level (-20 dBFS): the mix turns them down."""
_KEPT = 0.25
"""The share (-12 dB) of an ambience that is left in a room at least: leaves behind a wall are still there."""
_SUB = 25.0
"""Hz below which a spot effect holds nothing: no loudspeaker gives it, and it would eat the headroom."""
_EDGE = 480
"""Samples (10 ms) over which what is cut off fades; half a millisecond of it at the start, so that nothing clicks."""


class Effects:
    """Synthesises effects and ambiences from noise, resonances and throats; the same request is the same sound."""

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """`sound`: exactly `samples` long, mono for a spot effect, stereo for an ambience."""
        if not isinstance(request, Foley):
            raise UserError("the effects engine makes effects, and nothing else")
        path = context.scratch / "sound.wav"
        write_wav(path, made(request, take))
        return {"sound": context.put(path)}

    def close(self) -> None:
        """Nothing is held."""


def made(asked: Foley, take: int = 1) -> Stereo:
    """The sound: samples x 1 for a spot effect, samples x 2 for an ambience. An unknown one is a `UserError`."""
    known = tuple(sorted(AMBIENCES if asked.ambience else SPOTS))
    if asked.what not in known:
        kind = "ambience" if asked.ambience else "effect"
        raise UserError(f"the effects engine has no {kind} called {asked.what!r}", possible=known)
    seed = seed_of("effects", asked.what, asked.ground, asked.seed, take, int(asked.inside))
    rng = np.random.default_rng(seed)
    return _ambience(asked, rng) if asked.ambience else _spot(asked, rng)


def _ambience(asked: Foley, rng: np.random.Generator) -> Stereo:
    sound = AMBIENCES[asked.what](asked, rng)
    # added up sample by sample, a side at a time: over both at once numpy takes twice as long
    middle = np.array([np.cumsum(sound[:, side])[-1] for side in (0, 1)]) / np.float32(len(sound))
    sound = at_rms(sound - middle, _RMS * asked.strength)
    if asked.inside:
        sound = walled(asked.what, sound, rng)
        left = float(np.sqrt(np.mean(sound**2)))
        sound = at_rms(sound, max(left, _RMS * asked.strength * _KEPT))
    return sound * np.float32(min(1.0, _PEAK / max(1e-9, peak_of(sound))))


def _spot(asked: Foley, rng: np.random.Generator) -> Mono:
    natural = SPOTS[asked.what](asked, rng)
    whole = np.zeros(asked.samples, np.float32)
    length = min(asked.samples, len(natural))
    whole[:length] = natural[:length]
    whole = band(whole, _SUB, np.inf)
    rise, fade = min(24, length), min(_EDGE, asked.samples)
    whole[:rise] *= np.linspace(0.0, 1.0, rise, dtype=np.float32)
    whole[-fade:] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)
    return at_peak(whole, _PEAK * asked.strength).reshape(-1, 1)
