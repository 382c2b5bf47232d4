"""Screenplays in other genres, as strangers write them: each finds its world, its people and its faces; no fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.flow.studio import lampblack

from lampblack.build.foresight import foresee
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm
from lampblack.shots.bodies import body_of
from lampblack.shots.framing import headless_share
from lampblack.shots.model import Shot
from lampblack.staging.projection import project

GENRES = Path(__file__).parent / "genres"
WORLDS = {
    "detective": ("en", ("city_street", "office")),
    "ghost": ("zh", ("inn", "bamboo", "street")),
    "hospital": ("zh", ("hospital", "hospital", "rooftop")),
    "starship": ("en", ("starship", "desert", "moon_palace")),
    "office": ("en", ("office", "cafe")),
}
"""What language each is in, and what builds its places, in order."""
MISSED = {
    "detective": (),
    "ghost": ("一瘸一拐地蹿出竹丛",),
    "hospital": (),
    "starship": ("grips the back of her chair", "Okoro salutes"),
    "office": ("Gary spills",),
}
"""What in each the stage knows no deed for, and says so."""
LOOKS = {
    "detective": {
        "inspector_hale": {"sex": "man", "age": "middle", "dress": "overcoat", "hat": "brimmed"},
        "dora": {"sex": "woman", "dress": "dress"},
    },
    "ghost": {
        "laozhanggui": {"sex": "man", "age": "old"},
        "gengsheng": {"sex": "man", "age": "young"},
        "qingfeng": {"sex": "woman", "age": "young"},
    },
    "hospital": {"zhounainai": {"sex": "woman", "age": "old", "dress": "shirt"}, "chenmo": {"age": "middle"}},
    "starship": {
        "captain_okoro": {"age": "middle", "dress": "suit"},
        "vesper": {"dress": "jumpsuit"},
        "the_empress": {"sex": "woman", "age": "old", "dress": "robe"},
    },
    "office": {
        "gary": {"sex": "man", "dress": "shirt"},
        "brenda": {"sex": "woman", "dress": "sweater"},
        "mr_pym": {"sex": "man", "age": "old", "dress": "suit", "hair": "bald"},
    },
}
"""How those are drawn whom the screenplay describes."""


@pytest.fixture(scope="module", params=sorted(WORLDS))
def staged(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, tuple[Shot, ...], tuple[str, ...]]:
    """A genre, its shots as they would be staged, and what was found in its words."""
    name = str(request.param)
    folder = tmp_path_factory.mktemp("genres") / name
    assert lampblack("new", "--language", WORLDS[name][0], folder).code == 0
    shutil.copy(GENRES / f"{name}.fountain", folder / "script.fountain")
    with OpenFilm(find_film(folder), owner=True) as opened:
        shots = foresee(opened)[1].shots()
    checked = lampblack("check", folder)
    assert checked.code == 0, checked.out
    return name, shots, tuple(checked.out.splitlines())


def test_every_heading_finds_its_place(staged: tuple[str, tuple[Shot, ...], tuple[str, ...]]) -> None:
    name, shots, _ = staged
    kits: dict[str, str] = {}
    for shot in shots:
        kits.setdefault(shot.scene, shot.staging.place.kit)
    assert tuple(kits.values()) == WORLDS[name][1]


def test_whoever_begins_to_speak_is_in_the_frame(staged: tuple[str, tuple[Shot, ...], tuple[str, ...]]) -> None:
    _, shots, _ = staged
    spoken = 0
    for shot in shots:
        for person in shot.staging.people:
            if not person.mouth or person.id not in shot.subject:
                continue
            spoken += 1
            frame = round(person.mouth[0].start / 48000 * shot.staging.camera.fps)
            mark = person.mark_at(frame)
            eyes = project(shot.staging.camera.at(frame), body_of(person.figure, mark, mark.yaw).eyes, 1280, 720)
            assert 0.3 < eyes.depth < 60.0, (shot.id, person.id)
            assert 0 <= eyes.x <= 1280 and 0 <= eyes.y <= 720, (shot.id, person.id, eyes)
    assert spoken >= 4


HANDS = {
    "detective": {"umbrella", "key", "gun", "cigarette"},
    "ghost": {"lantern", "book", "twig"},
    "hospital": {"clipboard"},
    "starship": set[str](),
    "office": {"cup", "mug", "letter"},
}
"""What one sees in hands in each, at the least."""
RESTS = {
    "detective": {"inspector_hale": {"desk"}},
    "ghost": {"gengsheng": {"table"}},
    "hospital": {"zhounainai": {"bed", "wheelchair"}},
    "starship": {},
    "office": {"gary": {"table"}},
}
"""What whom is seen to sit or lie on."""


def test_whoever_has_a_line_and_is_not_only_heard_is_seen_speaking_it(
    staged: tuple[str, tuple[Shot, ...], tuple[str, ...]],
) -> None:
    name, shots, _ = staged
    speakers = {person.id for shot in shots for person in shot.staging.people if person.mouth}
    assert len(speakers) == {"detective": 2, "ghost": 3, "hospital": 4, "starship": 3, "office": 3}[name]


def test_what_the_words_put_into_hands_and_under_people_is_there(
    staged: tuple[str, tuple[Shot, ...], tuple[str, ...]],
) -> None:
    name, shots, _ = staged
    people = [person for shot in shots for person in shot.staging.people]
    held = {person.figure.held for person in people} | {act.thing for person in people for act in person.actions}
    assert held >= HANDS[name]
    for id, rests in RESTS[name].items():
        assert {person.rest for person in people if person.id == id} >= rests


def test_nobody_stands_in_a_frame_without_a_head_that_is_not_of_it(
    staged: tuple[str, tuple[Shot, ...], tuple[str, ...]],
) -> None:
    _, shots, _ = staged
    for shot in shots:
        if shot.angle == "over_shoulder" or shot.size in ("insert", "close", "extreme_close", "medium_close"):
            continue  # a shoulder at the edge is what that frame is; near ones are of one face
        frame = shot.range_in_take.stop - 1
        pose = shot.staging.camera.at(frame)
        for person in shot.staging.people:
            mark = person.mark_at(frame)
            assert headless_share(pose, body_of(person.figure, mark, mark.yaw), 16 / 9) < 0.12, (shot.id, person.id)


def test_people_look_as_they_are_described(staged: tuple[str, tuple[Shot, ...], tuple[str, ...]]) -> None:
    name, shots, _ = staged
    figures = {person.id: person.figure for shot in shots for person in shot.staging.people}
    for id, looks in LOOKS[name].items():
        assert {field: getattr(figures[id], field) for field in looks} == looks, id


def test_only_what_is_known_to_be_missed_is_missed(staged: tuple[str, tuple[Shot, ...], tuple[str, ...]]) -> None:
    name, _, findings = staged
    missed = [finding for finding in findings if "names no deed the stage knows" in finding]
    assert [one for one in missed if not any(words in one for words in MISSED[name])] == []
