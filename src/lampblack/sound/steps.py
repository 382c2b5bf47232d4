"""The mix: dialogue in front, music ducked and carved under it, effects in their place, loudness as delivered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lampblack.base.context import Blob, Context
from lampblack.media.audio import Sound, read_wav, write_wav
from lampblack.media.reverb import impulse, reverberated
from lampblack.sound.duck import ducked, speaking
from lampblack.sound.level import SILENCE, loudness, mastered, true_peak
from lampblack.sound.model import Loudness, Placed, Stem
from lampblack.sound.place import lay

DIALOGUE, MUSIC, AMBIENCE, EFFECTS = -19.0, -24.0, -37.0, -30.0
"""Loudness of each stem before they meet, in LUFS: a quiet drama's balance, the word 5 dB over the music even where
nothing is ducked. Effects are only ever turned down to theirs: a film with one footstep is not a loud footstep."""

_DUCK_DB, _CARVE_DB = 7.0, 4.0
_AAC_OVERSHOOT = 0.8
"""dB left free under the ceiling: a lossy codec's decoder may overshoot the samples it was given."""

_ROOM = (0.55, 0.006, 5200.0)
"""A small wooden room: seconds, gap, brightness."""
_OPEN_AIR = (1.4, 0.045, 3000.0)
"""Hills that answer from far away, softly."""

_STEMS: tuple[Stem, ...] = ("dialogue", "effects", "ambience", "music")


def mix(
    context: Context,
    *,
    sounds: tuple[Blob, ...],
    placed: tuple[Placed, ...],
    samples: int,
    target: float,
    ceiling: float,
) -> Mapping[str, Any]:
    """The film's sound: `mix` and the four stems (48 kHz stereo WAV of exactly `samples`), and how loud it came out."""
    recordings = [read_wav(context.path(sound)) for sound in sounds]
    stems: dict[Stem, Sound] = {
        stem: _stem([one for one in placed if one.stem == stem], recordings, samples) for stem in _STEMS
    }
    context.progress(0.4, "stems laid")
    balanced = _balanced(stems)
    speech = speaking(balanced["dialogue"])
    balanced["music"] = ducked(balanced["music"], speech, _DUCK_DB, _CARVE_DB)
    balanced["ambience"] = ducked(balanced["ambience"], speech, 4.0)
    whole = sum_of(list(balanced.values()), samples)
    final = mastered(whole, target, ceiling - _AAC_OVERSHOOT)
    context.progress(0.8, "mastered")
    outputs: dict[str, Any] = {"mix": _kept(context, "mix", final)}
    for stem, sound in balanced.items():
        outputs[stem] = _kept(context, stem, sound)
    return {**outputs, "value": _measured(final)}


def sum_of(sounds: Sequence[Sound], samples: int) -> Sound:
    """All stems together."""
    whole = np.zeros((samples, 2), np.float32)
    for sound in sounds:
        whole += sound
    return whole


def _stem(placed: list[Placed], recordings: list[Sound], samples: int) -> Sound:
    """Everything of one stem, with the rooms it is heard in."""
    dry = lay(placed, recordings, samples)
    for inside in (False, True):
        sent = [one for one in placed if one.room > 0.0 and one.inside == inside]
        for share in sorted({one.room for one in sent}):
            send = lay([one for one in sent if one.room == share], recordings, samples)
            dry += reverberated(send, impulse(*(_ROOM if inside else _OPEN_AIR)), share) - send
    return dry


def _balanced(stems: Mapping[Stem, Sound]) -> dict[Stem, Sound]:
    """The stems at the levels they have to each other before anything is ducked."""
    targets: dict[Stem, float] = {"dialogue": DIALOGUE, "effects": EFFECTS, "ambience": AMBIENCE, "music": MUSIC}
    return {stem: _at(sound, targets[stem], only_down=stem == "effects") for stem, sound in stems.items()}


def _at(sound: Sound, target: float, *, only_down: bool) -> Sound:
    now = loudness(sound)
    if now <= SILENCE or (only_down and now <= target):
        return sound
    return (sound * 10.0 ** ((target - now) / 20.0)).astype(np.float32)


def _kept(context: Context, name: str, sound: Sound) -> Blob:
    path = context.scratch / f"{name}.wav"
    write_wav(path, sound, depth="pcm24")
    return context.put(path)


def _measured(sound: Sound) -> Loudness:
    peak = true_peak(sound)
    return Loudness(integrated=loudness(sound), true_peak=max(peak, -120.0), samples=sound.shape[0])
