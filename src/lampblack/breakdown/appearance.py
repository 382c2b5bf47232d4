"""How people are described, in Chinese and English: words to what a figure can show."""

from __future__ import annotations

from lampblack.breakdown.lexicon import Lexicon

LEXICONS: dict[str, Lexicon] = {
    "sex": Lexicon(
        {
            "woman": "女|姑娘|妇|娘|妈|母亲|婆|姐|妹|奶奶|姨|夫人|小姐|公主|皇后|嫂|尼姑|裙|旗袍|"
            "嫦娥|精卫|织女|woman|women|girl|female|mother|mom|"
            "grandmother|grandma|sister|daughter|wife|queen|princess|lady|miss|mrs|aunt|she|her|"
            "actress|widow|bride|empress|duchess|countess|goddess|priestess|madam|madame|heiress|mistress|policewoman|businesswoman|saleswoman|schoolgirl|cowgirl",
            "man": "男|汉子|汉|少年|小伙|爷|伯|叔|爸|父亲|公公|翁|哥|弟|先生|丈夫|皇帝|老头|老者|"
            "夸父|后羿|盘古|刑天|man|men|boy|male|"
            "father|dad|grandfather|grandpa|brother|son|husband|king|prince|emperor|duke|count|lord|sir|mr|uncle|he|his|guy|"
            "businessman|salesman|fireman|cowboy|schoolboy|"
            "groom|gentleman|swordsman",
        }
    ),
    "age": Lexicon(
        {
            "child": "小孩|孩子|孩童|小女孩|小男孩|童子|幼|小学生|[四五六七八九]岁|十[一二]?岁|child|kid|little girl|"
            "little boy|toddler|schoolgirl|schoolboy|"
            "(?:[4-9]|1[0-2]) years old",
            "old": "老(?:掌柜|汉|伯|僧|农|道|船夫|渔夫|大爷|大娘|太太|臣|兵|仆|管家|师傅|先生|夫人|母亲|父亲)|"
            "老人|老者|老头|老翁|老妇|老太|"
            "老婆婆|婆婆|奶奶|爷爷|年迈|年老|苍老|白须|白发|驼背|"
            "[六七八九]十[一二三四五六七八九多来几余]*岁|"
            "old man|old woman|elderly|aged|ancient|grandfather|grandmother|[6-9]0s|old",
            "middle": "中年|大叔|大婶|[四五]十[一二三四五六七八九多来几余]*岁|middle-aged|"
            "middle aged|[45]0s|forties|fifties",
            "young": "年轻|少年|少女|青年|姑娘|小伙|十[三四五六七八九多来几余][四五六七八九]?岁|"
            "[二三]十[一二三四五六七八九多来几余]*岁|young|"
            "youth|teen|teenage|"
            "girl|boy|[23]0s|twenties|thirties",
        }
    ),
    "build": Lexicon(
        {
            "broad": "魁梧|壮|强壮|粗壮|胖|肥|高大|虎背|巨人|broad|stout|burly|heavy|heavyset|muscular|fat|"
            "giant|strong|big|chubby|stocky",
            "slight": "瘦|纤|娇小|苗条|单薄|slight|slim|thin|slender|lean|small|petite|skinny|wiry|frail",
        }
    ),
    "hair": Lexicon(
        {
            "bald": "光头|秃|bald|balding|shaven head|shaved head",
            "ponytail": "马尾|马尾辫|ponytail|pony tail",
            "bob": "齐耳短发|波波头|学生头|齐刘海|bob|bobbed hair|bob cut",
            "curly": "卷发|卷毛|烫发|自来卷|curly hair|curls|curly|curly-haired|afro|frizzy hair",
            "plait": "麻花辫|独辫|长辫子|大辫子|a plait|one plait|single plait|single braid|a braid|long braid",
            "crop": "寸头|板寸|平头|crew cut|buzz cut|cropped hair|close-cropped|shorn",
            "parted": "中分|偏分|分头|背头|side part|parted hair|slicked back|slicked-back|combed hair|neat hair",
            "bun": "双髻|发髻|盘发|丫髻|挽发|bun|hair up|chignon",
            "topknot": "束发|道髻|冠发|topknot|top-knot",
            "braids": "双马尾|两条辫|辫|braids|braided|pigtails|plaits",
            "loose": "披发|披散|散发|乱发|loose hair|wild hair|unkempt|tousled",
            "short": "短发|short hair|short-haired|pixie cut",
            "long": "长发|long hair|long-haired",
        }
    ),
    "beard": Lexicon(
        {
            "long": "长须|长髯|白须|须及胸|长胡子|大胡子|long beard|white beard|full beard|bushy beard",
            "stubble": "胡茬|胡渣|胡子拉碴|stubble|stubbly|unshaven|five o'clock shadow",
            "moustache": "八字胡|小胡子|moustache|mustache",
            "short": "短须|络腮|胡子|胡须|髯|short beard|beard|bearded|goatee",
            "none": "无须|clean-shaven|clean shaven",
        }
    ),
    "hat": Lexicon(
        {
            "helmet": "头盔|面罩头盔|宇航头盔|helmet",
            "baseball": "棒球帽|鸭舌帽|baseball cap|trucker cap|peaked cap",
            "beanie": "毛线帽|绒线帽|针织帽|beanie|woolly hat|wool cap|knit cap|bobble hat",
            "brimmed": "礼帽|毡帽|宽檐帽|fedora|bowler|brimmed hat|cowboy hat|felt hat",
            "straw": "斗笠|草帽|蓑笠|straw hat|bamboo hat",
            "crown": "王冠|皇冠|冠冕|金冠|crown|tiara",
            "scarf": "头巾|包头|纱巾|headscarf|scarf|bandana|hijab",
            "cap": "帽|cap|hat|beret",
        }
    ),
    "dress": Lexicon(
        {
            "hide": "兽皮|皮裘|毛皮|hide|hides|fur|furs|animal skin|pelts?",
            "spacesuit": "太空服|宇航服|航天服|space ?suit|space-suit",
            "jumpsuit": "连体服|工装|工作服|飞行服|机组服|jumpsuit|jump suit|coveralls|boiler suit|flight suit|"
            "overalls",
            "labcoat": "白大褂|实验服|lab coat|white coat",
            "uniform": "校服|运动服|学生装|夹克|外套|school uniform|tracksuit|track suit|jacket",
            "puffer": "羽绒服|羽绒|棉服|滑雪服|down jacket|puffer jacket|puffer|parka|padded jacket|anorak",
            "qipao": "旗袍|qipao|cheongsam",
            "suit": "西装|西服|正装|礼服|领带|制服|suit|tuxedo|uniform|suit and tie|in a tie|"
            "and a tie|necktie|blazer|leather jacket",
            "overcoat": "大衣|风衣|呢子|overcoat|trench coat|trenchcoat|raincoat|wool coat|long coat|winter coat",
            "hoodie": "卫衣|帽衫|连帽衫|hoodie|sweatshirt|hooded sweatshirt|hooded sweater",
            "sweater": "毛衣|针织衫|羊毛衫|sweater|jumper|cardigan|pullover|turtleneck",
            "tee": "T恤|体恤|汗衫|背心|t-shirt|tee shirt|tank top|undershirt",
            "dress": "连衣裙|碎花裙|sundress|summer dress|cocktail dress|evening dress|floral dress|knee-length dress",
            "coat": "棉袄|斗篷|披风|coat|cloak",
            "shirt": "病号服|睡衣|"
            "hospital gown|patient gown|pyjamas|pajamas|waistcoat|衬衫|衬衣|shirt|blouse|jeans|牛仔裤",
            "gown": "长裙|裙|嫁衣|红衣|dress|gown|skirt|sari",
            "tunic": "短衣|短褐|短打|袄|麻衣|tunic|rags|apron",
            "robe": "长袍|袍|道袍|僧衣|汉服|robe|robes|kimono|habit",
        }
    ),
    "lower": Lexicon(
        {
            "jeans": "牛仔裤|牛仔|jeans|denim",
            "shorts": "短裤|shorts",
            "skirt": "短裙|半身裙|百褶裙|包臀裙|skirt|pencil skirt|miniskirt",
            "trousers": "长裤|西裤|裤子|裤|trousers|pants|slacks",
        }
    ),
    "glasses": Lexicon(
        {
            "dark": "墨镜|太阳镜|sunglasses|dark glasses|shades",
            "round": "圆框|圆眼镜|圆形眼镜|老花镜|round glasses|round-framed|spectacles|wire-rimmed",
            "square": "方框|黑框|眼镜|glasses|eyeglasses|horn-rimmed|bespectacled",
        }
    ),
    "face": Lexicon(
        {
            "round": "圆脸|娃娃脸|胖脸|round face|round-faced|moon face|baby face",
            "long": "长脸|马脸|long face|long-faced|narrow face|gaunt",
            "square": "方脸|国字脸|square face|square jaw|square-jawed|strong jaw",
            "pointed": "瓜子脸|尖下巴|锥子脸|heart-shaped face|pointed chin|oval face",
        }
    ),
    "mark": Lexicon(
        {"freckles": "雀斑|freckles?|freckled", "scar": "伤疤|刀疤|疤|scar|scarred", "mole": "痣|mole|beauty spot"}
    ),
    "skin": Lexicon(
        {
            "#5e3d2a": "黑人|非洲人|深色皮肤|black man|black woman|african|dark-skinned|dark skin",
            "#a8744c": "黝黑|古铜|棕色皮肤|晒黑|brown skin|brown-skinned|tanned|indian|weathered skin|sunburnt",
            "#f4dfcc": "苍白|白皙|肤白|雪白的皮肤|pale skin|fair skin|fair-skinned|pale face|pale-faced",
        }
    ),
    "held": Lexicon(
        {
            "cane": "拐杖|拐棍|cane|crutch",
            "staff": "手杖|木杖|权杖|禅杖|竹杖|杖|staff|walking stick",
            "lantern": "灯笼|提灯|油灯|lantern|lamp",
            "fan": "扇子|折扇|羽扇|团扇|fan",
            "gourd": "葫芦|水囊|gourd|calabash",
            "umbrella": "油纸伞|雨伞|伞|umbrella|parasol",
            "book": "书卷|书本|古书|捧书|book|scroll",
            "mug": "马克杯|搪瓷缸|搪瓷杯|纸杯|mug|tin cup|paper cup|coffee cup",
            "cup": "酒杯|茶杯|杯子|酒碗|cup|goblet",
            "sword": "长剑|宝剑|佩剑|剑|刀|sword|blade",
        }
    ),
}
STOOPS = Lexicon(
    {"1.0": "驼背|罗锅|佝偻|hunchback|hunchbacked|bent double|bent back",
     "0.5": "弯腰|躬身|伛偻|stoop|stooped|stooping|hunched"}
)  # fmt: skip
"""How bent a back is."""
MODERN = frozenset(
    {"suit", "shirt", "tee", "sweater", "hoodie", "puffer", "overcoat", "labcoat", "uniform", "dress", "qipao",
     "jumpsuit", "spacesuit"}
)  # fmt: skip
"""Dress of today and of a plain future."""

