"""What an engine that reads is told of a shot: composed from staging, bible and look, or as a person wrote it.

Nothing is in the words that is not seen or heard in the shot, and nothing of where it stands in the film: a change
elsewhere changes none of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from lampblack.breakdown.model import Bible
from lampblack.engines.capabilities import Capabilities
from lampblack.shots.model import Choices, Shot, WordsChoice
from lampblack.takes.model import Words
from lampblack.takes.words.camera import lens_of, move_of, size_of
from lampblack.takes.words.cut import Phrase, fitting
from lampblack.takes.words.look import look_of, without_of
from lampblack.takes.words.place import hour_of, light_of, place_of
from lampblack.takes.words.seen import seen_at, seen_in
from lampblack.takes.words.stage import Stage
from lampblack.takes.words.tongue import Tongue, language_of, listed, tongue_for

ACTION, SPEECH, STYLE, PLACE, CAMERA, LIGHT, WHERE = range(7)
"""What stays longest when words must be cut, first."""


def words_of(shot: Shot, bible: Bible, look: str, limits: Capabilities, choice: WordsChoice | None = None) -> Words:
    """What an engine with these limits is told of a shot, in the words and the language it likes."""
    return _told(shot, bible, look, limits, choice, still=False)


def still_words_of(
    shot: Shot, bible: Bible, look: str, limits: Capabilities, choice: WordsChoice | None = None
) -> Words:
    """What a painter with these limits is told of a shot's first frame."""
    return _told(shot, bible, look, limits, choice, still=True)


def choice_for(choices: Choices, shot: Shot) -> WordsChoice:
    """All that a person decided on the words of one shot, with what the film, the scene and the shot are without."""
    own = choices.words.get(shot.id, WordsChoice())
    besides = (choices.without.get(key, "") for key in ("film", shot.scene, shot.id))
    return WordsChoice(
        words=own.words, without=own.without, add=own.add, besides=tuple(each for each in besides if each)
    )


def spoken_in(bible: Bible, limits: Capabilities) -> Tongue:
    """The language an engine with these limits is told of this film in."""
    return tongue_for(language_of(bible), limits.word_languages)


def _told(
    shot: Shot, bible: Bible, look: str, limits: Capabilities, choice: WordsChoice | None, *, still: bool
) -> Words:
    chosen, tongue = choice or WordsChoice(), spoken_in(bible, limits)
    words = without = ""
    if "words" in limits.controls:
        words = chosen.words if chosen.words is not None else _composed(shot, bible, look, limits, chosen.add, still)
    if "without" in limits.controls:
        usual = without_of(look, tongue, still=still) if chosen.without is None else chosen.without
        without = listed((usual, *chosen.besides), tongue)
    return Words(words=words, without=without)


def _composed(shot: Shot, bible: Bible, look: str, limits: Capabilities, add: str, still: bool) -> str:
    tongue = spoken_in(bible, limits)
    room = max(0, limits.longest_words - len(add) - 1) if limits.longest_words else 0
    for thorough in (True, False):
        phrases = _phrases(shot, bible, look, tongue, still=still, sounds=limits.makes_sound, thorough=thorough)
        words = fitting(phrases, limits.prompts, tongue, room)
        if not room or phrases[0].text in words or fitting(phrases[:1], limits.prompts, tongue, room):
            break
    return " ".join(part for part in (words, add) if part) if tongue == "en" else words + add


def _phrases(
    shot: Shot, bible: Bible, look: str, tongue: Tongue, *, still: bool, sounds: bool, thorough: bool
) -> list[Phrase]:
    """Everything there is to say, in the order in which it is said: who does what, place and light, camera, style."""
    seen = seen_at(shot, 0) if still else seen_in(shot)
    stage = Stage(shot=shot, bible=bible, tongue=tongue, seen=seen, thorough=thorough, still=still)
    place = shot.staging.place
    setting = listed((place_of(shot, bible, tongue), hour_of(place, tongue)), tongue)
    camera = (size_of(shot, tongue), lens_of(shot, tongue), "" if still else move_of(shot, tongue))
    return [
        *_ranked(ACTION, stage.actions()),
        *_ranked(SPEECH, () if still else stage.speeches(sounds=sounds)),
        *_ranked(WHERE, stage.composition()),
        *_ranked(PLACE, (setting,)),
        *_ranked(LIGHT, (light_of(place, tongue),)),
        *_ranked(CAMERA, (listed(camera, tongue),)),
        *_ranked(STYLE, (look_of(look, tongue),)),
    ]


def _ranked(rank: int, texts: Sequence[str]) -> list[Phrase]:
    return [Phrase(text=text, rank=rank) for text in texts if text]
