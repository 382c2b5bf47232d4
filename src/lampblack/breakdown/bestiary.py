"""The animals a script may name, in Chinese and English: which of the theatre's kinds draws each,
and how it looks."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.staging.figure import Markings, Species


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """An animal. `east` and `west` are its words, each separated by bars; the first of each is what it is called."""

    east: str
    west: str
    species: Species
    height: float
    """Metres to its crown as it stands."""
    coat: str = ""
    """Empty: as its species has it."""
    under: str = ""
    marking: str = ""
    markings: Markings | None = None
    exact: bool = True
    """Whether the theatre draws this very animal; else its nearest relation there."""
    hornless: bool = False


def _stand_in(east: str, west: str, species: Species, height: float, coat: str, under: str = "", marking: str = "",
              markings: Markings = "none") -> Kind:  # fmt: skip
    return Kind(
        east=east, west=west, species=species, height=height, coat=coat, under=under or coat, marking=marking or coat,
        markings=markings, exact=False, hornless=True,
    )  # fmt: skip


KINDS: tuple[Kind, ...] = (
    Kind(east="牛|老牛|黄牛|公牛|母牛|奶牛|耕牛|青牛", west="ox|oxen|bull|cow|bullock|zebu", species="ox",
        height=1.55),
    Kind(east="水牛", west="water buffalo|buffalo", species="ox", height=1.6, coat="#5b5854", under="#7d786f",
        marking="#2f2c2b"),
    Kind(east="牛犊|小牛", west="calf", species="ox", height=0.95, hornless=True),
    Kind(east="马|骏马|战马|马儿|老马|母马|烈马", west="horse|stallion|mare|steed|gelding|nag", species="horse",
        height=2.1),
    Kind(east="马驹|小马驹|矮马", west="pony|foal|colt", species="horse", height=1.35),
    Kind(east="鹿|梅花鹿|雄鹿|白鹿|神鹿", west="deer|stag|buck|sika|hart", species="deer", height=1.45),
    Kind(east="母鹿|小鹿|鹿崽", west="doe|fawn", species="deer", height=1.1, hornless=True),
    Kind(east="狗|犬|猎犬|黄狗|土狗|狗儿", west="dog|hound|mutt|mongrel|terrier", species="dog", height=0.68),
    Kind(east="小狗|狗崽|幼犬", west="puppy|pup", species="dog", height=0.36),
    Kind(east="狼|灰狼|大灰狼|豺狼|狼王", west="wolf|she-wolf", species="wolf", height=0.98),
    Kind(east="豺", west="jackal|coyote", species="wolf", height=0.7, coat="#9a7a50", under="#dccaa8",
        marking="#5a4634"),
    Kind(east="狐狸|狐狸精|狐妖|狐精|狐仙|九尾狐|狐|赤狐|小狐狸", west="fox|vixen|red fox", species="fox",
        height=0.56),
    Kind(east="猫|猫咪|家猫|野猫|小猫", west="cat|tomcat|kitten|kitty", species="cat", height=0.34),
    Kind(east="老虎|虎|猛虎|东北虎", west="tiger|tigress", species="tiger", height=1.12),
    Kind(east="豹子|豹|金钱豹|雪豹", west="leopard|cheetah|jaguar", species="tiger", height=0.85, markings="spots",
        marking="#2c2422",
         coat="#c99a52"),
    Kind(east="黑豹", west="panther", species="tiger", height=0.85, coat="#29272b", under="#3a373c",
        marking="#1a181b", markings="none"),
    Kind(east="鹤|仙鹤|丹顶鹤|白鹤", west="crane|red-crowned crane", species="crane", height=1.45),
    Kind(east="鸟|小鸟|鸟儿|麻雀|山雀|夜莺|百灵|云雀", west="bird|sparrow|finch|nightingale|lark|wren|thrush",
        species="bird",
        height=0.17),
    Kind(east="乌鸦|老鸦|寒鸦", west="crow|raven|jackdaw|blackbird", species="bird", height=0.36, coat="#2a2830",
        under="#39363f", marking="#17161a"),
    Kind(east="喜鹊", west="magpie", species="bird", height=0.32, coat="#2a2c34", under="#eeeae0", marking="#1b1c22"),
    Kind(east="鸽子|白鸽|信鸽", west="dove|pigeon", species="bird", height=0.28, coat="#8d919b", under="#b9b6b4",
        marking="#55585f"),
    Kind(east="黄鹂|黄莺|金丝雀", west="oriole|canary", species="bird", height=0.2, coat="#d0a23a", under="#ead79a",
        marking="#2c2826"),
    Kind(east="青鸟|翠鸟|鹦鹉", west="bluebird|kingfisher|parrot", species="bird", height=0.24, coat="#2f6f86",
        under="#c98a4e", marking="#234a5e"),
    Kind(east="燕子", west="swallow", species="bird", height=0.17, coat="#2c3446", under="#e8dccb",
        marking="#1d222e"),
    Kind(east="蛇|白蛇|青蛇|毒蛇|巨蛇|蟒|蟒蛇|大蛇", west="snake|serpent|python|viper|cobra|adder",
        species="snake", height=0.5),
    Kind(east="龙|神龙|巨龙|青龙|白龙|黄龙|蛟龙|蛟|应龙|烛龙", west="dragon|drake|wyrm", species="dragon",
        height=2.4),
    Kind(east="鱼|鱼儿|鲤鱼|锦鲤|红鲤|大鱼", west="fish|carp|koi", species="fish", height=0.5),
    Kind(east="金鱼", west="goldfish", species="fish", height=0.2, coat="#d0682c", under="#e9b26a",
        marking="#b84a22"),
    Kind(east="鲫鱼|鲈鱼|鲶鱼|鳜鱼", west="perch|trout|salmon|pike", species="fish", height=0.4, coat="#8a9088",
        under="#dcdccf", marking="#55604f"),
    # those the theatre does not draw yet, and what stands in for them
    _stand_in("驴|驴子|毛驴|小毛驴", "donkey|ass", "horse", 1.5, "#8a8078", "#d8d0c2", "#4a443f", "points"),
    _stand_in("骡子|骡", "mule", "horse", 1.8, "#6a4a36", "#a88a68", "#2f2622"),
    _stand_in("骆驼", "camel|dromedary", "horse", 2.3, "#b08a58", "#cdb083", "#8a6a44"),
    _stand_in("斑马", "zebra", "horse", 1.9, "#e6e2d8", "#f0ede4", "#242226", "stripes"),
    _stand_in("独角兽|天马", "unicorn|pegasus", "horse", 2.1, "#ece8de", "#f5f2ea", "#cfc8ba"),
    _stand_in("麒麟", "qilin|kirin", "deer", 1.8, "#4a7a6a", "#d8c48a", "#a8442e"),
    _stand_in("羊|绵羊|羊羔|羊儿|白羊", "sheep|lamb|ewe|ram", "deer", 0.95, "#e6e0d2", "#efeae0", "#d2cabb"),
    _stand_in("山羊", "goat|billy goat", "deer", 0.95, "#cfc6b6", "#e8e2d6", "#5a5048"),
    _stand_in("羚羊|黄羊", "antelope|gazelle", "deer", 1.2, "#b98a54", "#efe2c8", "#4a3a2c"),
    _stand_in("猪|小猪|母猪", "pig|hog|sow|piglet", "ox", 0.8, "#d9a894", "#e6c0ae", "#a87a6a"),
    _stand_in("野猪", "boar|wild boar", "ox", 0.9, "#4a4038", "#6a5c4e", "#2a2420"),
    _stand_in("大象|象|小象", "elephant", "ox", 3.0, "#83807c", "#98948e", "#5f5c58"),
    _stand_in("犀牛|河马", "rhinoceros|rhino|hippo|hippopotamus", "ox", 1.7, "#807a74", "#948e86", "#5a5650"),
    _stand_in("熊|黑熊|棕熊|狗熊|老熊|白熊", "bear|grizzly", "tiger", 1.3, "#4a382c", "#6a5442", "#2c221c"),
    _stand_in("熊猫|大熊猫", "panda", "tiger", 0.95, "#e9e5da", "#f0ede4", "#252326", "points"),
    _stand_in("狮子|雄狮|狮", "lion|lioness", "tiger", 1.25, "#c49a5a", "#e4d0a8", "#7a5430"),
    _stand_in("猞猁", "lynx|bobcat", "cat", 0.6, "#a88a62", "#e2d6be", "#3c3028", "spots"),
    _stand_in("兔子|兔|白兔|玉兔|野兔", "rabbit|hare|bunny", "cat", 0.3, "#e6e1d6", "#f1eee6", "#c9b8ae"),
    _stand_in("老鼠|鼠|耗子|田鼠", "mouse|rat|hamster", "cat", 0.12, "#8a8078", "#c8beb2", "#5a524c"),
    _stand_in("松鼠", "squirrel|chipmunk", "fox", 0.25, "#9a5a34", "#ecdcc4", "#5a3420"),
    _stand_in("狸|狸猫|貉|獾|浣熊", "raccoon|badger|tanuki|weasel|otter", "fox", 0.35, "#7a7068", "#cfc6b8",
        "#332e2c",
        "points"),
    _stand_in("猴子|猴|猿|猿猴|猩猩", "monkey|ape|gorilla|baboon", "dog", 0.75, "#7a5c40", "#d2b494", "#4a3626"),
    _stand_in("鸡|公鸡|母鸡|小鸡", "rooster|hen|chicken|cock|chick", "bird", 0.45, "#a8643a", "#d8b88a", "#3a2a24"),
    _stand_in("鸭子|鸭|小鸭", "duck|duckling|drake duck", "bird", 0.4, "#8a7a5c", "#d8cbb0", "#3f5a48"),
    _stand_in("鹅|大鹅|白鹅|天鹅|大雁|雁", "goose|geese|swan|gander", "crane", 0.95, "#ece8de", "#f4f1ea", "#d8d2c4"),
    _stand_in("鹰|老鹰|雄鹰|秃鹫|鹏|大鹏", "eagle|hawk|falcon|vulture|condor|roc", "bird", 0.75, "#5c4432", "#c8b498",
        "#33261e"),
    _stand_in("猫头鹰", "owl", "bird", 0.45, "#7a6248", "#cdb898", "#3f3226"),
    _stand_in("鹭|白鹭|鹳", "heron|egret|stork", "crane", 1.0, "#e9e6de", "#f2f0ea", "#5a5c62"),
    _stand_in("凤凰|凤|孔雀|朱雀", "phoenix|peacock|firebird", "crane", 1.5, "#b8472e", "#e0a850", "#2f6a62"),
    _stand_in("蝴蝶|飞蛾|蜜蜂|蜻蜓", "butterfly|moth|bee|dragonfly", "bird", 0.1, "#c88a3a", "#ead7a4", "#2f2622"),
    _stand_in("青蛙|蛤蟆|蟾蜍", "frog|toad", "bird", 0.14, "#55733f", "#cfd2a0", "#33472a"),
    _stand_in("乌龟|龟|甲鱼|玄武", "turtle|tortoise", "snake", 0.3, "#5c6244", "#c8bf8c", "#33361f"),
    _stand_in("鳄鱼|蜥蜴|恐龙", "crocodile|alligator|lizard|dinosaur", "dragon", 1.0, "#55603f", "#b8b088",
        "#38402a"),
    _stand_in("鲸|鲸鱼|鲲|海豚|鲨鱼", "whale|dolphin|shark|orca", "fish", 2.0, "#4f5d68", "#c8ccca", "#38434c"),
    _stand_in("鳗|黄鳝|蚯蚓", "eel|worm", "snake", 0.2, "#4a4436", "#b8ac88", "#33302a"),
    _stand_in("野兽|怪兽|神兽|妖兽|猛兽|动物", "beast|monster|creature|animal", "tiger", 1.2, "#5a5048",
        "#a89a88", "#2c2622"),
)  # fmt: skip
"""Everything with a name here; a name met nowhere in it is no animal to the house."""

EAST = {word: kind for kind in KINDS for word in kind.east.split("|")}
WEST = {word: kind for kind in KINDS for word in kind.west.split("|")}
EAST_WORD = "|".join(sorted(EAST, key=lambda word: (-len(word), word)))
WEST_WORD = "|".join(sorted(WEST, key=lambda word: (-len(word), word)))
"""Kinds by each of their words, and all words as alternatives for a pattern, the longest first."""
