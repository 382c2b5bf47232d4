"""People and animals who act and never speak are cast from the lines; words that are nobody are not."""

from __future__ import annotations

import pytest
from tests.unit.breakdown.conftest import BreakDown

from lampblack.breakdown.model import Breakdown
from lampblack.breakdown.trades import ANYONE, TRADES
from lampblack.breakdown.walk_ons import entrances_of

HEADING = "EXT. SQUARE - DAY\n\n"


def cast_of(film: Breakdown) -> list[str]:
    return [person.name for person in film.bible.cast]


@pytest.mark.parametrize(
    ("action", "name", "sex", "age"),
    [
        ("A BUTLER, 60, bony, carries a tray.", "BUTLER", "man", "old"),
        ("MARTA (30s) waits by the window.", "MARTA", "", "young"),
        ("MARTHA KLINE, late 40s, in a red coat, crosses the room.", "MARTHA KLINE", "woman", "middle"),
        ("A SCRIVENER, 60, scratches at his ledger.", "SCRIVENER", "man", "old"),
        ("DR. ADELE STONE (52), grey hair, reads a chart.", "DR. ADELE STONE", "", "middle"),
        ("TOM walks in, drenched.", "TOM", "man", ""),
        ("THE KING rises from the throne.", "KING", "man", ""),
        ("A young NURSE hurries past.", "NURSE", "woman", "young"),
        ("An OLD MAN sits on a bench, feeding pigeons.", "OLD MAN", "man", "old"),
        ("A GIRL (7) skips rope.", "GIRL", "woman", "child"),
        ("A nurse pushes a trolley past the door.", "NURSE", "woman", ""),
        ("The guard opens the gate.", "GUARD", "man", ""),
        ("At the bar a waiter polishes a glass.", "WAITER", "man", ""),
        ("An old farmer leads an ox along the dike.", "OLD FARMER", "man", "old"),
        ("Behind him a bus driver yawns.", "BUS DRIVER", "man", "middle"),
        ("The old monk is sweeping the steps.", "OLD MONK", "man", "old"),
        ("A boy flies a kite on the hill.", "BOY", "man", "child"),
        ("Rain. A policeman in a white coat waves the cars on.", "POLICEMAN", "man", ""),
        ("A bartender, bald, tattooed, wipes the counter.", "BARTENDER", "man", ""),
        ("一个男人，四十来岁，穿着旧西装，站在路边抽烟。", "男人", "man", "middle"),
        ("一位年龄在60岁上下的老汉拄着拐杖走来。", "老汉", "man", "old"),
        ("乞丐缩在墙角。", "乞丐", "", "middle"),
        ("老周（60岁）坐在门口抽烟。", "老周", "", "old"),
        ("门口坐着老周（六十岁，船夫）。", "老周", "man", "old"),
        ("林小雨（女，28岁，护士）推门进来。", "林小雨", "woman", "young"),
        ("张三（40多岁，货郎）挑着担子走来。", "张三", "man", "middle"),
        ("一个护士走进病房。", "护士", "woman", "young"),
        ("老农牵着牛走过田埂。", "老农", "man", "old"),
        ("行者停下脚步，抬头看天。", "行者", "man", ""),
        ("店小二端上酒来。", "店小二", "man", ""),
        ("远处走来一个年迈的樵夫。", "樵夫", "man", "old"),
        ("一位白发苍苍的老人拄着拐杖走来。", "老人", "man", "old"),
        ("船夫撑着船，慢慢靠岸。", "船夫", "man", "middle"),
        ("渔夫在船头收网。", "渔夫", "man", "middle"),
        ("将军拔出长剑。", "将军", "man", "middle"),
        ("门外站着一个年轻的警察。", "警察", "man", "young"),
        ("一个小女孩蹲在路边哭。", "小女孩", "woman", "child"),
        ("△马一花（17）抱着纸箱走出来。", "马一花", "", "young"),
        ("△一个护士推门进来。", "护士", "woman", ""),
        ("小和尚敲着木鱼。", "小和尚", "man", ""),
        ("老乞丐伸手接过铜钱。", "老乞丐", "man", "old"),
        ("这时，一名宫女匆匆跑来。", "宫女", "woman", ""),
    ],
)
def test_who_acts_and_never_speaks_is_cast_and_staged(
    taken_apart: BreakDown, action: str, name: str, sex: str, age: str
) -> None:
    film, where = taken_apart(HEADING + action + "\n")
    assert cast_of(film) == [name]
    person = film.bible.cast[0]
    assert person.drafted and person.figure is not None and person.figure.kind == "human"
    assert film.scenes[0].cast == (person.id,)
    assert not sex or person.figure.sex == sex
    assert not age or person.figure.age == age
    assert any(f"[cast.{person.id}]" in finding.message for finding in where.findings)


