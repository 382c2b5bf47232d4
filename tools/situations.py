"""The situations of the gallery: where, when, in what weather and look, who is there, and how it is seen."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.engines.requests import Size
from lampblack.shots.model import Angle, ShotSize
from lampblack.staging.people import Mood, Posture, Verb
from lampblack.staging.place import Season, TimeOfDay, Weather

PLAIN = Size(width=320, height=180)
SCOPE = Size(width=430, height=180)
UPRIGHT = Size(width=180, height=320)
ACADEMY = Size(width=248, height=180)
LARGE = Size(width=480, height=270)


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody in a frame, as a bible would say who they are; `at` and `to` are x and z in metres, yaw in degrees (0
    away from the audience, 90 to the right)."""

    name: str
    words: str = ""
    at: tuple[float, float] = (0.0, 3.2)
    yaw: float = 180.0
    posture: Posture = "stand"
    verb: Verb | None = None
    whom: str = ""
    """Whom it is done to, and who is looked at; `sun` and `camera` can be looked at, too."""
    thing: str = ""
    mood: Mood = "calm"
    to: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One frame of the gallery: a place in its hour and look, who is there, and how it is seen."""

    name: str
    kit: str
    english: str
    chinese: str
    time: TimeOfDay
    season: Season = "summer"
    weather: Weather = "clear"
    look: str = "paper"
    size: Size = PLAIN
    shot: ShotSize = "wide"
    angle: Angle = "three_quarter"
    swing: float = 0.0
    """Degrees the camera goes round whom it shows."""
    seen: tuple[str, ...] = ()
    """Whom the frame is about; empty: everybody."""
    world: str = ""
    inside: bool = False
    guests: tuple[Guest, ...] = ()


SITUATIONS = (
    Situation(
        name="mountains", kit="mountains", time="dawn", size=SCOPE, shot="extreme_wide", swing=25,
        english="Kuafu runs after the sun", chinese="夸父逐日",
        guests=(Guest(name="夸父", words="巨人，披兽皮，手持木杖，长发", at=(-1.4, 3.0), yaw=62, posture="run",
                      to=(1.8, 4.6), mood="resolute"),),
    ),
    Situation(
        name="lake", kit="lake", time="morning", season="spring", weather="mist", look="ink", shot="wide", swing=-14,
        english="an old fisherman and a crane", chinese="渔翁与鹤",
        guests=(Guest(name="渔翁", words="老人，渔翁，白胡子，斗笠", at=(-0.7, 4.6), yaw=50, whom="鹤"),
                Guest(name="鹤", words="一只丹顶鹤", at=(0.9, 5.2), yaw=-110)),
    ),
    Situation(
        name="bamboo", kit="bamboo", time="noon", look="ink", size=SCOPE, shot="full",
        english="two swords in the bamboo", chinese="竹林比剑",
        guests=(Guest(name="白衣", words="白衣剑客，男，年轻，束发，佩剑", at=(-0.75, 3.2), yaw=90, verb="fight",
                      whom="青衣", mood="resolute"),
                Guest(name="青衣", words="青衣女侠，佩剑", at=(0.75, 3.2), yaw=-90, verb="fight", whom="白衣",
                      mood="angry")),
    ),
    Situation(
        name="palace-hall", kit="palace_hall", time="night", look="shadow", shot="full", inside=True,
        english="a minister kneels before the empress", chinese="大臣跪见女皇",
        guests=(Guest(name="大臣", words="老人，大臣，长须，发髻，红袍", at=(-0.9, 3.2), yaw=90, posture="kneel",
                      whom="女皇"),
                Guest(name="女皇", words="女皇，戴冠，金袍，中年", at=(0.8, 3.4), yaw=-90, verb="point", whom="大臣",
                      mood="angry")),
    ),
    Situation(
        name="inn", kit="inn", time="night", season="winter", weather="snow", shot="medium",
        inside=True, english="a cup for the hostess", chinese="旅人敬酒",
        guests=(Guest(name="旅人", words="中年旅人，短须，灰袍", at=(-0.55, 3.2), yaw=125, verb="give", thing="cup",
                      whom="掌柜", mood="weary"),
                Guest(name="掌柜", words="女掌柜，四十岁，绿裙，发髻", at=(0.5, 3.4), yaw=-130, whom="旅人",
                      mood="tender")),
    ),
    Situation(
        name="study", kit="study", time="noon", season="autumn", shot="close", size=ACADEMY, inside=True,
        english="autumn at the round window", chinese="月窗秋思",
        guests=(Guest(name="婉儿", words="年轻女子，淡紫衣裙，发髻", at=(0.0, 3.0), yaw=150, verb="think",
                      mood="sad"),),
    ),
    Situation(
        name="courtyard", kit="courtyard", time="afternoon", season="spring", size=UPRIGHT, shot="full",
        english="petals, a fan, a cat", chinese="落花，团扇，猫",
        guests=(Guest(name="小姐", words="年轻小姐，粉色衣裙，手持团扇，发髻", at=(-0.25, 3.2), yaw=150, whom="猫",
                      mood="happy"),
                Guest(name="猫", words="一只花猫", at=(0.3, 2.8), yaw=-130)),
    ),
    Situation(
        name="village", kit="village", time="noon", season="autumn", look="woodcut", shot="wide",
        english="the ox comes home", chinese="老牛归村",
        guests=(Guest(name="老农", words="老人，农夫，草帽，短褐，白须", at=(-1.5, 4.2), yaw=70, posture="walk",
                      to=(-0.6, 4.4)),
                Guest(name="老黄牛", words="一头老黄牛", at=(-2.6, 4.9), yaw=75, posture="walk", to=(-1.7, 5.1)),
                Guest(name="阿妹", words="八岁的小女孩，扎着辫子，红袄", at=(1.6, 3.6), yaw=-80, verb="wave",
                      whom="老农", mood="happy")),
    ),
    Situation(
        name="desert", kit="desert", time="dusk", look="woodcut", size=SCOPE, shot="extreme_wide",
        english="leading the horse west", chinese="牵马西行",
        guests=(Guest(name="行者", words="中年男子，头巾，褐袍，手持木杖", at=(-0.6, 4.2), yaw=75, posture="walk",
                      to=(0.4, 4.4)),
                Guest(name="白马", words="一匹白马", at=(-2.4, 4.5), yaw=78, posture="walk", to=(-1.4, 4.7))),
    ),
    Situation(
        name="snow-field", kit="snow_field", time="night", season="winter", look="ink", size=LARGE, shot="wide",
        english="a lantern, and a wolf that waits", chinese="孤灯与狼",
        guests=(Guest(name="猎户", words="中年男子，皮袄，手提灯笼", at=(-1.3, 3.4), yaw=80, whom="狼",
                      mood="afraid"),
                Guest(name="狼", words="一匹灰狼", at=(2.2, 4.6), yaw=-95)),
    ),
    Situation(
        name="sea", kit="sea", time="noon", weather="wind", look="woodcut", shot="wide", swing=10,
        english="she looks for a sail", chinese="望归帆",
        guests=(Guest(name="渔妇", words="渔家女，蓝布衣，长发", at=(-0.6, 4.0), yaw=20, verb="look_up"),
                Guest(name="阿海", words="六岁男孩，短褐", at=(0.35, 4.3), yaw=15, verb="point")),
    ),
    Situation(
        name="forest", kit="forest", time="night", season="spring", shot="full",
        english="the scholar and the fox", chinese="书生与狐",
        guests=(Guest(name="书生", words="年轻书生，青衫，手提灯笼", at=(-0.9, 3.2), yaw=90, verb="bow", whom="狐"),
                Guest(name="狐", words="一只红狐狸", at=(0.9, 3.2), yaw=-90)),
    ),
    Situation(
        name="sky", kit="sky", time="dawn", size=SCOPE, shot="wide",
        english="the dragon answers", chinese="云端遇龙",
        guests=(Guest(name="仙人", words="白发仙人，长须，白袍", at=(-2.4, 3.4), yaw=75, verb="raise",
                      whom="青龙"),
                Guest(name="青龙", words="一条青龙", at=(0.2, 4.8), yaw=-80)),
    ),
    Situation(
        name="moon-palace", kit="moon_palace", time="night", season="autumn", size=UPRIGHT, shot="wide",
        english="Chang'e alone", chinese="嫦娥应悔",
        guests=(Guest(name="嫦娥", words="白衣仙女，长发", at=(0.0, 3.6), yaw=150, verb="sigh", mood="sad"),),
    ),
    Situation(
        name="cave", kit="cave", time="dusk", season="winter", look="shadow", shot="full", inside=True,
        english="a hermit and his guest", chinese="山洞，隐士与虎",
        guests=(Guest(name="隐士", words="老隐士，白须，灰袍", at=(-0.8, 3.2), yaw=100, posture="sit", whom="老虎"),
                Guest(name="老虎", words="一只猛虎", at=(0.85, 3.5), yaw=-105)),
    ),
    Situation(
        name="street", kit="street", time="night", season="autumn", weather="rain", shot="medium_full",
        english="under one umbrella's width of light", chinese="长街夜雨",
        guests=(Guest(name="许郎", words="年轻男子，青衫，撑着油纸伞", at=(-0.5, 3.2), yaw=110, whom="白娘子",
                      mood="tender"),
                Guest(name="白娘子", words="白衣女子，发髻", at=(0.6, 3.3), yaw=-115, whom="许郎", mood="happy")),
    ),
    Situation(
        name="city-street", kit="city_street", time="dusk", season="autumn", weather="rain", look="woodcut",
        size=UPRIGHT, shot="full", world="today",
        english="rain on the avenue", chinese="城中黄昏雨",
        guests=(Guest(name="LENA", words="a woman in a red coat with a black umbrella", at=(-0.2, 3.2), yaw=150,
                      posture="walk", to=(0.1, 2.6)),),
    ),
    Situation(
        name="platform", kit="platform", time="morning", season="winter", weather="snow", size=LARGE, shot="wide",
        world="today", english="the train is leaving", chinese="雪晨站台",
        guests=(Guest(name="IVAN", words="an old man in a dark overcoat and cap, with a cane", at=(-0.7, 3.6), yaw=35,
                      verb="wave"),
                Guest(name="MASHA", words="a seven-year-old girl in a red puffer jacket and beanie", at=(0.2, 3.7),
                      yaw=-30, whom="IVAN")),
    ),
    Situation(
        name="carriage", kit="carriage", time="night", shot="medium", world="today", inside=True,
        english="the last train", chinese="末班车",
        guests=(Guest(name="NORA", words="a young woman in a green sweater, bob, round glasses", at=(-0.5, 2.2),
                      yaw=100, posture="sit", whom="TOM", verb="shrug", mood="tender"),
                Guest(name="TOM", words="a man of thirty in a grey hoodie, stubble", at=(0.6, 2.2), yaw=-100,
                      posture="sit", whom="NORA", mood="weary")),
    ),
    Situation(
        name="flat", kit="flat", time="night", weather="rain", shot="close", world="today", inside=True,
        size=SCOPE, english="what she did not say", chinese="没说出口的话", seen=("JUDE",),
        guests=(Guest(name="JUDE", words="a woman of forty in a blue shirt, curly hair", at=(0.1, 3.2), yaw=-145,
                      whom="AMOS", mood="sad"),
                Guest(name="AMOS", words="a man of forty in a dark suit, glasses", at=(-1.3, 3.0), yaw=120,
                      whom="JUDE")),
    ),
    Situation(
        name="hospital", kit="hospital", time="afternoon", season="spring", shot="medium_full", world="today",
        inside=True, english="good news", chinese="病房，好消息",
        guests=(Guest(name="林医生", words="女医生，白大褂，戴眼镜", at=(-0.5, 3.2), yaw=110, verb="give", thing="book",
                      whom="周爷爷", mood="happy"),
                Guest(name="周爷爷", words="老人，蓝毛衣，白发", at=(0.5, 3.2), yaw=-110, whom="林医生", verb="laugh",
                      mood="happy")),
    ),
    Situation(
        name="classroom", kit="classroom", time="morning", season="summer", shot="full", world="today", inside=True,
        english="who knows the answer?", chinese="谁来回答",
        guests=(Guest(name="陈老师", words="女老师，衬衫，长裙，马尾", at=(-1.2, 4.6), yaw=110, verb="point",
                      whom="小明"),
                Guest(name="小明", words="十岁男孩，校服", at=(0.5, 3.6), yaw=-70, verb="wave", whom="陈老师"),
                Guest(name="小红", words="九岁女孩，校服，辫子", at=(1.3, 3.4), yaw=-75, verb="think", whom="陈老师")),
    ),
    Situation(
        name="rooftop", kit="rooftop", time="dusk", shot="medium_full", world="today", size=ACADEMY,
        english="a boy, a dog, a city", chinese="天台，少年与狗",
        guests=(Guest(name="SAM", words="a twelve-year-old boy in a red tee and shorts", at=(-0.4, 3.2), yaw=140,
                      verb="reach", whom="REX", mood="happy"),
                Guest(name="REX", words="a yellow dog", at=(0.55, 3.0), yaw=-120)),
    ),
    Situation(
        name="starship", kit="starship", time="night", shot="medium", size=SCOPE, world="future", inside=True,
        english="the planet answers", chinese="星舰收到回音",
        guests=(Guest(name="ADA", words="a captain, woman, in a white jumpsuit, bob", at=(-0.55, 3.4), yaw=120,
                      verb="point", whom="KAI", mood="resolute"),
                Guest(name="KAI", words="an engineer, man, in an orange jumpsuit, short hair", at=(0.6, 3.4), yaw=-120,
                      whom="ADA", mood="afraid")),
    ),
)  # fmt: skip
