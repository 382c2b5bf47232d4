"""From a scene and its recorded lines to shots: exact frames of staging, in metres. Pure, and the same every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lampblack.base.context import Blob, Context
from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.base.findings import Finding
from lampblack.base.time import FrameRange, Rate
from lampblack.breakdown.model import Bible, PlaceEntry, Scene
from lampblack.engines.requests import Spoken
from lampblack.project.cutting import Laps
from lampblack.shots.acting import Played, people, start_frame
from lampblack.shots.blocking import blocked
from lampblack.shots.coverage import Eye, covered
from lampblack.shots.directed import directed
from lampblack.shots.hushing import hushed
from lampblack.shots.laps import lapped
from lampblack.shots.marks import sunward
from lampblack.shots.model import LineInShot, MotionChoice, Motions, ScenePlan, Shot, ShotChoice, files_of
from lampblack.shots.motions import Captured, moved_by, put_away
from lampblack.shots.operating import Take, operated
from lampblack.shots.parts import Setup, Stances
from lampblack.shots.sounds import heard
from lampblack.shots.things import pieces_of
from lampblack.shots.timing import Timed, timed
from lampblack.staging.capture.following import read_capture
from lampblack.staging.figure import Figure
from lampblack.staging.place import Place
from lampblack.staging.stage import Staging

_NO_SHOULDER = "the other's shoulder is not where the camera could look over it"


@dataclass(frozen=True, kw_only=True)
class _Film:
    """What all shots of a scene share."""

    scene: Scene
    figures: Mapping[str, Figure]
    place: Place
    ground: str
    rate: Rate
    aspect: float
    handles: int
    join_frames: int
    laps: Laps
    motions: Motions
    captured: Mapping[tuple[str, str], Captured]

    def motion(self, id: str) -> Mapping[str, MotionChoice]:
        """Who follows a captured motion in a shot."""
        return self.motions.get(id, {})


def compose(
    context: Context,
    *,
    scene: Scene,
    bible: Bible,
    spoken: tuple[Spoken, ...],
    choices: Mapping[str, ShotChoice],
    rate: Rate,
    aspect: str = "16:9",
    handles: int = 0,
    join_frames: int = 24,
    laps: Laps = "usual",
    motions: Mapping[str, Mapping[str, MotionChoice]] | None = None,
    captures: tuple[Blob, ...] = (),
    remarks: tuple[tuple[Finding, ...], ...] = (),
) -> ScenePlan:
    """The scene's shots. `spoken` has a recording for each line, in order; `choices` only this scene's, by shot id.

    `aspect` is `width:height`; `handles` are frames filmed on either side of every shot; a dissolve lasts
    `join_frames`; `laps` is how far sound goes over cuts. `captures` and `remarks` are the `motion` and
    `findings` of each of the files of `motions`, in order.
    Raises `UserError` for choices that name a shot or a person that is not there."""
    wide, high = (int(number) for number in aspect.split(":"))
    film = _Film(
        scene=scene,
        figures=_figures(scene, bible),
        place=_place(scene, bible.place(scene.place)),
        ground=_ground(bible.place(scene.place)),
        rate=rate,
        aspect=float(Fraction(wide, high)),
        handles=handles,
        join_frames=join_frames,
        laps=laps,
        motions=motions or {},
        captured={
            name: Captured(blob=blob, capture=read_capture(context.path(blob)))
            for name, blob in zip(files_of(motions or {}), captures, strict=True)
        },
    )
    heights = {id: figure.height for id, figure in film.figures.items()}
    held = {id: figure.held for id, figure in film.figures.items()}
    parts = blocked(scene, heights, spoken, film.place, rate, held)
    setups = covered(parts, Eye(scene=scene.slug, heights=heights, rate=rate, held=held))
    _known((*choices, *film.motions), setups, scene.slug)
    findings: list[Finding] = [each for said in remarks for each in said]
    shots: list[Shot] = []
    chosen = [choices.get(f"{scene.slug}/{setup.label}", ShotChoice()) for setup in setups]
    setups = [
        _turned_away(_chosen(setup, choice, f"{scene.slug}/{setup.label}", film), film.place)
        for setup, choice in zip(setups, chosen, strict=True)
    ]
    clocks, doubts = _clocks(setups, chosen, film)
    findings += doubts
    for index, (setup, choice, clock) in enumerate(zip(setups, chosen, clocks, strict=True)):
        shot, found = _shot(setup, choice, clock, film, first=index == 0, last=index == len(setups) - 1)
        shots.append(shot)
        findings += found
        context.progress((index + 1) / len(setups))
    return ScenePlan(scene=scene.slug, shots=tuple(shots), findings=tuple(findings))


def _clocks(setups: Sequence[Setup], choices: Sequence[ShotChoice], film: _Film) -> tuple[list[Timed], list[Finding]]:
    """How long every shot is, with the cuts of the talk moved into its words; shots whose times somebody set are not
    moved at either end."""
    slug, findings, clocks = film.scene.slug, list[Finding](), list[Timed]()
    for setup, choice in zip(setups, choices, strict=True):
        clock = timed(setup, film.rate, film.scene.mood)
        clock, found = _lasting(clock, setup, choice, f"{slug}/{setup.label}", film.rate)
        clocks.append(clock)
        findings += found
    wishes = {number: choice.lap for number, choice in enumerate(choices) if choice.lap is not None}
    straight = {
        number for number, choice in enumerate(choices)
        if choice.seconds is not None or choice.do or choice.rack_at is not None
        or film.motion(f"{slug}/{setups[number].label}")
    }  # fmt: skip
    by_hand = frozenset(straight)
    clocks, refused = lapped(setups, clocks, wishes, by_hand, slug, film.scene.mood, film.rate, film.laps)
    for number in refused:
        said = f"a lap of {wishes[number]} frames is not possible: it is cut straight"
        findings.append(_doubt(f"{slug}/{setups[number].label}", said))
    return clocks, findings


def _shot(
    setup: Setup, choice: ShotChoice, clock: Timed, film: _Film, *, first: bool, last: bool
) -> tuple[Shot, list[Finding]]:
    id = f"{film.scene.slug}/{setup.label}"
    rate = film.rate
    findings: list[Finding] = []
    head = film.handles + _join_handle(film, first and film.scene.join_in == "dissolve")
    tail = film.handles + _join_handle(film, last and film.scene.join_out == "dissolve")
    in_take = FrameRange(start=head, stop=head + clock.frames)
    frames = in_take.stop + tail
    played = [
        Played(part=part, start=start_frame(head + at, part))
        for part, at in zip(setup.parts, clock.starts, strict=True)
    ]
    over = [Played(part=each.part, start=start_frame(head + each.at, each.part)) for each in clock.overheard]
    acted = sorted((*played, *over), key=lambda each: each.start + each.part.start)
    company = people(acted, setup.before, film.figures, film.scene.mood, film.place, frames, rate)
    company = directed(company, choice.do, head, frames, rate, film.place, id)
    company = moved_by(company, film.motion(id), film.captured, id, in_take, frames, rate)
    seed = seed_of("shot", film.scene.slug, setup.label, *(part.key for part in setup.parts))
    rack_at = None if choice.rack_at is None else in_take.start + rate.frames_in(choice.rack_at)
    take = Take(
        company=company, played=played, place=film.place, in_take=in_take, frames=frames, rate=rate,
        aspect=film.aspect, seed=seed,
    )  # fmt: skip
    filmed = operated(setup, take, rack_at)
    camera, angle = filmed.camera, filmed.angle
    company = hushed(company, played, over, camera, film.aspect, frames, rate)
    if choice.move is not None and camera.move != choice.move and choice.move != "static":
        findings.append(_doubt(id, f"move {choice.move} is not possible here; the camera stands still"))
    staging = Staging(rate=rate, frames=frames, place=film.place, camera=camera, people=company)
    shot = Shot(
        id=id,
        scene=film.scene.slug,
        size=setup.size,
        angle=angle,
        move=setup.move if camera.move != "static" else "static",
        subject=setup.subject,
        staging=put_away(staging),
        range_in_take=in_take,
        lines=_lines(played, rate),
        sounds=heard(staging, played, in_take, film.ground, film.aspect),
        words=" ".join(part.words for part in setup.parts if part.words),
        why=(_NO_SHOULDER if setup.angle == "over_shoulder" and angle != "over_shoulder" else setup.why)
        + filmed.remark,
        join_out=film.scene.join_out if last else "cut",
        join_frames=film.join_frames if last and film.scene.join_out != "cut" else 0,
    )
    return shot, findings


def _chosen(setup: Setup, choice: ShotChoice, id: str, film: _Film) -> Setup:
    """The setup as a person wants it; a `UserError` for a subject who, or which, is not there."""
    seen = _to_be_seen(setup)
    things = _things(setup, choice, film)
    for who in choice.subject or ():
        if who not in (*seen, *things):
            raise UserError(f"shot {id} cannot be about {who!r}: not on stage there", possible=(*seen, *things))
    size = choice.size
    if any(who not in seen for who in choice.subject or ()):
        if size not in (None, "insert"):
            raise UserError(f"shot {id}: a thing is seen in an insert, not in size {size!r}", possible=("insert",))
        size = "insert"
    asked = replace(
        setup,
        size=size or setup.size,
        angle=choice.angle or setup.angle,
        move=choice.move or setup.move,
        subject=setup.subject if choice.subject is None else choice.subject,
    )
    return asked if asked == setup else replace(asked, why="chosen by a person")


def _turned_away(setup: Setup, place: Place) -> Setup:
    """Whose back a told line plays over looks into the picture, to the sun where there is one; nobody sees the turn."""
    if setup.angle != "back" or any(part.kind != "told" for part in setup.parts):
        return setup
    sun = sunward(place)
    turned: Stances = {
        id: replace(stance, yaw=0.2 if sun is None else sun) if id in setup.subject else stance
        for id, stance in setup.before.items()
    }
    return replace(setup, before=turned, parts=tuple(replace(part, before=turned) for part in setup.parts))


def _to_be_seen(setup: Setup) -> tuple[str, ...]:
    coming = {doing.deed.who for part in setup.parts for doing in part.doings}
    return tuple(id for id, stance in setup.before.items() if stance.on_stage or id in coming)


def _things(setup: Setup, choice: ShotChoice, film: _Film) -> tuple[str, ...]:
    """What an insert may be of: things of the place, and what is in people's hands or comes into them."""
    held = [film.figures[id].held if stance.held is None else stance.held for id, stance in setup.before.items()]
    handed = [doing.deed.thing for part in setup.parts for doing in part.doings]
    found = (*pieces_of(film.place), *held, *handed, *(one.thing for one in choice.do))
    return tuple(dict.fromkeys(name for name in found if name))


