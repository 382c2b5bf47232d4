"""One region mixed: its lines in their rooms, its effects and ambience making way for them, with all their tails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound
from lampblack.media.reverb import answered, impulse
from lampblack.sound.duck import AMBIENCE, EFFECTS, Carver, Manner, Spoken, band_powers, ducking
from lampblack.sound.level import limited
from lampblack.sound.model import Placed, Room
from lampblack.sound.place import add, prepared
from lampblack.sound.width import narrowed

INSIDE = Room()
OUTSIDE = Room(seconds=1.4, gap=0.045, brightness=3000.0)
"""Hills that answer from far away, softly."""
VOICE_PEAK = -7.0
"""dBTP of dialogue at most, before a delivery sets the level of all."""
_FURTHER = 9.0
"""Metres that add as much again of the room."""
_WETTEST = 0.6
_EARLY = 0.3
"""Of a room's answer, what comes straight back from its walls."""
_INAUDIBLE = 1e-5
"""-100 dBFS, where a tail ends."""


@dataclass(frozen=True, kw_only=True)
class Mixed:
    """A region's two stems, from its first sample on; longer than the region by their tails."""

    dialogue: Sound
    effects: Sound


def mixed(placed: Sequence[Placed], recordings: Sequence[Sound], samples: int, near: Sequence[Spoken] = ()) -> Mixed:
    """Mix a region of `samples`. `near` are neighbours' lines: effects and ambience make way for them, too."""
    length = samples + _tail(placed, recordings, samples)
    spoken = [one for one in placed if one.stem == "dialogue"]
    # a voice is held by itself: the limiter of the whole mix would pull the music down with every plosive
    dialogue = limited(_stem(spoken, recordings, length), VOICE_PEAK)
    lines = [(one.start, one.start + recordings[one.blob].shape[0]) for one in spoken]
    powers = band_powers(dialogue)
    whole = np.zeros((length, 2), np.float32)
    manners: dict[str, Manner] = {"effects": EFFECTS, "ambience": AMBIENCE}
    for stem, manner in manners.items():
        sound = _stem([one for one in placed if one.stem == stem], recordings, length)
        if lines or near:
            sound = Carver(ducking(powers, band_powers(sound), lines, manner, near)).turn(sound)
        whole += sound
    return Mixed(dialogue=_trimmed(narrowed(dialogue)), effects=_trimmed(narrowed(whole)))


def _stem(placed: Sequence[Placed], recordings: Sequence[Sound], length: int) -> Sound:
    """Everything of one stem, with the rooms it is heard in: what goes into one room is answered together."""
    stem = np.zeros((length, 2), np.float32)
    sends: dict[Room, Sound] = {}
    for one in placed:
        sound = prepared(one, recordings[one.blob])
        add(stem, sound, one.start)
        if share := wetness(one):
            send = sends.setdefault(room_of(one), np.zeros((length, 2), np.float32))
            add(send, sound * np.float32(share), one.start)
    for room, send in sends.items():
        stem += answered(send, impulse(room.seconds, room.gap, room.brightness, _EARLY))
    return stem


def room_of(one: Placed) -> Room:
    """The room a sound is in."""
    return one.place or (INSIDE if one.inside else OUTSIDE)


def wetness(one: Placed) -> float:
    """How much of the room is heard with a sound: what is far off, or behind something, is mostly room."""
    further = 1.0 + max(0.0, one.distance - 2.0) / _FURTHER + 0.5 * one.occlusion
    return min(_WETTEST, one.room * further)


def _tail(placed: Sequence[Placed], recordings: Sequence[Sound], samples: int) -> int:
    """How long something is heard after the region ends."""
    longest = 0
    for one in placed:
        ends = one.loop_until or one.start + recordings[one.blob].shape[0] - one.skip
        answer = room_of(one).seconds * SAMPLE_RATE if wetness(one) else 0.0
        longest = max(longest, round(ends + answer) - samples)
    return longest


def _trimmed(sound: Sound) -> Sound:
    """Without the silence at its end."""
    heard = np.flatnonzero(np.abs(sound).max(axis=1) > _INAUDIBLE)
    return sound[: int(heard[-1]) + 1] if heard.size else sound[:0]
