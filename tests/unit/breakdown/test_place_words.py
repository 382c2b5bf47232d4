"""Place words of both languages find their kit; the most telling word counts, and inside is never out in the open."""

from __future__ import annotations

import pytest

from lampblack.breakdown.headings import said_by
from lampblack.breakdown.kits import ground_of


def kit_of(heading: str) -> str:
    said = said_by(heading)
    return ground_of(said.place, said.where).kit


@pytest.mark.parametrize(
    ("heading", "kit"),
    [
        ("外景。大漠 - 日", "desert"),
        ("戈壁 黄昏", "desert"),
        ("EXT. EDGE OF THE DESERT - DAY", "desert"),
        ("EXT. DUNES", "desert"),
        ("竹林 夜", "bamboo"),
        ("EXT. BAMBOO GROVE - DAWN", "bamboo"),
        ("EXT. BAMBOO FOREST - DAY", "bamboo"),
        ("雪原 日", "snow_field"),
        ("EXT. TUNDRA - DAY", "snow_field"),
        ("EXT. FROZEN WASTELAND - NIGHT", "snow_field"),
        ("洞庭湖 清晨", "lake"),
        ("西湖断桥", "lake"),
        ("EXT. LAKE SHORE - DAY", "lake"),
        ("海边 黄昏", "sea"),
        ("EXT. BEACH - DUSK", "sea"),
        ("EXT. ISLAND IN THE LAKE - DAY", "sea"),
        ("村口 日", "village"),
        ("EXT. VILLAGE SQUARE - DAY", "village"),
        ("朝堂 日", "palace_hall"),
        ("INT. THRONE ROOM - DAY", "palace_hall"),
        ("客栈 夜", "inn"),
        ("竹林客栈 夜 内", "inn"),
        ("INT. INN BY THE LAKE - NIGHT", "inn"),
        ("INT. TAVERN - NIGHT", "inn"),
        ("内景 书房 夜", "study"),
        ("INT. LIBRARY - DAY", "study"),
        ("山洞 夜", "cave"),
        ("INT. CAVERN - NIGHT", "cave"),
        ("天庭 日", "sky"),
        ("EXT. AMONG THE CLOUDS - DAY", "sky"),
        ("月宫 夜", "moon_palace"),
        ("广寒宫 夜 内", "moon_palace"),
        ("EXT. MOON PALACE - NIGHT", "moon_palace"),
    ],
)
def test_a_heading_finds_its_kit(heading: str, kit: str) -> None:
    assert kit_of(heading) == kit


@pytest.mark.parametrize(
    ("heading", "kit"),
    [
        ("EXT. INN BY THE LAKE - NIGHT", "street"),
        ("EXT. CAVE MOUTH - DAY", "mountains"),
        ("EXT. PALACE GARDEN - DAY", "courtyard"),
        ("INT. TENT - DESERT - NIGHT", "room"),
        ("INT. SHIP AT SEA - NIGHT", "room"),
    ],
)
def test_inside_has_walls_and_outside_has_none(heading: str, kit: str) -> None:
    assert kit_of(heading) == kit


def test_a_city_whose_name_has_the_sea_in_it_is_no_beach() -> None:
    ground = ground_of("上海街头", "ext")
    assert (ground.kit, "sea" in ground.ambience) == ("city_street", False)


def test_the_sea_is_heard_at_the_sea_and_the_ground_is_sand() -> None:
    ground = ground_of("海边", "ext")
    assert (ground.ground, ground.ambience) == ("sand", ("sea", "wind"))
