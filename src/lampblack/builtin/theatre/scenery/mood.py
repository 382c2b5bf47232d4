"""What of an hour and a weather is not paint: fog, grade, air, the light on people, where the sun stands."""

from __future__ import annotations

from dataclasses import replace

from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import Colour as Paint
from lampblack.builtin.theatre.scenery.wash import mixed
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Colour, Fog, Grade, Roof, Shade, Sun
from lampblack.staging.place import TimeOfDay

_GRADES: dict[TimeOfDay, Grade] = {
    "dawn": Grade(saturation=1.10, contrast=0.42, lift=0.025, bloom=0.60, threshold=0.74, rays=0.14),
    "morning": Grade(saturation=1.08, contrast=0.42, lift=0.022, bloom=0.40, threshold=0.86, rays=0.06),
    "noon": Grade(saturation=1.08, contrast=0.46, lift=0.015, bloom=0.30, threshold=0.90),
    "afternoon": Grade(
        saturation=1.10, contrast=0.44, lift=0.022, white=(1.02, 1.0, 0.97), bloom=0.45, threshold=0.84, rays=0.08
    ),
    "dusk": Grade(
        saturation=1.03, contrast=0.48, lift=0.025, white=(1.02, 0.99, 1.0), bloom=0.65, threshold=0.70, rays=0.14
    ),
    "night": Grade(saturation=1.08, contrast=0.42, lift=0.022, white=(0.99, 1.0, 1.04), bloom=0.75, threshold=0.62),
}


def shown(colour: Paint) -> Colour:
    """A painter's colour (0 to 255) as the set's (0 to 1)."""
    return (min(1.0, colour[0] / 255.0), min(1.0, colour[1] / 255.0), min(1.0, colour[2] / 255.0))


def grade(shop: Workshop) -> Grade:
    """How the hour looks on film; rain and snow are flatter and greyer."""
    base = _GRADES[shop.place.time]
    weather = shop.place.weather
    if weather == "rain":
        return replace(base, saturation=base.saturation * 0.92, contrast=base.contrast * 0.85, rays=0.0, bloom=0.45)
    if weather in ("mist", "snow"):
        return replace(base, saturation=base.saturation * 0.95, contrast=base.contrast * 0.80, lift=base.lift + 0.015)
    return base


def fog(shop: Workshop, density: float = 0.006, start: float = 14.0) -> Fog:
    """Haze that takes the far ground; thicker in mist, rain and snow."""
    thicker = {"clear": 1.0, "wind": 0.9, "mist": 4.0, "rain": 2.6, "snow": 2.6}[shop.place.weather]
    return Fog(
        colour=shown(ground_haze(shop.hour)), density=density * thicker, start=start / (1.0 if thicker < 2 else 2.0)
    )


def ground_haze(hour: Hour) -> Paint:
    """The one colour the ground fades into: between the haze and the sky's lowest band."""
    return mixed(hour.haze, hour.sky[-1][1], 0.30)


def shade(shop: Workshop) -> Shade:
    """How the light falls on people: they take on the hour, not so far that faces are lost."""
    hour = shop.hour
    tone = mixed(hour.shade, hour.lit, 0.62)
    peak = max(tone)
    level = {"night": 0.66, "dusk": 0.86, "dawn": 0.92}.get(shop.place.time, 0.98)
    wet = 0.9 if shop.place.weather == "rain" else 1.0
    tint = mixed((255.0, 255.0, 255.0), (tone[0] / peak * 255, tone[1] / peak * 255, tone[2] / peak * 255), 0.75)
    scaled = (tint[0] * level * wet, tint[1] * level * wet, tint[2] * level * wet)
    dull = shop.place.weather in ("mist", "rain", "snow")
    rim = {"dawn": 0.85, "dusk": 0.9, "night": 0.7}.get(shop.place.time, 0.5) * (0.5 if dull else 1.0)
    shadow = {"noon": 0.42, "night": 0.30, "dawn": 0.30, "dusk": 0.30}.get(shop.place.time, 0.38)
    return Shade(tint=shown(scaled), rim=rim, shadow=shadow * (0.45 if dull else 1.0))


def sun(shop: Workshop) -> Sun | None:
    """The sun or moon as the last pass knows it; none where cloud covers it."""
    if shop.hour.disc_radius <= 0.0 or shop.place.inside:
        return None
    return Sun(azimuth=shop.sun.azimuth, height=shop.sun.height, colour=shown(shop.hour.glow))


def air(shop: Workshop, *drifting: Air) -> tuple[Air, ...]:
    """What drifts by: the kit's own, driven harder by wind, and what falls from the sky."""
    weather = shop.place.weather
    if shop.place.inside:
        return drifting
    if weather == "wind":
        return tuple(replace(one, count=int(one.count * 1.8), wind=one.wind * 2.8 + 0.6) for one in drifting)
    if weather == "rain":
        return (Air(kind="rain", count=420, colour=shown(mixed(shop.hour.haze, (226, 234, 246), 0.5)), wind=0.5),)
    if weather == "snow":
        return (Air(kind="snow", count=260, colour=(0.96, 0.97, 1.0), wind=0.35),)
    return drifting


def under(x: float, z: float, wide: float) -> Roof:
    """The roof of a house or pavilion painted `wide` metres over its eaves, as deep as wide."""
    return Roof(left=x - 0.46 * wide, right=x + 0.46 * wide, near=z - 0.4 * wide, far=z + 0.4 * wide, height=0.5 * wide)


def sway(shop: Workshop, metres: float) -> float:
    """How far a tree's top moves."""
    return metres * {"wind": 2.6, "rain": 1.3}.get(shop.place.weather, 1.0)
