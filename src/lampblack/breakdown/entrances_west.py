"""People and animals who act in an English action line: introduced in capitals, or named by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lampblack.breakdown.bestiary import WEST, WEST_WORD
from lampblack.breakdown.doings import VERBS
from lampblack.breakdown.entrances import PICTURED, SEVERAL, Entrance, sentence_before, unquoted
from lampblack.breakdown.given_names import sex_called
from lampblack.breakdown.trades import WEST_ANYONE, WEST_PEOPLE, any_of

_NUMBERS = "teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
_AGE = (
    r"(?:(?:in\s+(?:his|her|their)\s+)?(?:(?:early|mid|late|mid to late)[\s-]+)?"
    rf"(?:(?:\d{{1,2}}|10\d)(?:['’]?s|[\s-]?ish)?|{_NUMBERS})|aged?\s+\d+)"
)
_CAPS = r"[A-Z][A-Z'’-]*[A-Z]\.?(?:[ ]+(?:[A-Z]\.|[A-Z][A-Z'’-]*[A-Z]|#?\d{1,2}\b))*(?![a-z])"
_INTRODUCED = re.compile(
    rf"(?<![A-Za-z'’])(?:(?P<article>[Aa][Nn]?|[Tt][Hh][Ee]|[Oo]ne|[Aa]nother)\s+)?(?P<lower>(?:[a-z-]+\s+){{0,3}}?)(?P<name>{_CAPS})"
    rf"(?:\s*\((?P<bracket>[^()\n]{{1,120}})\)|,\s*(?P<age>{_AGE})(?=\s*(?:[,.;:–—-]|years?\b|$)))?"
)
_AGED = re.compile(rf"\s*{_AGE}\s*(?:$|[,;/.–—-]|years?\b|(?:wo)?m[ae]n\b|male|female|[MF]\b)", re.IGNORECASE)
_A_PERSON = re.compile(
    rf"\b(?:{any_of(WEST_PEOPLE)}|male|female|his|her|brother|sister|father|mother|son|daughter|wife|husband)\b", re.I
)
_NO_PERSON = frozenset(
    """int ext est day night dawn dusk morning evening afternoon noon later continuous moments same time cut dissolve
    fade smash match angle close on wide shot two medium pov camera pan tilt dolly zoom track tracking crane insert
    super superimpose title titles card credit credits montage series shots intercut flashback flash back end begin
    beat sfx vfx fx vo os oc cont'd more note scene act ok okay tv radio phone cell sign signs poster billboard
    banner headline newspaper letter text message email screen monitor display label plaque logo page book diary map
    photo photograph picture painting portrait statue music song theme sound sounds noise silence darkness light
    lights black white red blackout thunder lightning rain storm wind snow fog mist smoke fire flames dust water
    blood sun moon sunrise sunset bang boom crash slam thud crack click clang clank ring rings buzz beep pop snap
    screech roar rumble whoosh splash knock knocks creak hiss explosion explodes gunshot gunshots scream screams
    siren sirens alarm bell bells whistle whistles horn honk thump crunch rattle bark barks howl howls door doors
    window gate wall floor room office house home hall street road avenue lane alley park square station stop
    airport hospital hotel motel bar cafe café diner restaurant shop store school church temple castle palace bridge
    tower building city town village forest river lake sea ocean beach island mountain hill field farm kitchen
    bedroom bathroom lounge lobby entrance exit corridor elevator stairs roof rooftop basement garage car cars truck
    van bus taxi cab train tram plane jet helicopter ship boat bike bicycle motorcycle wheelchair ambulance wagon
    cart gun guns pistol revolver rifle knife sword bomb money cash key keys bag box case suitcase briefcase
    envelope ticket coin watch clock lamp candle table chair bed desk computer laptop uniform badge hat coat post
    quarters help danger warning caution closed open wanted missing sale welcome go no yes not never nothing
    suddenly then and or but the a an to of in at from with by for all still now here there where what who why when
    only one last first next new old usa uk us fbi cia nypd lapd ufo dna id tnt dvd cd pc slow motion freeze frame
    split voice voices crowd people everyone nobody chapter part""".split()
)
"""Words in capitals that are nobody: signs, sounds, the camera's, things and places."""
_AWAY = re.compile(
    r"(?:\b(?:of|like|as|for|called|named|titled|marked|labell?ed|says|wants?|needs?|without|no|becomes?|is|was|be|not|never|than|"
    r"about|despite|behind the)\s+(?:(?:an?|the|his|her)\s+)?)$",
    re.IGNORECASE,
)
_ADVERB = r"(?:(?:[a-z]+ly|still|then|just|also|now|already|always|finally)\s+)*"
_ASIDE = (
    r"(?:(?:,\s[^,.]{1,40}){1,3},|\s(?:in|with|of)\s(?:an?|the|his|her|full|white|black|[a-z]+)(?:\s[a-z-]+){0,3})?"
)
_ACTS = (
    "carries|brings|serves|leads|drives|rides|wheels|plays|yawns|snores|sleeps|dozes|cleans|scrubs|polishes|sweeps|mops|"
    "drags|escorts|guards|rows|fishes|ploughs|plows|hoes|hammers|saws|chops|counts|adjusts|checks|dusts|salutes|nods|"
    "whistles|hums|coughs|sneezes|blinks|frowns|winks|curses|prays|begs|paddles|steers|juggles|dances|drums|fiddles|"
    "unlocks|locks|bolts|emerges|hovers|passes|shuffles|trudges|hobbles|scurries|scuttles|ambles|saunters|tiptoes|slinks|"
    "slips|creeps|stalks|prowls|trots|gallops|canters|leaps|jumps|bounds|hops|circles|lands|flies|swoops|glides|flutters|"
    "perches|barks|growls|howls|snarls|whines|wags|sniffs|licks|purrs|meows|mews|hisses|arches|neighs|whinnies|snorts|paws|"
    "grazes|lows|moos|bleats|brays|crows|clucks|pecks|caws|hoots|chirps|coils|slithers|uncoils|rears|roars|curls|"
    "scratches|pricks|bares|lifts|raises|lowers|swims|dives|surfaces|disappears|vanishes"
)
_BEASTLY = re.compile(rf"\s+{_ADVERB}(?:{_ACTS}|is\s+[a-z]+ing)\b", re.IGNORECASE)
_DOES = re.compile(
    rf"{_ASIDE}\s+{_ADVERB}(?:(?:{_ACTS})\b|(?:is|are)\s+{_ADVERB}[a-z]+ing\b|"
    r"(?!has\b|was\b|does\b|his\b|is\b|says\b|knows\b|means\b|needs\b|owns\b)[a-z]{2,}s\s+(?:the|an?|his|her|their|its|him|them|up|down|it)\b)",
    re.IGNORECASE,
)
_OPENING = (
    r"(?:^|[.!?;]\s+|\n\s*|\x00\s*|(?:[,;]\s+(?:and\s+)?|\s+and\s+)(?=an?\s)|"
    r"(?:^|[.!?]\s+)(?:Behind|Beside|Near|At|In|On|Across|From|Outside|Inside|Below|Above|By|Through|Under|Along|Nearby|"
    r"Meanwhile|Upstairs|Downstairs|Then)\b[^,.]{0,40},?\s+)"
)
_LOWER = re.compile(
    rf"{_OPENING}(?P<article>[Aa]n?|[Tt]he|[Aa]nother|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|[Ss]ome)\s+"
    rf"(?P<said>(?:(?!of\b|and\b|with\b|in\b|who\b|that\b)[a-z-]+,?\s+){{0,3}}?(?P<word>{any_of(WEST_PEOPLE)}))(?P<plural>s?)(?![A-Za-z'’-])"
)
_BEAST = re.compile(
    rf"{_OPENING}(?P<article>[Aa]n?|[Tt]he|[Oo]ne)\s+(?P<said>(?:(?!of\b|and\b|with\b|in\b)[a-z-]+,?\s+){{0,3}}?(?P<word>{WEST_WORD}))"
    r"(?![A-Za-z'’-])"
)
_MACHINES = frozenset(
    """crane mouse ram jaguar cobra bull buck roc ass pike perch adder nag cock chick kitty drake worm
    swallow""".split()
)
"""Animals that are also something else: nobody knows which."""
_ALIVE = re.compile(
    rf"\s+{_ADVERB}(?:flies|swoops|lands|flutters|perches|squeaks|scurries|scuttles|nibbles|bleats|paws|snorts|coils|slithers|rears|"
    r"wades|preens|grazes|hisses|trots|gallops|growls|sniffs|licks)\b",
    re.IGNORECASE,
)
"""What only the animal does."""
_SEVERAL = re.compile(r"(?:^|[.!?]\s+)(?P<word>[A-Z][a-z-]+s)(?:\s+and\s+[a-z]+s)?(?=\s+[a-z])")
_FAR = re.compile(
    r"\b(?:on|in|from) (?:the|an?|his|her) (?:[a-z]+ )?(?:tv|television|screen|radio|photo|photograph|painting|poster|"
    r"picture|portrait|distance|dream|book|story|newspaper|magazine|mirror|film|movie|video)\b|off.?screen|\bO\.S\.|"
    r"\bsomewhere\b|\bfar (?:off|away)\b",
    re.IGNORECASE,
)
"""Who does it there is not on the stage."""
_HEARD = re.compile(r"[VO]\.?\s?[OSC]\.?|voice.?over|off.?(?:screen|camera)", re.IGNORECASE)
_LAST = re.compile(rf"(?:^|\s)({any_of(WEST_PEOPLE)})$")
_WAITS = re.compile(
    r"(?:stands|waits|sleeps|leans|hides|calls|sings|shouts|whispers|listens|trembles|mutters|talks|pauses|stops|freezes)\b",
    re.IGNORECASE,
)
"""What nobody does a deed for and somebody is there for all the same."""