@pytest.mark.parametrize(
    ("action", "species"),
    [
        ("A small white fox slips out of the ferns.", "fox"), ("The dog barks at the moon.", "dog"),
        ("A black cat crosses the yard.", "cat"), ("Then, behind the barn, rain. A horse neighs.", "horse"),
        ("A crane lands in the reeds.", "crane"), ("一只白狐蹿出草丛。", "fox"), ("一条黄狗从院子里跑出来。", "dog"),
        ("院子里卧着一只老猫。", "cat"), ("一匹黑马缓缓走来。", "horse"), ("忽然，一头猛虎扑了出来。", "tiger"),
    ],
)  # fmt: skip
def test_an_animal_that_acts_is_cast_and_staged(taken_apart: BreakDown, action: str, species: str) -> None:
    film, where = taken_apart(HEADING + action + "\n")
    assert [person.figure.kind for person in film.bible.cast if person.figure] == [species]
    assert film.scenes[0].cast == (film.bible.cast[0].id,)
    assert not any("nobody will see it" in finding.message for finding in where.findings)


NOBODY_WEST = """\
BANG! The door flies open.
A SLAM from upstairs.
THUNDER rolls across the valley.
SMOKE rises from the roof.
INSERT: the letter on the desk.
CLOSE ON the map.
ANGLE ON THE GUARD
A sign reads: NO ENTRY.
A poster on the wall: WANTED, A SOLDIER.
The SIREN approaches.
A photo of a soldier hangs over the bed.
The doctor's bag lies on the chair.
The guard towers loom over the yard.
She remembers a nurse walking down a corridor.
No nurse comes.
On the TV a chef chops onions.
A chef chops onions on the TV.
He looks like a waiter.
SUPER: TEN YEARS LATER
The nurse station glows in the dark.
A TRUCK, 20 years old, rusts by the road.
The PHONE rings. Nobody moves.
A man screams in the distance.
He wants a DOCTOR and gets a bill.
Her father was a fisherman.
The REVOLVER (silver) lies on the floor.
HOTEL PARADISE (1920s) in neon.
The police car slides past.
MUSIC swells. LIGHTS fade.
She dreams of being a dancer.
A MONTAGE of faces.
The general mood sinks.
He reads: "A BUTLER, 60, carries a tray."
Nothing but the sound of the cook singing somewhere.
The farmer would have known.
The king's crown lies in the dust.
KITCHEN KNIFE (bloody) on the board.
He tells her about a guard who takes bribes.
The judge has gone home.
The boat drifts. FADE TO GREY. A pilot light burns.
ROOM 12, at the end of the hall.
A WOODEN CHAIR, 100 years old, stands in the corner.
The captain's table is empty.
A statue of a general on a horse stands in the square.
It would take a doctor, a priest and a fool.
BEEP. BEEP. The monitor flatlines.
The driver side door is open.
The student union is dark.
A maid uniform hangs on the hook.
JANITOR (O.S.) sings off key.
A dog barks somewhere.
The king of Spain hangs crooked on the wall.
The WIND HOWLS. Shutters SLAM.
""".splitlines()
NOBODY_EAST = """\
砰！门开了。
牌子上写着“医生值班”。
桌上放着一封信（60年前的）。
她想起小时候，一个护士抱着她走过长廊。
墙上挂着将军的画像。
将军府门前空无一人。
他像一只白狐似的溜走。
护士站里没有人。
医生的白大褂挂在椅背上。
电视里一个厨师正在切菜。
雨（越下越大）打在窗上。
古树（300岁）立在村口。
灯笼（红色）在风里摇。
没有护士走来。
道士帽挂在墙上。
马上，他走了。
警察局的灯亮着。
老板娘的笑声从里屋传来。
传说从前有一个渔夫住在这里。
远处传来船夫的号子。
第三天（雨）
老屋（建于六十年代）的门半掩着。
和尚庙的钟声响了。
他看着护士走开的方向。
一个护士的背影消失了。
字幕：三年后
他扮成船夫的模样。
仿佛有一个老人走过。
《渔夫和金鱼》摊在桌上。
书生意气，早没了。
医生不在。
店小二的吆喝声没有停。
老人与海的故事，他讲了一夜。
猎人小屋空着。
画上，一个宫女提着灯。
他梦见一个和尚走来。
“老农走过田埂。”他念道。
行者之路漫长。
海报上一个警察举着枪。
特写：匕首（带血）。
警察走后，屋里又静下来。
书生打扮的青年推门进来。
士兵的尸体横在路上。
图（12）挂歪了。
△远处的钟（60）敲响。
""".splitlines()


