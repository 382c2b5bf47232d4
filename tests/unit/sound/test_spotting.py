"""Spotting: where there is music, what turns it, what it lands on, where it holds its breath."""

from dataclasses import replace

from tests.unit.sound.two_scenes import two_scenes

from lampblack.breakdown.model import Beat, Bible, Character, Line, PlaceEntry, Scene
from lampblack.cut.model import LineCue, SoundCue
from lampblack.shots.model import ScoreChoice
from lampblack.sound.spotting import score_request, speech_of, style_of
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mood


def _line(id: str, who: str, mood: Mood | None = None) -> Beat:
    return Beat(line=Line(id=id, character=who, text="…", language="zh", mood=mood))


def _scene(slug: str, *beats: Beat, cast: tuple[str, ...] = ("kuafu", "ahe")) -> Scene:
    return Scene(slug=slug, heading="山", where="ext", place="hill", time="noon", cast=cast, beats=beats)


def test_every_scene_is_a_passage_and_the_first_opens_with_the_title():
    request = score_request(two_scenes())
    assert [passage.start for passage in request.passages] == [0, 792 * 2000]
    assert [passage.mood for passage in request.passages] == ["calm", "sad"]
    assert request.hits == (72 * 2000,)
    assert request.cuts == tuple(at * 2000 for at in (72, 312, 552, 792))


def test_a_scene_belongs_to_who_says_most_in_it():
    scenes = (_scene("a", _line("a/1", "ahe"), _line("a/2", "ahe"), _line("a/3", "kuafu")),)
    first = score_request(two_scenes(), scenes).passages[0]
    assert (first.theme, first.answers) == ("ahe", ("kuafu",))


def test_a_line_that_turns_the_feeling_turns_the_music_on_the_cut_to_it_after_a_held_breath():
    scenes = (_scene("a", _line("a/1", "ahe"), _line("a/2", "kuafu", "resolute")),)
    lines = (LineCue(line="a/1", start=5 * 48_000, samples=48_000), LineCue(line="a/2", start=700_000, samples=96_000))
    request = score_request(two_scenes(lines), scenes)
    turn = 312 * 2000
    assert [(passage.start, passage.mood) for passage in request.passages][:2] == [(0, "calm"), (turn, "resolute")]
    assert request.passages[1].strength > request.passages[0].strength + 0.15
    assert request.silences == ((turn - 43_200, turn),)


def test_a_turn_that_leaves_no_time_for_music_is_left_to_the_actors():
    scenes = (_scene("a", _line("a/1", "ahe"), _line("a/2", "kuafu", "resolute")),)
    early = (LineCue(line="a/2", start=4 * 48_000, samples=48_000),)
    assert len(score_request(two_scenes(early), scenes).passages) == 2


def test_thunder_is_a_hit_with_a_breath_before_it_and_wind_is_not():
    sounds = (SoundCue(what="thunder", start=800_000, strength=0.9), SoundCue(what="wind", start=900_000))
    request = score_request(two_scenes(sounds=sounds))
    assert 800_000 in request.hits
    assert 900_000 not in request.hits
    assert (800_000 - 43_200, 800_000) in request.silences


def test_where_the_script_says_silence_there_is_no_music():
    scenes = (_scene("a", _line("a/1", "ahe"), Beat(action="一片寂静。"), _line("a/2", "kuafu")),)
    lines = (LineCue(line="a/1", start=480_000, samples=48_000), LineCue(line="a/2", start=700_000, samples=48_000))
    assert (528_000, 700_000) in score_request(two_scenes(lines), scenes).silences


def test_speech_is_told_to_a_quarter_of_a_second_and_close_lines_as_one():
    lines = (LineCue(line="x", start=48_100, samples=47_000), LineCue(line="y", start=110_000, samples=40_000))
    assert speech_of(lines) == ((48_000, 144_000),)
    moved = tuple(replace(line, start=line.start + 1_500) for line in lines)
    assert speech_of(moved)[0][0] == 48_000


def test_what_a_person_decides_of_a_scene_is_done():
    wishes = {"b": ScoreChoice(strength=0.0), "a": ScoreChoice(mood="afraid", tempo=90)}
    request = score_request(two_scenes(), wishes=wishes)
    assert request.passages[1].strength == 0.0
    assert (request.passages[0].mood, request.passages[0].tempo) == ("afraid", 90)


def test_the_style_is_the_worlds_where_nobody_names_one():
    def scene(words: str) -> Scene:
        return _scene("a", Beat(action=words))

    assert style_of((scene("将军拔剑，客栈里点着灯。"),), Bible()) == "chinese"
    today = replace(scene("He looks at his phone in the office. A car stops. The train leaves."), heading="INT. OFFICE")
    assert style_of((today,), Bible()) == "piano"
    space = replace(scene("The spaceship's airlock opens. The robot turns to the starship."), heading="INT. SHIP")
    assert style_of((space,), Bible()) == "electronic"
    knights = replace(scene("The king draws his sword in the castle."), heading="INT. HALL")
    assert style_of((knights,), Bible()) == "strings"
    assert score_request(two_scenes(), (today,), style="strings").style == "strings"


def test_a_theme_knows_its_voice_and_the_instrument_that_was_written_for_it():
    cast = (
        Character(id="kuafu", name="夸父", figure=Figure(id="kuafu", build="broad"), theme="古琴"),
        Character(id="ahe", name="阿禾", figure=Figure(id="ahe", sex="woman")),
    )
    bible = Bible(cast=cast, places=(PlaceEntry(id="hill", name="山", kit="mountains"),))
    themes = {
        theme.who: theme for theme in score_request(two_scenes(), (_scene("a", _line("a/1", "ahe")),), bible).themes
    }
    assert (themes["kuafu"].register, themes["kuafu"].instrument) == ("low", "古琴")
    assert themes["ahe"].register == "high"
