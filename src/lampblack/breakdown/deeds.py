"""Deeds: what people do in an action line, who does it, and to whom or what.

Sentences are taken apart at their commas. A clause's own name is who does it; a clause without one goes on with the
last person of the sentence, and a pronoun means the last person of that sex. Raw text is never carried along: a
deed keeps the verb phrase it was read from and nothing else, so a typo corrected elsewhere in the line changes none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lampblack.breakdown.doings import DOINGS, THINGS, VERBS
from lampblack.breakdown.lexicon import Found
from lampblack.breakdown.mentions import Mention, Names
from lampblack.breakdown.model import Deed

_SENTENCE = re.compile(r"[^。！？!?；;\n.…]+")
_CLAUSE = re.compile(r"[^，,：:、—]+")
_HE = re.compile(r"他(?!们|人|日|乡|处)|(?<![A-Za-z])(?:he|him)(?![A-Za-z])", re.IGNORECASE)
_SHE = re.compile(r"她(?!们)|(?<![A-Za-z])(?:she)(?![A-Za-z])", re.IGNORECASE)
_HIM = re.compile(r"他(?!们|人|日|乡|处)|\b(?:him|his)\b", re.IGNORECASE)
_HER = re.compile(r"她(?!们)|\bher\b", re.IGNORECASE)
_ALL = re.compile(r"他们|她们|两人|二人|(?<![A-Za-z])(?:they|both)(?![A-Za-z])", re.IGNORECASE)
_NOT = re.compile(
    r"(?:(?:不|没|没有|未|别|并未|从未|并没有|从不|无法|来不及|没来得及|未曾|休)(?:再|能|肯|愿|敢|想|忍|会|去|马上|立刻|立即|曾|必|用|要)*|要|"
    r"想要?|正要|刚要|打算|准备|想去|欲|差点|险些|几乎)$|"
    r"(?:\bnot|n't|\bnever|\bcannot|\bwithout|\binstead of|\bno longer|\bnobody|"
    r"\b(?:can|could|would|might|should|must|may)|"
    r"\b(?:wants?|tries|trying|refuses|going|needs?|about|ready|begs|wishes|has|have|had) to)"
    r"(?:\s+(?:even|ever|yet|again|really|once|quite|[a-z]+ly))*\s+$",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"仿佛|好像|似乎|宛如|如同|犹如|想象|梦见|想起|回想|记得|听说|据说|"
    r"\b(?:as if|as though|like a|imagin\w+|dream\w*|remember\w*|recalls?|wonders? if)\b",
    re.IGNORECASE,
)
"""What stands behind these words in a clause is not done."""
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|\"[^\"]*\"")
"""Speech that is quoted in an action line is no deed."""
_A = re.compile(r"(?:^|[^A-Za-z])(?:the|a|an|his|her|their|its|my|your|this|that|no|of)\s+$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")
_PREPOSED = "向|朝|从|在|把|将|对|给|往|用|抱|提|拿|举|带|抬|伸|低|转|随着|接着|跟着"
_ADVERBS = (
    "又|再|也|就|便|却|还|都|已|正|缓缓|缓步|慢慢|突然|忽然|猛地|猛然|轻轻|静静|默默|终于|最后|才|然后|并|而后|"
    "于是|连忙|急忙|赶紧|"
    "立刻|大步|快步|一步步|推门|开门|推开门|纵身|独自|径直|一边|一把|双手|单手|两手"
)
_GOES_ON = re.compile(
    rf"\s*(?:{_ADVERBS})*地?(?:(?:{_PREPOSED})[^，]*)?\s*|"
    r"\s*(?:(?:and|then|but|still|also|before|again|[a-z]+ly)\s+)*(?:[a-z]+ing [^,]*)?",
    re.IGNORECASE,
)
_THINGS: dict[str, re.Pattern[str]] = {
    "sun": re.compile(r"太阳|日头|夕阳|朝阳|落日|烈日|\bsun\b", re.IGNORECASE),
    "moon": re.compile(r"月亮|明月|圆月|月光|\bmoon\b", re.IGNORECASE),
    "sky": re.compile(r"天空|天际|苍天|云海|星空|\bsky\b|\bclouds?\b|\bstars\b", re.IGNORECASE),
    "camera": re.compile(r"镜头|\bcamera\b", re.IGNORECASE),
}
_HANDLED = ("give", "take", "lay", "drink", "strike", "parry", "fight", "raise", "point", "read", "work")
_SMALL = ("key", "gun", "letter", "phone", "torch", "cigarette", "clipboard", "twig")
_COMES = ("enter", "run_in", "walk", "run")
_CARRIES = re.compile(
    r"[提拿打撑举端捧抱握扛拄]着|手持|手[里中]拿|"
    r"\b(?:carrying|holding|clutching|waving|under|with) (?:an?|the|his|her)\b",
    re.IGNORECASE,
)
"""Before a thing that somebody comes with."""
_STREAM = re.compile(r"河|江|溪|泉|湖|池|井|俯身|趴|\b(?:river|stream|spring|lake|pool|well)\b", re.IGNORECASE)
"""Who drinks there drinks from no cup."""
_TO = re.compile(r"(?:向|朝|对|给|往|从|把|被|to|at|from|with|for)\s*$")
"""Who stands behind these words does not do it: it is done to them."""
_NEAR = 24
"""Characters in front of a verb in which a word that denies it may stand."""
_ASIDE = re.compile(r"\s(?:with|while|as|without)\s", re.IGNORECASE)
"""What stands behind these words is not what the deed is done to."""
_UP = ("sun", "moon", "sky")


@dataclass(frozen=True, kw_only=True)
class Known:
    """Whom and what an action line may name: people, props, who is a man or a woman, who is on stage by now."""

    people: Names
    things: Names
    landmarks: Names = field(default_factory=lambda: Names({}))
    sexes: Mapping[str, str] = field(default_factory=lambda: {})


@dataclass(frozen=True, kw_only=True)
class Understood:
    """The deeds of one action, who was last spoken of, and the clauses that name a person but no verb we know."""

    deeds: tuple[Deed, ...]
    last: tuple[str, ...]
    missed: tuple[str, ...]


def deeds_of(action: str, known: Known, last: tuple[str, ...] = ()) -> Understood:
    """The deeds in `action`, in order. `last` are those spoken of before it, the latest one last."""
    deeds: list[Deed] = []
    missed: list[str] = []
    for sentence in _SENTENCE.finditer(_QUOTED.sub("", _BRACKETS.sub("", action.replace("’", "'")))):
        found, last = _sentence(sentence[0], known, last)
        deeds += found
        if not found and not VERBS.all(sentence[0]) and _of_somebody(sentence[0], known, last):
            missed.append(sentence[0].strip())
    return Understood(deeds=tuple(deeds), last=last, missed=tuple(missed))


def _of_somebody(sentence: str, known: Known, last: tuple[str, ...]) -> bool:
    """Whether a sentence is about a person: named, or meant by a pronoun that opens it."""
    if known.people.ids(sentence):
        return True
    return bool(last) and any(pattern.match(sentence.strip()) for pattern in (_HE, _SHE, _ALL))


def _sentence(sentence: str, known: Known, last: tuple[str, ...]) -> tuple[list[Deed], tuple[str, ...]]:
    deeds: list[Deed] = []
    subject: tuple[str, ...] = ()
    opening = True
    for clause in _CLAUSE.finditer(sentence):
        text = clause[0]
        mentions = known.people.all(text)
        last = _spoken_of(last, mentions)
        verbs = [hit for hit in VERBS.all(text) if _is_verb(text, hit)]
        for number, hit in enumerate(verbs):
            if not number:
                subject = _who(text[: hit.start], mentions, known, last, subject, opening=opening)
            if not subject:
                break
            begin = verbs[number - 1].stop if number else 0
            stop = verbs[number + 1].start if number + 1 < len(verbs) else len(text)
            deeds += _done(subject, hit, text, (begin, stop), mentions, known, last)
        if not verbs:
            subject = _subjects(text, mentions, known, last) or subject
        opening = False
    return _joined(deeds), last


def _is_verb(text: str, hit: Found) -> bool:
    """Not denied, not only wished for, and in English not a noun (`the run`, `her hands`)."""
    before = text[max(0, hit.start - _NEAR) : hit.start]
    if _UNREAL.search(text[: hit.start]):
        return False
    return not _NOT.search(before) and not (hit.words.isascii() and _A.search(before))


def _subjects(before: str, mentions: list[Mention], known: Known, last: tuple[str, ...]) -> tuple[str, ...]:
    """Who does it: the names before the verb; those behind 向, 对, 'to' and the like are not doing it."""
    doing = [one for one in mentions if not _TO.search(before[: one.start])]
    if doing:
        first = doing[0]
        many = [first.id]
        for a, b in pairwise(doing):
            if re.fullmatch(r"\s*(?:和|与|、|跟|同|and|&|,)\s*", before[a.stop : b.start]):
                many.append(b.id)
            else:
                break
        return tuple(dict.fromkeys(many))
    if _ALL.search(before):
        return last[-2:]
    for pattern, sex in ((_SHE, "woman"), (_HE, "man")):
        if any(not _TO.search(before[: match.start()]) for match in pattern.finditer(before)):
            of_sex = [id for id in last if known.sexes.get(id, sex) == sex]
            return tuple(of_sex[-1:])
    return ()


def _who(
    before: str,
    mentions: list[Mention],
    known: Known,
    last: tuple[str, ...],
    subject: tuple[str, ...],
    *,
    opening: bool,
) -> tuple[str, ...]:
    """Who does what a clause says: those it names, else the person before, if it speaks of nothing of its own."""
    named = _subjects(before, [one for one in mentions if one.stop <= len(before)], known, last)
    if named or not _GOES_ON.fullmatch(before):
        return named
    return subject or (last[-1:] if opening else ())


def _done(
    subject: tuple[str, ...],
    hit: Found,
    text: str,
    room: tuple[int, int],
    mentions: list[Mention],
    known: Known,
    last: tuple[str, ...] = (),
) -> list[Deed]:
    doing = DOINGS[hit.meaning]
    behind = text[hit.start if hit.meaning == "hold" else hit.stop : room[1]]  # "takes his hand" says whose itself
    target = _target(subject, hit, text, room, mentions, known) or _meant(subject, behind, known, last)
    verb = doing.verb
    thing = _in_hand(hit, text, room, known) if hit.meaning in _HANDLED else ""
    if hit.meaning in _COMES:
        carried = _CARRIES.search(text)
        begins = carried.end() if carried else hit.stop if hit.words.startswith("bring") else len(text)
        thing = THINGS.first(known.people.hidden(text)[begins:])
    target = "" if hit.meaning == "lay" else target
    if hit.meaning == "still":
        return []
    if hit.meaning == "look":
        if not target:
            return []
        thing = THINGS.first(known.people.hidden(text)[hit.stop : room[1]])
        verb = "look_up" if target in _UP else None
    return [
        Deed(who=who, verb=verb, move=doing.move, target=target, words=hit.words.strip(), thing=thing)
        for who in subject
        if who != target
    ]


def _meant(subject: tuple[str, ...], behind: str, known: Known, last: tuple[str, ...]) -> str:
    """Whom a pronoun behind the verb means: the last one spoken of of that sex who does not do it."""
    for pattern, sex in ((_HER, "woman"), (_HIM, "man")):
        if pattern.search(behind):
            return next((id for id in reversed(last) if id not in subject and known.sexes.get(id) == sex), "")
    return ""


def _in_hand(hit: Found, text: str, room: tuple[int, int], known: Known) -> str:
    """What is in the hand for it: named behind the verb, else before it; who drinks and names nothing drinks from a
    cup."""
    words = known.people.hidden(text)
    begin = hit.start if hit.meaning == "lay" else hit.stop  # "lowers the gun" says itself what
    found = THINGS.first(words[begin : room[1]]) or THINGS.first(words[room[0] : hit.start])
    if hit.meaning in ("strike", "parry", "fight"):
        return "sword" if found == "sword" else ""
    if hit.meaning in ("point", "raise", "work") and found not in _SMALL:
        return found if hit.meaning == "raise" else ""
    if hit.meaning == "read":
        return found if found in ("letter", "phone") else "book"
    if hit.meaning == "drink":
        return found if found in ("cup", "mug", "gourd") else "" if _STREAM.search(text) else "cup"
    return found


def _target(
    subject: tuple[str, ...], hit: Found, text: str, room: tuple[int, int], mentions: list[Mention], known: Known
) -> str:
    """The person, prop or light of the sky behind the verb, or in front of it behind 向, 把, 对."""
    if aside := _ASIDE.search(text, hit.stop, room[1]):
        room = (room[0], aside.start())
    behind = text[hit.stop : room[1]]
    for one in mentions:
        if one.id not in subject and hit.stop <= one.start < room[1]:
            return one.id
    if thing := _thing(behind, known):
        return thing
    for name, pattern in _THINGS.items():
        if pattern.search(behind):
            return name
    front = text[room[0] : hit.start]
    marked = re.search(r"(?:向|朝|对|给|往|把|将|为|towards?|at|to)\s*([^，,]*)$", front)
    if marked is None:
        return ""
    at = room[0] + marked.start(1)
    for one in mentions:
        if one.id not in subject and at <= one.start < hit.start:
            return one.id
    return _thing(marked[1], known) or next(
        (name for name, pattern in _THINGS.items() if pattern.search(marked[1])), ""
    )


def _thing(words: str, known: Known) -> str:
    """The first prop, else the first landmark named."""
    for names in (known.things, known.landmarks):
        if found := names.all(words):
            return found[0].id
    return ""


def _spoken_of(last: tuple[str, ...], mentions: list[Mention]) -> tuple[str, ...]:
    for one in mentions:
        last = (*(id for id in last if id != one.id), one.id)
    return last


def _joined(deeds: list[Deed]) -> list[Deed]:
    """One deed of a kind in a row: 抬头望着太阳 is one look up, with the sun as its target."""
    kept: list[Deed] = []
    for deed in deeds:
        before = next((index for index in range(len(kept) - 1, -1, -1) if kept[index].who == deed.who), -1)
        same = before >= 0 and (kept[before].verb, kept[before].move) == (deed.verb, deed.move)
        if same and (not kept[before].target or not deed.target or kept[before].target == deed.target):
            first = kept[before]
            kept[before] = Deed(
                who=first.who,
                verb=first.verb,
                move=first.move,
                target=first.target or deed.target,
                words=first.words,
                thing=first.thing or deed.thing,
            )
        else:
            kept.append(deed)
    return kept