@pytest.mark.parametrize("action", [*NOBODY_WEST, *NOBODY_EAST])
def test_a_line_without_anybody_in_it_casts_nobody(taken_apart: BreakDown, action: str) -> None:
    film, _ = taken_apart(HEADING + action + "\n")
    assert cast_of(film) == []


WEST = sorted({word for trade in (*TRADES, *ANYONE) for word in trade.west.split("|")} - {"dr"})
EAST = sorted({word for trade in (*TRADES, *ANYONE) for word in trade.east.split("|")})


@pytest.mark.parametrize(
    ("line", "casts"),
    [
        ("{An} {w} carries a lamp down the stairs.", True),
        ("By the gate {an} {w} sits on the wall.", True),
        ("{An} {W} kneels.", True),
        ("The {W}, 50, bows.", True),
        ("{An} {w} is what he wanted to be.", False),
        ("The {w}'s house burns.", False),
        ("He talks about {an} {w}.", False),
        ("A portrait of {an} {w} hangs there.", False),
        ("She dreams that {an} {w} walks in.", False),
    ],
)
def test_every_trade_in_english_is_seen_where_it_acts_and_only_there(line: str, casts: bool) -> None:
    wrong: list[str] = []
    for word in WEST:
        an = "an" if word[0] in "aeiou" else "a"
        found = entrances_of(line.format(w=word, W=word.upper(), an=an, An=an.capitalize()))
        if [one.word for one in found if not one.doubt] != [word] * casts:
            wrong.append(word)
    assert not wrong


@pytest.mark.parametrize(
    ("line", "casts"),
    [
        ("一个{w}走进来。", True),
        ("门口站着一个{w}。", True),
        ("远处，一位年轻的{w}坐在石头上。", True),
        ("{w}的房子着火了。", False),
        ("墙上挂着{w}的画像。", False),
        ("他想起一个{w}走进来的样子。", False),
        ("他不是{w}。", False),
        ("梦里一个{w}走进来。", False),
    ],
)
def test_every_trade_in_chinese_is_seen_where_it_acts_and_only_there(line: str, casts: bool) -> None:
    wrong: list[str] = []
    for word in EAST:
        found = entrances_of(line.format(w=word))
        if [one.word for one in found if not one.doubt] != [word] * casts:
            wrong.append(word)
    assert not wrong


NOISES = """BANG BOOM CRASH SLAM THUD CRACK CLICK SILENCE DARKNESS RAIN INSERT TITLE SUPER MUSIC SIREN PHONE SIGN
DOOR CAR MONTAGE POV
CAMERA FLASHBACK EXPLOSION GUNSHOT ALARM LETTER NEWSPAPER""".split()


@pytest.mark.parametrize(
    "line",
    [
        "{w}! He jumps.",
        "The {w} fills the room.",
        "A {w}. Then nothing.",
        "{w} enters the room.",
        "A loud {w}, 3, 2, 1.",
    ],
)
def test_sounds_cameras_and_things_in_capitals_are_nobody(taken_apart: BreakDown, line: str) -> None:
    assert [word for word in NOISES if taken_apart(HEADING + line.format(w=word) + "\n")[0].bible.cast] == []


def test_the_one_who_walks_on_is_staged_in_every_scene_he_acts_in_and_does_what_the_lines_say(
    taken_apart: BreakDown,
) -> None:
    film, _ = taken_apart(
        "INT. INN - NIGHT\n\nA WAITER, 20, thin, bows.\n\nANNA\nTea.\n\nThe waiter nods.\n\n"
        "EXT. YARD - NIGHT\n\nNobody.\n\nINT. CELLAR - NIGHT\n\nThe waiter kneels.\n"
    )
    waiter = next(person.id for person in film.bible.cast if person.name == "WAITER")
    assert [waiter in scene.cast for scene in film.scenes] == [True, False, True]
    done = [
        deed.verb or deed.move
        for scene in film.scenes
        for beat in scene.beats
        for deed in beat.deeds
        if deed.who == waiter
    ]
    assert done == ["bow", "nod", "kneel"]
    film, _ = taken_apart("外景 渡口 - 晨\n\n一个老船夫撑着船。\n\n@阿禾（女）\n渡我过去。\n\n船夫点头。\n")
    boatman = next(person.id for person in film.bible.cast if person.name == "老船夫")
    assert [deed.verb for deed in film.scenes[0].beats[-1].deeds if deed.who == boatman] == ["nod"]


