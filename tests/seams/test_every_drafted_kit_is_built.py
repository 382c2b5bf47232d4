"""Whatever place the breakdown drafts, the theatre can build."""

import pytest

from lampblack.breakdown.kits import ground_of
from lampblack.builtin.theatre.scenery import registry

PLACES = ("大街", "客栈", "山顶", "大河", "桃林", "庭院", "草原", "CITY STREET", "KITCHEN", "PARK", "MARS", "某处")


@pytest.mark.parametrize("where", ["int", "ext", "both"])
@pytest.mark.parametrize("words", PLACES)
def test_the_kit_of_a_drafted_place_is_there(words: str, where: str):
    assert ground_of(words, where).kit in registry.names()  # pyright: ignore[reportArgumentType]
