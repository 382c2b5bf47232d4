"""J- and L-cuts: picture and sound of a talk are cut on different frames.

The words stay where they are, only the cut between two shots moves: earlier, to the face of who listens (an L-cut), or
later, so that who speaks next is heard before they are seen (a J-cut). Where a cut goes comes from what is seen on
both of its sides, never from how long a line is, so that a changed word moves no other shot's cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lampblack.base.digest import seed_of
from lampblack.base.time import Rate
from lampblack.project.cutting import Laps
from lampblack.shots.pace import INTERRUPTS, SHORTEST, cut_off, is_asked, is_cried, is_heavy, pulse, scaled, waits
from lampblack.shots.parts import Part, Setup
from lampblack.shots.timing import Overheard, Timed
from lampblack.shots.wides import WIDES
from lampblack.staging.people import Mood

LEAST, MOST = 8, 20
"""Frames of 24 a second: what is shorter looks like a slip of the knife, what is longer hides who speaks."""
_USUAL = 13
_SHARE = 0.4
"""The most of a line that is heard over another picture."""
_BLOWS = ("angry", "afraid")
_FACES = ("medium", "medium_close", "close", "extreme_close")


def lapped(
    setups: Sequence[Setup], clocks: Sequence[Timed], wishes: Mapping[int, int], straight: frozenset[int],
    scene: str, mood: Mood, rate: Rate, laps: Laps = "usual",
) -> tuple[list[Timed], list[int]]:  # fmt: skip
    """The clocks with the cuts of a scene moved, and the shots into which a wished-for cut is not possible.

    `wishes` are frames by the number of the shot that is cut to: positive, its first line is heard before it; negative,
    the last line before is heard on over it; 0, a straight cut. `straight` are shots whose times a person set: they are
    cut to and from as they are. `laps`: how far sound goes over the cuts nobody wished anything for."""
    moved, refused = list(clocks), list[int]()
    opening = next((part.key for setup in setups for part in setup.parts if part.line is not None), "")
    for number in range(1, len(setups)):
        before, after = setups[number - 1], setups[number]
        wish = wishes.get(number)
        if number in straight or number - 1 in straight:
            refused += [number] if wish else []
            continue
        pair = (moved[number - 1], moved[number])
        if wish is None:
            frames = _held(_by_grammar(before, after, opening, scene, mood, rate), laps, rate)
            found = _rolled(before, after, pair, frames, rate)
            if found is None and _interrupted(before, after):
                found = _answered(pair)
        else:
            found = _rolled(before, after, pair, wish, rate)
            refused += [number] if wish and found is None else []
        if found is not None:
            moved[number - 1], moved[number] = found
    return moved, refused


def _by_grammar(before: Setup, after: Setup, opening: str, scene: str, mood: Mood, rate: Rate) -> int:
    """Frames by which the sound laps over a cut, as `wishes` count them; 0: both are cut at once."""
    if not before.parts or not after.parts or before.opening or before.size == "insert" or after.size == "insert":
        return 0
    a, b = before.parts[-1], after.parts[0]
    if opening in (a.key, b.key) or "rack_focus" in (before.move, after.move):
        return 0
    wanted = _length(a, b, before, after, scene, mood)
    if _listener_is_worth_it(a, b, before, after):
        return -_within(wanted, a, rate)
    if _is_heard_coming(a, b, before, after, scene):
        return _within(LEAST if _interrupted(before, after) else wanted, b, rate)
    return 0


def _held(frames: int, laps: Laps, rate: Rate) -> int:
    """What the grammar asks for, no longer than the whole film lets it be."""
    most = {"usual": MOST, "short": LEAST, "none": 0}[laps]
    return max(-scaled(most, rate), min(scaled(most, rate), frames))


def _within(frames: int, part: Part, rate: Rate) -> int:
    """As much of a line as is wanted, less of a short one, nothing of a word or two."""
    fitting = (scaled(each, rate) for each in (frames, LEAST) if scaled(each, rate) <= _SHARE * part.frames)
    return next(fitting, 0)


def _listener_is_worth_it(a: Part, b: Part, before: Setup, after: Setup) -> bool:
    """A question, a blow, a change of mood, an answer that is not easy: one wants to see how words land on whom they
    are meant for."""
    line = a.line
    if line is None or a.kind != "speech" or cut_off(line.text) or not after.subject:
        return False
    if line.character not in before.subject[:1] or after.size not in _FACES or _is_seen(line.character, after):
        return False
    answer = b.line
    if answer is None:
        return bool(b.doings) and {doing.deed.who for doing in b.doings} <= set(after.subject)
    if answer.character != after.subject[0] or answer.character == line.character:
        return False
    turns = answer.mood is not None and answer.mood != line.mood
    return is_asked(line.text) or is_cried(line.text) or line.mood in _BLOWS or turns or is_heavy(answer)


def _is_heard_coming(a: Part, b: Part, before: Setup, after: Setup, scene: str) -> bool:
    """Who speaks next is heard over the face of who has spoken, or over what is done: not each time, and never where
    the silence before it is written."""
    line = b.line
    if line is None or not b.begins or waits(line) or before.size not in (*_FACES, "medium_full", "full"):
        return False
    if _is_seen(line.character, before) or (a.line is not None and a.line.character == line.character):
        return False
    if b.kind == "speech" and line.character not in after.subject[:1]:
        return False
    return _interrupted(before, after) or _seed(a, b, before, after, scene) % 3 != 0


def _is_seen(who: str, setup: Setup) -> bool:
    """Whether a setup is about somebody's face: it is not about the one whose shoulder it looks over."""
    if setup.size in WIDES:
        return who in setup.before and setup.before[who].on_stage
    return who in (setup.subject[:1] if setup.angle == "over_shoulder" else setup.subject)


