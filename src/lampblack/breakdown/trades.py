"""What somebody is by trade, in Chinese and English, and what that says of sex, age and dress where no word does.

One table for everybody: who speaks and who only acts, of the bible and drafted. Words, pronouns and given names stand
against it, but for a sex that the trade's own word holds (a waitress, a 和尚).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lampblack.breakdown.given_names import sex_called


@dataclass(frozen=True, kw_only=True)
class Trade:
    """A trade. `east` and `west` are its words, separated by bars."""

    east: str
    west: str
    sex: str = ""
    """Held by the word itself."""
    usually: str = ""
    """The sex to take where nothing else tells one."""
    age: str = ""
    home: str = "old"
    """The world whose clothes are worn where the story does not say which it is."""
    old: Mapping[str, str] = field(default_factory=lambda: {})
    today: Mapping[str, str] = field(default_factory=lambda: {})
    """Fields of a figure, in a story of old and in one of today or tomorrow."""

    def worn(self, world: str) -> Mapping[str, str]:
        """What is worn in a world (`old`, `today`, `future`, or empty: not said)."""
        return (self.old if (world or self.home) == "old" else self.today) or self.old or self.today


_TUNIC, _STRAW = {"dress": "tunic"}, {"dress": "tunic", "hat": "straw"}
_FIELDS = {"dress": "tunic", "hat": "straw", "robe": "#7d6c4f"}
_SHIRT, _SUIT, _COAT = {"dress": "shirt"}, {"dress": "suit"}, {"dress": "labcoat"}
_OFFICER = {"dress": "suit", "robe": "#2f3a52", "sash": "#232c3f", "hat": "baseball"}
_CREW = {"dress": "jumpsuit"}
_SILK, _GOWN, _ROBE = {"dress": "robe", "hat": "cap"}, {"dress": "gown", "hair": "bun"}, {"dress": "robe"}

TRADES: tuple[Trade, ...] = (
    # fields, woods and water
    Trade(east="老农|老农夫", west="old farmer|old peasant", age="old", usually="man", old=_FIELDS,
        today={"dress": "shirt", "hat": "straw"}),
    Trade(east="农夫|农民|庄稼汉|佃农|菜农|果农", west="farmer|peasant|farmhand", usually="man", age="middle",
        old=_FIELDS, today={"dress": "shirt", "hat": "straw"}),
    Trade(east="农妇|村妇|村姑", west="farm woman|farmwoman|farmer's wife", sex="woman", age="middle",
        old={"dress": "tunic", "hat": "scarf"}, today={"dress": "shirt", "hat": "scarf"}),
    Trade(east="渔夫|渔翁|渔民|打鱼人|钓叟", west="fisherman|fisher|angler", sex="man", age="middle", old=_STRAW,
        today={"dress": "puffer", "hat": "beanie"}),
    Trade(east="船夫|船家|艄公|船工|摆渡人|舟子|撑船人", west="boatman|ferryman|oarsman|gondolier", sex="man",
        age="middle", old=_STRAW, today={"dress": "puffer", "hat": "baseball"}),
    Trade(east="船娘|渔女|采莲女", west="boatwoman|fisherwoman", sex="woman", old=_STRAW, today=_SHIRT),
    Trade(east="樵夫|砍柴人|伐木工", west="woodcutter|woodsman|lumberjack", sex="man", age="middle",
        old={"dress": "tunic", "hat": "scarf"}, today={"dress": "shirt", "hat": "beanie"}),
    Trade(east="猎户|猎人|猎手", west="hunter|huntsman|trapper|huntress", usually="man", age="middle",
        old={"dress": "hide"}, today={"dress": "puffer", "hat": "baseball"}),
    Trade(east="牧童|放牛娃", west="shepherd boy|cowherd", usually="man", age="child", old=_STRAW, today=_SHIRT),
    Trade(east="牧羊人|牧人|牧民", west="shepherd|herdsman|drover|goatherd", usually="man", age="middle",
        old={"dress": "coat", "hat": "cap"}, today={"dress": "puffer", "hat": "baseball"}),
    # the road, the inn, the street
    Trade(east="行者|头陀", west="pilgrim|wayfarer", usually="man",
        old={"dress": "robe", "held": "staff", "hat": "straw"}, today={"dress": "puffer", "held": "staff"}),
    Trade(east="店小二|小二|堂倌|跑堂|酒保|伙计", west="pot boy|tapster|stableboy|errand boy", usually="man",
        old={"dress": "tunic", "hat": "cap"}, today=_SHIRT),
    Trade(east="掌柜|店主|店家|客栈老板", west="innkeeper|landlord|barkeep|shopkeeper|storekeeper", usually="man",
        age="middle", old=_SILK, today={"dress": "sweater"}),
    Trade(east="老板娘", west="landlady|hostess", sex="woman", age="middle", old=_GOWN, today={"dress": "dress"}),
    Trade(east="老板|总裁|董事长|经理|总经理|银行家",
        west="boss|manager|general manager|banker|executive|businessman|tycoon|director", usually="man", age="middle",
        home="today", old=_SILK, today=_SUIT),
    Trade(east="女老板|女经理", west="businesswoman", sex="woman", age="middle", home="today", old=_GOWN,
        today=_SUIT),
    Trade(east="商人|富商|员外|财主|布商|盐商", west="merchant|trader", usually="man", age="middle", old=_SILK,
        today=_SUIT),
    Trade(east="小贩|货郎|商贩|菜贩|摊主", west="pedlar|peddler|hawker|vendor|street vendor|stallholder",
        usually="man", age="middle", old={"dress": "tunic", "hat": "scarf"}, today={"dress": "tee", "hat": "baseball"}),
    Trade(east="乞丐|叫花子|花子|流浪汉", west="beggar|tramp|vagrant|homeless man|vagabond", usually="man",
        age="middle", old={"dress": "tunic", "robe": "#6f675a", "hair": "loose"},
        today={"dress": "overcoat", "robe": "#5d564a", "hat": "beanie"}),
    Trade(east="车夫|马夫|轿夫|脚夫|挑夫|纤夫|力夫|苦力",
        west="coachman|carter|bearer|porter|groom|stableman|rickshaw man", usually="man", age="middle",
        old={"dress": "tunic", "hat": "straw"}, today=_SHIRT),
    Trade(east="更夫|打更人", west="night watchman|watchman", sex="man", age="old",
        old={"dress": "coat", "hat": "cap", "held": "lantern"}, today=_OFFICER),
    Trade(east="铁匠|木匠|石匠|工匠|瓦匠", west="blacksmith|smith|carpenter|mason|cobbler|locksmith", usually="man",
        age="middle", old=_TUNIC, today=_SHIRT),
    Trade(east="厨子|厨师|大厨|厨娘", west="cook|chef", age="middle", old={"dress": "tunic", "hat": "scarf"},
        today={"dress": "labcoat"}),
    Trade(east="屠夫|屠户", west="butcher", usually="man", age="middle", old=_TUNIC, today={"dress": "tee"}),
    Trade(east="裁缝|绣娘|织女工", west="tailor|seamstress|dressmaker|weaver", age="middle", old=_ROBE,
        today={"dress": "shirt"}),
    # houses and courts
    Trade(east="丫鬟|丫环|婢女|侍女|使女|女仆|女佣",
        west="maid|maidservant|handmaid|chambermaid|housemaid|servant girl", sex="woman",
        old={"dress": "gown", "hair": "braids"}, today={"dress": "dress", "robe": "#3a3a42", "hair": "bun"}),
    Trade(east="保姆|奶妈|乳母|老妈子", west="nanny|governess|housekeeper", sex="woman", age="middle", old=_GOWN,
        today={"dress": "sweater"}),
    Trade(east="仆人|家丁|小厮|书童|下人|男仆|杂役", west="servant|footman|page boy|manservant|valet", usually="man",
        old={"dress": "tunic", "hat": "cap"}, today=_SUIT),
    Trade(east="管家", west="butler|steward|majordomo", usually="man", age="middle", old=_SILK,
        today={"dress": "suit", "robe": "#2e2d33"}),
    Trade(east="宫女|女官", west="palace maid|lady-in-waiting|court lady|palace woman", sex="woman", old=_GOWN,
        today={"dress": "dress", "hair": "bun"}),
    Trade(east="太监|内侍|宦官", west="eunuch|chamberlain", sex="man", age="middle",
        old={"dress": "robe", "hat": "cap", "beard": "none"}, today=_SUIT),
    Trade(east="皇帝|皇上|国王|大王|君王|陛下", west="king|emperor|sultan|tsar", sex="man", age="middle",
        old={"dress": "robe", "hat": "crown", "robe": "#a8802e"}, today=_SUIT),
    Trade(east="皇后|女王|王后|太后|贵妃|女皇", west="queen|empress", sex="woman", age="middle",
        old={"dress": "gown", "hat": "crown"}, today={"dress": "dress", "hat": "crown"}),
    Trade(east="太子|王子|公子|少爷|世子", west="prince", sex="man", age="young", old=_ROBE, today=_SUIT),
    Trade(east="公主|郡主", west="princess", sex="woman", age="young", old=_GOWN, today={"dress": "dress"}),
    Trade(east="大臣|丞相|宰相|县令|知府|县官|官员|太守|老臣",
        west="minister|magistrate|courtier|councillor|chancellor", usually="man", age="middle", old=_SILK,
        today=_SUIT),
    Trade(east="书生|秀才|举人|文人|诗人", west="scholar|poet|scribe", usually="man", age="young",
        old={"dress": "robe", "hair": "topknot"}, today={"dress": "sweater", "glasses": "round"}),
    Trade(east="说书人|说书先生|账房先生|教书先生|私塾先生|郎中|算命先生|大夫",
        west="storyteller|fortune teller|apothecary", usually="man", age="middle", old=_SILK,
        today={"dress": "labcoat"}),
    # temples
    Trade(east="和尚|僧人|老僧|小和尚|方丈|沙弥|高僧|住持", west="monk|abbot|friar", sex="man",
        old={"dress": "robe", "hair": "bald", "robe": "#9a6a34"},
        today={"dress": "robe", "hair": "bald", "robe": "#9a6a34"}),
    Trade(east="尼姑|师太", west="nun|abbess", sex="woman", old={"dress": "robe", "hat": "scarf", "robe": "#4a4a50"},
        today={"dress": "robe", "hat": "scarf", "robe": "#3a3a40"}),
    Trade(east="道士|道长|老道|道人", west="taoist|taoist priest|daoist|wizard|hermit", usually="man",
        old={"dress": "robe", "hair": "topknot", "robe": "#3f5a6e"}, today={"dress": "robe", "hair": "topknot"}),
    Trade(east="牧师|神父|祭司|主教", west="priest|vicar|bishop|pastor|parson|minister of the church", usually="man",
        age="middle", old={"dress": "robe", "robe": "#2e2d33"}, today={"dress": "suit", "robe": "#2a292e"}),
    # arms
    Trade(east="将军|元帅|大将|都督|将领|主帅", west="general|marshal|warlord|commander", usually="man", age="middle",
        old={"dress": "coat", "robe": "#6e2f2a", "hat": "cap", "held": "sword", "beard": "short"}, today=_OFFICER),
    Trade(east="侍卫|卫兵|守卫|护卫|禁军|狱卒|衙役|捕快|捕头|差役|家将|门卫|保安|看守",
        west="guard|sentry|guardsman|gatekeeper|jailer|warder|bodyguard|bailiff|watchguard|security guard",
        usually="man", old={"dress": "tunic", "hat": "cap", "held": "sword"}, today=_OFFICER),
    Trade(east="士兵|兵士|兵卒|小兵|军士|武士|哨兵|弓箭手|校尉|副将",
        west="soldier|warrior|archer|samurai|trooper|knight|sergeant|lieutenant|corporal", usually="man",
        old={"dress": "tunic", "hat": "cap", "held": "sword"},
        today={"dress": "jumpsuit", "robe": "#566048", "trim": "#6b7358", "sash": "#454d39", "hat": "baseball"}),
    Trade(east="剑客|侠客|刀客|镖师|刺客|女侠", west="swordsman|assassin|swordswoman",
        old={"dress": "robe", "held": "sword"}, today={"dress": "overcoat"}),
    Trade(east="强盗|土匪|山贼|盗贼|小偷|海盗", west="bandit|robber|thief|burglar|pickpocket|outlaw|pirate|mugger",
        usually="man", old={"dress": "tunic", "hat": "scarf"}, today={"dress": "hoodie", "hat": "beanie"}),
    Trade(east="刽子手", west="executioner|hangman", sex="man", age="middle", old={"dress": "tunic", "hat": "scarf"},
        today=_SUIT),
    # today
    Trade(east="护士|护士长|护工", west="nurse|head nurse|midwife|matron", usually="woman", home="today",
        old={"dress": "gown", "hat": "scarf", "robe": "#e2ddd0"}, today={**_COAT, "hair": "bun"}),
    Trade(east="医生|外科医生|主任医师|实习医生|法医|兽医",
        west="doctor|dr|general practitioner|surgeon|physician|paramedic|medic|vet|dentist", age="middle",
        home="today", old={"dress": "robe", "hat": "cap"}, today=_COAT),
    Trade(east="科学家|研究员|化学家|药剂师", west="scientist|chemist|pharmacist|lab technician", age="middle",
        home="today", old=_ROBE, today={**_COAT, "glasses": "square"}),
    Trade(east="警察|警官|巡警|民警|交警|刑警|狱警|女警",
        west="policeman|policewoman|police officer|cop|constable|officer|patrolman|sheriff|deputy|traffic warden",
        usually="man", home="today", old={"dress": "tunic", "hat": "cap", "held": "sword"}, today=_OFFICER),
    Trade(east="侦探|探长|密探", west="detective|inspector|private eye|investigator", age="middle", home="today",
        old=_ROBE, today={"dress": "overcoat", "hat": "brimmed"}),
    Trade(east="消防员|消防队员", west="firefighter|fireman", usually="man", home="today", old=_TUNIC,
        today={"dress": "jumpsuit", "robe": "#b07a2c", "hat": "helmet"}),
    Trade(east="服务员|男服务员|侍者|酒吧侍应|侍应生", west="waiter|barman|bartender|barista|bellboy|bellhop|busboy",
        home="today", usually="man", old={"dress": "tunic", "hat": "cap"},
        today={"dress": "suit", "robe": "#33323a"}),
    Trade(east="女服务员|女招待", west="waitress|barmaid|stewardess|flight attendant|air hostess", sex="woman",
        home="today", old=_GOWN, today={"dress": "dress", "hair": "bun"}),
    Trade(east="律师|法官|检察官|公证人", west="lawyer|judge|attorney|prosecutor|solicitor|barrister|notary",
        age="middle", home="today", old=_SILK, today=_SUIT),
    Trade(east="秘书|职员|会计|文员|接待员|前台小姐|店员|售货员|收银员",
        west="secretary|clerk|receptionist|cashier|accountant|assistant|shop assistant|salesman|saleswoman|"
        "office worker", home="today", old=_ROBE, today=_SHIRT),
    Trade(east="记者|摄影师|编辑", west="reporter|journalist|photographer|cameraman|editor", home="today", old=_ROBE,
        today={"dress": "uniform"}),
    Trade(east="老师|女教师|教师|教授|校长|导师",
        west="teacher|professor|headmaster|headmistress|schoolteacher|tutor|librarian", age="middle", home="today",
        old=_SILK, today={"dress": "sweater", "glasses": "square"}),
    Trade(east="小学生|中学生|学童", west="schoolboy|schoolgirl|pupil", age="child", home="today", old=_TUNIC,
        today={"dress": "uniform"}),
    Trade(east="学生|大学生|女学生", west="student", age="young", home="today", old=_ROBE, today={"dress": "hoodie"}),
    Trade(east="司机|出租车司机|货车司机|公交司机",
        west="driver|taxi driver|cab driver|bus driver|chauffeur|cabbie|trucker", usually="man", age="middle",
        home="today", old=_STRAW, today={"dress": "sweater", "hat": "baseball"}),
    Trade(east="列车员|乘务员|检票员|列车长",
        west="conductor|ticket collector|ticket inspector|stationmaster|guard of the train", usually="man",
        age="middle", home="today", old=_SILK, today=_OFFICER),
    Trade(east="邮差|邮递员|快递员|外卖员|送货员|信使",
        west="postman|mailman|courier|delivery man|delivery boy|messenger", usually="man", home="today",
        old={"dress": "tunic", "hat": "straw"}, today={"dress": "uniform", "hat": "baseball"}),
    Trade(east="工人|建筑工人|矿工|维修工|修理工|清洁工|环卫工|管道工|电工|技工",
        west="worker|labourer|laborer|miner|mechanic|plumber|electrician|repairman|cleaner|janitor|caretaker|"
        "builder|street sweeper|engineer", usually="man", age="middle", home="today", old=_TUNIC, today=_CREW),
    Trade(east="程序员|工程师|黑客", west="programmer|hacker|coder", home="today", old=_ROBE,
        today={"dress": "hoodie"}),
    Trade(east="飞行员|机长|驾驶员|领航员", west="pilot|co-pilot|navigator|aviator", usually="man", home="today",
        old=_TUNIC, today=_CREW),
    Trade(east="宇航员|航天员", west="astronaut|cosmonaut", home="today", old=_TUNIC, today={"dress": "spacesuit"}),
    Trade(east="水手|船长|大副|舵手|水兵", west="sailor|captain|helmsman|deckhand|first mate|boatswain|skipper",
        usually="man", age="middle", old={"dress": "tunic", "hat": "scarf"},
        today={"dress": "overcoat", "robe": "#2f3a52", "hat": "baseball"}),
    Trade(east="乐师|琴师|歌女|舞女|舞姬|乐手|鼓手|戏子|琵琶女|歌手|艺人",
        west="musician|minstrel|fiddler|violinist|pianist|drummer|busker|dancer|singer|acrobat|juggler|clown|piper",
        old=_ROBE, today=_SUIT),
    Trade(east="新娘", west="bride", sex="woman", age="young",
        old={"dress": "gown", "robe": "#a83a34", "hair": "bun"}, today={"dress": "gown", "robe": "#ece8de"}),
    Trade(east="新郎|新郎官", west="bridegroom", sex="man", age="young",
        old={"dress": "robe", "robe": "#a83a34", "hat": "cap"}, today=_SUIT),
    Trade(east="巫师|巫婆|巫女|神婆|女巫", west="witch|sorceress|shaman|sorcerer|witch doctor",
        old={"dress": "robe", "held": "staff"}, today={"dress": "overcoat"}),
    Trade(east="病人|患者|伤员", west="patient|invalid", home="today", old=_ROBE,
        today={"dress": "shirt", "robe": "#cbd8dc"}),
)  # fmt: skip
"""Every trade the house knows. A word stands in one row only; the longest word that fits is meant."""

ANYONE: tuple[Trade, ...] = (
    Trade(east="老人|老者|老头|老头子|老翁|老汉|老爷爷|老大爷|老伯|白发老人",
        west="old man|elderly man|old gentleman|old fellow", sex="man", age="old"),
    Trade(east="老妇|老妇人|老太太|老太婆|老婆婆|老奶奶|老大娘|老妪", west="old woman|elderly woman|old lady|crone",
        sex="woman", age="old"),
    Trade(east="男人|男子|中年男人|中年男子|汉子|大汉|壮汉|彪形大汉|年轻男子", west="man|gentleman|guy|fellow|bloke",
        sex="man"),
    Trade(east="女人|女子|妇人|少妇|中年女人|中年妇女|妇女|年轻女子|年轻女人", west="woman|lady|young lady",
        sex="woman"),
    Trade(east="少年|小伙子|小伙|男青年", west="young man|youth|lad|teenager|teenage boy", sex="man", age="young"),
    Trade(east="少女|姑娘|小姑娘|女青年", west="young woman|teenage girl|lass", sex="woman", age="young"),
    Trade(east="男孩|小男孩|男童|童子|小童", west="boy|little boy|small boy|toddler", sex="man", age="child"),
    Trade(east="女孩|小女孩|女童", west="girl|little girl|small girl", sex="woman", age="child"),
    Trade(east="小孩|孩子|孩童|娃娃|小娃", west="child|kid|urchin", age="child"),
    Trade(east="路人|行人|乘客|客人|陌生人|过客|旅人|旅客|游客|顾客|食客|酒客|邻居|村民|青年|黑衣人|蒙面人",
        west="passer-by|passerby|passenger|customer|stranger|traveller|traveler|guest|neighbour|neighbor|villager|"
        "pedestrian|bystander|tourist|figure|hooded figure|masked man|commuter"),
)  # fmt: skip
"""People of no trade: a man, an old woman, a stranger."""

_EAST = {word: trade for trade in TRADES for word in trade.east.split("|")}
_WEST = {word: trade for trade in TRADES for word in trade.west.split("|")}
EAST_ANYONE = {word: trade for trade in ANYONE for word in trade.east.split("|")}
WEST_ANYONE = {word: trade for trade in ANYONE for word in trade.west.split("|")}
EAST_PEOPLE = {**EAST_ANYONE, **_EAST}
WEST_PEOPLE = {**WEST_ANYONE, **_WEST}


def any_of(words: Mapping[str, Trade]) -> str:
    """The words as alternatives for a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_EAST_NAME = re.compile(rf"({any_of(_EAST)})(?:[甲乙丙丁一二三四五]|[A-Z\d])?$")
