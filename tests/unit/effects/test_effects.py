"""Effects are exact in length, clean at their ends and different; an unknown one is never something else."""

import time
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from lampblack.base.context import Blob
from lampblack.base.digest import digest_of
from lampblack.base.errors import UserError
from lampblack.builtin.effects.ambiences import AMBIENCES
from lampblack.builtin.effects.engine import Effects, made
from lampblack.builtin.effects.spots import SPOTS
from lampblack.builtin.effects.steps import GROUNDS
from lampblack.builtin.effects.today import rounded
from lampblack.builtin.effects.voices import line
from lampblack.engines.requests import Foley
from lampblack.media.audio import read_wav
from lampblack.sound.vocabulary import CONTINUOUS, OUTDOORS, seconds_of
from lampblack.sound.vocabulary import SPOTS as SPOKEN_OF

RISING = frozenset((
    "whoosh", "gust", "car_pass", "train_pass", "plane", "thunder_far", "breath", "cloth", "snore", "creak",
))  # fmt: skip
"""What comes nearer, or swells up, instead of being struck."""


class _Context:
    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch

    def put(self, source: bytes | Path) -> Blob:
        assert isinstance(source, Path)
        return Blob(digest=digest_of(source.read_bytes()))

    def progress(self, done: float, note: str = "") -> None: ...

    def cancelled(self) -> bool:
        return False


@cache
def spot(what: str, ground: str = "earth", seed: int = 0) -> np.ndarray:
    return made(Foley(what=what, samples=int(seconds_of(what) * 48_000), ground=ground, seed=seed))


@cache
def bed(what: str, inside: bool = False) -> np.ndarray:
    return made(Foley(what=what, samples=288_000, ambience=True, inside=inside))


def features(sound: np.ndarray) -> np.ndarray:
    """How a sound spreads over pitch and over time: shares of its energy in 24 bands and in 24 pieces of 1.5 s."""
    mono = sound.mean(axis=1)[:72_000]
    mono = np.pad(mono, (0, 72_000 - len(mono)))
    power = np.abs(np.fft.rfft(mono * np.hanning(len(mono) * 2)[len(mono) :])) ** 2
    edges = np.geomspace(40.0, 20_000.0, 25) * len(mono) / 48_000
    bands = np.array([power[int(a) : max(int(a) + 1, int(b))].sum() for a, b in pairwise(edges)])
    pieces = (mono.reshape(24, -1) ** 2).sum(axis=1)
    shape = [np.sqrt(each / (each.sum() + 1e-12)) for each in (bands, pieces)]
    return np.concatenate(shape)


def test_everything_the_film_can_speak_of_can_be_made() -> None:
    assert set(SPOTS) == set(SPOKEN_OF) and len(SPOTS) >= 45
    assert set(AMBIENCES) == CONTINUOUS and len(AMBIENCES) >= 25


@pytest.mark.parametrize("what", sorted(SPOTS))
def test_a_spot_effect_is_heard_at_once_and_is_clean(what: str) -> None:
    sound = spot(what)[:, 0]
    assert len(sound) == int(seconds_of(what) * 48_000) and np.isfinite(sound).all()
    assert np.abs(sound).max() == pytest.approx(0.5, abs=1e-3)
    assert abs(float(sound.mean())) < 2e-3, "nothing stands beside zero"
    assert abs(float(sound[0])) < 0.02 and np.abs(sound[-24:]).max() < 2e-3, "no click at the ends"
    onset = int(np.argmax(np.abs(sound) > 0.01))
    assert onset <= (5_760 if what in RISING else 480), f"{onset / 48:.1f} ms"


