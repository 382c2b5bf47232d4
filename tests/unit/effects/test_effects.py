"""Effects are exact in length, differ from each other, and an unknown one is never something else."""

from pathlib import Path

import numpy as np
import pytest

from lampblack.base.context import Blob
from lampblack.base.digest import digest_of
from lampblack.base.errors import UserError
from lampblack.builtin.effects.ambiences import AMBIENCES
from lampblack.builtin.effects.engine import Effects
from lampblack.builtin.effects.spots import SPOTS
from lampblack.engines.requests import Foley
from lampblack.media.audio import read_wav


class _Context:
    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch

    def put(self, source: bytes | Path) -> Blob:
        assert isinstance(source, Path)
        return Blob(digest=digest_of(source.read_bytes()))

    def progress(self, done: float, note: str = "") -> None: ...

    def cancelled(self) -> bool:
        return False


def _sound(tmp_path: Path, request: Foley) -> np.ndarray:
    Effects().run(request, 1, _Context(tmp_path))  # pyright: ignore[reportArgumentType]
    return read_wav(tmp_path / "sound.wav")


@pytest.mark.parametrize("what", sorted(SPOTS))
def test_a_spot_effect_is_heard_at_once_and_ends_in_silence(tmp_path: Path, what: str):
    sound = _sound(tmp_path, Foley(what=what, samples=60_001, ground="rock"))
    assert sound.shape == (60_001, 1)
    assert 0.45 < np.abs(sound).max() <= 0.5 + 1e-6
    assert np.abs(sound[-4:]).max() < 0.01


@pytest.mark.parametrize("what", sorted(AMBIENCES))
def test_an_ambience_is_stereo_and_never_clips(tmp_path: Path, what: str):
    sound = _sound(tmp_path, Foley(what=what, samples=96_000 * 3, ambience=True))
    assert sound.shape == (288_000, 2)
    assert np.abs(sound).max() <= 0.5 + 1e-6
    assert np.sqrt((sound**2).mean()) > 0.005
    assert not np.array_equal(sound[:, 0], sound[:, 1])


def test_rain_is_as_loud_as_other_weather(tmp_path: Path):
    levels = {
        what: float(np.sqrt((_sound(tmp_path, Foley(what=what, samples=288_000, ambience=True)) ** 2).mean()))
        for what in ("rain", "wind", "train", "city")
    }
    assert 20 * np.log10(levels["rain"] / max(levels.values())) > -6.0, "not measured by its drops"


def test_grounds_sound_different_and_seeds_vary_a_step(tmp_path: Path):
    rock = _sound(tmp_path, Foley(what="footstep", samples=20_000, ground="rock", seed=1))
    sand = _sound(tmp_path, Foley(what="footstep", samples=20_000, ground="sand", seed=1))
    again = _sound(tmp_path, Foley(what="footstep", samples=20_000, ground="rock", seed=1))
    other = _sound(tmp_path, Foley(what="footstep", samples=20_000, ground="rock", seed=2))
    assert np.array_equal(rock, again)
    assert not np.allclose(rock, sand) and not np.allclose(rock, other)


def test_an_unknown_sound_is_refused_with_what_there_is(tmp_path: Path):
    with pytest.raises(UserError, match=r"'whale'.*footstep"):
        _sound(tmp_path, Foley(what="whale", samples=100))
