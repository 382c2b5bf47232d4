"""Thunder after lightning that is seen, as much later as it is far off."""

from __future__ import annotations

import math

from lampblack.base.time import SAMPLE_RATE, FrameRange
from lampblack.shots.model import SoundInShot
from lampblack.staging.lightning import FURTHEST, NEAREST, strikes
from lampblack.staging.stage import Staging


def thunder(staging: Staging, in_take: FrameRange) -> list[SoundInShot]:
    """The thunder of each flash that the cut shows, as long after it as it is far off; at the latest as the shot ends,
    from where it rolls on."""
    rate, found = staging.rate, list[SoundInShot]()
    for each in strikes(staging):
        if not in_take.start <= rate.frames_in(each.seconds) < in_take.stop:
            continue
        start = min(round(each.heard * SAMPLE_RATE), rate.samples_at(in_take.stop) - 1)
        strength, dull = min(1.0, 1.3 * NEAREST / each.metres), each.metres / FURTHEST
        turn = each.azimuth - staging.camera.at(0).yaw
        found.append(
            SoundInShot(
                what="thunder",
                start=start,
                strength=round(strength, 2),
                pan=round(math.sin(turn), 2),
                distance=round(each.metres, 1),
                occlusion=round(0.5 * dull + (0.3 if staging.place.inside else 0.0), 2),
            )
        )
    return found