def test_who_speaks_or_stands_in_the_bible_is_not_cast_again(taken_apart: BreakDown) -> None:
    film, _ = taken_apart(HEADING + "MARTA KOWALSKI (30s) walks in.\n\nMARTA\nHello.\n")
    assert cast_of(film) == ["MARTA"]
    film, _ = taken_apart(HEADING + "A nurse enters.\n\nNURSE\nTime.\n")
    assert cast_of(film) == ["NURSE"] and film.scenes[0].cast == (film.bible.cast[0].id,)
    film, _ = taken_apart(HEADING + "The doctor enters.\n\nLENA (40, a doctor) sits.\n\nLENA\nTime.\n")
    assert cast_of(film) == ["LENA"]
    bible = '[cast.zhou]\nname = "老周"\nwords = "六十岁的船夫，斗笠"\n'
    film, _ = taken_apart("外景 渡口 - 晨\n\n船夫撑着船。\n", bible)
    assert cast_of(film) == ["老周"]
    film, _ = taken_apart("外景 渡口 - 晨\n\n林小雨（28岁）走来。\n\n@小雨\n走吧。\n")
    assert cast_of(film) == ["小雨"]


@pytest.mark.parametrize(
    ("script", "speaker"),
    [
        ("A nurse comes in.\n\nMARY\nTime for bed.\n", "MARY"),
        ("一个女人推门进来。\n\n@阿秀\n我回来了。\n", "阿秀"),
    ],
)
def test_who_comes_in_unnamed_and_may_be_the_next_to_speak_is_told_of_and_not_doubled(
    taken_apart: BreakDown, script: str, speaker: str
) -> None:
    film, where = taken_apart(HEADING + script)
    assert cast_of(film) == [speaker]
    assert any("taken for one" in finding.message for finding in where.findings)


def test_the_young_self_of_somebody_is_somebody_else(taken_apart: BreakDown) -> None:
    film, _ = taken_apart(HEADING + "ANNA\nI ran.\n\nYOUNG ANNA (8) runs through the corn.\n")
    assert cast_of(film) == ["ANNA", "YOUNG ANNA"]
    assert film.bible.cast[1].figure is not None and film.bible.cast[1].figure.age == "child"


def test_who_is_named_a_breath_later_is_not_doubled(taken_apart: BreakDown) -> None:
    film, _ = taken_apart("外景 村口 - 日\n\n一个老人走来。是老周。\n\n@老周\n等久了吧。\n")
    assert cast_of(film) == ["老周"]


@pytest.mark.parametrize(
    "action",
    [
        "两名侍卫拖走了他。",
        "宫女们低头退下。",
        "Two guards drag him out, and walk off.",
        "Doctors and nurses rush past.",
    ],
)
def test_several_are_told_of(taken_apart: BreakDown, action: str) -> None:
    film, where = taken_apart(HEADING + action + "\n")
    assert cast_of(film) == []
    assert any("are several" in finding.message for finding in where.findings)


def test_a_cast_list_is_read_wherever_it_stands(taken_apart: BreakDown) -> None:
    title = "标题：渡\n人物：老周（60岁，船夫）、小满（少女）、没来的人\n\n外景 渡口 - 晨\n\n小满看着老周。\n"
    film, _ = taken_apart(title)
    assert cast_of(film) == ["老周", "小满"]
    old, young = (person.figure for person in film.bible.cast)
    assert old is not None and young is not None
    assert (old.age, old.sex, old.hat, young.sex) == ("old", "man", "straw", "woman")
    film, _ = taken_apart("外景 渡口 - 晨\n\n人物：老周、店小二、村民若干\n\n天亮了。\n")
    assert cast_of(film) == ["老周", "店小二"] and len(film.scenes[0].cast) == 2


def test_a_name_in_capitals_that_may_be_somebody_is_told_of(taken_apart: BreakDown) -> None:
    film, where = taken_apart(HEADING + "ZORAN sits down.\n")
    assert cast_of(film) == []
    assert any("looks like a person" in finding.message for finding in where.findings)


def test_a_film_made_twice_casts_the_same(taken_apart: BreakDown) -> None:
    script = (
        HEADING + "\n\n".join(["A BUTLER, 60, bows.", "一个护士走来。", "A fox trots by.", "ZOE (20) laughs."]) + "\n"
    )
    assert taken_apart(script) == taken_apart(script)
    film, _ = taken_apart(script)
    robes = [person.figure.robe for person in film.bible.cast if person.figure and person.figure.kind == "human"]
    assert len(film.bible.cast) == 4 and len(set(robes)) == 3


def test_animals_that_limp_out_and_follow_close_are_there() -> None:
    found = [one.name for one in entrances_of("一只白狐一瘸一拐地蹿出竹丛，一条猎犬紧追不舍。")]
    assert found == ["白狐", "猎犬"]