_WORLDS = Lexicon(
    {
        "today": "手机|电脑|汽车|火车|列车|地铁|电话|电视|飞机|电梯|咖啡馆|咖啡店|医院|公司|办公室|公寓|站台|"
        "出租车|公交|便利店|"
        "耳机|路灯|牛仔裤|西装|卫衣|校服|phone|smartphone|computer|laptop|car|cars|train|subway|bus|taxi|cab|"
        "television|tv|"
        "office|elevator|apartment|hospital|airport|diner|coffee shop|streetlight|neon|headlights|parking lot|"
        "supermarket|microwave|jeans|hoodie|radio|street ?lamps?|desk lamps?|pavement|sidewalk|detectives?|"
        "police|private eye|revolvers?|pistols?|handbag|cigarettes?|trench ?coat|fedora|filing cabinets?|printers?|"
        "photocopier|e-?mails?|doctors?|nurses?|wheelchair|surgery|ward|suit and tie|three-piece suit|tie|cardigan|"
        "café|cafe|coffee|newspaper|typewriter|bicycle|motorcycle|wristwatch|headphones|"
        "病房|病床|病历|病号服|监护仪|输液|手术|麻醉|护士|轮椅|白大褂|侦探|警察|警官|手枪|香烟|风衣|打印机|邮件|咖啡|"
        "报纸|领带|自行车|摩托|天台",
        "future": "飞船|星舰|空间站|太空站|宇宙飞船|机器人|舱门|气闸|太空|spaceship|starship|space station|robot|"
        "airlock|"
        "orbit|spacecraft|android|hologram|space ?suits?|starships?|spaceships?|robots?|androids?|planets?|colony|"
        "viewport|consoles?|thrusters?|hyperspace|galaxy|warp|moon ?base|space|"
        "星球|行星|星际|殖民地|仿生人|太空服|宇航服|舰桥|舰长|星系|曲速|月球基地",
        "old": "皇|剑|客栈|长袍|仙|妖|神|侠|古|衙|书生|道士|将军|部落|sword|king|queen|kingdom|emperor|temple|dynasty|"
        "robe|castle|knight|tribe|spear|lantern|horse|village|giant",
    }
)
_OLD = 1.5
"""How much more a word of the old world counts: a story with a sword in it is none of today, whatever else it has."""


