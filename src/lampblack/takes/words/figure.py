"""How somebody of the cast looks, in words: from their figure, as it is drawn."""

from __future__ import annotations

from lampblack.staging.figure import Figure
from lampblack.takes.words.tongue import Both, Tongue, a, in_tongue, joined, listed, said

AGES: dict[tuple[str, str], Both] = {
    ("man", "child"): ("little boy", "小男孩"),
    ("woman", "child"): ("little girl", "小女孩"),
    ("man", "young"): ("young man", "年轻男子"),
    ("woman", "young"): ("young woman", "年轻女子"),
    ("man", "middle"): ("middle-aged man", "中年男子"),
    ("woman", "middle"): ("middle-aged woman", "中年女子"),
    ("man", "old"): ("old man", "老人"),
    ("woman", "old"): ("old woman", "老妇人"),
}
SEXES: dict[str, Both] = {"man": ("man", "男子"), "woman": ("woman", "女子")}
BUILDS: dict[str, Both] = {
    "slight": ("slender", "身形瘦削"),
    "medium": ("", ""),
    "broad": ("broad-shouldered", "身材魁梧"),
}
HAIR: dict[str, Both] = {
    "topknot": ("hair in a topknot", "束髻"),
    "bun": ("hair in a bun", "盘髻"),
    "long": ("long hair", "长发"),
    "loose": ("long loose hair", "披散长发"),
    "short": ("short hair", "短发"),
    "bald": ("bald head", "光头"),
    "braids": ("braids", "双辫"),
    "parted": ("neatly parted hair", "分头"),
    "crop": ("cropped hair", "寸头"),
    "bob": ("bob", "齐耳短发"),
    "ponytail": ("ponytail", "马尾辫"),
    "plait": ("long plait", "长麻花辫"),
    "curly": ("curly hair", "卷发"),
}
BEARDS: dict[str, Both] = {
    "none": ("", ""),
    "moustache": ("moustache", "八字胡"),
    "short": ("short beard", "短须"),
    "long": ("long beard", "长须"),
    "stubble": ("stubble", "胡茬"),
}
DRESS: dict[str, Both] = {
    "robe": ("traditional robe", "长袍"),
    "tunic": ("short traditional jacket", "短袄"),
    "hide": ("animal-hide garment", "兽皮衣"),
    "gown": ("long traditional dress", "长裙"),
    "coat": ("coat", "外袍"),
    "suit": ("suit and tie", "西装领带"),
    "shirt": ("shirt", "衬衫"),
    "tee": ("T-shirt", "T恤"),
    "sweater": ("sweater", "毛衣"),
    "hoodie": ("hoodie", "连帽卫衣"),
    "puffer": ("puffer jacket", "羽绒服"),
    "overcoat": ("long overcoat", "长大衣"),
    "labcoat": ("white lab coat", "白大褂"),
    "uniform": ("jacket", "夹克"),
    "dress": ("dress", "连衣裙"),
    "qipao": ("qipao", "旗袍"),
    "jumpsuit": ("jumpsuit", "连体工装"),
    "spacesuit": ("spacesuit", "太空服"),
}
LOWER: dict[str, Both] = {
    "own": ("", ""),
    "trousers": ("trousers", "长裤"),
    "jeans": ("jeans", "牛仔裤"),
    "shorts": ("shorts", "短裤"),
    "skirt": ("skirt", "短裙"),
}
HATS: dict[str, Both] = {
    "none": ("", ""),
    "straw": ("conical straw hat", "斗笠"),
    "crown": ("crown", "冠冕"),
    "scarf": ("headscarf", "头巾"),
    "cap": ("cloth cap", "布帽"),
    "baseball": ("peaked cap", "鸭舌帽"),
    "beanie": ("knitted hat", "毛线帽"),
    "brimmed": ("brimmed felt hat", "宽檐礼帽"),
    "helmet": ("helmet", "头盔"),
}
GLASSES: dict[str, Both] = {
    "none": ("", ""),
    "round": ("round glasses", "圆框眼镜"),
    "square": ("square glasses", "方框眼镜"),
    "dark": ("dark glasses", "墨镜"),
}
MARKS: dict[str, Both] = {
    "none": ("", ""),
    "freckles": ("freckles", "雀斑"),
    "mole": ("a mole on the cheek", "脸上一颗痣"),
    "scar": ("a scar on the face", "脸上一道疤"),
}
SPECIES: dict[str, Both] = {
    "human": ("person", "人"),
    "ox": ("ox", "牛"),
    "horse": ("horse", "马"),
    "deer": ("deer", "鹿"),
    "dog": ("dog", "狗"),
    "wolf": ("wolf", "狼"),
    "fox": ("fox", "狐狸"),
    "cat": ("cat", "猫"),
    "tiger": ("tiger", "老虎"),
    "crane": ("crane", "鹤"),
    "bird": ("bird", "鸟"),
    "snake": ("snake", "蛇"),
    "dragon": ("dragon", "龙"),
    "fish": ("fish", "鱼"),
}
THINGS: dict[str, Both] = {
    "staff": ("wooden staff", "木杖"),
    "cane": ("cane", "拐杖"),
    "lantern": ("lantern", "灯笼"),
    "fan": ("fan", "扇子"),
    "gourd": ("gourd", "葫芦"),
    "umbrella": ("umbrella", "伞"),
    "book": ("book", "书"),
    "cup": ("cup", "杯子"),
    "mug": ("mug", "杯子"),
    "sword": ("sword", "剑"),
    "key": ("key", "钥匙"),
    "gun": ("gun", "手枪"),
    "letter": ("letter", "信"),
    "phone": ("phone", "手机"),
    "torch": ("torch", "手电筒"),
    "cigarette": ("cigarette", "香烟"),
    "clipboard": ("clipboard", "病历夹"),
    "twig": ("twig", "树枝"),
}
_COLOURS: tuple[tuple[str, Both], ...] = (
    ("#1c1a20", ("black", "黑色")),
    ("#3a3a40", ("dark grey", "深灰")),
    ("#5a5f66", ("grey", "灰色")),
    ("#a8a8a8", ("light grey", "浅灰")),
    ("#e8e4dc", ("white", "白色")),
    ("#e4d8b8", ("cream", "米色")),
    ("#a83a34", ("red", "红色")),
    ("#6e2c2a", ("dark red", "暗红")),
    ("#b8623a", ("orange-brown", "橙褐色")),
    ("#8a5a3a", ("brown", "棕色")),
    ("#4a3424", ("dark brown", "深棕")),
    ("#b89a6a", ("tan", "驼色")),
    ("#c59a3e", ("ochre yellow", "赭黄")),
    ("#7a7440", ("olive", "橄榄绿")),
    ("#4f7a4a", ("green", "绿色")),
    ("#2f5f6e", ("teal", "青色")),
    ("#9fb3ac", ("pale green-grey", "灰绿")),
    ("#344a70", ("dark blue", "深蓝")),
    ("#5a7aa8", ("blue", "蓝色")),
    ("#c3d0d8", ("pale blue", "浅蓝")),
    ("#5d3f6b", ("purple", "紫色")),
    ("#c98a94", ("pink", "粉色")),
    ("#8c4a60", ("plum", "梅红")),
)
_HAIR_COLOURS: tuple[tuple[str, Both], ...] = (
    ("#1c1a20", ("black", "黑")),
    ("#4a3426", ("brown", "棕")),
    ("#6a3f24", ("auburn", "红褐")),
    ("#b89550", ("blond", "金")),
    ("#8d8a88", ("grey", "灰白")),
    ("#d2cfc8", ("white", "白")),
)


