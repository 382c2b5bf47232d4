"""A small stage for tests: people, lines with measured words, scenes, and a context that does nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of, short
from lampblack.base.time import Rate
from lampblack.breakdown.model import Beat, Bible, Character, Deed, Line, PlaceEntry, Scene
from lampblack.engines.requests import Phoneme, Spoken, Word
from lampblack.shots.model import ScenePlan, ShotChoice
from lampblack.shots.steps import compose
from lampblack.staging.figure import Figure

FILM = Rate(numerator=24)
NTSC = Rate(numerator=30000, denominator=1001)


class Nobody:
    """A context for steps that read and write no bytes."""

    scratch = Path()

    def path(self, blob: Blob | Digest) -> Path:
        raise AssertionError("this step reads no bytes")

    def put(self, source: bytes | Path) -> Blob:
        raise AssertionError("this step writes no bytes")

    def progress(self, done: float, note: str = "") -> None: ...

    def cancelled(self) -> bool:
        return False


def person(id: str, height: float, **how: Any) -> Character:
    return Character(id=id, name=id, figure=Figure(id=id, height=height, **how))


BIBLE = Bible(
    cast=(
        person("tall", 1.78),
        person("small", 1.64, sex="woman"),
        person("giant", 2.6, held="staff"),
        person("child", 1.2, age="child"),
        Character(id="narrator", name="narrator"),
    ),
    places=(PlaceEntry(id="hill", name="hill", kit="mountains", ambience=("wind",), ground="rock"),),
)


def said(text: str, seconds: float = 0.22) -> Spoken:
    """A recording: each character but the punctuation takes `seconds`; a comma or full stop is a breath of as much."""
    one = int(seconds * 48_000)
    at, words, phonemes = 0, list[Word](), list[Phoneme]()
    for index, character in enumerate(text):
        if character not in "，。！？…":
            words.append(Word(first=index, last=index + 1, start=at, stop=at + one))
            phonemes.append(Phoneme(ipa="a", start=at, stop=at + one))
        at += one
    return Spoken(samples=words[-1].stop, phonemes=tuple(phonemes), words=tuple(words))


def line(who: str, text: str, slug: str = "hill-noon", **how: Any) -> Beat:
    id = f"{slug}/{who}-{short(digest_of(text.encode()), 6)}"
    return Beat(line=Line(id=id, character=who, text=text, language="zh", **how))


def action(words: str, *deeds: Deed) -> Beat:
    return Beat(action=words, deeds=deeds)


def scene(*beats: Beat, cast: tuple[str, ...] = ("tall", "small"), **how: Any) -> Scene:
    plain = Scene(slug="hill-noon", heading="", where="ext", place="hill", time="noon", cast=cast, beats=beats)
    return replace(plain, **how)


TALK = scene(
    action("云海在群山之间流动。"),
    line("narrator", "很久以前，大地的尽头住着一位巨人。", through="voice_over"),
    action("他望着太阳。她走来。", Deed(who="tall", verb="look_up", target="sun"), Deed(who="small", move="enter")),
    line("small", "你真的要去追太阳吗？"),
    line("tall", "它走得太快，谷子还没有熟，天就黑了。"),
    line("small", "可是没有人追上过它。", mood="sad"),
    line(
        "tall",
        "我走了很远的路，过了三条河，翻了七座山，每到一处都有人说，再往前走一点，就能看见你说的那片海。",
        mood="resolute",
    ),
    action("他走了。", Deed(who="tall", move="exit")),
)


def planned(
    a_scene: Scene, rate: Rate = FILM, choices: Mapping[str, ShotChoice] | None = None, **how: Any
) -> ScenePlan:
    recordings = tuple(said(beat.line.text) for beat in a_scene.beats if beat.line is not None)
    return compose(Nobody(), scene=a_scene, bible=BIBLE, spoken=recordings, choices=choices or {}, rate=rate, **how)
