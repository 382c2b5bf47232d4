"""People and animals who act in a Chinese action line: named with their age, listed, or named by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lampblack.breakdown.bestiary import EAST, EAST_WORD
from lampblack.breakdown.doings import VERBS
from lampblack.breakdown.entrances import PICTURED, SEVERAL, Entrance, sentence_before, unquoted
from lampblack.breakdown.given_names import SURNAMES
from lampblack.breakdown.trades import EAST_ANYONE, EAST_PEOPLE, any_of

_HAN = r"\u3400-\u9fff"
_YEARS = r"(?:[约近]?\d{1,3}|[一二三四五六七八九十百]{1,4}(?:多|来|几|余)?|[二三四五六七八九]十出头)"
_BRACKET = re.compile(rf"(?P<run>[{_HAN}A-Za-z·]{{1,16}})\s*[（(](?P<bracket>[^（）()\n]{{1,80}})[）)]")
_AGED = re.compile(
    rf"{_YEARS}(?:岁|多岁|来岁)|[二三四五六七八九]十(?:多|来|几|出头)|^[男女](?=$|[，,、；;\s])|[，,、；;\s][男女](?=$|[，,、；;\s])|年约|中年|"
    r"年近|\d{2}后|^\s*[1-9]\d?\s*$"
)
_NAME_END = re.compile(rf"(?:{SURNAMES})[{_HAN}]{{1,2}}$|[老小阿][{_HAN}]{{1,2}}$")
_BEFORE_TRADE = re.compile(rf"[老小大女男]|{SURNAMES}")
_PEOPLE = re.compile(any_of(EAST_PEOPLE))
_THING = re.compile(r"(?:[树木井屋楼桥钟船画庙塔车酒茶参碑城镇村街店铺门墙厅房剑刀琴]|电视|照片|相册|老屋|古董|石头)$")
_LED_IN = re.compile(r".*(?:着|了|来|是|叫|名叫|有|和|与|见|看|向|对|在|给|跟|的|位|名|个|进|出|到|上|下)(?=.)")
_QUANTITY = r"(?P<quantity>(?:[一两二三四几数那这]|另一|又一|有一|几十)[个名位群队帮伙]|那|这|一众)?"
_LOOKS = (
    "(?:(?:[^，。、；：\\x00的个位名]{1,12}的){0,2}(?:年轻|中年|年老|年迈|瞎眼|独眼|独臂|白发|白须|高个|矮个|蒙面|[青白黑红蓝灰紫黄]衣|瘦|胖|"
    "高|矮|男|女|老|小|大)*)"
)
_WHERE = (
    r"(?:(?:只见|忽见|忽然|突然|这时候?|此时|这当儿|远处|近处|不远处|一旁|一边|身后|身旁|对面|门外|门口|窗外|屋内|屋外|随后|接着|片刻后|"
    r"(?:(?![一两二三][个名位])[^，。、；：\x00]){1,8}(?:里|外|上|下|中|边|旁|前|后|内|口|处|间|头|尾)))?"
)
_COMES = (
    "走来|走进来?|进来|站着|坐着|躺着|跪着|蹲着|跑来|跑出来?|跑进来?|走出来?|走过来?|来了|出现|闪出|钻出|冲进来?|立着|围着|迎面走来|"
    "过来|倚着|靠着|驶来"
)
_BEFORE = re.compile(rf"^[\s\x00△▲]*{_WHERE}{_QUANTITY}(?P<looks>{_LOOKS})$")
_BROUGHT = re.compile(rf"(?:{_COMES})了?(?P<quantity>[一两二三几][个名位群队])(?P<looks>{_LOOKS})$")
_DESCRIBED = re.compile(rf"[，,]\s*(?:{_YEARS}岁|[二三四五六七八九]十来?岁|穿着|身穿|戴着|留着|一身|满头|满脸|身材)")
"""A line that goes on to say how somebody looks has him before its eyes."""
_GAP = re.compile(
    r"(?:又|再|也|就|便|却|还|都|已经?|正在?|在一旁|缓缓|慢慢|突然|忽然|猛地|猛然|轻轻|静静|默默|终于|连忙|急忙|赶紧|赶忙|立刻|大步|快步|"
    r"独自|径直|一边|一把|双手|单手|笑着|颤巍巍|慌忙|悄悄|偷偷|低声|高声|大声|匆匆|一路|一声|嘴里|手里|手中|也不|"
    rf"[{_HAN}]{{2,4}}地|(?:在|从|向|朝|把|将|对|给|往|用|为|替|跟|沿着?|顺着?|隔着|抬|伸|提|举|端|拿|挎|挑|扛)[^，。、；：\x00]{{1,8}}?)*"
)
_ACTS = (
    "推门|掀|缩|窝|挤|趴|伏|藏|驾到|驾临|入座|就座|升堂|上朝|令下|下令|喝道|大喝|端[着上来]|提着|挑[着起]|扛[着起]|背[着起]|牵[着来]|撑[着起船开]|划[着船]|推[着来开]|拉[着开起]|赶[着来]|骑[着马]|打着|点[着头亮上灯]|"
    "擦|洗|扫|砍|钓|撒网|收网|吹|弹|敲|唱|喊|打盹|打哈欠|打坐|打瞌睡|念经|诵经|探[出头]|招呼|吆喝|叫卖|守[着在]|巡|搀|扶|送[来上走]|"
    "迎[上出来]|领着|捧[着上]|抱[着起]|奏|击鼓|磨|晒|锄|犁|种|摇[着橹船扇]|数着|拨[着弄]|算账|记账|看守|押[着来]|拖[着走]|"
    "架[着起]|围[着上]|来了|赶到|过来|走|跑|坐|站(?![台点岗])|蹲|跪|躺|倚|靠|拄|笑|哭|叹|咳|端起|递|倒[茶酒水]|斟|盛|舀|收拾|搬|捡|拾|"
    "挥|拔|举|指(?![头甲])|射|拦|挡|追|逃|躲|睡着|沉睡|打鼾|闭[目眼着]|合十|行礼|作揖|抱拳|鞠躬|叩|查[看房验]|换药|打针|量[血体]|包扎|把脉|"
    "开门|关门|开车|停车|掀|放下|接过|伸手|转身|回头|抬头|低头|看[着了向见]|望|盯|张望|摇头|点头|招手|挥手|吃|喝|抽着?烟|抽旱烟|钻|跳|飞|"
    "爬|绕|穿过|跟[着在]|踱|迈|跨|停[下住]|收[起拾]|解[开下]|系|缝|绣|织|劈|挖|浇|喂|卖|写|读|翻|弯[腰下]|摸|拍|撒|披|戴上|脱"
)
_DOES = re.compile(rf"(?:{_ACTS}|(?![有接随为照按沿朝向本当意])[{_HAN}]{{1,2}}着)")
_NO_MORE = re.compile(
    r"(?:们|之|家(?!里)|府|局|院|站(?![在着起定立了])|庙|房|铺|服|帽|袍|身份|模样|打扮|似的|似地|一样|一般|般|证|费|节|号|会|团|队|头(?=的)|的|也没|没|不(?!停|断|住|慌)|"
    r"未|别|想|是|说(?!着)|曾|早已|昨|明天|当年|已死|死了)"
)
_BEAST = re.compile(
    rf"(?<![像如似同若][一两])(?<![像如似同若])(?P<count>[一两二三几那这])(?P<measure>[只头匹条尾])(?P<said>[^，,。；;、！!？?一像如似]{{0,6}}?(?P<word>{EAST_WORD}))"
)
_BEAST_ACTS = re.compile(
    rf"(?:[{_HAN}]{{2,4}}地|缓缓|慢慢|突然|忽然|猛地|轻轻|静静|悄悄|紧|正|也|都|从[^，。]{{1,8}}?|在[^，。]{{1,8}}?|向[^，。]{{1,6}}?|朝[^，。]{{1,6}}?|一下子?|一声)*"
    r"(?:蹿|窜|跑|奔|跳|跃|扑|飞|落|停|游|爬|钻|趴|卧|躺|蹲|站|立|走|跟|追|逃|叫|吠|嘶|吼|嚎|鸣|啼|嗅|闻|舔|摇|甩|抬|低|回|转|看|望|盯|"
    r"吃|喝|饮|啄|咬|叼|衔|睡|打盹|绕|盘|冲|闯|探|竖|张|拉着|驮着|歪|眨|伸|溜|掠|闪|昂|静)"
)
_LISTED = re.compile(r"^\s*(?:出场|登场)?(?:人物|角色|演员)(?:表)?\s*[:：]\s*(?P<list>.+)$", re.MULTILINE)
_PART = re.compile(rf"(?P<name>[{_HAN}·]{{1,6}}|[A-Za-z .'-]{{2,30}})(?:\s*[（(](?P<bracket>[^（）()]*)[）)])?$")
_SEVERAL = re.compile(r"(?:[两二三四几数][个名位]|[一几][群队帮伙]|一众|几十)$")


def entrances_east(action: str) -> Iterator[Entrance]:
    """Everybody an action brings in: listed and named first, then by what they are, then animals."""
    text = unquoted(action)
    yield from listed_east(action)
    yield from _named(text)
    yield from _by_what_they_are(text)
    yield from _beasts(text)


def listed_east(text: str) -> Iterator[Entrance]:
    """Everybody on a line such as `人物：老周（60岁，船夫）、小满`."""
    for line in _LISTED.finditer(text):
        for part in re.split(r"[、，,；;/](?![^（(]*[）)])|\s{2,}", line["list"].strip().rstrip("。.")):
            found = _PART.match(part.strip())
            if (
                found
                and not _SEVERAL.search(found["name"])
                and not re.search(r"等$|若干|众|数人|群|们$", found["name"])
            ):
                name, words = found["name"].strip(), (found["bracket"] or "").strip()
                yield Entrance(kind="named", name=name, words=words, start=line.start(), stop=line.end())


def _named(text: str) -> Iterator[Entrance]:
    for match in _BRACKET.finditer(text):
        bracket = match["bracket"]
        trade = any(bracket.rstrip("。").endswith(word) for word in EAST_PEOPLE) or any(
            part.strip() in EAST_PEOPLE for part in re.split(r"[，,、；;]", bracket)
        )
        if not (_AGED.search(bracket) or trade) or PICTURED.search(sentence_before(text, match.start())):
            continue
        name, sure = _name_of(match["run"])
        if bracket.strip().isdigit() and not _NAME_END.fullmatch(name):
            continue  # 图（12） is nobody
        if not name or _THING.search(name):
            continue
        at = match.end("run") - len(name)
        word = next((word for word in (name, name.lstrip("老小")) if word in EAST_PEOPLE), "")
        kind = "named" if not word else "anyone" if word in EAST_ANYONE else "trade"
        yield Entrance(
            kind=kind, name=name, word=word, words=bracket, start=at, stop=match.end(),
            doubt="" if sure else "may be a person who is brought in here",
        )  # fmt: skip


def _name_of(run: str) -> tuple[str, bool]:
    """The name at the end of a run of characters, and whether it is sure where it begins."""
    if not re.search(rf"[{_HAN}]", run):
        return run, len(run) > 1
    for length in range(min(len(run), 6), 1, -1):
        word, rest = run[-length:], run[:-length]
        if word in EAST_PEOPLE and len(rest) <= 2:
            return (run, True) if not rest or _BEFORE_TRADE.fullmatch(rest) else (word, True)
    led = _LED_IN.match(run)
    rest = run[led.end() :] if led and len(run) > 2 else run
    if 2 <= len(rest) <= 3 and not re.match(r"[一那这几][个名位只]", rest):
        return rest, True
    if found := _NAME_END.search(run):
        return found[0], len(run) <= 4 or bool(led)
    return rest[-4:], False


def _by_what_they_are(text: str) -> Iterator[Entrance]:
    done = 0
    for match in _PEOPLE.finditer(text):
        if match.start() < done:
            continue
        done = match.end()
        before = re.split(r"[，,。！!？?；;：:、\n]", text[: match.start()])[-1]
        found = _of_whom(before, match, text)
        if found is not None:
            yield found


def _of_whom(before: str, match: re.Match[str], text: str) -> Entrance | None:
    word, behind = match[0], text[match.end() :]
    brought, opens = _BROUGHT.search(before), _BEFORE.match(before)
    lead = brought or opens
    if lead is None or PICTURED.search(sentence_before(text, match.start())):
        return None
    quantity, looks = lead["quantity"] or "", lead["looks"]
    several = bool(_SEVERAL.search(quantity)) or behind.startswith("们")
    if several:
        if not (brought or _acts(behind.removeprefix("们"))):
            return None
        return Entrance(
            kind="trade", name=word, word=word, start=match.start(), stop=match.end(),
            doubt=SEVERAL,
        )  # fmt: skip
    anyone = word in EAST_ANYONE
    fresh = quantity.startswith(("一", "有一", "又一", "另一"))
    if _NO_MORE.match(behind) or not (brought or _acts(behind) or (fresh and _DESCRIBED.match(behind))):
        return None
    if anyone and not fresh:
        return None
    prefix = looks[-1] if looks and looks[-1] in "老小女" and len(word) > 1 else ""
    words = "，".join((looks.removesuffix(prefix) + prefix + word, *_said_of(behind)))
    return Entrance(
        kind="anyone" if anyone else "trade", name=prefix + word, word=word, aliases=(word,) if prefix else (),
        words=words, start=match.start(), stop=match.end(), first=fresh,
    )  # fmt: skip


def _said_of(behind: str) -> list[str]:
    """The clauses right behind that say how somebody looks."""
    said: list[str] = []
    while (found := _DESCRIBED.match(behind)) is not None:
        clause = re.split(r"[，,。！!？?；;：:\n\x00]", behind[1:])[0]
        said.append(clause.strip())
        behind = behind[1 + max(len(clause), found.end() - 1) :]
    return said


def _acts(behind: str) -> bool:
    """Whether a deed stands right behind, or behind nothing but how and where it is done."""
    clause = re.split(r"[，,。！!？?；;：:、\n\x00]", behind)[0]
    if re.search(r"(?:之|以|了)?后$", clause) and len(clause) < 6:
        return False  # 护士走后: he is gone
    gaps = [0, *(end for end in range(1, min(len(clause), 14)) if _GAP.fullmatch(clause, 0, end))]
    starts = {hit.start for hit in VERBS.all(clause) if hit.meaning != "still"}
    return any(at in starts or _DOES.match(clause, at) for at in gaps if not _NO_MORE.match(clause, at))


def _beasts(text: str) -> Iterator[Entrance]:
    for match in _BEAST.finditer(text):
        word, said, behind = match["word"], match["said"].strip(), text[match.end() :]
        before = re.split(r"[，,。！!？?；;：:、\n]", text[: match.start()])[-1]
        brought = re.search(rf"(?:{_COMES}|跳出|蹿出|窜出|飞来|飞过|游来|趴着|卧着|飞出|跃出|落着|拴着)了?$", before)
        own = re.fullmatch(_WHERE, before.strip().lstrip("△▲")) is not None
        if PICTURED.search(sentence_before(text, match.start())) or word not in EAST:
            continue
        if not brought and not (own and _BEAST_ACTS.match(behind)):
            continue
        if match["count"] in "两二三几":
            continue  # told of by `unseen`
        yield Entrance(
            kind="beast", name=said, word=word, aliases=(word,) if len(word) > 1 and word != said else (),
            words=f"一{match['measure']}{said}", start=match.start(), stop=match.end(),
        )  # fmt: skip
