"""Talks made up from a seed: questions, cries, interruptions, silences, feelings, deeds, a narrator, two at once."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.unit.shots.stage import action, line, scene

from lampblack.breakdown.model import Beat, Deed, Scene
from lampblack.staging.people import Mood, Verb

WORDS = "云海山河日月风雨来去路远人家灯火夜深天亮"
ENDS = ("。", "。", "？", "！", "……", "——")
MOODS: tuple[Mood | None, ...] = (None, None, "angry", "sad", "happy", "tender", "afraid")
SCENES: tuple[Mood, ...] = ("calm", "happy", "sad", "angry", "weary")
HOWS = ((), (), (), ("停顿",), ("低声",))
VERBS: tuple[Verb, ...] = ("nod", "drink", "look_down", "point", "bow", "weep")


def talk(seed: int) -> Scene:
    """A scene of some ten beats between two people of `stage.BIBLE`, the same for the same seed."""
    dice = Random(seed)
    beats: list[Beat] = [action("他们站着。")] if dice.random() < 0.7 else []
    for number in range(dice.randint(6, 12)):
        kind = dice.random()
        who = dice.choice(("tall", "small"))
        if kind < 0.2:
            beats.append(action(f"第{number}下。", _deed(who, dice)))
            continue
        if kind < 0.28:
            beats.append(line("narrator", _said(number, dice, "。"), through="voice_over"))
            continue
        after = beats[-1].line if beats else None
        how = {"mood": dice.choice(MOODS), "how": dice.choice(HOWS)}
        if after is not None and after.character != who and not after.dual and dice.random() < 0.06:
            how["dual"] = True
        beat = line(who, _said(number, dice, dice.choice(ENDS)), **how)
        beats.append(replace(beat, deeds=(_deed(who, dice),)) if dice.random() < 0.1 else beat)
    return scene(*beats, mood=dice.choice(SCENES))


def _said(number: int, dice: Random, end: str) -> str:
    length = dice.choice((2, 5, 9, 14, 24, 50))
    words = "".join(dice.choice(WORDS) + ("，" if place % 9 == 8 else "") for place in range(length)).rstrip("，")
    return f"{WORDS[number]}{words}{end}"


def _deed(who: str, dice: Random) -> Deed:
    if dice.random() < 0.3:
        return Deed(who=who, move="walk", target="small" if who == "tall" else "tall")
    return Deed(who=who, verb=dice.choice(VERBS))