def _length(a: Part, b: Part, before: Setup, after: Setup, scene: str, mood: Mood) -> int:
    feels = mood
    for line in (a.line, b.line):
        feels = feels if line is None or line.mood is None else line.mood
    frames = round(_USUAL * pulse(feels)) + _seed(a, b, before, after, scene) // 3 % 5 - 2
    return min(max(frames, LEAST), MOST)


def _seed(a: Part, b: Part, before: Setup, after: Setup, scene: str) -> int:
    """From who is seen and heard, and how near: not from words, which may be changed."""
    who = (part.line.character if part.line is not None else "" for part in (a, b))
    return seed_of("lap", scene, *who, before.size, before.angle, after.size, after.angle, *after.subject)


def _interrupted(before: Setup, after: Setup) -> bool:
    """Whether the last words before the cut are broken off by the first after it."""
    a = before.parts[-1].line if before.parts else None
    b = after.parts[0].line if after.parts else None
    return a is not None and b is not None and a.character != b.character and cut_off(a.text) and not waits(b)


def _rolled(
    before: Setup, after: Setup, clocks: tuple[Timed, Timed], frames: int, rate: Rate
) -> tuple[Timed, Timed] | None:
    """Both clocks with the cut so many frames into the sound; None where a shot would be a flash, something done be cut
    off or two lines at once be torn apart."""
    made = None
    if frames > 0:
        made = _early_sound(before, after, clocks, frames)
    elif frames < 0:
        made = _late_sound(before, clocks, -frames)
    shortest = rate.frames_in(SHORTEST)
    return made if made is not None and min(clock.frames for clock in made) >= shortest else None


def _early_sound(before: Setup, after: Setup, clocks: tuple[Timed, Timed], frames: int) -> tuple[Timed, Timed] | None:
    if not after.parts or not clocks[1].starts or clocks[0].runs_on:
        return None
    left, right = clocks
    part, head = after.parts[0], right.starts[0]
    if part.line is None or not part.begins or frames >= part.frames or _bound(part, *after.parts[1:2]):
        return None
    begins = left.frames + head
    if _interrupted(before, after):
        begins = left.words - min(INTERRUPTS, before.parts[-1].frames // 2)
    over = Overheard(part=_heard_only(part, 0, frames), at=begins)
    return (
        replace(left, frames=begins + frames, overheard=(*left.overheard, over)),
        _later(right, -(head + frames)),
    )


def _late_sound(before: Setup, clocks: tuple[Timed, Timed], frames: int) -> tuple[Timed, Timed] | None:
    if not before.parts or clocks[0].runs_on:
        return None
    left, right = clocks
    part = before.parts[-1]
    if part.line is None or frames >= part.frames or _bound(part, *before.parts[-2:-1]):
        return None
    cut = left.starts[-1] + part.frames - frames
    if cut < left.deeds:
        return None
    over = Overheard(part=_heard_only(part, part.stop - frames, part.stop), at=0)
    moved = _later(right, left.frames - cut)
    return replace(left, frames=cut, said=cut, runs_on=True), replace(moved, overheard=(over, *moved.overheard))


def _answered(clocks: tuple[Timed, Timed]) -> tuple[Timed, Timed] | None:
    """Who interrupts is seen to do so, on the frame after the word that is broken off."""
    left, right = clocks
    if not right.starts or right.starts[0] <= 0:
        return None
    return left, _later(right, -right.starts[0])


def _bound(part: Part, *neighbours: Part) -> bool:
    """Whether a line cannot be parted from its picture: deeds and sounds go with it, or another is said at once."""
    dual = any(each.line is not None and each.line.dual for each in (part, *neighbours))
    return dual or bool(part.doings) or bool(part.sounds)


def _heard_only(part: Part, start: int, stop: int) -> Part:
    return replace(part, start=start, stop=stop, doings=(), sounds=(), words="")


def _later(clock: Timed, frames: int) -> Timed:
    """A clock whose shot begins so many frames earlier, so that all in it happens later."""
    return replace(
        clock,
        frames=clock.frames + frames,
        starts=tuple(at + frames for at in clock.starts),
        said=clock.said + frames,
        words=clock.words + frames,
        deeds=clock.deeds + frames if clock.deeds else 0,
        overheard=tuple(replace(each, at=each.at + frames) for each in clock.overheard),
    )