_OLD = re.compile(rf"老(?:{any_of(_EAST)})")
_WEST_LAST = re.compile(rf"(?:^|.*\s)({any_of(_WEST)})(?:\s*(?:#?\d|one|two|three))?$", re.IGNORECASE)
_WEST_TITLE = re.compile(rf"({any_of(_WEST)})\.?\s+[a-z.'’-]+(?:\s+[a-z.'’-]+)?$", re.IGNORECASE)
_EAST_SAID = re.compile(rf"(?<![像如似扮当作成为])({any_of(_EAST)})(?=$|[，,。；;、（）()\s])")
_WEST_SAID = re.compile(
    rf"(?<![A-Za-z'’-])({any_of(_WEST)})(?![A-Za-z-]|['’]s?\b|\s+(?:dog|station|uniform|office|car|hat)\b)",
    re.IGNORECASE,
)
_SURNAMES = frozenset(
    """smith mason carter fisher hunter porter piper page bishop prince parson abbot groom shepherd cook butcher
    carpenter marshal weaver tailor king butler judge""".split()
)
"""Trades that people are called by: John Smith forges nothing, and Hunter is a boy's name."""
_NOT_HIMSELF = re.compile(
    r"\b(?:with|like|of|for|by|from|to|hates|loves|against|once|former|near|than)\s+"
    r"(?:(?:an?|the|his|her|their|some)\s+)?(?:[a-z-]+\s+)?$",
    re.IGNORECASE,
)
"""The son of a fisherman is none."""


