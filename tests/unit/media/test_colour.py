from __future__ import annotations

import av
import numpy as np
import pytest

from lampblack.media.colour import split, to_planes, to_rgb

# ITU-R BT.709-6, limited range: (Y, Cb, Cr) of full colours, as on a test card.
CARD = {
    (255, 255, 255): (235, 128, 128),
    (0, 0, 0): (16, 128, 128),
    (255, 0, 0): (63, 102, 240),
    (0, 255, 0): (173, 42, 26),
    (0, 0, 255): (32, 240, 118),
}


@pytest.mark.parametrize("colour", CARD)
def test_full_colours_have_their_bt709_codes(colour: tuple[int, int, int]) -> None:
    planes = split(to_planes(np.full((8, 8, 3), colour, np.uint8)))
    assert tuple(int(plane[2, 2]) for plane in planes) == CARD[colour]


@pytest.mark.parametrize("colour", CARD)
def test_full_colours_come_back(colour: tuple[int, int, int]) -> None:
    back = to_rgb(to_planes(np.full((8, 8, 3), colour, np.uint8)))
    assert np.abs(back.astype(int) - colour).max() <= 1


def test_grey_stays_grey_at_every_level() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 4, 0).repeat(3, 2)
    back = to_rgb(to_planes(np.ascontiguousarray(ramp))).astype(int)
    assert np.abs(back - ramp).max() <= 1
    assert (back.max(2) == back.min(2)).all()


def test_luma_agrees_with_swscale_and_not_with_bt601() -> None:
    rgb = np.random.default_rng(7).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
    theirs = frame.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG").to_ndarray()[:32]
    sd = frame.reformat(format="yuv420p", dst_colorspace="ITU601", dst_color_range="MPEG").to_ndarray()[:32]
    ours = to_planes(rgb)[:32].astype(int)
    assert np.abs(ours - theirs).max() <= 1
    assert np.abs(ours - sd).max() > 10