def entrances_west(action: str) -> Iterator[Entrance]:
    """Everybody an action brings in: in capitals first, then by what they are, then animals."""
    text = unquoted(action)
    if not text.isascii() and not re.search(r"[A-Za-z]{3}", text):
        return
    yield from _in_capitals(text)
    yield from _by_what_they_are(text)
    yield from _many(text)
    yield from _beasts(text)


def _in_capitals(text: str) -> Iterator[Entrance]:
    if not re.search(r"[a-z]{2}", text):
        return
    for match in _INTRODUCED.finditer(text):
        found = _introduced(text, match)
        if found is not None:
            yield found


def _introduced(text: str, match: re.Match[str]) -> Entrance | None:
    name, article, bracket = match["name"].rstrip("."), (match["article"] or "").lower(), match["bracket"] or ""
    parts = name.lower().split()
    if _HEARD.fullmatch(bracket.strip()):
        return None
    person = _person_of(name)
    before = sentence_before(text, match.start())
    if _nobody(parts, person) or text[match.end() :].startswith(("'s", "’s", "'S", "’S")) or _AWAY.search(before):
        return None
    if PICTURED.search(before) or (text[: match.start()].rstrip().endswith(":") and not match["age"]):
        return None
    described = bool(match["age"] or _AGED.match(bracket) or _A_PERSON.search(bracket))
    behind = text[match.end() :]
    does = _does(behind)
    if person:
        if not described and article not in ("a", "an", "another") and not does:
            return None
        return _role(match, name, person, bracket or match["age"] or "")
    if article and not (_AGED.match(bracket) or match["age"]):
        return None
    if article and re.match(r"\s*years?\s+old", behind):
        return _told(match, name, "may be a person")
    if described:
        if article and not sex_called(name):
            return _role(match, name, name.lower(), bracket or match["age"] or "")
        return Entrance(kind="named", name=name, start=match.start("name"), stop=match.end())
    if sex_called(name) and _moves(behind) and len(parts) <= 2:
        return Entrance(kind="named", name=name, start=match.start("name"), stop=match.end())
    if len(parts) <= 2 and len(name) > 3 and _moves(behind) and (not before.strip() and not article):
        return _told(match, name, "looks like a person who acts")
    return None