def noun_of(figure: Figure, tongue: Tongue) -> str:
    """Who that is in one noun: `old man`, `小女孩`, `fox`."""
    if figure.kind != "human":
        return said(SPECIES, figure.kind, tongue)
    return in_tongue(AGES[figure.sex, figure.age], tongue)


def head_of(figure: Figure, tongue: Tongue) -> tuple[str, ...]:
    """Hair, beard, hat, glasses and marks."""
    shade = nearest(figure.hair_colour, _HAIR_COLOURS, tongue)
    hair = said(HAIR, figure.hair, tongue)
    beard = said(BEARDS, figure.beard, tongue)
    if figure.hair != "bald":
        hair = _shaded(shade, hair, tongue)
    if beard and figure.beard != "stubble":
        beard = _shaded(shade, beard, tongue)
    hat = said(HATS, figure.hat, tongue)
    return tuple(
        part
        for part in (hair, beard, hat, said(GLASSES, figure.glasses, tongue), said(MARKS, figure.mark, tongue))
        if part
    )


def dress_of(figure: Figure, tongue: Tongue) -> str:
    """What they wear with its colours: `dark blue traditional robe with a red sash`."""
    worn = said(DRESS, figure.dress, tongue)
    if figure.dress == "labcoat":
        return worn
    shade = colour(figure.robe, tongue)
    dressed = _coloured(shade, worn) if tongue == "en" else f"{shade}{worn}"
    below = said(LOWER, figure.lower, tongue)
    if below and figure.lower != "jeans":
        below = (
            f"{colour(figure.skirt, tongue)} {below}" if tongue == "en" else f"{colour(figure.skirt, tongue)}{below}"
        )
    return joined((dressed, below), tongue)


