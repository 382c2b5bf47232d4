"""What is saved comes back, and equal values have equal bytes."""

from __future__ import annotations

import math
import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lampblack.base.saved import decode, digest_of_value, encode, plain
from lampblack.base.time import FrameRange, Rate
from lampblack.engines.requests import KINDS, Compose, Film, Foley, Passage, Size, Speak, Voice, request_from, saved
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.people import Action, Person
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
NUMBER = st.floats(-1e6, 1e6).map(lambda number: round(number, 6))
PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)

POINT = st.builds(Point, x=NUMBER, y=NUMBER, z=NUMBER)
POSE = st.builds(CameraPose, position=POINT, yaw=NUMBER, focal_length_mm=st.sampled_from([24.0, 35.0, 85.0]))
KEYS = st.lists(st.builds(CameraKey, frame=st.integers(0, 500), pose=POSE), min_size=1, max_size=3).map(tuple)


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@given(PLAIN)
def test_a_saved_form_is_a_fixed_point(value: Any) -> None:
    once = encode(value)
    assert encode(decode(once, Any)) == once  # type: ignore[arg-type]
    assert encode(plain(value)) == once


@given(st.dictionaries(TEXT, st.integers(), max_size=6))
def test_the_order_of_a_mapping_does_not_count(value: dict[str, int]) -> None:
    backwards = dict(reversed(value.items()))
    assert encode(value) == encode(backwards)


@given(st.integers(-(2**53), 2**53))
def test_whole_numbers_are_equal_however_they_are_written(number: int) -> None:
    assert encode(float(number)) == encode(number)


@given(TEXT)
def test_one_text_has_one_form(text: str) -> None:
    assert encode(unicodedata.normalize("NFD", text)) == encode(composed(text))


@given(st.integers(-(10**6), 10**6), st.floats(-1e-8, 1e-8))
def test_the_last_bits_of_a_number_do_not_count(thousandths: int, noise: float) -> None:
    assert encode(thousandths / 1000 + noise) == encode(thousandths / 1000)


@pytest.mark.parametrize("value", [math.nan, math.inf, {"x": [-math.inf]}])
def test_what_is_no_number_has_no_saved_form(value: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        encode(value)


@given(st.builds(FrameRange, start=st.integers(0, 100), stop=st.integers(100, 200)), KEYS)
def test_nouns_come_back_as_they_were(frames: FrameRange, keys: tuple[CameraKey, ...]) -> None:
    assert decode(encode(frames), FrameRange) == frames
    path = CameraPath(keys=keys, handheld=0.004, move="dolly")
    assert decode(encode(path), CameraPath) == path
    assert digest_of_value(path) == digest_of_value(decode(encode(path), CameraPath))


STAGING = st.builds(
    Staging,
    rate=st.builds(Rate, numerator=st.sampled_from([24, 25, 30])),
    frames=st.integers(1, 500),
    place=st.builds(Place, id=st.just("river"), kit=st.just("river"), words=TEXT.map(composed)),
    camera=st.builds(CameraPath, keys=KEYS),
)

REQUESTS = st.one_of(
    st.builds(Speak, text=TEXT.map(composed), language=st.just("zh"), voice=st.builds(Voice, pitch=NUMBER)),
    st.builds(Foley, what=st.just("river"), samples=st.integers(1, 10**7), ambience=st.booleans()),
    st.builds(
        Compose,
        samples=st.integers(1, 10**8),
        passages=st.lists(st.builds(Passage, start=st.integers(0, 10**7), mood=st.just("sad")), max_size=3).map(tuple),
        hits=st.lists(st.integers(0, 10**7), max_size=3).map(tuple),
    ),
    st.builds(Film, staging=STAGING, size=st.builds(Size, width=st.integers(16, 4096), height=st.integers(16, 4096))),
)


@given(REQUESTS)
def test_a_request_comes_back_from_what_the_ledger_keeps(request: Any) -> None:
    data = saved(request)
    assert data["kind"] in KINDS
    assert request_from(data) == request
    # Across a pipe, and sorted by a database, it is still the same request.
    assert request_from(msgspec.json.decode(msgspec.json.encode(data, order="deterministic"))) == request


def test_a_person_on_the_stage_comes_back() -> None:
    marks = decode(b'[{"frame": 0, "position": {"x": 1}}]', list[Any])  # type: ignore[arg-type]
    person = decode(encode({"id": "a", "figure": {"id": "a"}, "marks": marks}), Person)
    acting = Person(id="a", figure=person.figure, marks=person.marks, actions=(Action(verb="bow", start=1, stop=9),))
    assert decode(encode(acting), Person) == acting


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
TREES = st.recursive(LEAVES, lambda c: st.lists(c) | st.dictionaries(st.text(), c) | st.tuples(c, c), max_leaves=12)


@given(TREES)
def test_the_quick_way_to_canonical_bytes_gives_the_same_bytes(tree: object):
    assert encode(tree) == msgspec.json.encode(plain(tree), order="deterministic")
