"""The trunk: rings from hip to neck, and points on its cloth, for everything that is worn on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lampblack.builtin.theatre.puppet.loft import Ring, between_rings
from lampblack.builtin.theatre.puppet.skeleton import Skeleton
from lampblack.builtin.theatre.puppet.vector import Vec, along, mix, sub, unit
from lampblack.staging.figure import Figure

HIP, WAIST, CHEST, SHOULDER, SLOPE, NECK = range(6)


@dataclass(frozen=True, slots=True)
class Trunk:
    """Rings from the hip up: hip, waist, chest, shoulder, slope, neck."""

    rings: tuple[Ring, ...]
    known: dict[float, Ring] = field(default_factory=dict[float, Ring], compare=False, repr=False)
    """Rings between them that were asked for before: the same ones are, for every seam of a garment."""

    def ring(self, t: float) -> Ring:
        """The ring at `t`: 0 hip, 1 waist, 2 chest, 3 shoulder, 4 slope of the shoulder, 5 neck."""
        found = self.known.get(t)
        if found is None:
            at = max(0.0, min(float(NECK), t))
            low = min(int(at), NECK - 1)
            found = self.known[t] = between_rings(self.rings[low], self.rings[low + 1], at - low)
        return found

    def at(self, turn: float, t: float) -> Vec:
        return self.ring(t).at(turn)


def trunk_of(bones: Skeleton, figure: Figure, thick: float = 1.0) -> Trunk:
    """The trunk of `figure` in its clothes; `thick` multiplies their fullness."""
    body = bones.body
    h, g = body.height, body.girth * thick
    woman = figure.sex == "woman" and figure.age != "child"
    child = figure.age == "child"
    low, pit = bones.pelvis, bones.chest
    waist = along(low.origin, unit(sub(mix(low.origin, pit.origin, 0.5), low.origin)), (body.neck - body.pelvis) * 0.42)
    middle_side, middle_front = mix(low.right, pit.right, 0.5), mix(low.forward, pit.forward, 0.5)
    drop = body.neck - body.pelvis

    def up(by: float) -> Vec:
        return along(pit.origin, pit.up, by)

    hip_w = (0.096 if woman else 0.092) * h * g
    waist_w = (0.070 if woman else 0.082 if not child else 0.088) * h * g
    chest_w = body.shoulder * (0.84 if woman else 0.86)
    bust = 0.074 if woman else 0.070
    paunch = 0.064 if figure.age == "middle" and figure.build == "broad" else 0.056
    return Trunk(
        (
            Ring(along(low.origin, low.up, 0.02 * h), low.right, low.forward, hip_w, 0.066 * h * g, 0.074 * h * g),
            Ring(waist, unit(middle_side), unit(middle_front), waist_w, paunch * h * g, 0.056 * h * g),
            Ring(up(-0.36 * drop), pit.right, pit.forward, chest_w, bust * h * g, 0.062 * h * g),
            Ring(up(-0.045 * h), pit.right, pit.forward, body.shoulder * 0.98, 0.052 * h * g, 0.056 * h * g),
            Ring(up(-0.006 * h), pit.right, pit.forward, body.shoulder * 0.66, 0.042 * h * g, 0.048 * h * g),
            Ring(up(0.020 * h), pit.right, pit.forward, 0.043 * h, 0.034 * h, 0.040 * h),
        )
    )
