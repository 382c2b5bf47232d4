"""Coverage: which shots a scene is told in. Film grammar as small rules, each with the sentence that explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from lampblack.base.digest import seed_of
from lampblack.base.time import Rate
from lampblack.breakdown.model import Line
from lampblack.shots.exchanges import exchange
from lampblack.shots.grammar import kept_alive, without_jumps
from lampblack.shots.inserts import looked_at, with_insert
from lampblack.shots.labels import distinct, label, role
from lampblack.shots.model import Angle, Move, ShotSize
from lampblack.shots.parts import Part, Setup
from lampblack.shots.slices import by_deeds, sliced

SHORT, GROUP, LONG, SLICE = 1.9, 6.0, 6.4, 4.6
"""Seconds: a line short enough to share a shot, the longest shared shot, a line too long for one shot, and about how
long its pieces are."""
DEEDS = 4.5
"""Seconds of action above which a way and what is done at its end are two shots."""
TILTS = 2
"""The frames of a talk, after the shared one, in which a great difference in height tilts the camera."""
LISTENED = 7.6
"""Seconds of speech after which one wants to see who listens."""
COMES = 2.0
"""Metres gone for which a frame shared by several needs room."""
ESTABLISHING = 2.4
"""Seconds of a wide that opens a scene in which somebody speaks at once."""

_TENSE = ("angry", "afraid", "resolute")
_NEAR = (*_TENSE, "sad", "tender")
"""Feelings that bring the camera nearer."""
_SMALL = (None, "look_down", "nod", "shake", "sigh", "laugh", "wipe", "weep")
"""What one does with the head, or before the face: it is seen from as near as the word before it."""
_HEADS = ("medium", "medium_close", "close")
_WEAK = ("afraid", "sad", "weary")

UNEVEN = 1.25
"""Of two people, the taller's height by the other's, from which no half-length frame holds both faces and no camera
looks over a shoulder."""


@dataclass(frozen=True, kw_only=True)
class Eye:
    """What the grammar looks at besides the beats: how tall people are, whose scene it is, the rate."""

    scene: str
    heights: Mapping[str, float]
    rate: Rate
    held: Mapping[str, str] = field(default_factory=lambda: {})
    """What everybody comes with in their hand."""

    def frames(self, seconds: float) -> int:
        return self.rate.frames_in(seconds)


def covered(parts: Sequence[Part], eye: Eye) -> list[Setup]:
    """The scene's setups in order, without jump cuts, each with a name of its own."""
    setups: list[Setup] = []
    rest = list(parts)
    if not rest:
        return [_nothing(eye)]
    opening, rest = _opening(rest, eye)
    setups.append(opening)
    turns = 0
    while rest:
        kind, run = _run(rest)
        rest = rest[len(run) :]
        if kind == "action":
            if _still_on(setups[-1], run[0], eye):
                setups[-1] = replace(setups[-1], parts=(*setups[-1].parts, run.pop(0)))
            setups += _actions(run, eye)
        elif kind == "told":
            setups += _told(run, eye)
        else:
            last = not any(part.kind == "speech" for part in rest)
            setups += _speech(run, turns, last, eye)
            turns += 1
    setups[-1] = _closing(setups[-1])
    return distinct(kept_alive(without_jumps(with_insert(setups, eye.rate, eye.held))))


def _nothing(eye: Eye) -> Setup:
    """A heading with nothing under it is a place, seen for a moment."""
    return Setup(
        label="wide", silent=eye.frames(ESTABLISHING), size="extreme_wide", angle="three_quarter", move="push_in",
        why="a scene in which nothing happens is its place", opening=True, closing=True,
    )  # fmt: skip


def _closing(setup: Setup) -> Setup:
    """A scene that ends on a told line, or on nothing done, is left backwards: the place stays, people grow small."""
    setup = replace(setup, closing=True)
    if setup.opening or any(part.kind == "speech" or part.doings for part in setup.parts):
        return setup
    angle: Angle = "back" if len(setup.subject) == 1 else "two_shot"
    return replace(
        setup, size="wide", angle=angle, move="pull_out", why="a scene that ends in telling is left backwards"
    )


def _run(parts: Sequence[Part]) -> tuple[str, list[Part]]:
    """The first parts that are of one kind, and that kind; who speaks at once with another is not parted from them."""
    heard = _at_once(parts)
    kind = _kind(heard[0])
    return kind, [part for group in takewhile(lambda group: _kind(group) == kind, heard) for part in group]


