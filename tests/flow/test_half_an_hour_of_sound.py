"""Thirty minutes, three hundred shots, three hundred lines: each on its sample, no drift, bounded memory."""

from __future__ import annotations

import shutil
import tracemalloc
from collections.abc import Generator, Mapping
from pathlib import Path

import numpy as np
import pytest
from benchmarks.media import Desk
from half_hour import VOICES, Said, half_hour, voice

from lampblack.base.context import Blob
from lampblack.film.steps import encode_sound
from lampblack.graph.job import Job, Ref, Value
from lampblack.media.audio import Sound, read_sound, wav_bytes
from lampblack.media.wav import WavReader, WavWriter
from lampblack.sound import steps

pytestmark = pytest.mark.slow

MEGABYTE = 1024 * 1024


class Room:
    """Does the jobs of a sound plan one after another, on blobs in a folder."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(folder)
        self.made: dict[tuple[str, str], Blob] = {}

    def do(self, job: Job) -> None:
        step = getattr(steps, job.work.name.rpartition(":")[2])  # type: ignore[union-attr]
        inputs = {name: self._given(entry) for name, entry in job.inputs.items()}
        for name, output in step(self.desk, **inputs, **job.settings).items():
            if isinstance(output, Blob):
                self.made[job.id, name] = output

    def _given(self, entry: object) -> object:
        if isinstance(entry, tuple):
            return tuple(self._given(each) for each in entry)
        if isinstance(entry, Ref):
            return self.made[entry.job, entry.output]
        assert isinstance(entry, Value)
        return entry.value


@pytest.fixture(scope="module")
def heard(
    tmp_path_factory: pytest.TempPathFactory,
) -> Generator[tuple[Said, Mapping[tuple[str, str], Path], float]]:
    """The film mixed: its outputs' files, and the most memory it took, in MB."""
    said = half_hour()
    folder = tmp_path_factory.mktemp("half-hour")
    room = Room(folder)
    for number in range(VOICES):
        room.made[f"read/voice-{number}", "voice"] = room.desk.put(wav_bytes(voice(number)))
    rng = np.random.default_rng(4)
    for job in said.plan.jobs:
        if job.id.startswith(("sound/effect", "sound/ambience")):
            seconds = 24 if "ambience" in job.id else 0.4
            noise = (0.05 * rng.standard_normal((int(seconds * 48_000), 2))).astype(np.float32)
            room.made[job.id, "sound"] = room.desk.put(wav_bytes(noise, depth="pcm16"))
    samples = said.cut.rate.samples_at(said.cut.frames)
    room.made["sound/score", "music"] = room.desk.put(_score(room.desk.scratch / "score.wav", samples))
    tracemalloc.start()
    for job in said.plan.jobs:
        if job.id.startswith(("sound/region", "sound/stems", "sound/mix")):
            room.do(job)
    most = tracemalloc.get_traced_memory()[1] / MEGABYTE
    tracemalloc.stop()
    sound = encode_sound(room.desk, mix=room.made["sound/mix", "mix"], samples=samples)["sound"]
    room.made["film/sound", "sound"] = sound
    yield said, {key: room.desk.path(blob) for key, blob in room.made.items()}, most
    # four gigabytes that nobody looks at again
    shutil.rmtree(folder)


def _score(path: Path, samples: int) -> Path:
    t = np.arange(48_000) / 48_000
    with WavWriter(path, depth="pcm16") as file:
        for second in range(-(-samples // 48_000)):
            tone = 0.05 * np.sin(2 * np.pi * (220 + 20 * (second % 12)) * t)
            piece = np.stack([tone, tone], axis=1).astype(np.float32)
            file.write(piece[: samples - second * 48_000])
    return path


def test_every_line_is_on_its_sample_in_the_mix_from_the_first_to_the_last(
    heard: tuple[Said, Mapping[tuple[str, str], Path], float],
):
    said, files, _ = heard
    with WavReader(files["sound/mix", "mix"]) as mix, WavReader(files["sound/stems", "dialogue"]) as dialogue:
        samples = said.cut.rate.samples_at(said.cut.frames)
        assert mix.samples == dialogue.samples == samples
        for reader in (mix, dialogue):
            off = [_off(reader.part(cue.start - 480, cue.start + 48_000), said, cue.line) for cue in said.cut.lines]
            assert set(off) == {0}


def test_every_line_is_on_its_sample_in_the_delivered_track(
    heard: tuple[Said, Mapping[tuple[str, str], Path], float],
):
    said, files, _ = heard
    track = read_sound(files["film/sound", "sound"])
    # a decoder gives the last packet whole
    assert 0 <= len(track) - said.cut.rate.samples_at(said.cut.frames) < 1024
    off = [_off(track[cue.start - 480 : cue.start + 48_000], said, cue.line) for cue in said.cut.lines]
    assert set(off) <= {-1, 0, 1}
    assert abs(sum(off[:30]) - sum(off[-30:])) <= 30


def test_thirty_minutes_take_no_more_memory_than_a_region_and_a_stretch(
    heard: tuple[Said, Mapping[tuple[str, str], Path], float],
):
    assert heard[2] < 350


def _off(around: Sound, said: Said, line: str) -> int:
    """How many samples late a line is in what begins 480 samples before its place in the cut."""
    recording = voice(int(said.voices[line].rpartition("-")[2]))[:40_000, 0]
    heard = around.mean(axis=1)
    size = 1 << (len(heard) + len(recording)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(recording, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[:960])) - 480
