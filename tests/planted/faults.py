"""What generative models do wrong, done on purpose to RGB frames (n, height, width, 3); each strength in its own unit.

Each gives frames of the same count and size unless that is its fault. Seeded: same frames and strength, same fault.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.takes.screening.model import What

Frames = NDArray[np.uint8]
Masks = NDArray[np.bool_]
"""Where a person is (n, 90, 160)."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault with the strengths it is planted at, and the detector that is to find it."""

    name: str
    what: What
    plant: Callable[[Frames, float, Masks], Frames]
    strengths: tuple[float, ...]
    unit: str
    needs: str = ""
    """`person`: only in clips with somebody; `move`: only where the camera moves; empty: in all."""


def freeze(frames: Frames, seconds: float, masks: Masks) -> Frames:
    """From the 10th frame on the picture stands for so long, then goes on."""
    out, held = frames.copy(), round(seconds * 24)
    out[10 : 10 + held] = frames[10]
    return out


def blacken(frames: Frames, count: float, masks: Masks) -> Frames:
    out = frames.copy()
    out[20 : 20 + int(count)] = 2
    return out


def repeat(frames: Frames, every: float, masks: Masks) -> Frames:
    """Every so many frames one is shown twice."""
    out = frames.copy()
    for n in range(3, len(frames), int(every)):
        out[n] = out[n - 1]
    return out


def flickering(frames: Frames, percent: float, masks: Masks) -> Frames:
    gains = 1.0 + percent / 100 * np.random.default_rng(1).standard_normal(len(frames))
    return np.stack([_levels(frame * gain) for frame, gain in zip(frames.astype(np.float32), gains, strict=True)])


