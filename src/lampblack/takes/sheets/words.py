"""What a painter that reads is told of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from lampblack.breakdown.model import Character, PlaceEntry, Scene
from lampblack.engines.capabilities import Capabilities
from lampblack.takes.model import Words
from lampblack.takes.sheets.stages import hour_at
from lampblack.takes.words.cut import Phrase, fitting
from lampblack.takes.words.look import look_of, without_of
from lampblack.takes.words.people import described, in_hand, plain_name
from lampblack.takes.words.place import HOURS, INSIDE, KITS, LIGHT
from lampblack.takes.words.tongue import Both, Tongue, first_words, in_tongue, is_in, listed, said

_VIEWS: Both = (
    "Character reference sheet, four views of the same person in a row on plain light paper: full body from the front, "
    "full body in three-quarter view, full body in profile, close-up of the face",
    "角色设定图，同一人物的四个视角并排绘于素色浅底纸上：全身正面，全身四分之三侧面，全身正侧面，面部特写",
)
_POSE: Both = (
    "Neutral standing pose, calm face, even soft light, identical face and clothes in every view, nothing in the "
    "background",
    "自然站立，神情平静，光线均匀柔和，各视角的面容与服装完全一致，背景空白",
)
_EMPTY: Both = (
    "Location reference, wide establishing view of an empty place, nobody in it",
    "场景设定图，空无一人的场景远景全貌",
)


def sheet_words(
    entry: Character | PlaceEntry, look: str, tongue: Tongue, limits: Capabilities, scenes: Sequence[Scene]
) -> Words:
    """The words for one sheet, as long as the painter reads, and what must not be on it."""
    phrases = _person(entry, tongue) if isinstance(entry, Character) else _place(entry, tongue, scenes)
    phrases = [*phrases, look_of(look, tongue)]
    ranked = [Phrase(text=text, rank=rank) for rank, text in enumerate(phrases) if text]
    words = fitting(ranked, limits.prompts, tongue, limits.longest_words) if "words" in limits.controls else ""
    without = without_of(look, tongue, still=True) if "without" in limits.controls else ""
    return Words(words=words, without=without)


def _person(character: Character, tongue: Tongue) -> list[str]:
    figure = character.figure
    assert figure is not None
    about = listed((described(character, figure, tongue), in_hand(figure, tongue)), tongue)
    name = plain_name(character.name)
    who = f"{name}：{about}" if tongue == "zh" else f"{name}: {about}"
    return [in_tongue(_VIEWS, tongue), who, in_tongue(_POSE, tongue)]


def _place(place: PlaceEntry, tongue: Tongue, scenes: Sequence[Scene]) -> list[str]:
    name, words = plain_name(place.name), first_words(place.words)
    own = [text for text in (name, words) if text and is_in(text, tongue)]
    hour, inside = hour_at(place, scenes)
    lit = said(INSIDE if inside else LIGHT, hour, tongue)
    return [
        in_tongue(_EMPTY, tongue),
        listed((*own, said(KITS, place.kit, tongue)), tongue),
        said(HOURS, hour, tongue),
        lit,
    ]
