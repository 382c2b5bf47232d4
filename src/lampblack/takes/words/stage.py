"""Who does what in the picture, who speaks, where everybody stands: the sentences a shot's words begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lampblack.breakdown.company import people_named
from lampblack.breakdown.doings import THINGS as HELD
from lampblack.breakdown.model import Bible
from lampblack.shots.model import Shot
from lampblack.takes.words.deeds import Deed, Told, bearing, deeds_in, gaze_of, handled, mood_of
from lampblack.takes.words.figure import THINGS, dress_of, noun_of
from lampblack.takes.words.people import called, described, in_hand
from lampblack.takes.words.script import Happening, Speech, happenings, speeches_in
from lampblack.takes.words.seen import Seen
from lampblack.takes.words.tongue import Both, Tongue, first_words, in_tongue, is_in, joined, listed, said

SIDES: dict[str, Both] = {
    "left": ("on the left", "在画面左侧"),
    "centre": ("in the centre", "在画面中央"),
    "right": ("on the right", "在画面右侧"),
}
FACINGS: dict[str, Both] = {
    "front": ("facing the camera", "面向镜头"),
    "three_quarter": ("turned three-quarters to the {}", "侧身朝{}"),
    "profile": ("in profile, facing {}", "侧脸朝{}"),
    "back": ("with the back to the camera", "背对镜头"),
}
_NEAR: dict[str, Both] = {
    "left": ("in the left foreground", "在左侧前景"),
    "centre": ("in the foreground", "在前景"),
    "right": ("in the right foreground", "在右侧前景"),
}
_WAYS: dict[str, Both] = {"left": ("left", "左"), "right": ("right", "右")}
_HANDS_OUT = ("medium_close", "close", "extreme_close")
"""Sizes in which no hands are seen."""
_FACES = ("medium", "medium_close", "close", "extreme_close", "medium_full")
"""Sizes in which a face is read."""
_APPOSED = re.compile(r"[,，]([^,，.。]+)(?=[,，.。]|$)")
_SURNAME = re.compile(r"\s[A-Z]{2,}\b")
_MOST_DESCRIBED = 4
"""So many people are described; of a crowd's rest there are names."""