def boil(frames: Frames, sigma: float, masks: Masks) -> Frames:
    """Texture that is new on every frame, patches of about 16 pixels."""
    lot, (height, width) = np.random.default_rng(2), frames.shape[1:3]
    out: list[Frames] = []
    for frame in frames:
        coarse = lot.standard_normal((height // 16, width // 16)).astype(np.float32)
        field = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
        out.append(_levels(frame + sigma * field[..., None]))
    return np.stack(out)


def melt(frames: Frames, pixels: float, masks: Masks) -> Frames:
    """An elastic warp of the picture's middle that goes another way every three frames."""
    lot, (height, width) = np.random.default_rng(3), frames.shape[1:3]
    keys = lot.standard_normal((len(frames) // 3 + 2, 2, 6, 10)).astype(np.float32)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    window = np.exp(-(((x / width - 0.5) / 0.3) ** 2) - ((y / height - 0.5) / 0.3) ** 2)
    out: list[Frames] = []
    for n, frame in enumerate(frames):
        at, share = divmod(n, 3)
        field = keys[at] * (1 - share / 3) + keys[at + 1] * share / 3
        dx, dy = (cv2.resize(each, (width, height), interpolation=cv2.INTER_CUBIC) * window * pixels for each in field)
        out.append(cv2.remap(frame, x + dx, y + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT))
    return np.stack(out)


def cut_away(frames: Frames, zoom: float, masks: Masks) -> Frames:
    """From the middle on another framing of the same: nearer by `zoom`; 0: mirrored."""
    height, width = frames.shape[1:3]
    out = frames.copy()
    for n in range(len(frames) // 2, len(frames)):
        if zoom == 0:
            out[n] = frames[n][:, ::-1]
        else:
            w, h = int(width / zoom), int(height / zoom)
            part = frames[n][height // 4 : height // 4 + h, :w] if zoom >= 1.34 else frames[n][:h, :w]
            out[n] = cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR)
    return out


def slow(frames: Frames, pace: float, masks: Masks) -> Frames:
    """At `pace` times its speed, frames blended; 0: the first frame with its grain boiling."""
    grain = np.random.default_rng(4)
    out: list[Frames] = []
    for n in range(len(frames)):
        at, share = divmod(n * pace, 1.0)
        a, b = frames[int(at)].astype(np.float32), frames[min(len(frames) - 1, int(at) + 1)].astype(np.float32)
        noise = grain.standard_normal(a.shape[:2]).astype(np.float32)[..., None]
        out.append(_levels(a * (1 - share) + b * share + noise))
    return np.stack(out)


def shake(frames: Frames, pixels: float, masks: Masks) -> Frames:
    """The whole picture jumps about."""
    lot = np.random.default_rng(5)
    return np.stack([_shifted(frame, *(pixels * lot.standard_normal(2))) for frame in frames])


def drifting_camera(frames: Frames, percent: float, masks: Masks) -> Frames:
    """A pan nobody asked for: so many percent of the width a second."""
    width = frames.shape[2]
    middle = len(frames) / 2
    return np.stack([_shifted(f, (n - middle) / 24 * percent / 100 * width, 0.0) for n, f in enumerate(frames)])


def backwards(frames: Frames, strength: float, masks: Masks) -> Frames:
    """Played from its end: the camera goes the other way."""
    return frames[::-1].copy()


def stand_still(frames: Frames, share: float, masks: Masks) -> Frames:
    """The camera makes only `share` of its move: the take is stabilised to its first frame by that much (by time)."""
    return slow(frames, max(share, 0.02), masks)


def tint(frames: Frames, levels: float, masks: Masks) -> Frames:
    """The whole picture turns warmer, by so many levels until the end."""
    grown = np.linspace(0, levels, len(frames), dtype=np.float32)
    turn = np.array([1.0, 0.0, -1.0], np.float32)
    return np.stack([_levels(frame + by * turn) for frame, by in zip(frames, grown, strict=True)])


def other_clothes(frames: Frames, levels: float, masks: Masks) -> Frames:
    """The people's colours drift, by so many levels until the end."""
    grown = np.linspace(0, levels, len(frames), dtype=np.float32)
    turn = np.array([1.0, -0.3, -0.7], np.float32)
    return np.stack([
        _levels(frame + by * turn * _large(mask, frame)[..., None])
        for frame, by, mask in zip(frames, grown, masks, strict=True)
    ])  # fmt: skip


def vanish(frames: Frames, share: float, masks: Masks) -> Frames:
    """The people are painted over with what stands around them, `share` opaque."""
    out: list[Frames] = []
    for frame, mask in zip(frames, masks, strict=True):
        hole = cv2.dilate(mask.astype(np.uint8), np.ones((5, 5), np.uint8))
        filled = cv2.inpaint(cv2.resize(frame, (160, 90), interpolation=cv2.INTER_AREA), hole, 3, cv2.INPAINT_TELEA)
        large = cv2.resize(filled, frame.shape[1::-1], interpolation=cv2.INTER_CUBIC)
        cover = share * _large(hole > 0, frame)[..., None]
        out.append(_levels(frame * (1 - cover) + large * cover))
    return np.stack(out)


def stranger(frames: Frames, size: float, masks: Masks) -> Frames:
    """A dark figure, `size` of the picture's height, walks in from the left."""
    height, width = frames.shape[1:3]
    out = frames.copy()
    for n, frame in enumerate(out):
        x, tall = int(width * (0.05 + 0.35 * n / len(frames))), size * height
        foot = int(0.95 * height)
        middle = (x, int(foot - 0.42 * tall))
        swing = 8 * np.sin(n * 0.9)
        cv2.ellipse(frame, middle, (int(0.13 * tall), int(0.42 * tall)), swing, 0, 360, (60, 40, 70), -1, cv2.LINE_AA)
        cv2.circle(frame, (x, int(foot - 0.92 * tall)), int(0.08 * tall), (190, 150, 130), -1, cv2.LINE_AA)
    return out


def brighter(frames: Frames, stops: float, masks: Masks) -> Frames:
    """All of it exposed otherwise, display gamma 2.2."""
    return np.stack([_levels(frame * 2.0 ** (stops / 2.2)) for frame in frames.astype(np.float32)])


def lettered(frames: Frames, share: float, masks: Masks) -> Frames:
    """Words stand in the picture, letters `share` of its height tall."""
    height, width = frames.shape[1:3]
    out = frames.copy()
    for frame in out:
        at = (int(0.08 * width), int(0.88 * height))
        scale = share * height / 22
        for colour, thick in (((20, 20, 20), 3), ((245, 245, 245), 1)):
            cv2.putText(frame, "SAMPLE text (c) 2026", at, cv2.FONT_HERSHEY_SIMPLEX, scale, colour,
                        max(1, round(thick * scale)), cv2.LINE_AA)  # fmt: skip
    return out


FAULTS: tuple[Fault, ...] = (
    Fault(name="black frames", what="black", plant=blacken, strengths=(1, 3, 8), unit="frames"),
    Fault(name="frozen", what="frozen", plant=freeze, strengths=(0.3, 0.5, 1.0), unit="s"),
    Fault(name="repeated frames", what="duplicates", plant=repeat, strengths=(16, 8, 4), unit="th frame", needs="move"),
    Fault(name="flicker", what="flicker", plant=flickering, strengths=(0.5, 1.5, 4), unit="%"),
    Fault(name="boiling texture", what="boiling", plant=boil, strengths=(1.5, 3, 6), unit="levels"),
    Fault(name="crawling texture", what="warping", plant=boil, strengths=(1.5, 3, 6), unit="levels"),
    Fault(name="melting forms", what="melting", plant=melt, strengths=(2, 4, 8), unit="px"),
    Fault(name="cut inside", what="cut", plant=cut_away, strengths=(1.15, 1.6, 0), unit="x nearer (0: mirrored)"),
    Fault(name="too little moves", what="motion", plant=slow, strengths=(0.5, 0.2, 0), unit="pace", needs="move"),
    Fault(name="shaken", what="motion", plant=shake, strengths=(1, 3, 8), unit="px"),
    Fault(name="a pan nobody asked for", what="camera", plant=drifting_camera, strengths=(2, 5, 10), unit="%/s"),
    Fault(name="the camera goes the other way", what="camera", plant=backwards, strengths=(1,), unit="", needs="move"),
    Fault(name="the camera hardly goes", what="camera", plant=stand_still, strengths=(0.7, 0.3, 0), unit="of its way",
          needs="move"),
    Fault(name="nobody there", what="missing", plant=vanish, strengths=(0.6, 0.85, 1.0), unit="painted over",
          needs="person"),
    Fault(name="somebody else", what="stranger", plant=stranger, strengths=(0.25, 0.5, 0.8), unit="of the height"),
    Fault(name="colours drift", what="colour_drift", plant=tint, strengths=(6, 12, 24), unit="levels"),
    Fault(name="clothes drift", what="identity_drift", plant=other_clothes, strengths=(10, 20, 40), unit="levels",
          needs="person"),
    Fault(name="exposure", what="exposure", plant=brighter, strengths=(0.25, 0.5, 1.0), unit="stops"),
    Fault(name="letters", what="lettering", plant=lettered, strengths=(0.03, 0.06, 0.1), unit="of the height"),
)  # fmt: skip


def _levels(picture: NDArray[np.floating]) -> Frames:
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def _large(mask: NDArray[np.bool_], frame: Frames) -> NDArray[np.float32]:
    """A small mask at the frame's size, soft at its border."""
    return cv2.resize(mask.astype(np.float32), frame.shape[1::-1], interpolation=cv2.INTER_LINEAR)


def _shifted(frame: Frames, dx: float, dy: float) -> Frames:
    move = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
    return cv2.warpAffine(frame, move, frame.shape[1::-1], borderMode=cv2.BORDER_REFLECT)