def _at_once(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts one by one, those spoken at once together."""
    groups: list[list[Part]] = []
    for part in parts:
        if groups and is_dual(part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _kind(group: Sequence[Part]) -> str:
    """Whoever speaks at once with a narrator is seen to speak."""
    return "speech" if any(part.kind == "speech" for part in group) else group[0].kind


def _opening(parts: list[Part], eye: Eye) -> tuple[Setup, list[Part]]:
    """A scene opens wide, on what happens first; if somebody speaks at once, on the place."""
    first = parts[0]
    shown = _on_stage(first)
    size: ShotSize = "wide" if shown else "extreme_wide"
    moves: tuple[Move, ...] = ("push_in", "crane", "truck")
    move = moves[seed_of("opening", eye.scene) % len(moves)]
    why = "a scene opens wide, so that one knows where one is"
    made = Setup(
        label="wide", before=first.before, size=size, angle="two_shot" if len(shown) > 1 else "three_quarter",
        move=move, subject=shown, why=why, opening=True,
    )  # fmt: skip
    if first.kind == "speech" or (first.kind == "told" and is_dual(*parts[1:2])):
        return replace(made, silent=eye.frames(ESTABLISHING)), parts
    if first.kind == "told":
        pieces = sliced(first, _pieces(first, eye), eye.rate)
        return replace(made, size="extreme_wide", parts=(pieces[0],)), [*pieces[1:], *parts[1:]]
    if not first.doings and not any(first.before[id].rest for id in shown):
        made = replace(made, size="extreme_wide")
    return replace(made, parts=(first,)), parts[1:]


def _still_on(setup: Setup, part: Part, eye: Eye) -> bool:
    """Whether who has just spoken alone in the frame does something small there: one does not cut for a nod."""
    who = {doing.deed.who for doing in part.doings}
    small = all(doing.deed.verb in _SMALL and not doing.deed.move and not looked_at(doing) for doing in part.doings)
    speaks = bool(setup.parts) and setup.parts[-1].kind == "speech"
    alone = setup.size in _HEADS and speaks and who == set(setup.subject[:1]) and setup.move != "rack_focus"
    return alone and small and setup.frames + part.frames <= eye.frames(GROUP)


def _actions(run: Sequence[Part], eye: Eye) -> list[Setup]:
    """What people do is seen whole: their bodies, and the way they go."""
    setups: list[Setup] = []
    for part in (piece for whole in run for piece in by_deeds(whole, eye.frames(DEEDS))):
        joined = setups[-1] if setups else None
        looks = joined is not None and any(looked_at(doing) for part in joined.parts for doing in part.doings)
        if joined and not part.doings and not looks and joined.frames + part.frames <= eye.frames(5.0):
            parts = (*joined.parts, part)
            setups[-1] = replace(joined, parts=parts, label=label(role(joined.subject), parts))
            continue
        setups.append(_action(part, eye))
    return setups


def _action(part: Part, eye: Eye) -> Setup:
    who = tuple(dict.fromkeys(doing.deed.who for doing in part.doings))
    before = part.before
    if not who:
        shown = _on_stage(part)
        size: ShotSize = "extreme_wide" if not shown else "wide"
        moves: tuple[Move, ...] = ("truck", "pan", "push_in")
        return Setup(
            label=label("view", (part,)), parts=(part,), before=before, size=size, angle="three_quarter",
            move=moves[seed_of(part.key) % 3], subject=shown, why="nobody acts: the place itself is the picture",
        )  # fmt: skip
    if len(who) > 1:
        comes = any(doing.way > COMES for doing in part.doings)
        return Setup(
            label=label(role(who), (part,)), parts=(part,), before=before, size="wide" if comes else "full",
            angle="two_shot", move="push_in" if comes else "static", subject=who,
            why="several people act: they share a frame" + (", with room for the way one of them goes" * comes),
        )  # fmt: skip
    verbs = [doing.deed.verb for doing in part.doings if doing.deed.verb]
    goes = any(doing.way > 0.6 for doing in part.doings)
    size, angle, move, why = _seen_doing(verbs, goes, part)
    if size == "medium_full" and _towers(part.doings[0].deed.who, part, eye):
        size, why = "medium", f"{why}; nearer, since a much smaller one beside would be cut off at the neck"
    return Setup(
        label=label(role(who), (part,)), parts=(part,), before=before, size=size, angle=angle, move=move,
        subject=who, why=why,
    )  # fmt: skip


def _seen_doing(verbs: Sequence[str | None], goes: bool, part: Part) -> tuple[ShotSize, Angle, Move, str]:
    gone = any(doing.deed.move == "exit" for doing in part.doings)
    leaving = any(doing.deed.target == "sun" and doing.way > 0.6 for doing in part.doings)
    if leaving:
        return "full", "back", "crane", "someone goes away: we see the back and where it leads"
    if "fall" in verbs:
        return "full", "high", "static", "a fall is seen from above: it makes small"
    if gone:
        return "full", "profile", "static", "who goes leaves the frame, and the frame stays"
    if goes:
        return "full", "three_quarter", "follow", "a way gone is seen from head to foot"
    if "look_up" in verbs:
        return "medium_close", "low", "tilt", "who looks up is seen from below, against the sky"
    if any(doing.deed.move in ("sit", "stand", "kneel", "lie") for doing in part.doings):
        return "full", "three_quarter", "static", "a change of posture needs the whole body"
    if {"drink", "raise", "strike", "point", "bow"} & set(verbs):
        return "medium_full", "three_quarter", "push_in", "hands at work need the body as far as the thigh"
    return "medium", "three_quarter", "static", "a small gesture is seen from near"


def _told(run: Sequence[Part], eye: Eye) -> list[Setup]:
    """Narration plays over the place and over backs: nobody's mouth is asked to move."""
    setups: list[Setup] = []
    for index, part in enumerate(run):
        if is_dual(part) and setups:
            setups[-1] = replace(setups[-1], parts=(*setups[-1].parts, part))
            continue
        count = 1 if is_dual(*run[index + 1 : index + 2]) else _pieces(part, eye)
        for piece in sliced(part, count, eye.rate):
            shown = _on_stage(piece)
            pick = seed_of(piece.key, piece.words) % 3
            if not shown or pick == 0:
                size, angle, move, who = "extreme_wide", "three_quarter", "truck", shown
            elif pick == 1:
                size, angle, move, who = "wide", "back", "push_in", shown[:1]
            else:
                size, angle, move, who = "wide", "profile", "crane", shown[:1]
            setups.append(
                Setup(
                    label=label("view", (piece,)),
                    parts=(piece,),
                    before=piece.before,
                    size=size,
                    angle=angle,
                    move=move,
                    subject=who,
                    why="a told line plays over the place, over backs and wide frames",
                )
            )
    return setups


def _speech(run: Sequence[Part], turns: int, last: bool, eye: Eye) -> list[Setup]:
    """A talk: together first, then over shoulders, then nearer with every turn and with what is at stake; the scene's
    last word has a frame of its own."""
    setups: list[Setup] = []
    level = min(turns, 1)
    tilts = TILTS if turns == 0 else 0
    index = 0
    while index < len(run):
        alone = last and index < len(run) - 1 and not is_dual(run[-1])
        group = _grouped(run[index : len(run) - 1] if alone else run[index:], eye)
        final = 1 if last and index + len(group) == len(run) and (index or turns) else 0
        part = run[index]
        speakers = {each.line.character for each in group if each.line}
        raking = exchange(group, setups, eye.heights)
        if raking is None and len(speakers) > 1 and setups and setups[-1].angle == "two_shot" and not is_dual(*group):
            group = group[:1]  # one shared frame after another would be a wide shot too many
            speakers = set[str]()
        if raking is not None:
            setups.append(raking)
        elif len(speakers) > 1:
            setups.append(_together(group, eye))
        elif len(group) > 1:
            setups.append(_single(group, level, eye, nearer=final, tilts=tilts))
        elif part.frames > eye.frames(LONG):
            setups += _long(part, level, eye, tilts)
        elif level == 0 and len(_on_stage(part)) > 1 and len(run) > 2:
            setups.append(_together(group, eye))
        else:
            setups.append(_single(group, level, eye, nearer=final, tilts=tilts))
        index += len(group)
        level += 1
    return setups


def _grouped(run: Sequence[Part], eye: Eye) -> list[Part]:
    """Short lines share a shot: cutting on each of them would be a tennis match."""
    group = [run[0]]
    total = run[0].frames
    for part in run[1:]:
        dual = is_dual(part)
        small = part.frames <= eye.frames(SHORT) and group[-1].frames <= eye.frames(SHORT)
        if not dual and not (small and total + part.frames <= eye.frames(GROUP)):
            break
        if not dual and _wakes(part.line):
            break
        group.append(part)
        total += part.frames
    return group


def is_dual(*parts: Part) -> bool:
    """Whether any of them is spoken at once with the line before it."""
    return any(part.line is not None and part.line.dual for part in parts)


def _wakes(line: Line | None) -> bool:
    """Whether a line asks for a shot of its own: a feeling that was not there before."""
    return line is not None and line.mood in (*_TENSE, "tender")


def _towers(id: str, part: Part, eye: Eye) -> bool:
    others = [eye.heights[other] for other in _on_stage(part) if other != id]
    return bool(others) and eye.heights[id] / min(others) > UNEVEN


def _together(group: Sequence[Part], eye: Eye) -> Setup:
    subject = _on_stage(group[0])[:3]
    size: ShotSize = "full" if _uneven(subject, eye) else "medium_full"
    return Setup(
        label=label(role(subject), group), parts=tuple(group), before=group[0].before, size=size,
        angle="two_shot", subject=subject, why="a talk begins with both in one frame; short lines share it",
    )  # fmt: skip


def _uneven(subject: Sequence[str], eye: Eye) -> bool:
    heights = [eye.heights[id] for id in subject]
    return max(heights) / min(heights) > UNEVEN


def _single(group: Sequence[Part], level: int, eye: Eye, nearer: int = 0, tilts: int = TILTS) -> Setup:
    """Who speaks, nearer with every turn; quite near only where something is at stake.

    Up to level `tilts` of a talk, people of very different height are seen as the other sees them; then eye to eye."""
    part = group[0]
    line = part.line
    assert line is not None
    speaker = line.character
    others = [id for id in _on_stage(part) if id != speaker]
    tension = (1 if line.mood in _NEAR else 0) + (1 if line.text.rstrip("”\"'」").endswith(("!", "！")) else 0)
    made = Setup(
        label=label(speaker, group), parts=tuple(group), before=part.before, size="medium", angle="three_quarter",
        subject=(speaker,), why="",
    )  # fmt: skip
    if not others:
        size: ShotSize = ("medium_full", "medium", "medium_close", "close")[min(min(level, 2) + tension + nearer, 3)]
        return replace(made, size=size, move=_near_move(line, size), why="one alone: nearer with every thought")
    step = min(level, 2) + tension + nearer
    partner = _partner(speaker, others, eye)
    taller = eye.heights[speaker] / eye.heights[partner]
    if step <= 1 and 1 / UNEVEN < taller < UNEVEN:
        why = "over the listener's shoulder: we stand in the talk"
        return replace(made, angle="over_shoulder", subject=(speaker, partner), why=why)
    size = ("medium", "medium", "medium_close", "close")[min(step, 3)]
    angle = _angle(line, taller if level <= tilts else 1.0, tension)
    return replace(made, size=size, angle=angle, move=_near_move(line, size), why=_why(angle, taller))


def _long(part: Part, level: int, eye: Eye, tilts: int) -> list[Setup]:
    """A long speech is not one long shot: the speaker, who listens, the speaker again, nearer."""
    line = part.line
    assert line is not None
    others = [id for id in _on_stage(part) if id != line.character]
    count = _pieces(part, eye)
    if others and part.frames > eye.frames(LISTENED):
        count = max(count, 3)
    heard = dict.fromkeys(range(1, count - 1, 2), 0.65) if others else {}
    pieces = sliced(part, count, eye.rate, heard)
    setups: list[Setup] = []
    for number, piece in enumerate(pieces):
        if number in heard:
            partner = _partner(line.character, others, eye)
            setups.append(
                Setup(
                    label=label(f"{partner}-listens", (piece,)),
                    parts=(piece,),
                    before=piece.before,
                    size="medium_close",
                    angle="three_quarter",
                    subject=(partner,),
                    why="what is said is seen in the face of who listens",
                )
            )
            continue
        setups.append(_single((piece,), level, eye, nearer=1 if number else 0, tilts=tilts))
    return setups


def _angle(line: Line, taller: float, tension: int) -> Angle:
    if taller > UNEVEN or (tension and line.mood in ("angry", "resolute")):
        return "low"
    if taller < 1 / UNEVEN or line.mood in _WEAK:
        return "high"
    return "three_quarter"


def _why(angle: Angle, taller: float) -> str:
    if angle == "low":
        return "seen from below: " + ("as tall as the other sees them" if taller > UNEVEN else "power")
    if angle == "high":
        return "seen from above: " + ("as small as the other sees them" if taller < 1 / UNEVEN else "weakness")
    return "nearer as more is at stake"


def _near_move(line: Line, size: ShotSize) -> Move:
    if line.mood in ("angry", "afraid"):
        return "handheld"
    return "push_in" if size in ("medium_close", "close") else "static"


def _partner(speaker: str, others: Sequence[str], eye: Eye) -> str:
    """Whom a line is said to: the next on stage in order of appearance."""
    order = list(eye.heights)
    return min(others, key=lambda id: abs(order.index(id) - order.index(speaker)))


def _pieces(part: Part, eye: Eye) -> int:
    """Into how many shots a line is cut."""
    if part.frames <= eye.frames(LONG):
        return 1
    return max(2, round(part.frames / eye.frames(SLICE)))


def _on_stage(part: Part) -> tuple[str, ...]:
    """Who is to be seen while this happens, in order of appearance: those who come in, too."""
    coming = {doing.deed.who for doing in part.doings}
    return tuple(id for id, stance in part.before.items() if stance.on_stage or id in coming)