def world_of(words: str) -> str:
    """The world a story is told in, from the things in it: `today`, `future`, or `old` where nothing says otherwise."""
    counts = {"today": 0.0, "future": 0.0, "old": 0.0}
    for hit in _WORLDS.all(words):
        counts[hit.meaning] += _OLD if hit.meaning == "old" else 1.0
    best = "future" if counts["future"] * 2.0 > counts["today"] else "today"
    return best if counts[best] >= 2.0 and counts["today"] + counts["future"] > counts["old"] else "old"


_BY_WORLD = {
    "today": {
        "": ("shirt", "sweater", "hoodie", "tee", "uniform", "suit", "overcoat"),
        "gown": ("dress",), "coat": ("overcoat",), "tunic": ("shirt",),
        "woman": ("shirt", "sweater", "dress", "overcoat", "hoodie", "tee"),
        "child": ("tee", "uniform", "hoodie"), "old": ("sweater", "shirt", "overcoat"),
    },
    "future": {"": ("jumpsuit",), "coat": ("overcoat",), "tunic": ("jumpsuit",)},
}  # fmt: skip
"""What people wear in a world: who (`woman`, `child`, `old`, anyone), or what they are said to wear and what it is."""


def dress_in(world: str, said: str, sex: str, age: str) -> tuple[str, ...]:
    """The kinds of dress that `said` can mean in a world (empty words: that anyone might wear); none: as it is."""
    table = _BY_WORLD.get(world, {})
    if said:
        return table.get(said, ())
    return table.get(age) or table.get(sex) or table.get("", ())
