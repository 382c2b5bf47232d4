"""The score sheet of the manual: the same short film scored in every style, as piano roll and as spectrogram.

python tools/score_sheet.py docs/pictures/score.jpg                 # the page of the manual
python tools/score_sheet.py /tmp/score.png --request /tmp/r.json    # a film's own request, in the style it asks for
"""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.composer import composed, silences_of
from lampblack.builtin.score.engine import levelled
from lampblack.builtin.score.notes import Music
from lampblack.builtin.score.orchestra import performed
from lampblack.builtin.score.styles import style_named
from lampblack.engines.requests import Compose, Passage, Theme, request_from
from lampblack.media.audio import Sound

Picture = NDArray[np.uint8]
PAPER, INK, FAINT = (232, 243, 248), (46, 38, 34), (196, 205, 210)
COLOURS = ((40, 60, 170), (150, 90, 30), (60, 130, 60), (30, 120, 190), (140, 60, 130), (90, 90, 90), (40, 150, 160))
STYLES = ("chinese", "piano", "strings", "electronic")
LOW, HIGH = 26, 98
WIDTH, ROLL, SPECTRUM, HEAD = 1500, 230, 170, 26


def sample(style: str) -> Compose:
    """A minute: calm, a turn to resolution on a held breath, and a tender end; two people."""
    s = SAMPLE_RATE
    return Compose(
        samples=60 * s,
        passages=(
            Passage(start=0, mood="calm", strength=0.5, theme="kuafu", answers=("ahe",)),
            Passage(start=22 * s, mood="resolute", strength=0.85, theme="kuafu", answers=("ahe",)),
            Passage(start=40 * s, mood="tender", strength=0.6, theme="ahe", answers=("kuafu",)),
        ),
        hits=(3 * s,),
        speech=((10 * s, 14 * s), (44 * s, 47 * s)),
        cuts=tuple(at * s for at in (3, 9, 15, 22, 31, 40, 48, 55)),
        silences=((22 * s - 43_200, 22 * s),),
        themes=(Theme(who="kuafu", register="low"), Theme(who="ahe", register="high")),
        style=style,
        seed=7,
    )


def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--request", type=Path, help="a request as JSON, as `plan` has it")
    parser.add_argument("--style", action="append", help="only these styles")
    asked = parser.parse_args()
    own = request_from(json.loads(asked.request.read_text())) if asked.request else None
    assert own is None or isinstance(own, Compose)
    styles = asked.style or ([own.style] if own else STYLES)
    rows = [strip(replace(own, style=style) if own else sample(style)) for style in styles]
    cv2.imwrite(str(asked.picture), np.concatenate(rows), [cv2.IMWRITE_JPEG_QUALITY, 84])


def strip(request: Compose) -> Picture:
    """One style: its name and players, its notes, its sound."""
    music = composed(request)
    sound = levelled(
        performed(music, style_named(request.style), request.samples, silences_of(request), lambda done: None)
    )
    return np.concatenate([roll(request, music), spectrogram(sound)])


def roll(request: Compose, music: Music) -> Picture:
    """Notes by instrument, as dark as they are loud; beats, cuts, what lands; speech as a band below."""
    picture = np.full((HEAD + ROLL, WIDTH, 3), PAPER, np.uint8)

    def x(at: int) -> int:
        return round(at / request.samples * (WIDTH - 1))

    for start, stop in request.speech:
        cv2.rectangle(picture, (x(start), HEAD + ROLL - 9), (x(stop), HEAD + ROLL - 3), FAINT, -1)
    for beat in music.beats:
        cv2.line(picture, (x(beat), HEAD), (x(beat), HEAD + 4), FAINT)
    for cut in request.cuts:
        cv2.line(picture, (x(cut), HEAD), (x(cut), HEAD + ROLL), FAINT)
    for landing in music.landings:
        cv2.line(picture, (x(landing), HEAD), (x(landing), HEAD + ROLL), (60, 60, 200))
    names = list(dict.fromkeys(note.instrument for note in music.notes))
    for note in music.notes:
        colour = COLOURS[names.index(note.instrument) % len(COLOURS)]
        shade = min(1.0, 0.35 + note.force)
        mixed = tuple(round(p + (c - p) * shade) for p, c in zip(PAPER, colour, strict=True))
        y = HEAD + round((HIGH - note.pitch) / (HIGH - LOW) * (ROLL - 12))
        cv2.rectangle(
            picture,
            (x(note.start), y - 1),
            (max(x(note.start) + 1, x(note.start + note.samples) - 1), y + 1),
            mixed,
            -1,
        )
    at = 6
    for text, colour in (
        (request.style + ":", INK),
        *((name, COLOURS[i % len(COLOURS)]) for i, name in enumerate(names)),
    ):
        cv2.putText(picture, text, (at, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.5, colour, 1, cv2.LINE_AA)
        at += cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)[0][0] + 12
    return picture


def spectrogram(sound: Sound) -> Picture:
    """50 Hz to 12 kHz, logarithmic, 80 dB from paper to ink."""
    mono, size = sound.mean(axis=1), 4096
    hop = max(1, (len(mono) - size) // (WIDTH - 1))
    window = np.hanning(size)
    columns = [
        np.abs(np.fft.rfft(mono[at : at + size] * window))
        for at in range(0, hop * WIDTH, hop)
        if at + size <= len(mono)
    ]
    table = np.stack(columns, axis=1)
    hertz = 50.0 * (12_000.0 / 50.0) ** (np.arange(SPECTRUM)[::-1] / (SPECTRUM - 1))
    bins = np.clip(hertz / SAMPLE_RATE * size, 1, size // 2 - 1)
    low = bins.astype(int)
    part = (bins - low)[:, None]
    levels = 20.0 * np.log10(np.maximum(table[low] * (1 - part) + table[low + 1] * part, 1e-7))
    shade = np.clip((levels - levels.max() + 80.0) / 80.0, 0.0, 1.0)[..., None] ** 1.3
    mixed = np.asarray(PAPER) + (np.asarray(INK) - np.asarray(PAPER)) * shade
    out = np.full((SPECTRUM, WIDTH, 3), PAPER, np.uint8)
    out[:, : mixed.shape[1]] = mixed.astype(np.uint8)
    for octave in range(math.ceil(math.log2(50)), math.floor(math.log2(12_000)) + 1):
        y = round((1 - math.log(2**octave / 50.0) / math.log(12_000.0 / 50.0)) * (SPECTRUM - 1))
        out[y, ::6] = FAINT
    return out


if __name__ == "__main__":
    main()