def _told(match: re.Match[str], name: str, doubt: str) -> Entrance:
    return Entrance(kind="named", name=name, start=match.start("name"), stop=match.end("name"), doubt=doubt)


def _nobody(parts: list[str], person: str) -> bool:
    rest = [part for part in parts if part not in person.split()]
    return any(
        part.strip(".'’") in _NO_PERSON - {"old", "first", "one", "two", "black", "white", "red"} for part in rest
    ) or (not person and all(part in _NO_PERSON for part in parts))


def _person_of(name: str) -> str:
    """The word of a trade or of people that a name in capitals ends in."""
    plain = re.sub(r"\s*#?\d+$", "", name.lower())
    match = _LAST.search(plain)
    return match[1] if match else ""


def _role(match: re.Match[str], name: str, word: str, words: str) -> Entrance:
    lower = name.lower()
    kind = "anyone" if word in WEST_ANYONE else "trade"
    said = " ".join(part for part in ((match["lower"] or "").strip(), lower) if part)
    return Entrance(
        kind=kind, name=name, word=word, aliases=_called(lower, word), words=_joined(_a(said), words),
        start=match.start("name"), stop=match.end(), first=kind == "anyone",
    )  # fmt: skip


def _a(said: str) -> str:
    """`an old farmer`; a boy and a girl of whom no more is said are children."""
    said = f"little {said}" if said in ("boy", "girl") else said
    return f"an {said}" if said[0] in "aeiou" else f"a {said}"


