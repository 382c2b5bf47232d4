"""A scene in, the job that composes its shots out. Only what changes a picture is handed in, and so is in the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.breakdown.model import Bible, Character, PlaceEntry, Scene
from lampblack.engines.requests import Size
from lampblack.graph.job import Effort, Input, Job, Step, Value
from lampblack.shots.model import Choices, ShotChoice

COMPOSE = Step(name="lampblack.shots.steps:compose", version=10)


def compose_job(
    scene: Scene,
    bible: Bible,
    spoken: Sequence[Input],
    choices: Choices,
    *,
    rate: Rate,
    size: Size,
    handles: int = 0,
    join_frames: int = 24,
) -> Job:
    """The job that makes a scene's `ScenePlan`. `spoken` has, for each line of the scene in order, the recording's
    `Spoken`; of `bible` and `choices` only what this scene needs is taken."""
    aspect = Fraction(size.width, size.height)
    return Job(
        id=f"shots/{scene.slug}",
        stage="shots",
        subject=scene.slug,
        scene=scene.slug,
        work=COMPOSE,
        inputs={
            "scene": Value(value=_seen(scene)),
            "bible": Value(value=needed(scene, bible)),
            "spoken": tuple(spoken),
            "choices": Value(value=choices_of(scene.slug, choices)),
            "rate": Value(value=rate),
        },
        settings={
            "aspect": f"{aspect.numerator}:{aspect.denominator}",
            "handles": handles,
            "join_frames": join_frames,
        },
        effort=Effort(seconds=0.2, here=True),
    )


def needed(scene: Scene, bible: Bible) -> Bible:
    """The entries a scene's pictures are made of: figures and the place, without voices, themes and notes."""
    cast = (bible.character(id) for id in scene.cast)
    place = bible.place(scene.place)
    return Bible(
        cast=tuple(Character(id=each.id, name=each.name, figure=each.figure) for each in cast if each is not None),
        places=() if place is None else (_shown(place),),
    )


def choices_of(slug: str, choices: Choices) -> Mapping[str, ShotChoice]:
    """What was decided about one scene's shots; notes change no picture and stay out."""
    return {
        id: replace(choice, note="") for id, choice in sorted(choices.shots.items()) if id.rpartition("/")[0] == slug
    }


def check_choices(choices: Choices, slugs: Sequence[str], *, file: str = "choices.toml") -> None:
    """A `UserError` for a decision about a scene that the script does not have. Shots are checked by their scene."""
    for id in (*choices.shots, *choices.pins):
        if id.rpartition("/")[0] not in slugs:
            raise UserError(f"{file} names {id!r}, but there is no such scene", possible=tuple(slugs))


def _shown(place: PlaceEntry) -> PlaceEntry:
    return replace(place, ambience=(), drafted=False)


def _seen(scene: Scene) -> Scene:
    """The scene without what no frame and no shot's words depend on."""
    beats = tuple(
        beat if beat.line is None else replace(beat, line=replace(beat.line, captions={})) for beat in scene.beats
    )
    return replace(scene, heading="", synopsis="", props=(), beats=beats)
