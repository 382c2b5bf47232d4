"""A name is a name: what it means in a dictionary falls on nobody."""

from lampblack.base.context import Context
from lampblack.breakdown.mentions import Names
from lampblack.breakdown.model import Bible
from lampblack.breakdown.steps import break_down
from lampblack.script.formats import read_fountain


def _scene(text: str):
    made = break_down(_NoContext(), screenplay=read_fountain(text, "s.fountain"), bible=Bible())
    return made["value"].scenes[0]


class _NoContext(Context):
    """The breakdown asks nothing of it."""


def test_a_girl_called_rain_brings_no_rain():
    named = "Language: zh\n\n.外景 河边 - 黄昏\n\n林小雨望着远处的山。\n\n@林小雨\n走吧。\n"
    assert _scene(named).weather == "clear"
    assert _scene(named.replace("望着远处的山", "站在大雨里")).weather == "rain"


def test_a_man_called_robin_is_no_bird_and_a_robin_is():
    script = "EXT. FIELD - DAY\n\nRobin walks in. {}\n\nROBIN\nHello.\n"
    assert all("birds" not in beat.sounds for beat in _scene(script.format("")).beats)
    assert any("birds" in beat.sounds for beat in _scene(script.format("Birds sing.")).beats)


def test_a_riverbank_is_by_the_river():
    scene = read_fountain("EXT. RIVERBANK - DUSK\n\nShe waits.\n", "s.fountain")
    made = break_down(_NoContext(), screenplay=scene, bible=Bible())
    assert made["value"].bible.places[0].kit == "river"


def test_names_are_blotted_out_and_nothing_moves():
    names = Names({"a": ("林小雨", "小雨")})
    assert names.hidden("小雨和林小雨在雨里") == "＊＊和＊＊＊在雨里"


def test_a_silence_is_acted_and_not_spoken():
    scene = _scene("Language: zh\n\n.外景 河边 - 黄昏\n\n@小雨\n……\n\n@小雨\n走吧。\n")
    assert [bool(beat.line) for beat in scene.beats] == [False, True]
    assert len(scene.cast) == 1
