"""Loudness as FFmpeg's `ebur128` filter has it: a second meter, to hold ours against."""

from __future__ import annotations

import math
from fractions import Fraction

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph

from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound


def ebur128(sound: Sound) -> tuple[float, float]:
    """(integrated LUFS, true peak in dBTP) of a stereo sound."""
    graph = Graph()
    source = graph.add_abuffer(
        format="fltp", layout="stereo", sample_rate=SAMPLE_RATE, time_base=Fraction(1, SAMPLE_RATE)
    )
    meter = graph.add("ebur128", "metadata=1:peak=true")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    said: dict[str, str] = {}
    for start in range(0, len(sound), 48_000):
        frame = AudioFrame.from_ndarray(
            np.ascontiguousarray(sound[start : start + 48_000].T), format="fltp", layout="stereo"
        )
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
        graph.push(frame)
        said |= _pulled(graph)
    graph.push(None)
    said |= _pulled(graph)
    peak = max(float(said["lavfi.r128.true_peaks_ch0"]), float(said["lavfi.r128.true_peaks_ch1"]))
    return float(said["lavfi.r128.I"]), 20.0 * math.log10(peak)


def _pulled(graph: Graph) -> dict[str, str]:
    said: dict[str, str] = {}
    while True:
        try:
            said |= graph.pull().metadata
        except (av.error.BlockingIOError, av.error.EOFError):
            return said
