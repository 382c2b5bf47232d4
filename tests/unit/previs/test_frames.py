from __future__ import annotations

from lampblack.previs.frames import Frames


def test_frames_are_found_by_what_they_are_of_and_their_number() -> None:
    frames = Frames()
    frames.put("a", 3, b"three")
    frames.put("a", 1, b"one")
    assert frames.get("a", 3) == b"three" and frames.get("a", 2) is None and frames.get("b", 3) is None
    assert frames.has("a", 1) and not frames.has("a", 0)
    assert frames.drawn(("a", "b")) == {"a": [1, 3]}


def test_what_was_looked_at_longest_ago_goes_first_and_is_named() -> None:
    frames = Frames(limit=100)
    assert frames.put("a", 0, b"x" * 40) == () and frames.put("b", 0, b"x" * 40) == ()
    assert not frames.full
    frames.get("a", 0)
    assert frames.put("c", 0, b"x" * 40) == ("b",)
    assert frames.has("a", 0) and frames.has("c", 0) and not frames.has("b", 0)


def test_it_is_full_before_anything_has_to_go_and_a_frame_drawn_twice_counts_once() -> None:
    frames = Frames(limit=100)
    for _ in range(5):
        frames.put("a", 0, b"x" * 85)
    assert not frames.full
    frames.put("a", 1, b"x" * 5)
    assert frames.full and frames.has("a", 0)
