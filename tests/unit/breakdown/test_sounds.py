"""Words become sounds in both languages; what only is there does not sound; what is named outright is never dropped."""

import pytest

from lampblack.breakdown.heard_words import CALLS, SOUNDS
from lampblack.breakdown.sounds import moments_of, sounds_of, unknown_sounds
from lampblack.sound.vocabulary import CONTINUOUS, SPOTS


def test_every_word_stands_for_a_sound_that_is_in_the_vocabulary() -> None:
    broken = {"bang", "shatter"}
    assert (set(SOUNDS) | set(CALLS)) - broken <= set(SPOTS) | CONTINUOUS
    assert len(set(SOUNDS) & set(SPOTS)) >= 45


@pytest.mark.parametrize(
    ("chinese", "english", "heard"),
    [
        ("他摔门而去。", "He slams the door.", ("door_slam",)),
        ("她推门进来。", "She opens the door.", ("door_open",)),
        ("他关上门。", "He closes the door.", ("door_close",)),
        ("有人敲门。", "A knock at the door.", ("knock",)),
        ("他拔剑。", "He draws his sword.", ("sword",)),
        ("刀剑相交。", "Swords clash.", ("clash",)),
        ("远处马蹄声。", "Hoofbeats, far off.", ("gallop",)),
        ("马嘶。", "A horse neighs.", ("neigh",)),
        ("狗叫。", "A dog barks.", ("dog",)),
        ("鸡鸣。", "A cock crows.", ("rooster",)),
        ("狼嚎。", "Wolves howl.", ("howl",)),
        ("手机响了。", "The phone rings.", ("phone_ring",)),
        ("手机震动。", "Her phone buzzes.", ("phone_buzz",)),
        ("玻璃打碎。", "Glass shatters.", ("glass",)),
        ("她打碎了碗。", "She breaks the bowl.", ("crockery",)),
        ("雷声。", "Thunder.", ("thunder",)),
        ("远处的雷声。", "Distant thunder.", ("thunder_far",)),
        ("列车呼啸而过。", "A train rushes past.", ("train_pass",)),
        ("枪声。", "A gunshot.", ("gunshot",)),
        ("她倒茶。", "She pours tea.", ("pour",)),
        ("他放下茶杯。", "He puts down his cup.", ("cup",)),
        ("他写信。", "He writes.", ("write",)),
        ("她打字。", "She types.", ("keyboard",)),
        ("他咳嗽。", "He coughs.", ("cough",)),
        ("锣声。", "A gong.", ("gong",)),
        ("欢呼。", "Cheering.", ("cheer",)),
        ("急刹。", "Tires screech.", ("brakes",)),
        ("砰！门开了。", "BANG! The door opens.", ("door_slam", "door_open")),
        ("砰！他开枪。", "BANG! He fires the gun.", ("gunshot",)),
    ],
)  # fmt: skip
def test_a_sound_is_found_in_both_languages(chinese: str, english: str, heard: tuple[str, ...]) -> None:
    assert sounds_of(chinese) == heard
    assert sounds_of(english) == heard


@pytest.mark.parametrize(
    "action",
    [
        "The dog sleeps.", "狗睡着了。", "No thunder now.", "没有雷声。",
        "没人敲门。", "“敲门！”他说。", "他吃了一惊。",
        "He knocks him down.", "Three types of tea.", "Her heart is locked.", "The bows of the ship.",
        "She wears pants.", "“The phone rings,” he lies.", "An elevator.", "He looks at the sword.",
    ],
)  # fmt: skip
def test_what_does_not_sound_is_not_heard(action: str) -> None:
    assert sounds_of(action) == ()


def test_a_crash_in_capitals_is_heard_and_one_in_small_letters_only_as_a_verb() -> None:
    assert sounds_of("CRASH!") == ("crash",)
    assert sounds_of("THUD.") == ("thud",)
    assert sounds_of("They bang on.") == ()


@pytest.mark.parametrize(
    ("action", "missed"),
    [
        ("SFX: A WHALE SINGS, thunder", ("A WHALE SINGS",)),
        ("音效：鲸歌、雷声", ("鲸歌",)),
        ("SFX: door slams", ()),
        ("The sound of a didgeridoo fills the air.", ("a didgeridoo",)),
        ("The sound of rain.", ()),
        ("He sings.", ()),
    ],
)
def test_a_sound_named_outright_that_nobody_can_make_is_told_of(action: str, missed: tuple[str, ...]) -> None:
    assert unknown_sounds(action) == missed


def test_a_sound_comes_where_its_word_stands() -> None:
    moments = moments_of("Thunder. He waits for a long time at the window. At last somebody knocks.")
    assert moments["thunder"] < 0.05 and moments["knock"] > 0.8
