"""The sounds sheet of the manual: the spectrogram of every effect and every ambience there is, footsteps by ground.

    python tools/sounds_sheet.py docs/pictures/sounds.jpg
    python tools/sounds_sheet.py /tmp/some.png knock door_slam wind      # only these, larger

Up is pitch (40 Hz to 16 kHz, an octave is always as high), right is time, dark is loud (a tone or hiss 70 dB under the
loudest is not seen any more); the wave stands under it. What is shown is what the engine gives for a request.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from scipy.signal import stft

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.effects.ambiences import AMBIENCES
from lampblack.builtin.effects.engine import made
from lampblack.builtin.effects.spots import SPOTS
from lampblack.builtin.effects.steps import GROUNDS
from lampblack.engines.requests import Foley
from lampblack.media.lettering import SHIPPED
from lampblack.sound.vocabulary import OUTDOORS, seconds_of

PAPER, INK = (244, 238, 226), (38, 34, 40)
LOWEST, HIGHEST, RANGE = 40.0, 16_000.0, 70.0
BED = 12.0
"""Seconds of an ambience that are shown."""
COLUMNS = 12


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One sound of the sheet."""

    title: str
    asked: Foley


def shown(names: list[str]) -> list[Shown]:
    """What stands on the sheet: all there is, or what is named."""
    spots = [Shown(title=what, asked=_spot(what)) for what in SPOTS if what != "footstep"]
    steps = [Shown(title=f"step: {ground}", asked=_spot("footstep", ground)) for ground in GROUNDS]
    beds = [Shown(title=what, asked=_bed(what, inside=False)) for what in AMBIENCES]
    within = [
        Shown(title=f"{what}, inside", asked=_bed(what, inside=True)) for what in ("rain", "storm", "city", "birds")
    ]
    every = [*steps, *spots, *beds, *within]
    if not names:
        return every
    inside = [Shown(title=f"{what}, inside", asked=_bed(what, inside=True)) for what in OUTDOORS]
    return [one for one in (*every, *inside) if one.title in names or one.asked.what in names]


def _spot(what: str, ground: str = "stone") -> Foley:
    return Foley(what=what, samples=int(seconds_of(what) * SAMPLE_RATE), ground=ground, shoe="hard")


def _bed(what: str, *, inside: bool) -> Foley:
    return Foley(what=what, samples=24 * SAMPLE_RATE, ambience=True, inside=inside)


def tile(one: Shown, width: int, height: int) -> Image.Image:
    """A sound's spectrogram with its name, its wave and its length."""
    sound = made(one.asked)[: int(BED * SAMPLE_RATE)]
    wave = height // 6
    picture = Image.new("RGB", (width, height), PAPER)
    picture.paste(_spectrogram(sound.mean(axis=1), width, height - wave - 12), (0, 12))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(SHIPPED), max(10, height // 11))
    draw.text((3, -2), one.title, fill=INK, font=font)
    length = f"{len(sound) / SAMPLE_RATE:.1f} s"
    draw.text((width - 3 - draw.textlength(length, font=font), -2), length, fill=(140, 60, 50), font=font)
    blocks = np.array_split(np.abs(sound).max(axis=1), width)
    for x, block in enumerate(blocks):
        high = int(float(block.max(initial=0.0)) / 0.5 * (wave // 2 - 1))
        draw.line([(x, height - wave // 2 - high), (x, height - wave // 2 + high)], fill=INK)
    return picture


def _spectrogram(sound: NDArray[np.float32], width: int, height: int) -> Image.Image:
    size = 2_048 if len(sound) > SAMPLE_RATE // 2 else 1_024
    hop = max(16, len(sound) // width)
    hertz, _, bins = stft(sound, SAMPLE_RATE, nperseg=size, noverlap=size - min(hop, size - 1), boundary="zeros")
    power = 20.0 * np.log10(np.abs(bins) + 1e-9)
    rows = np.geomspace(HIGHEST, LOWEST, height)
    at = np.clip(np.searchsorted(hertz, rows), 1, len(hertz) - 1)
    share = ((rows - hertz[at - 1]) / (hertz[at] - hertz[at - 1]))[:, None]
    lines = power[at - 1] * (1.0 - share) + power[at] * share
    grey = np.clip((lines - lines.max() + RANGE) / RANGE, 0.0, 1.0) ** 1.3
    ramp = np.array(PAPER)[None, None, :] * (1.0 - grey[:, :, None]) + np.array(INK)[None, None, :] * grey[:, :, None]
    return Image.fromarray(ramp.astype(np.uint8)).resize((width, height), Image.Resampling.BILINEAR)


def sheet(sounds: list[Shown], columns: int, width: int, height: int) -> Image.Image:
    """All tiles in rows."""
    rows = -(-len(sounds) // columns)
    whole = Image.new("RGB", (columns * (width + 4) + 4, rows * (height + 4) + 4), (206, 196, 178))
    for index, one in enumerate(sounds):
        whole.paste(tile(one, width, height), (4 + index % columns * (width + 4), 4 + index // columns * (height + 4)))
    return whole


def main(path: Path, names: list[str]) -> None:
    """Draw the sheet and write it."""
    sounds = shown(names)
    few = bool(names)
    picture = sheet(sounds, min(6, len(sounds)) if few else COLUMNS, 300 if few else 150, 200 if few else 104)
    picture.save(path, quality=82, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