def trade_of(name: str, words: str = "") -> Trade | None:
    """What somebody is by trade: by name (`老船夫`, `苏医生`, `NURSE 2`, `Captain Hook`), else by the description."""
    return _named(name.strip()) or _described(words)


def trade_before(name: str, actions: Iterable[str]) -> str:
    """The trade that stands right before a name: 护士小赵, `Nurse MARY`; empty where none does."""
    if name.isascii():
        said = re.compile(rf"(?<![A-Za-z'’-])({any_of(_WEST)})\s+{re.escape(name)}(?![A-Za-z])", re.IGNORECASE)
    else:
        said = re.compile(rf"(?<![像如似扮当作成为的给找叫问])({any_of(_EAST)}){re.escape(name)}")
    return next((found[1] for action in actions if (found := said.search(action))), "")


def is_old(words: str) -> bool:
    """Whether a trade is called old there: 老乞丐."""
    return bool(_OLD.search(words))


def _named(name: str) -> Trade | None:
    if east := _EAST_NAME.search(name):
        return _EAST[east[1]]
    if (west := _WEST_LAST.match(name)) and not _surname(west[1], name):
        return _WEST[west[1].lower()]
    if (west := _WEST_TITLE.match(name)) and west[1].lower() not in _SURNAMES - {"king", "prince", "bishop", "judge"}:
        return _WEST[west[1].lower()]
    return None


def _surname(word: str, name: str) -> bool:
    """Whether a trade at the end of a name is only what somebody is called."""
    before = name[: name.lower().rfind(word.lower())].strip()
    return bool(sex_called(before)) or (
        word.lower() in _SURNAMES - {"king", "cook", "butler", "judge", "groom"} and not before
    )


def _described(words: str) -> Trade | None:
    if east := _EAST_SAID.search(words):
        return _EAST[east[1]]
    for west in _WEST_SAID.finditer(words):
        if not _NOT_HIMSELF.search(words[: west.start()]):
            return _WEST[west[1].lower()]
    return None
