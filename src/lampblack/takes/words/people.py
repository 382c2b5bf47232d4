"""What somebody of the cast is called, and how they are described: the same way in every shot."""

from __future__ import annotations

import re

from lampblack.breakdown.appearance import LEXICONS
from lampblack.breakdown.colours import robe_in
from lampblack.breakdown.model import Bible, Character
from lampblack.staging.figure import Figure
from lampblack.takes.words.figure import (
    AGES,
    SEXES,
    THINGS,
    beast,
    colour,
    composed,
    dress_of,
    head_of,
    noun_of,
)
from lampblack.takes.words.tongue import Tongue, first_words, in_tongue, is_in, listed, said

_CLAUSE = re.compile(r"[，,；;。、]|\.(?=\s|$)")
_VOICE = re.compile(
    r"声|嗓|说话|口音|语速|语气|\bvoice|\bspeak|\bspoken\b|\baccent\b|\btalks?\b|\bsounds?\b", re.IGNORECASE
)
"""What a voice is like is not seen."""
_HELD = re.compile(r"手持|手拿|手提|手捧|[提抱拿持捧拄握背]着?|\b(?:holding|carrying|with|clutching)\b", re.IGNORECASE)
_YEARS = re.compile(r"岁|\d{2}|\b(?:teens|twent|thirt|fort|fift|sixt|sevent|eight|ninet)", re.IGNORECASE)
_SMALL = re.compile(r"(?<=\s)(?:Of|And|The|In|Van|Von|De|La)\b")


def called(id: str, bible: Bible, tongue: Tongue) -> str:
    """The name by which words and references call somebody. A name that is not of the language is said by one of their
    other names, if any is; a Chinese one in English as it is read, any other as it stands."""
    character = bible.character(id)
    if character is None:
        return id.replace("_", " ")
    names = (character.name, *character.aliases)
    own = next((name for name in names if is_in(name, tongue)), "")
    if not own and tongue == "en" and is_in(character.name, "zh"):
        return id.replace("_", " ").title()
    return plain_name(own or character.name)


def plain_name(name: str) -> str:
    """`INSPECTOR HALE` as one writes it."""
    if not name.isupper():
        return name
    return _SMALL.sub(lambda word: word[0].lower(), name.title().replace("'S", "'s"))


def described(character: Character, figure: Figure, tongue: Tongue) -> str:
    """How they look: in the bible's own words where those are of the language, with what they leave open from the
    figure; else from the figure alone. What is in their hand is not in it: that changes."""
    if figure.kind != "human":
        own = first_words(character.words)
        said_already = character.name.casefold() in own.casefold()
        return own if own and not said_already and is_in(own, tongue) else beast(figure, tongue)
    if not character.words or not is_in(character.words, tongue):
        return composed(figure, tongue)
    own = [part for part in _parts(character.words) if not _is_held(part)]
    whole = listed(own, tongue)
    return listed((_who(whole, figure, tongue), whole, *_left_open(whole, figure, tongue)), tongue)


def in_hand(figure: Figure, tongue: Tongue) -> str:
    """`holding a mug`, or nothing."""
    if not figure.held:
        return ""
    thing = said(THINGS, figure.held, tongue) or figure.held
    return f"手里拿着{thing}" if tongue == "zh" else f"holding {_a_thing(thing)}"


def _a_thing(thing: str) -> str:
    return f"an {thing}" if thing[:1] in "aeiou" else f"a {thing}"


def _parts(words: str) -> list[str]:
    """The clauses of a description that are seen."""
    return [part.strip() for part in _CLAUSE.split(words) if part.strip() and not _VOICE.search(part)]


def _is_held(part: str) -> bool:
    return bool(_HELD.search(part)) and bool(LEXICONS["held"].first(part))


def _who(words: str, figure: Figure, tongue: Tongue) -> str:
    """Sex and age, where the words do not say them."""
    aged = bool(LEXICONS["age"].first(words) or _YEARS.search(words))
    sexed = bool(LEXICONS["sex"].first(words))
    if sexed and aged:
        return ""
    if sexed and figure.age == "middle":
        return ""
    if aged and figure.sex == "man" and "老人" in words:
        return ""
    if aged:
        return in_tongue(SEXES[figure.sex], tongue)
    return in_tongue(AGES[figure.sex, figure.age], tongue)


def _left_open(words: str, figure: Figure, tongue: Tongue) -> list[str]:
    """Hair and clothes as they are drawn, where the words say nothing of them."""
    found: list[str] = []
    hair, hat = LEXICONS["hair"].first(words), LEXICONS["hat"].first(words)
    if not hair and not hat:
        found += head_of(figure, tongue)[:1]
    if not LEXICONS["beard"].first(words) and figure.beard != "none":
        found += [part for part in head_of(figure, tongue)[1:2] if figure.hat == "none" or part]
    if not LEXICONS["dress"].first(words) and not robe_in(words):
        worn = dress_of(figure, tongue)
        found.append(f"身穿{worn}" if tongue == "zh" else f"in {_a_thing(worn)}")
    elif not robe_in(words) and figure.dress != "labcoat":
        shade = colour(figure.robe, tongue)
        found.append(f"衣色{shade}" if tongue == "zh" else f"dressed in {shade}")
    return found


def noun(id: str, bible: Bible, figure: Figure, tongue: Tongue) -> str:
    """Who that is in a noun, for lists of short phrases."""
    return noun_of(figure, tongue)
