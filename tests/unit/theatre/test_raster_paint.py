"""Paths: exact coverage, gradients, clips, brushes, soft edges."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from lampblack.builtin.theatre.raster.canvas import Canvas, canvas, from_rgba8, to_rgba8
from lampblack.builtin.theatre.raster.paint import paint
from lampblack.builtin.theatre.raster.sheet import Sheet

Reference = Callable[..., Any]
STAR = [(40.0, 4.3), (50.2, 30.1), (77.0, 32.2), (56.5, 49.0), (63.1, 75.4), (40.0, 60.0), (17.2, 75.3), (23.9, 48.8)]


def drawn(sheet: Sheet, width: int = 80, height: int = 80) -> Canvas:
    picture = canvas(width, height)
    paint(sheet, picture)
    return picture


def oval(x: float, y: float, a: float, b: float, n: int = 16) -> list[tuple[float, float]]:
    return [(x + a * math.cos(i * math.tau / n), y + b * math.sin(i * math.tau / n)) for i in range(n)]


def test_a_polygon_covers_each_pixel_as_much_as_it_should(polygon_coverage: Reference) -> None:
    sheet = Sheet()
    sheet.fill(STAR, "#ffffff", smooth=False)
    off = np.abs(drawn(sheet)[3] - polygon_coverage(STAR, 80, 80))
    assert np.mean(off > 1 / 255) < 0.04  # the reference itself is only exact to 1/256 of a pixel
    assert off.max() < 0.06
    assert np.abs(np.sum(drawn(sheet)[3]) - np.sum(polygon_coverage(STAR, 80, 80))) < 1.0


def test_the_reference_notices_a_shape_half_a_pixel_off(polygon_coverage: Reference) -> None:
    sheet = Sheet()
    sheet.fill([(x + 0.5, y) for x, y in STAR], "#ffffff", smooth=False)
    assert np.mean(np.abs(drawn(sheet)[3] - polygon_coverage(STAR, 80, 80)) > 1 / 255) > 0.04


def test_a_shape_half_out_of_the_picture_is_drawn_as_the_part_of_it_that_is_in() -> None:
    whole, part = Sheet(), Sheet()
    whole.fill(STAR, "#c04020", smooth=False)
    part.fill([(x - 30, y - 25) for x, y in STAR], "#c04020", smooth=False)
    assert np.allclose(drawn(whole)[:, 25:65, 30:70], drawn(part)[:, :40, :40], atol=2e-4)


def test_a_smooth_ring_of_points_has_the_area_of_its_oval() -> None:
    sheet = Sheet()
    sheet.fill(oval(40, 40, 30, 20), "#000000")
    assert np.sum(drawn(sheet)[3]) == pytest.approx(math.pi * 30 * 20, rel=0.01)


def test_a_doubled_point_makes_a_corner() -> None:
    soft, sharp = Sheet(), Sheet()
    square = [(20.0, 20.0), (60.0, 20.0), (60.0, 60.0), (20.0, 60.0)]
    soft.fill(square, "#000000")
    sharp.fill([point for point in square for _ in range(2)], "#000000")
    assert np.sum(drawn(sharp)[3]) == pytest.approx(1600, rel=0.001)
    assert np.sum(drawn(soft)[3]) > 1700


def test_colours_are_premultiplied_and_laid_over_each_other() -> None:
    sheet = Sheet()
    sheet.fill(oval(40, 40, 30, 30), "#ff0000")
    sheet.fill(oval(40, 40, 30, 30), "#0000ff80")
    r, g, b, a = drawn(sheet)[:, 40, 40]
    assert (r, g, a) == (pytest.approx(127 / 255, abs=0.01), 0, 1)
    assert b == pytest.approx(128 / 255, abs=0.01)


def test_a_gradient_runs_from_its_first_handle_to_its_second() -> None:
    sheet = Sheet()
    sheet.fill([(0, 0), (80, 0), (80, 80), (0, 80)], "#000000", "#ffffff", handles=((20, 0), (60, 0)), smooth=False)
    row = drawn(sheet)[0, 40]
    assert row[5] == 0 and row[75] == pytest.approx(1)
    assert row[40] == pytest.approx(0.51, abs=0.02)


def test_what_is_drawn_inside_stays_inside_the_kept_shape() -> None:
    sheet = Sheet()
    sheet.fill(oval(30, 40, 15, 15), "#00000000", keep=True)
    sheet.stroke([(0, 40), (80, 40)], 12, "#ff0000", pressure=(1, 1), inside=True)
    red = drawn(sheet)[0]
    assert red[40, 30] == pytest.approx(1)
    assert not red[:, 50:].any() and not red[:, :12].any()


def test_inside_of_a_kept_shape_out_of_the_picture_nothing_is_drawn() -> None:
    sheet = Sheet()
    sheet.fill(oval(30, 40, 15, 15), "#ffffff", keep=True)
    sheet.fill(oval(300, 40, 15, 15), "#ffffff", keep=True)
    sheet.fill(oval(30, 40, 15, 15), "#ff0000", inside=True)
    assert drawn(sheet)[1, 40, 30] == pytest.approx(1)


def test_a_stroke_that_crosses_itself_unites_and_never_cancels() -> None:
    sheet = Sheet()
    sheet.stroke([(10, 10), (70, 70), (70, 10), (10, 70)], 8, "#000000", pressure=(1, 1))
    assert drawn(sheet)[3, 40, 40] == pytest.approx(1, abs=1e-3)


def test_a_sharp_turn_of_a_brush_leaves_no_notch() -> None:
    sheet = Sheet()
    sheet.stroke([(10, 60), (40, 20), (70, 60)], 12, "#000000", pressure=(1, 1), smooth=False)
    assert drawn(sheet)[3, 17, 40] > 0.9  # on the outer side of the turn


def test_a_closed_brush_line_is_joined_where_it_began() -> None:
    sheet = Sheet()
    sheet.stroke([(20, 20), (60, 20), (60, 60), (20, 60)], 8, "#000000", pressure=(1, 1), closed=True, smooth=False)
    cover = drawn(sheet)[3]
    assert cover[18, 18] > 0.7
    assert cover[18, 18] == pytest.approx(cover[61, 61], abs=0.1)


def test_a_soft_edge_keeps_the_weight_of_the_shape_at_any_width() -> None:
    for feather in (0.7, 1.5, 6.0, 25.0):
        sheet = Sheet()
        sheet.fill(oval(100, 100, 30, 30), "#000000", feather=feather)
        assert np.sum(drawn(sheet, 200, 200)[3]) == pytest.approx(math.pi * 900, rel=0.02), feather


def test_a_soft_edge_is_as_strong_at_the_side_of_the_picture_as_in_its_middle() -> None:
    middle, side = Sheet(), Sheet()
    middle.fill(oval(100, 100, 40, 40), "#000000", feather=12)
    side.fill(oval(0, 100, 40, 40), "#000000", feather=12)
    assert np.allclose(drawn(middle, 200, 200)[3][:, 100:], drawn(side, 200, 200)[3][:, :100], atol=1e-4)


def test_cloth_lies_along_its_handles_and_turns_with_them() -> None:
    across, down = Sheet(), Sheet()
    square = [(0.0, 0.0), (64.0, 0.0), (64.0, 64.0), (0.0, 64.0)]
    across.fill(square, "#808080", weave=1.0, smooth=False, handles=((0, 0), (64, 0)))
    down.fill(square, "#808080", weave=1.0, smooth=False, handles=((0, 0), (0, 64)))
    a, b = drawn(across, 64, 64)[0], drawn(down, 64, 64)[0]
    assert a.std() > 0.01
    assert not np.allclose(a, b)
    assert np.allclose(a, b.T[::-1], atol=0.01)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    def picture() -> bytes:
        sheet = Sheet()
        sheet.fill(oval(40, 40, 30, 20), "#cf5243", "#5a1418", feather=3, weave=0.2)
        sheet.stroke(STAR, 5, "#1c1a20c0", closed=True)
        return drawn(sheet).tobytes()

    assert picture() == picture()


def test_bounds_hold_everything_that_is_drawn() -> None:
    sheet = Sheet()
    sheet.fill(oval(40, 40, 10, 12), "#000000", feather=3)
    sheet.stroke([(30, 30), (52, 55)], 6, "#000000")
    left, top, right, bottom = (int(edge) for edge in sheet.bounds())
    cover = drawn(sheet)[3].copy()
    assert cover.any()
    cover[top:bottom, left:right] = 0
    assert not cover.any()


def test_an_empty_sheet_draws_nothing_and_a_path_of_one_point_is_refused() -> None:
    assert not drawn(Sheet()).any()
    with pytest.raises(ValueError, match="two points"):
        Sheet().fill([(1.0, 1.0)], "#000000")
    with pytest.raises(ValueError, match="#rrggbb"):
        Sheet().fill(STAR, "red")


def test_eight_bits_and_back_are_the_same() -> None:
    sheet = Sheet()
    sheet.fill(oval(40, 40, 30, 20), "#cf524380")
    eight = to_rgba8(drawn(sheet))
    assert np.array_equal(to_rgba8(from_rgba8(eight)), eight)


def test_two_hundred_paths_cost_their_maker_a_few_milliseconds_at_most() -> None:
    ring = oval(40, 40, 30, 20, 12)
    best = math.inf
    for _ in range(5):
        start = time.thread_time()
        sheet = Sheet()
        for _ in range(200):
            sheet.fill(ring, "#cf5243", "#5a1418")
        best = min(best, time.thread_time() - start)
    assert best < 0.01
