"""Takes that are steered by control signals: the rolls come first, and steer the request."""

from __future__ import annotations

from dataclasses import replace

from lampblack.base.digest import digest_of
from lampblack.base.time import FrameRange, Rate
from lampblack.build.guess import guessing
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Film, Size, request_from
from lampblack.graph.job import Ask
from lampblack.graph.known import Known
from lampblack.graph.orders import Order
from lampblack.shots.model import Shot
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.control import Signal
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging
from lampblack.takes.controls import control_job, steering
from lampblack.takes.making import way_jobs
from lampblack.takes.ways import Wanted, way_of

SIZE = Size(width=640, height=360)
WANTED = Wanted(size=SIZE, look="paper", detail="draft")


def offer(*controls: str) -> Offer:
    can = Capabilities(kind="film", controls=frozenset(controls))
    return Offer(name="dreamer", version=3, makes="nowhere:Dreamer", capabilities=(can,))


def shot(words: str = "") -> Shot:
    camera = CameraPath(keys=(CameraKey(frame=0, pose=CameraPose(position=Point(y=1.5))),))
    place = Place(id="yard", kit="plain", words=words)
    staging = Staging(rate=Rate(numerator=24), frames=48, place=place, camera=camera)
    return Shot(
        id="yard/wide", scene="yard", size="wide", angle="front", staging=staging,
        range_in_take=FrameRange(start=0, stop=48),
    )  # fmt: skip


def knows(*signals: Signal) -> Known:
    """What a planner may look at: these rolls."""
    return Known({"control/yard/wide": {signal: digest_of(signal.encode()) for signal in signals}}, lambda digest: b"")


def test_an_engine_that_names_no_signal_gets_its_request_at_once_and_unchanged() -> None:
    for controls in ((), ("camera", "references")):
        plain = offer(*controls)
        assert steering(plain) == ()
        (job,) = way_jobs(shot(), way_of(plain), 1, WANTED, knows())
        assert job.id == "takes/yard/wide/dreamer-1"


def test_rolls_are_made_first_and_then_steer_the_request_in_the_signals_order() -> None:
    steered = offer("signal:pose", "signal:depth")
    assert steering(steered) == ("depth", "pose")
    (first,) = way_jobs(shot(), way_of(steered), 1, WANTED, knows("depth"))
    assert first.id == "control/yard/wide" and first.settings["signals"] == ["depth", "pose"]
    film, control = way_jobs(shot(), way_of(steered), 2, WANTED, knows("pose", "depth"))
    assert control == first
    assert film.id == "takes/yard/wide/dreamer-2" and isinstance(film.work, Ask)
    request = request_from(dict(film.work.request))
    assert isinstance(request, Film)
    assert [(each.signal, each.roll) for each in request.steered] == [
        ("depth", digest_of(b"depth")),
        ("pose", digest_of(b"pose")),
    ]


def test_words_are_in_no_roll_s_key_and_the_theatre_s_version_is() -> None:
    job = control_job(shot("a yard"), ("depth",), SIZE, "final")
    assert job.inputs == control_job(shot("a garden"), ("depth",), SIZE, "final").inputs
    assert isinstance(job.settings["theatre"], int)
    assert replace(job, settings={**job.settings, "theatre": 0}) != job


def test_a_plan_looks_past_rolls_that_are_not_made() -> None:
    job = control_job(shot(), ("depth", "pose"), SIZE, "final")
    order = Order(job=job, key=digest_of(b"key"), given={})
    with guessing({}) as guess:
        found = guess(order, lambda digest: b"")
    assert found is not None and found.certain
    assert sorted(found.outputs) == ["depth", "pose"]
    assert found.outputs["depth"] != found.outputs["pose"]
