"""What people come with, lay down, aim and read; who is meant by a pronoun that something is done to."""

from __future__ import annotations

from lampblack.breakdown.deeds import Known, deeds_of
from lampblack.breakdown.mentions import Names
from lampblack.breakdown.model import Deed

KNOWN = Known(
    people=Names({"hale": ("Hale",), "dora": ("Dora",), "feng": ("青凤",), "geng": ("耿生",), "chen": ("陈默",)}),
    things=Names({}),
    sexes={"hale": "man", "dora": "woman", "feng": "woman", "geng": "man", "chen": "man"},
)


def only(action: str, last: tuple[str, ...] = ()) -> Deed:
    (deed,) = deeds_of(action, KNOWN, last).deeds
    return deed


def test_who_comes_carries_what_they_come_with() -> None:
    deed = only("Dora hurries up to Hale with a black umbrella.")
    assert (deed.who, deed.move, deed.thing) == ("dora", "enter", "umbrella")
    deed = only("陈默拿着病历夹快步走来。")
    assert (deed.move, deed.thing) == ("enter", "clipboard")


def test_what_is_laid_down_leaves_the_hand_for_nobody() -> None:
    deed = only("耿生放下书卷。")
    assert (deed.verb, deed.thing, deed.target) == ("give", "book", "")
    deed = only("She lowers the gun.", ("hale", "dora"))
    assert (deed.who, deed.verb, deed.thing) == ("dora", "give", "gun")


def test_a_gun_is_pulled_and_aimed_at_who_is_meant() -> None:
    pulled, aimed = deeds_of("Dora pulls a small revolver and aims it at him.", KNOWN, ("hale",)).deeds
    assert (pulled.verb, pulled.thing) == ("take", "gun")
    assert (aimed.verb, aimed.target) == ("point", "hale")


def test_who_turns_a_thing_over_does_not_turn_round() -> None:
    assert deeds_of("Hale turns the key over.", KNOWN).deeds == ()
    assert only("Hale turns away.").verb == "turn"


def test_who_shouts_a_dog_away_drinks_nothing() -> None:
    assert only("耿生喝退猎犬。").verb == "gesture"
    assert only("耿生喝了一碗酒。").verb == "drink"


def test_whom_one_bows_to_is_not_who_bows() -> None:
    came, bowed = deeds_of("青凤从雾里缓缓走来，向他盈盈一拜。", KNOWN, ("geng",)).deeds
    assert (came.who, bowed.who, bowed.verb) == ("feng", "feng", "bow")