def composed(figure: Figure, tongue: Tongue) -> str:
    """All of a figure in one run of phrases, without what it holds."""
    if figure.kind != "human":
        return beast(figure, tongue)
    noun = noun_of(figure, tongue)
    build = said(BUILDS, figure.build, tongue)
    bent = {"en": "stooped", "zh": "驼背"}[tongue] if figure.bent > 0.3 else ""
    if tongue == "zh":
        return listed((noun, build, bent, *head_of(figure, tongue), "身穿" + dress_of(figure, tongue)), tongue)
    whole = " ".join(part for part in (bent, build, noun) if part)
    return listed((a(whole), *head_of(figure, tongue), "wearing " + _with_article(dress_of(figure, tongue))), tongue)


def beast(figure: Figure, tongue: Tongue) -> str:
    """An animal: the colour of its coat and its kind."""
    kind = said(SPECIES, figure.kind, tongue)
    coat = figure.coat if isinstance(figure.coat, str) else ""
    shade = colour(coat, tongue) if coat else ""
    young = {"en": "young", "zh": "小"}[tongue] if figure.age == "child" else ""
    if tongue == "zh":
        return f"{shade.removesuffix('色')}{'色的' if shade else ''}{young}{kind}"
    return a(" ".join(part for part in (young, shade, kind) if part))


def colour(rgb: str, tongue: Tongue) -> str:
    """The plain name of a colour."""
    return nearest(rgb, _COLOURS, tongue)


def nearest(rgb: str, named: tuple[tuple[str, Both], ...], tongue: Tongue) -> str:
    """The named colour that the eye takes it for: distance in red, green and blue, weighted as the eye sees them."""

    def apart(other: str) -> float:
        r, g, b = ((int(rgb[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5))
        return 2.0 * r * r + 4.0 * g * g + 3.0 * b * b

    return in_tongue(min(named, key=lambda each: apart(each[0]))[1], tongue)


def _shaded(shade: str, hair: str, tongue: Tongue) -> str:
    """Hair or beard with its colour where one says it: `long black hair`, `short white beard`, `黑发束髻`."""
    if tongue == "zh":
        return f"{shade}发{hair}" if hair.endswith("髻") else f"{shade}色{hair}"
    for noun in ("hair", "beard", "plait"):
        if noun in hair:
            return hair.replace(noun, f"{shade} {noun}", 1)
    return f"{shade} {hair}"


def _coloured(shade: str, worn: str) -> str:
    """`long dark blue overcoat`: length is said before colour."""
    length, gap, rest = worn.partition(" ")
    return f"{length} {shade} {rest}" if gap and length in ("long", "short") else f"{shade} {worn}"


def _with_article(worn: str) -> str:
    return worn if worn.startswith(("jeans", "shorts", "trousers")) else a(worn)
