"""The steps of the mix: a region, the stems of the whole film, and one master for each delivery."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from lampblack.base.context import Blob, Context
from lampblack.media.audio import Sound, read_wav, write_wav
from lampblack.media.wav import WavReader
from lampblack.sound.level import Gauged
from lampblack.sound.master import master
from lampblack.sound.model import Placed
from lampblack.sound.reel import Reel, Strip
from lampblack.sound.region import mixed
from lampblack.sound.stems import STEMS
from lampblack.sound.stems import lay_stems as laid


def mix_region(
    context: Context,
    *,
    sounds: tuple[Blob, ...] = (),
    placed: tuple[Placed, ...],
    near: tuple[tuple[int, int], ...] = (),
    samples: int,
) -> Mapping[str, Any]:
    """One region by itself: `dialogue` and `effects` (with ambience), 48 kHz stereo float WAV from its first sample on,
    longer than `samples` by their tails."""
    recordings = [read_wav(context.path(sound)) for sound in sounds]
    region = mixed(placed, recordings, samples, near)
    return {
        "dialogue": _kept(context, "dialogue", region.dialogue),
        "effects": _kept(context, "effects", region.effects),
    }


def lay_stems(
    context: Context,
    *,
    dialogue: tuple[Blob, ...],
    effects: tuple[Blob, ...],
    music: tuple[Blob, ...] = (),
    placed: tuple[Placed, ...] = (),
    starts: tuple[int, ...],
    lines: tuple[tuple[int, int], ...] = (),
    samples: int,
) -> Mapping[str, Any]:
    """The film's stems, 48 kHz stereo 24-bit WAV of exactly `samples`: `dialogue`, `effects`, `music`, and `m_and_e`,
    the last two together. Their sum is the mix before mastering; `powers` and `peaks` are its measures."""
    folder = context.scratch
    words = Reel([context.path(each) for each in dialogue], starts)
    happens = Reel([context.path(each) for each in effects], starts)
    score = Strip([context.path(each) for each in music], placed)
    try:
        found = laid(folder, words, happens, score, lines, samples)
    finally:
        for each in (words, happens, score):
            each.close()
    outputs = {name: context.put(folder / f"{name}.wav") for name in STEMS}
    both = np.stack([found.powers, found.dialogue])
    return {**outputs, "powers": context.put(_saved(both)), "peaks": context.put(_saved(found.peaks))}


def mix(
    context: Context,
    *,
    dialogue: Blob,
    m_and_e: Blob,
    powers: Blob,
    peaks: Blob,
    samples: int,
    target: float,
    ceiling: float,
    by: Literal["programme", "dialogue"] = "programme",
) -> Mapping[str, Any]:
    """The film's sound for one delivery: `mix` (48 kHz stereo 24-bit WAV of exactly `samples`), and how loud it came
    out."""
    both, tops = _read(context, powers), _read(context, peaks)
    gauged = Gauged(powers=both[0], dialogue=both[1], peaks=tops)
    path = context.scratch / "mix.wav"
    with WavReader(context.path(dialogue)) as words, WavReader(context.path(m_and_e)) as under:
        found = master(path, words, under, gauged, samples=samples, target=target, ceiling=ceiling, by=by)
    return {"mix": context.put(path), "value": found}


def _kept(context: Context, name: str, sound: Sound) -> Blob:
    path = context.scratch / f"{name}.wav"
    write_wav(path, sound)
    return context.put(path)


def _saved(numbers: NDArray[Any]) -> bytes:
    file = io.BytesIO()
    np.save(file, numbers, allow_pickle=False)
    return file.getvalue()


def _read(context: Context, blob: Blob) -> NDArray[Any]:
    return np.load(context.path(blob), allow_pickle=False)
