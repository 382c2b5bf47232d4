"""What a person writes into `choices.toml` for people to do, and what listeners do by themselves."""

from __future__ import annotations

import pytest
from tests.unit.shots.stage import FILM, TALK, action, planned, scene

from lampblack.base.errors import UserError
from lampblack.breakdown.model import Deed
from lampblack.shots.blocking import blocked
from lampblack.shots.deed_choices import PLAYED
from lampblack.shots.formats import read_choices
from lampblack.shots.model import DoChoice, ShotChoice
from lampblack.staging.place import Place

PLACE = Place(id="hill", kit="mountains")

WRITTEN = """
[shots."hill-noon/wide"]
do = [
  { who = "tall", verb = "kneel", at = 0.5, to = "small" },
  { who = "small", verb = "wave", at = 1.0, seconds = 1.5, thing = "fan" },
]
"""


def test_deeds_are_read() -> None:
    assert read_choices(WRITTEN).shots["hill-noon/wide"].do == (
        DoChoice(who="tall", verb="kneel", at=0.5, to="small"),
        DoChoice(who="small", verb="wave", at=1.0, seconds=1.5, thing="fan"),
    )


@pytest.mark.parametrize(
    ("entry", "said", "possible"),
    [
        ('{ who = "tall", verb = "neel" }', "nobody can 'neel'", "kneel"),
        ('{ verb = "kneel" }', "who is not said", "who ="),
        ('{ who = "tall", verb = "kneel", when = 2 }', "when is not known", "at"),
        ('{ who = "tall", verb = "raise", thing = "piano" }', "no 'piano' to put into a hand", "cup"),
        ('{ who = "tall", verb = "nod", at = -1 }', "`at` must be 0 or more", ""),
        ('{ who = "tall", verb = "nod", at = "soon" }', "at", ""),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_possible(entry: str, said: str, possible: str) -> None:
    with pytest.raises(UserError) as error:
        read_choices(f'\n[shots."hill-noon/wide"]\ndo = [{entry}]\n')
    assert said in str(error.value)
    assert error.value.spot is not None and error.value.spot.line == 3
    assert not possible or any(possible in one for one in error.value.possible)


BOTH = scene(
    action("他挥手。", Deed(who="tall", verb="gesture", words="挥手")),
    action("她点头。", Deed(who="small", verb="nod", words="点头")),
)


def test_written_deeds_are_played_from_the_second_they_are_written_for() -> None:
    shot = planned(BOTH).shots[0]
    people = [person.id for person in shot.staging.people]
    wanted = (DoChoice(who=people[0], verb="wave", at=0.5, seconds=1.0), DoChoice(who=people[1], verb="kneel", at=0.25))
    made = planned(BOTH, choices={shot.id: ShotChoice(do=wanted)}).shots[0]
    first, second = made.staging.people[:2]
    head = made.range_in_take.start
    assert [(one.verb, one.start, one.stop) for one in first.actions if one.verb == "wave"] == [
        ("wave", head + 12, head + 36)
    ]
    assert second.mark_at(head + 6).posture != "kneel"
    assert second.mark_at(head + 8).posture == second.marks[-1].posture == "kneel"


def test_somebody_or_something_that_is_not_there_is_refused_with_who_is() -> None:
    shot = planned(BOTH).shots[0]
    with pytest.raises(UserError, match="not on stage") as error:
        planned(BOTH, choices={shot.id: ShotChoice(do=(DoChoice(who="ghost", verb="nod"),))})
    assert shot.staging.people[0].id in error.value.possible
    who = shot.staging.people[0].id
    with pytest.raises(UserError, match="nothing there is called"):
        planned(BOTH, choices={shot.id: ShotChoice(do=(DoChoice(who=who, verb="look", to="dragon"),))})


def test_every_verb_that_may_be_written_has_a_length() -> None:
    shot = planned(BOTH).shots[0]
    who = shot.staging.people[0].id
    for verb in PLAYED:
        choice = ShotChoice(do=(DoChoice(who=who, verb=verb),))
        planned(BOTH, choices={shot.id: choice})


def test_listeners_answer_some_lines_never_while_they_speak_and_not_all_alike() -> None:
    plan = planned(TALK)
    small = {"nod", "shake", "sigh", "look_down", "laugh", "look_up"}
    seen = [(shot.id, one.id, a) for shot in plan.shots for one in shot.staging.people for a in one.actions]
    assert {a.verb for _, _, a in seen} <= small
    assert planned(TALK) == plan
    for shot in plan.shots:
        for one in shot.staging.people:
            for a in one.actions:
                rate = shot.staging.rate
                speaks = [(rate.frame_at(c.start), rate.frame_at(c.stop)) for c in one.mouth if c.shape != "rest"]
                assert all(a.stop <= start or a.start >= stop for start, stop in speaks)


def test_who_gives_steps_up_the_other_takes_and_the_next_shot_remembers() -> None:
    given = scene(
        action("x", Deed(who="giant", verb="give", target="small", thing="staff", words="gives")),
        action("y", Deed(who="small", verb="nod", words="nods")),
        cast=("giant", "small"),
    )
    plan = planned(given)
    doing = [(one.id, a.verb, a.thing) for shot in plan.shots for one in shot.staging.people for a in one.actions]
    assert ("giant", "give", "staff") in doing
    assert ("small", "take", "") in doing
    parts = blocked(given, {"giant": 2.6, "small": 1.64}, (), PLACE, FILM, {"giant": "staff"})
    assert (parts[1].before["giant"].held, parts[1].before["small"].held) == ("", "staff")


def test_a_step_up_and_an_answer_name_no_shot() -> None:
    deed = Deed(who="giant", verb="embrace", target="small", words="hugs")
    parts = blocked(scene(action("x", deed)), {"giant": 2.6, "small": 1.64}, (), PLACE, FILM)
    assert len(parts[0].doings) == 3
    assert parts[0].key == "giant:embrace::small"
