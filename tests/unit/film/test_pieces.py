from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.context import Blob, Cancelled
from lampblack.base.time import FrameRange, Rate, SampleRange
from lampblack.engines.requests import Size
from lampblack.film import pieces, steps
from lampblack.film.grading import dissolved, faded, laid_over, overlay
from lampblack.film.letters import BAND, caption_overlay, card
from lampblack.film.model import Caption, Encoding, Piece, PieceFacts, Source
from lampblack.media.colour import split, to_planes, to_rgb
from lampblack.media.lettering import SHIPPED
from lampblack.media.video import VideoReader

HD = Size(width=1280, height=720)
BOTH = {"zh": "山高水长，此去何时归？", "en": "The road is long, the water longer — when will you return?"}
LONG = {
    "zh": "太阳每天从东方升起，又从西方落下；那么夜里，它去了哪里？我要追上去，问一问它怕不怕黑。",
    "en": "The sun rises in the east every day and sets in the west. Then where does it go at night? I will run after "
    "it and ask it whether it is afraid of the dark, as I am.",
}


def caption(text: dict[str, str], start: int = 0, stop: int = 48_000) -> Caption:
    return Caption(range=SampleRange(start=start, stop=stop), text=text)


def source(start: int, stop: int, blob: int = 0) -> Source:
    return Source(blob=blob, range_in_take=FrameRange(start=start, stop=stop))


def shown(desk: Any, piece: Piece, takes: tuple[Blob, ...], encoding: Encoding) -> tuple[list[NDArray[np.uint8]], Any]:
    answer = steps.encode_piece(desk, piece=piece, takes=takes, encoding=encoding)
    with VideoReader(desk.path(cast(Blob, answer["piece"]))) as reader:
        return list(reader.rgb(0, reader.contents.frames)), cast(PieceFacts, answer["value"])


def test_a_dissolve_mixes_both_takes_and_hands_over_evenly(
    desk: Any, take: Callable[..., Blob], encoding: Encoding
) -> None:
    piece = Piece(kind="dissolve", sources=(source(0, 9), source(0, 9, 1)), frames=9)
    frames, _ = shown(desk, piece, (take(9, grey=40), take(9, grey=200)), encoding)
    greys = [float(frame[60:, 40:150].mean()) for frame in frames]
    assert greys == pytest.approx([40 + 160 * (index + 1) / 10 for index in range(9)], abs=3)


def test_a_fade_may_span_pieces(desk: Any, take: Callable[..., Blob], encoding: Encoding) -> None:
    whole = take(12, grey=200)
    first = Piece(sources=(source(0, 6),), frames=6, fade_in=10)
    second = Piece(sources=(source(6, 12),), frames=6, fade_in=10, fade_from=6)
    lights = [pieces.light_at(first, index) for index in range(6)] + [pieces.light_at(second, i) for i in range(6)]
    assert lights == pytest.approx([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.0])
    frames, _ = shown(desk, first, (whole,), encoding)
    assert frames[0].max() <= 2
    assert frames[5][60:].mean() == pytest.approx(100, abs=4)


def test_a_fade_out_ends_in_black() -> None:
    piece = Piece(sources=(source(0, 8),), frames=8, fade_out=4)
    assert [pieces.light_at(piece, index) for index in range(8)] == [1, 1, 1, 1, 0.75, 0.5, 0.25, 0]
    early = replace(piece, frames=2, fade_to=2)
    assert [pieces.light_at(early, index) for index in range(2)] == [0.75, 0.5]


def test_a_take_at_another_rate_keeps_its_pace(
    desk: Any, take: Callable[..., Blob], encoding: Encoding, number_of: Callable[..., int]
) -> None:
    slow = Piece(sources=(source(0, 12),), frames=24)
    frames, _ = shown(desk, slow, (take(12, rate="12"),), encoding)
    assert [number_of(frame) for frame in frames] == [index // 2 for index in range(24)]
    fast = Piece(sources=(source(0, 50),), frames=24)
    frames, _ = shown(desk, fast, (take(50, rate="50"),), encoding)
    assert [number_of(frame) for frame in frames] == [index * 50 // 24 for index in range(24)]


def test_a_take_of_another_size_is_brought_to_the_films(
    desk: Any, take: Callable[..., Blob], encoding: Encoding
) -> None:
    larger = replace(encoding, size=Size(width=256, height=192))
    frames, facts = shown(desk, Piece(sources=(source(0, 3),), frames=3), (take(3),), larger)
    assert frames[0].shape == (192, 256, 3) and facts.frames == 3
    assert frames[1][:20].max() <= 3 and frames[1][96, 128].mean() == pytest.approx(110, abs=4)


def test_a_caption_is_drawn_on_its_frames_and_no_others(
    desk: Any, take: Callable[..., Blob], encoding: Encoding
) -> None:
    span = (Rate.parse(24).samples_at(3), Rate.parse(24).samples_at(6))
    piece = Piece(
        sources=(source(0, 9),), frames=9, captions=(caption({"zh": "山高"}, *span),), caption_languages=("zh",)
    )
    frames, _ = shown(desk, piece, (take(9, grey=60),), encoding)
    lit = [bool(frame[88:].max() > 150) for frame in frames]
    assert lit == [False] * 3 + [True] * 3 + [False] * 3


@pytest.mark.parametrize("text", (BOTH, LONG, {"en": LONG["en"]}, {"zh": LONG["zh"] * 2}))
@pytest.mark.parametrize("size", (HD, Size(width=640, height=360), Size(width=1080, height=1920)))
def test_captions_stay_in_the_band_and_never_touch_each_other(text: dict[str, str], size: Size) -> None:
    lettering = caption_overlay(caption(text), ("zh", "en"), size)
    assert lettering is not None
    assert lettering.top >= size.height * (1 - BAND) - 2 and lettering.bottom <= size.height * 0.985
    width = lettering.planes[0].shape[1]
    assert lettering.left >= size.width * 0.05 and lettering.left + width <= size.width * 0.95
    bright = (lettering.planes[0] > 180 * 256).any(1)
    lines = int((bright[1:] & ~bright[:-1]).sum()) + int(bright[0])
    assert 1 <= lines <= (4 if size.width > size.height else 8)


def test_two_languages_stand_on_separate_rows_the_first_larger() -> None:
    lettering = caption_overlay(caption(BOTH), ("zh", "en"), HD)
    assert lettering is not None
    bright = (lettering.planes[0] > 180 * 256).any(1).astype(int)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], bright, [0]])))
    rows = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert len(rows) == 2
    assert rows[0][1] - rows[0][0] > rows[1][1] - rows[1][0]