@dataclass(kw_only=True)
class Stage:
    """One shot's people as they are told; every sentence is asked for once, in the order of the methods."""

    shot: Shot
    bible: Bible
    tongue: Tongue
    seen: tuple[Seen, ...]
    thorough: bool
    """Whether everybody is described, or only named."""
    still: bool
    """One picture: its first frame."""
    introduced: set[str] = field(default_factory=lambda: set[str]())

    def __post_init__(self) -> None:
        ids = [person.id for person in self.shot.staging.people]
        people = {id: called(id, self.bible, self.tongue) for id in (*ids, *(each.id for each in self.bible.cast))}
        self.told = Told(tongue=self.tongue, people=people, things=self._things())
        self.spoken, self.written = speeches_in(self.shot, self.bible, self.seen)

    # ---- who does what -----------------------------------------------------------------------------------------

    def actions(self) -> list[str]:
        """What is seen to happen: in the script's own words where they are of the language and seen here, and in the
        stage's for what they leave open."""
        deeds = {one.id: self._deeds(one) for one in self.seen}
        happening = self._happening(deeds)
        lead = [self._thing()] if self.shot.size == "insert" else []
        said_of: set[tuple[str, str]] = {pair for each in happening for pair in each.deeds}
        lines = [self._naming(each.words) for each in happening]
        named = {id for each in happening for id in each.people}
        if self.shot.size == "insert" and not lines and not self.still:
            for person in self.shot.staging.people:
                does = [deed.text for deed in handled(self.shot, person, self.shot.subject, self.told)]
                lines += [self._joined(self._introduce(person.id), self._in_turn(does))] if does else []
        elif self.shot.size != "insert":
            for one in self._facing_each_other(deeds, named, lines):
                left = [deed for deed in deeds[one.id] if (one.id, deed.key) not in said_of]
                lines += self._line_of(one, left, named=one.id in named)
        if not lines and not lead:
            lines.append({"en": "Nobody is in the picture", "zh": "画面中没有人物"}[self.tongue])
        return [*lead, *lines]

    def _facing_each_other(
        self, deeds: Mapping[str, tuple[Deed, ...]], named: set[str], lines: list[str]
    ) -> tuple[Seen, ...]:
        """Two who do nothing but look at each other are said in one sentence; the rest is still to be told."""
        frame = 0 if self.still else self.shot.range_in_take.start
        two = [one for one in self.seen if one.id not in named and not deeds[one.id]][:2]
        if len(two) < 2 or any(self._gaze(one, frame) != self.told.name(other.id) for one, other in _pair(two)):
            return self.seen
        postures = {one.person.mark_at(frame).posture for one in two}
        rests = {one.person.rest for one in two}
        if len(postures) > 1 or len(rests) > 1:
            return self.seen
        at = bearing(two[0], two[0].person.mark_at(frame), self.told)
        plural = {"stands": "stand", "sits": "sit", "kneels": "kneel", "lies": "lie"}
        verb, _, rest = at.partition(" ")
        first, second = self._introduce(two[0].id), self._introduce(two[1].id)
        lines.append(
            f"{first}和{second}面对面{at}"
            if self.tongue == "zh"
            else f"{first} and {second} {' '.join((plural[verb], *([rest] if rest else []), 'facing each other'))}"
        )
        return tuple(one for one in self.seen if one not in two)

    def _deeds(self, one: Seen) -> tuple[Deed, ...]:
        found = deeds_in(self.shot, one, self.told)
        return tuple(deed for deed in found if deed.start <= 0) if self.still else found

    def _happening(self, deeds: Mapping[str, tuple[Deed, ...]]) -> tuple[Happening, ...]:
        done = {id: frozenset((*(deed.key for deed in each), *self._rests(id))) for id, each in deeds.items()}
        if self.shot.size == "insert":
            done = {
                person.id: frozenset(action.verb for action in person.actions) for person in self.shot.staging.people
            }
        here = set(done)
        absent = frozenset(person.id for person in self.shot.staging.people if person.id not in here)
        absent |= {each.id for each in self.bible.cast if each.figure and each.id not in here}
        found = happenings(self.written, self.bible, self.tongue, done, absent)
        return tuple(each for each in found if not self.still or not each.deeds)

    def _rests(self, id: str) -> set[str]:
        """Postures that somebody is in: a sentence that has them sit is true as long as they do."""
        person, used = self.shot.staging.person(id), self.shot.range_in_take
        frames = (used.start, used.stop - 1) if person else ()
        found = {str(person.mark_at(frame).posture) for frame in frames} if person else set[str]()
        return found & {"sit", "kneel", "lie"}

    def _line_of(self, one: Seen, deeds: list[Deed], *, named: bool) -> list[str]:
        """A sentence on one of those in the picture; nothing where another has said all of it."""
        speaks = any(each.who == one.id for each in self.spoken)
        if named and one.id in self.introduced and not deeds:
            return []
        name = self._introduce(one.id)
        frame = 0 if self.still else self.shot.range_in_take.start
        does = self._in_turn([deed.text for deed in deeds])
        if not does:
            if speaks and one.id in self.introduced and named:
                return []
            body = self.shot.size not in _HANDS_OUT
            does = bearing(one, one.person.mark_at(frame), self.told, gaze=self._gaze(one, frame), body=body)
        return [self._joined(name, does)]

    def _gaze(self, one: Seen, frame: int) -> str:
        """What they look at. Whoever is out of the picture is a side of it: a name would bring them into it."""
        target = gaze_of(one.person, frame + self.shot.staging.rate.frames_in(0.5))
        if target not in self.told.people or any(each.id == target for each in self.seen):
            return self.told.name(target) if target else ""
        if one.facing == "back":
            return ""
        way = in_tongue(_WAYS[one.towards], self.tongue)
        return f"画面{way}侧外" if self.tongue == "zh" else f"somebody off screen to the {way}"

    def _in_turn(self, texts: list[str]) -> str:
        if self.tongue == "zh":
            return "，然后".join(texts)
        return ", then ".join(texts)

    def _joined(self, name: str, does: str) -> str:
        return f"{name}{does}" if self.tongue == "zh" else f"{name} {does}"

    # ---- names -------------------------------------------------------------------------------------------------

    def _naming(self, words: str) -> str:
        """A sentence of the script with everybody called as they always are, and described where first named."""
        names = people_named(self.bible.cast)
        whole, at = "", 0
        for mention in names.all(words):
            surname = _SURNAME.match(words, mention.stop)
            stop = surname.end() if surname else mention.stop
            owns = words.startswith(("'s", "’s"), stop)
            known = owns or mention.id in self.introduced
            name = self.told.name(mention.id) if owns else self._introduce(mention.id, words)
            whole += words[at : mention.start] + name
            at = stop if known else self._behind(words, stop, mention.id)
        return first_words(whole + words[at:])

    def _behind(self, words: str, at: int, id: str) -> int:
        """Where a sentence goes on behind a name, past what it says of their looks that was just said."""
        character = self.bible.character(id)
        if character is None or id not in self.introduced or not self.thorough:
            return at
        said_now = {part.strip().casefold() for part in re.split("[,，]", character.words)}
        begin = at
        while (clause := _APPOSED.match(words, at)) and clause[1].strip().casefold() in said_now:
            at = clause.end(1)
        return at + 1 if at > begin and words[at : at + 1] in (",", "，") else at

    def _introduce(self, id: str, within: str = "") -> str:
        """Their name, and how they look where it is their first mention and they are in the picture. What is in their
        hand is left to a sentence that tells of it itself."""
        name = self.told.name(id)
        one = next((each for each in self.seen if each.id == id), None)
        person = self.shot.staging.person(id)
        character = self.bible.character(id)
        if id in self.introduced or character is None or person is None:
            return name
        many = len(self.introduced) >= _MOST_DESCRIBED
        self.introduced.add(id)
        if not self.thorough or many or (one is None and self.shot.size != "insert"):
            return name
        if self.shot.size == "insert":
            about = listed((noun_of(person.figure, self.tongue), dress_of(person.figure, self.tongue)), self.tongue)
        else:
            tells = HELD.first(within) == person.figure.held or any(a.thing for a in person.actions)
            hands = "" if tells or self.shot.size in _HANDS_OUT else in_hand(person.figure, self.tongue)
            about = listed((described(character, person.figure, self.tongue), hands), self.tongue)
        return f"{name}（{about}）" if self.tongue == "zh" else f"{name} ({about})"

    def _things(self) -> dict[str, str]:
        """Names of props, and of things of the place by their ids, in this language."""
        found: dict[str, str] = {}
        for prop in self.bible.props:
            name = next((each for each in (prop.name, *prop.aliases) if is_in(each, self.tongue)), "")
            if name or prop.id in THINGS:
                found[prop.id] = name or said(THINGS, prop.id, self.tongue)
        for piece in self.shot.staging.place.pieces:
            found.setdefault(piece.id, piece.kind.replace("_", " ") if self.tongue == "en" else "")
        return {id: name for id, name in found.items() if name}

    def _thing(self) -> str:
        """What an insert is of."""
        ids = [id for id in self.shot.subject if id not in self.told.people]
        entries = {prop.id: prop for prop in self.bible.props}
        found: list[str] = []
        for id in ids:
            words = first_words(entries[id].words) if id in entries else ""
            found.append(words if words and is_in(words, self.tongue) else self.told.thing(id) or id.replace("_", " "))
        return joined(found, self.tongue)

    # ---- who speaks --------------------------------------------------------------------------------------------

    def speeches(self, *, sounds: bool) -> list[str]:
        """Lines with their speakers for engines that make sound; for others only that somebody speaks."""
        if sounds:
            return [self._quoted(each) for each in self.spoken]
        who = dict.fromkeys(each.who for each in self.spoken if each.seen)
        speaking = {"en": "is speaking", "zh": "正在说话"}[self.tongue]
        return [self._joined(self._introduce(id), speaking) for id in who]

    def _quoted(self, speech: Speech) -> str:
        name = self._introduce(speech.who) if speech.who in self.told.people else speech.who
        if speech.seen:
            says = "says" if is_in(speech.words, "en") else "says in Chinese" if is_in(speech.words, "zh") else "says"
            return f"{name}说：“{speech.words}”" if self.tongue == "zh" else f'{name} {says}: "{speech.words}"'
        on_stage = self.shot.staging.person(speech.who) is not None
        how = {"en": "off screen" if on_stage else "voice-over", "zh": "画外" if on_stage else "旁白画外音"}[
            self.tongue
        ]
        if self.tongue == "zh":
            return f"{name}（{how}）说：“{speech.words}”" if on_stage else f"{how}：“{speech.words}”"
        return f'{name} ({how}) says: "{speech.words}"' if on_stage else f'{how}: "{speech.words}"'

    # ---- where everybody is ------------------------------------------------------------------------------------

    def composition(self) -> list[str]:
        """Where in the picture everybody is, which way they face, and what their faces show; of one alone no place."""
        if self.shot.size == "insert" or not self.seen:
            return []
        many = len(self.seen) > 1
        parts = [self._placed(one, many=many) for one in self.seen[:_MOST_DESCRIBED]]
        whole = ("；" if self.tongue == "zh" else "; ").join(part for part in parts if part)
        return [whole] if whole else []

    def _placed(self, one: Seen, *, many: bool) -> str:
        name = self.told.name(one.id)
        facing = in_tongue(FACINGS[one.facing], self.tongue).format(in_tongue(_WAYS[one.towards], self.tongue))
        side = in_tongue(SIDES[one.side], self.tongue) if many else ""
        moving = one.entering or one.leaving
        if many and self.shot.angle == "over_shoulder" and one.id in self.shot.subject[1:]:
            side = in_tongue(_NEAR[one.side], self.tongue)
        where = ("" if moving else side, "" if moving and one.facing != "back" else facing, self._mood(one))
        if self.tongue == "zh":
            return name + listed(where, "zh") if any(where) else ""
        return f"{name} {listed(where, 'en')}" if any(where) else ""

    def _mood(self, one: Seen) -> str:
        """What a face shows, where it is seen large enough."""
        if self.shot.size not in _FACES or one.facing == "back":
            return ""
        frame = 0 if self.still else (self.shot.range_in_take.start + self.shot.range_in_take.stop) // 2
        return mood_of(one.person, frame, self.tongue)


def _pair(two: list[Seen]) -> tuple[tuple[Seen, Seen], tuple[Seen, Seen]]:
    return (two[0], two[1]), (two[1], two[0])