def called_west(name: str) -> tuple[str, ...]:
    """What action lines call somebody whose name in capitals is a trade: `the nurse`; nothing for other names."""
    word = _person_of(name)
    return _called(name.lower(), word) if word and name.isascii() and name.lower().endswith(word) else ()


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _called(said: str, word: str = "") -> tuple[str, ...]:
    """`the old nurse`, `an old nurse`, `the nurse`, `a nurse`."""
    each = dict.fromkeys(one for one in (said, word) if one)
    return tuple(f"{article} {one}" for one in each for article in ("the", "an" if one[0] in "aeiou" else "a"))


def _does(behind: str) -> bool:
    return bool(_DOES.match(behind)) or _moves(behind)


def _moves(behind: str) -> bool:
    """Whether a verb the stage knows stands right behind, as one person does it (`walks in`, not `walk`)."""
    lead = re.match(rf"{_ASIDE}\s+{_ADVERB}", behind)
    return lead is not None and any(
        hit.start == lead.end()
        and hit.words.split()[0][-1:] == "s"
        and (hit.meaning != "still" or _WAITS.match(hit.words))
        for hit in VERBS.all(behind[:120])
    )


def _by_what_they_are(text: str) -> Iterator[Entrance]:
    for match in _LOWER.finditer(text):
        behind, article = text[match.end() :], match["article"].lower()
        before = sentence_before(text, match.start("article"))
        if PICTURED.search(before) or _pictured(behind):
            continue
        word, said = match["word"].lower(), match["said"].lower().replace(",", "")
        many = bool(match["plural"]) or article in ("two", "three", "four", "several", "some")
        if many:
            if _plural_does(behind):
                yield Entrance(
                    kind="trade", name=match["said"], word=word, start=match.start("said"), stop=match.end(),
                    doubt=SEVERAL,
                )  # fmt: skip
            continue
        if not _does(behind):
            continue
        anyone = word in WEST_ANYONE
        if anyone and article not in ("a", "an", "one"):
            continue
        yield Entrance(
            kind="anyone" if anyone else "trade", name=said.upper(), word=word, aliases=_called(said, word),
            words=_a(said), start=match.start("article"), stop=match.end(), first=article != "the",
        )  # fmt: skip


def _many(text: str) -> Iterator[Entrance]:
    """`Doctors and nurses rush past`: several, of whom nobody is one."""
    for match in _SEVERAL.finditer(text):
        word = match["word"].lower().removesuffix("s")
        if word in WEST_PEOPLE and _plural_does(text[match.end() :]):
            yield Entrance(
                kind="trade", name=match["word"], word=word, start=match.start("word"), stop=match.end(), doubt=SEVERAL
            )


def _pictured(behind: str) -> bool:
    """Whether what stands behind, in the same sentence, says that nobody is there (`on the TV`, `in the distance`)."""
    return bool(_FAR.search(re.split(r"[.!?;\n]", behind)[0]))


def _plural_does(behind: str) -> bool:
    return bool(re.match(rf"\s+{_ADVERB}(?:are\s+[a-z]+ing|[a-z]+)\b", behind)) and any(
        hit.start < 20 for hit in VERBS.all(behind)
    )


def _beasts(text: str) -> Iterator[Entrance]:
    for match in _BEAST.finditer(text):
        word, said = match["word"].lower(), match["said"].lower().replace(",", "")
        behind = text[match.end() :]
        if PICTURED.search(sentence_before(text, match.start("article"))) or _pictured(behind):
            continue
        if word not in WEST or not (_BEASTLY.match(behind) or _moves(behind)):
            continue
        if word in _MACHINES and not _ALIVE.match(behind):
            continue
        yield Entrance(
            kind="beast", name=said.upper(), word=word, aliases=_called(said, word), words=_a(said),
            start=match.start("article"), stop=match.end(),
        )  # fmt: skip
