"""Mastering: the stems together, one gain, a limiter, for one delivery; a stretch at a time."""

from __future__ import annotations

from pathlib import Path

from lampblack.media.wav import WavReader, WavWriter
from lampblack.sound.gain import turn
from lampblack.sound.level import Gauged, decibels, mastering
from lampblack.sound.metering import HOP, K_WEIGHTING, TENTH, PeakMeter, PowerMeter
from lampblack.sound.model import Loudness
from lampblack.sound.stems import stretches

AAC_OVERSHOOT = 0.8
"""dB left free under the ceiling: a lossy codec's decoder may overshoot the samples it was given."""


def master(
    path: Path,
    dialogue: WavReader,
    under: WavReader,
    mix: Gauged,
    *,
    samples: int,
    target: float,
    ceiling: float,
    by: str,
) -> Loudness:
    """Write the mix at `target` LUFS under `ceiling` dBTP, and say what it measures."""
    found = mastering(mix, target, ceiling - AAC_OVERSHOOT, by)
    gains = found.gains()
    powers, peaks = PowerMeter(K_WEIGHTING, TENTH, samples), PeakMeter(samples)
    with WavWriter(path) as file:
        for start, stop in stretches(samples):
            whole = dialogue.part(start, stop) + under.part(start, stop)
            turn(whole, HOP, start, gains)
            powers.feed(whole)
            peaks.feed(whole)
            file.write(whole)
    heard = Gauged(powers=powers.powers()[: samples // TENTH], dialogue=mix.dialogue, peaks=peaks.peaks())
    return Loudness(
        integrated=heard.level("programme"),
        dialogue=heard.level("dialogue"),
        true_peak=max(-120.0, decibels(float(heard.peaks.max(initial=0.0)))),
        limited_db=float(found.taken.max(initial=0.0)),
        samples=samples,
    )
