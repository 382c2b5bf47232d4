"""Flames come and go with the time alone: their light, their pools, what they do to people; bulbs are steady."""

from __future__ import annotations

import numpy as np
import pytest

from lampblack.builtin.theatre.alight import TEMPERS, Burns, alight, strength, wandering
from lampblack.builtin.theatre.lamps import Lamp, lamplit, lamps_of
from lampblack.builtin.theatre.order import blowing
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.raster.compositor import draw_card
from lampblack.builtin.theatre.raster.fog import Fog
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.spill import on_floor, on_walls
from lampblack.staging.camera import CameraPose
from lampblack.staging.place import Place, light_of
from lampblack.staging.space import Point

CAMERA = CameraPose(position=Point(y=1.0, z=-4.0))
FLAMES: tuple[Burns, ...] = ("candle", "lantern", "fire")
TENTHS = [n / 24 for n in range(240)]


def ball(glow: float = 1.0, **more: float) -> Card:
    texture = Texture(np.full((16, 16, 4), 90, np.uint8))
    return upright(texture, 0.0, 0.5, 1.0, 1.0, fog=0.0, glow=glow, **more)


def shown(card: Card, over: float) -> float:
    """The picture's middle where a card is drawn over a grey, in a white haze."""
    picture = canvas(64, 36)
    picture[:3] = over
    draw_card(picture, card, CAMERA, Fog(colour=(1.0, 1.0, 1.0), density=0.0))
    return float(picture[0, 18, 32])


@pytest.mark.parametrize("burns", FLAMES)
def test_a_flame_comes_and_goes_without_a_jump_and_never_goes_out(burns: Burns) -> None:
    values = np.array([strength(burns, at, 7) for at in TENTHS])
    assert 0.6 < values.min() < 0.97 and values.max() <= 1.0
    assert np.std(values) > 0.01
    assert np.abs(np.diff(values)).max() < 0.12
    assert any(abs(strength(burns, at, 7) - strength(burns, at, 8)) > 0.01 for at in TENTHS)


def test_a_fire_moves_more_than_a_candle_and_a_candle_more_than_a_lantern() -> None:
    fire, candle, lantern = (
        np.std([strength(burns, at, 7) for at in TENTHS]) for burns in ("fire", "candle", "lantern")
    )
    assert fire > candle > lantern


def test_a_bulb_is_steady_and_a_broken_tube_stutters_at_most_twice_a_second() -> None:
    assert {strength("steady", at, 7) for at in TENTHS} == {1.0}
    values = np.array([strength("broken", n / 240, 7) for n in range(240 * 40)])
    assert values.min() < 0.5 and (values == 1.0).mean() > 0.8
    dips = np.flatnonzero((values[1:] < 0.7) & (values[:-1] >= 0.7)) / 240
    assert len(dips) > 4
    assert min(third - first for first, third in zip(dips, dips[2:], strict=False)) > 1.0


def test_light_that_burns_dims_by_its_strength_and_turns_to_no_haze() -> None:
    seconds = 1.3
    card = alight(ball(), "fire")
    gain = strength("fire", seconds, card.seed)
    assert gain < 0.97
    full, now = shown(card, 0.2) - 0.2, shown(blowing(card, seconds), 0.2) - 0.2
    assert now == pytest.approx(full * gain, abs=0.003)


def test_a_flame_leaps_on_its_foot() -> None:
    card = alight(ball(0.0), "fire", leap=0.1)
    tops = [blowing(card, at).origin[1] for at in TENTHS]
    feet = [blowing(card, at).at(0, 16)[1] for at in TENTHS]
    assert max(tops) - min(tops) > 0.03
    assert np.allclose(feet, 0.5)
    unlit = alight(ball(0.0), "fire")
    assert blowing(unlit, 1.3) is unlit, "what neither shines nor leaps stays as it is"


def test_what_shines_about_one_lamp_comes_and_goes_with_it() -> None:
    lamp = lamps_of((alight(ball(), "candle"),))[0]
    walls = (upright(Texture(np.full((40, 120, 4), 255, np.uint8)), 0.0, 0.0, 1.8, 6.0, name="back wall"),)
    (floor,), ((wall, pool),) = on_floor((lamp,)), on_walls((lamp,), walls)
    assert wall is walls[0]
    for card in (floor, pool):
        assert blowing(card, 1.3).fog == pytest.approx(1.0 - strength("candle", 1.3, lamp.seed))
    assert floor.centre[0] == pytest.approx(0.0) and floor.centre[1] < 0.05
    assert 1.0 < pool.centre[2] < 1.8
    steady = Lamp(position=lamp.position, colour=lamp.colour)
    assert not on_floor((steady,)) and not on_walls((steady,), walls)


def test_who_is_lit_by_a_flame_flickers_with_it_and_by_the_same_lamp_all_the_time() -> None:
    night = light_of(Place(id="p", kit="k", time="night"))
    lamps = tuple(
        Lamp(position=Point(x=x, y=1.5, z=0.3), colour=(1.0, part, 0.3), burns="fire", seed=seed)
        for x, part, seed in ((-0.9, 0.7, 3), (0.91, 0.6, 4))
    )
    seen = [lamplit(night, tuple(lamp.at_time(at) for lamp in lamps), Point()) for at in TENTHS]
    assert len({light.key_colour for light, _ in seen}) == 1
    shares = [share for _, share in seen]
    assert max(shares) / min(shares) > 1.1


def test_a_flame_wanders_by_millimetres_and_a_bulb_does_not() -> None:
    far = [abs(part) for at in TENTHS for part in wandering("fire", at, 3)]
    assert 0.005 < max(far) < 0.05
    assert wandering("steady", 1.0, 3) == wandering("broken", 1.0, 3) == (0.0, 0.0)
    assert set(TEMPERS) == set(FLAMES)