def _lasting(clock: Timed, setup: Setup, choice: ShotChoice, id: str, rate: Rate) -> tuple[Timed, list[Finding]]:
    """The clock with the seconds somebody asked for, never so that words are lost or a line that runs on is torn."""
    if choice.seconds is None:
        return clock, []
    asked = rate.frames_in(choice.seconds)
    if clock.runs_on:
        return clock, [_doubt(id, "its line runs on into the next shot, so its length cannot be chosen")]
    if asked < max(clock.said, 1):
        least = float(rate.seconds(clock.said))
        said = f"{choice.seconds:g} s is shorter than what happens in it; it lasts {least:.2f} s"
        return replace(clock, frames=clock.said), [_doubt(id, said)]
    return replace(clock, frames=asked), []


def _lines(played: Sequence[Played], rate: Rate) -> tuple[LineInShot, ...]:
    return tuple(
        LineInShot(line=each.part.line.id, start=rate.samples_at(each.start), samples=each.part.spoken.samples)
        for each in played
        if each.part.line is not None and each.part.spoken is not None and each.part.begins
    )


def _join_handle(film: _Film, wanted: bool) -> int:
    return (film.join_frames + 1) // 2 if wanted else 0


def _known(choices: Sequence[str], setups: Sequence[Setup], slug: str) -> None:
    ids = tuple(f"{slug}/{setup.label}" for setup in setups)
    for id in choices:
        if id not in ids:
            raise UserError(f"choices.toml names a shot that is not in scene {slug}: {id!r}", possible=ids)


def _figures(scene: Scene, bible: Bible) -> dict[str, Figure]:
    """How those on stage look, in order of first appearance; who has no figure is not on stage."""
    entries = {id: bible.character(id) for id in scene.cast}
    return {id: entry.figure for id, entry in entries.items() if entry is not None and entry.figure is not None}


def _place(scene: Scene, entry: PlaceEntry | None) -> Place:
    """The bible's place at the scene's hour and in its weather. A place nobody described is a `UserError`."""
    if entry is None:
        raise UserError(f"scene {scene.slug} plays in {scene.place!r}, which the bible does not know")
    return Place(
        id=entry.id, kit=entry.kit, time=scene.time, weather=scene.weather, season=entry.season,
        inside=scene.where == "int",
        words=entry.words, seed=seed_of("place", entry.id), pieces=entry.pieces,
    )  # fmt: skip


def _ground(entry: PlaceEntry | None) -> str:
    return entry.ground if entry is not None else ""


def _doubt(id: str, message: str) -> Finding:
    return Finding(message=f"shot {id}: {message}")