def test_nothing_is_drawn_for_a_language_the_caption_lacks() -> None:
    assert caption_overlay(caption({"zh": "山"}), ("en",), HD) is None


def test_missing_glyphs_are_told_in_the_facts(desk: Any, take: Callable[..., Blob], encoding: Encoding) -> None:
    piece = Piece(sources=(source(0, 3),), frames=3, captions=(caption({"zh": "龘山"}),), caption_languages=("zh",))
    assert shown(desk, piece, (take(3),), encoding)[1].missing == ("龘",)


def test_missing_glyphs_are_a_finding_before_anything_is_drawn(desk: Any) -> None:
    (found,) = steps.find_missing(desk, characters="夸山父龘")["value"]
    assert "龘:" in found.message and "夸" not in found.message
    assert steps.find_missing(desk, characters="夸父逐日 Kuafu")["value"] == ()


def test_a_title_card_is_light_letters_on_dark() -> None:
    rgb = to_rgb(card(("夸父逐日", "Kuafu Chases the Sun"), HD))
    assert np.median(rgb) < 40 and rgb.max() > 220
    title, small = rgb[250:380].max(2) > 180, rgb[390:480].max(2) > 120
    assert title.any(0).sum() > 150 and small.any(0).sum() > 100
    columns = np.flatnonzero(title.any(0))
    assert abs((columns[0] + columns[-1]) / 2 - HD.width / 2) < 12


def test_a_very_long_title_is_set_in_several_lines() -> None:
    rgb = to_rgb(card(("一部名字长得不能再长的电影" * 6,), HD))
    assert (rgb[:, :60].max() < 60) and (rgb[:, -60:].max() < 60) and rgb.max() > 200


def test_lettering_on_planes_looks_like_lettering_on_rgb() -> None:
    ground = np.full((64, 64, 3), (60, 120, 180), np.uint8)
    bitmap = np.zeros((21, 30, 4), np.uint8)
    bitmap[4:17, 5:25] = (200, 40, 40, 255)
    bitmap[4:17, 5:10] //= 2
    mixed = to_rgb(laid_over(to_planes(ground), overlay(bitmap, top=11, left=13))).astype(int)
    assert np.abs(mixed[20, 30] - (200, 40, 40)).max() <= 3
    half = (np.array((60, 120, 180)) * 128 + np.array((100, 20, 20)) * 255) / 255
    assert np.abs(mixed[21, 20] - half).max() <= 5
    assert np.abs(mixed[40, 50] - (60, 120, 180)).max() <= 2


def test_a_frame_nobody_touches_is_handed_on_as_it_is() -> None:
    planes = to_planes(np.random.default_rng(3).integers(0, 256, (16, 16, 3), dtype=np.uint8))
    assert faded(planes, 1.0) is planes
    assert (dissolved(planes, planes, 0.5) == planes).all()
    luma, blue, red = split(faded(planes, 0.0))
    assert (luma == 16).all() and (blue == 128).all() and (red == 128).all()


def test_the_same_piece_gives_the_same_bytes(desk: Any, take: Callable[..., Blob], encoding: Encoding) -> None:
    piece = Piece(
        sources=(source(0, 6),), frames=6, captions=(caption(BOTH),), caption_languages=("zh", "en"), fade_in=3
    )
    blobs = {
        cast(Blob, steps.encode_piece(desk, piece=piece, takes=(take(6),), encoding=encoding)["piece"]).digest
        for _ in range(2)
    }
    assert len(blobs) == 1


def test_a_piece_nobody_waits_for_stops(
    desk: Any, take: Callable[..., Blob], encoding: Encoding, tmp_path: Path
) -> None:
    desk.cancelled = lambda: True
    with pytest.raises(Cancelled):
        pieces.encode(Piece(sources=(source(0, 3),), frames=3), (desk.path(take(3)),), encoding, (SHIPPED,), desk)