@pytest.mark.parametrize("what", sorted(SPOTS))
def test_a_spot_effect_is_not_cut_off_in_full_voice(what: str) -> None:
    sound = spot(what)[:, 0]
    quarter = len(sound) // 8
    assert np.sqrt(np.mean(sound[-quarter // 4 :] ** 2)) < 0.35 * np.sqrt(np.mean(sound**2)) + 1e-4


@pytest.mark.parametrize("what", sorted(AMBIENCES))
def test_an_ambience_is_wide_level_and_loops(what: str) -> None:
    sound = bed(what)
    assert sound.shape == (288_000, 2) and np.isfinite(sound).all()
    assert np.abs(sound).max() <= 0.5 + 1e-6 and np.sqrt((sound**2).mean()) > 0.01
    assert np.abs(sound.mean(axis=0)).max() < 1e-3
    left, right = np.sqrt((sound**2).mean(axis=0))
    assert abs(20 * np.log10(left / right)) < 6.0 and np.corrcoef(sound.T)[0, 1] < 0.995
    steps = np.abs(np.diff(sound, axis=0)).max(axis=1)
    assert np.abs(sound[0] - sound[-1]).max() <= np.quantile(steps, 0.9999) + 1e-3, "a click at the seam"


@pytest.mark.parametrize("what", ["wind", "river", "rain", "crowd", "sea", "train", "room", "station", "leaves"])
def test_an_ambience_is_as_loud_at_its_seam_as_anywhere(what: str) -> None:
    joined = np.concatenate([bed(what)] * 2).mean(axis=1)
    pieces = np.sqrt((joined[: 576_000 // 4_800 * 4_800].reshape(-1, 4_800) ** 2).mean(axis=1))
    steps = np.abs(np.diff(20 * np.log10(pieces + 1e-9)))
    assert steps[59] <= np.quantile(np.delete(steps, 59), 0.98) + 1.0


@pytest.mark.parametrize("what", sorted(OUTDOORS))
def test_the_outdoors_are_duller_in_a_room(what: str) -> None:
    def centre(sound: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(sound.mean(axis=1))) ** 2
        return float((np.arange(len(power)) * power).sum() / power.sum())

    outside, inside = bed(what), bed(what, inside=True)
    assert not np.array_equal(outside, inside)
    assert centre(inside) < 0.97 * centre(outside)


def test_no_two_effects_sound_alike() -> None:
    known = {what: features(spot(what)) for what in SPOTS}
    near = sorted((float(np.linalg.norm(known[a] - known[b])), a, b) for a, b in combinations(known, 2))
    assert near[0][0] > 0.12, near[:5]


def test_no_two_ambiences_sound_alike() -> None:
    known = {what: features(bed(what)) for what in AMBIENCES}
    near = sorted((float(np.linalg.norm(known[a] - known[b])), a, b) for a, b in combinations(known, 2))
    assert near[0][0] > 0.08, near[:5]


def test_grounds_shoes_weight_and_pace_are_heard_in_a_step() -> None:
    steps = {ground: features(spot("footstep", ground)) for ground in GROUNDS}
    near = sorted((float(np.linalg.norm(steps[a] - steps[b])), a, b) for a, b in combinations(steps, 2))
    assert near[0][0] > 0.1, near[:5]

    def step(**asked: object) -> np.ndarray:
        return made(Foley(what="footstep", samples=19_200, ground="stone", **asked))  # pyright: ignore[reportArgumentType]

    def high(sound: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(sound[:, 0])) ** 2
        return float(power[480:].sum() / power.sum())

    assert high(step(shoe="hard")) > 1.5 * high(step(shoe="bare"))
    assert high(step(weight=0.5)) > high(step(weight=1.6)), "who is heavy is deeper"
    gap = {pace: int(np.argmax(np.abs(step(pace=pace)[960:, 0]))) for pace in ("walk", "run")}
    assert gap["run"] < gap["walk"], "heel and toe fall together in a run"


def test_a_seed_varies_a_step_and_repeats_it() -> None:
    assert np.array_equal(
        made(Foley(what="footstep", samples=9_600, seed=1)), made(Foley(what="footstep", samples=9_600, seed=1))
    )
    assert not np.allclose(spot("footstep", seed=1), spot("footstep", seed=2))


def test_rain_is_as_loud_as_other_weather() -> None:
    levels = {what: float(np.sqrt((bed(what) ** 2).mean())) for what in ("rain", "wind", "train", "city")}
    assert 20 * np.log10(levels["rain"] / max(levels.values())) > -6.0, "not measured by its drops"


def test_effects_are_quick() -> None:
    def cost(asked: Foley) -> float:
        made(asked)
        began = time.process_time()
        made(asked)
        return time.process_time() - began

    steps = [cost(Foley(what="footstep", samples=19_200, ground=ground, seed=3)) for ground in GROUNDS]
    assert sum(steps) / len(steps) < 0.06, "twice the budget: the machine is shared"
    assert cost(Foley(what="rain", samples=24 * 48_000, ambience=True)) < 0.6


def test_the_engine_gives_a_file_of_what_is_asked(tmp_path: Path) -> None:
    Effects().run(Foley(what="bell", samples=60_001), 1, _Context(tmp_path))  # pyright: ignore[reportArgumentType]
    assert read_wav(tmp_path / "sound.wav").shape == (60_001, 1)


def test_an_unknown_sound_is_refused_with_what_there_is() -> None:
    with pytest.raises(UserError, match=r"'whale'.*beep"):
        made(Foley(what="whale", samples=100))


def test_a_sirens_glide_is_rounded_at_its_corners_as_all_of_it_would_be() -> None:
    steps = (np.floor(np.arange(40_000) / 9_001.0) % 2 == 0).astype(np.float64)
    window = np.hanning(1_200) / np.hanning(1_200).sum()
    assert np.array_equal(rounded(steps, window), np.convolve(steps, window, "same"))


@pytest.mark.parametrize("knots", [((0.0, 1.0), (1.0, 3.0)), ((0.0, 0.2), (0.3, 1.0), (0.3, 0.5), (1.0, 0.0))])
def test_a_smooth_line_goes_through_its_knots_and_stays_between_them(knots: tuple[tuple[float, float], ...]) -> None:
    drawn = line(1_000, knots)
    assert drawn[0] == knots[0][1] and abs(drawn[-1] - knots[-1][1]) < 1e-9
    values = [value for _, value in knots]
    assert drawn.min() >= min(values) - 1e-9 and drawn.max() <= max(values) + 1e-9
