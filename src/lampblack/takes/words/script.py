"""What the script says of a shot: which of its words are spoken in it, and which tell what is seen in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.company import people_named
from lampblack.breakdown.deeds import Known, deeds_of
from lampblack.breakdown.mentions import Names
from lampblack.breakdown.model import Bible
from lampblack.breakdown.model import Deed as Written
from lampblack.breakdown.slugs import hex_of
from lampblack.shots.model import Shot
from lampblack.takes.words.people import plain_name
from lampblack.takes.words.seen import Seen
from lampblack.takes.words.tongue import Tongue, is_in

_LINE = re.compile(r"/(?P<who>.+)-(?P<hex>[0-9a-f]{6})(?:-\d+)?$")
_SENTENCE = re.compile(r"[^。！？!?；;.…]+(?:[。！？!?；;…]+|\.+(?=\s|$)|$)|\.\S*")
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")
_PRONOUN = re.compile(r"^(?:She|He|They|她们|他们|她|他)(?=\s|[\u3400-\u9fff])")
_ONE = re.compile(r"^(?:She|He|她(?!们)|他(?!们))(?=\s|[\u3400-\u9fff])")
_CLAUSES = re.compile(r"(\s*[，,；;]\s*(?:and\s+|then\s+)?|\s+and\s+|\s+then\s+)")
_NOUNS = {"walk": "walk", "run": "run", "enter": "walk", "exit": "walk"}


@dataclass(frozen=True, kw_only=True)
class Speech:
    """Words spoken in a shot, and by whom (a cast id); `seen`: the mouth is in the picture."""

    who: str
    words: str
    seen: bool


@dataclass(frozen=True, kw_only=True)
class Happening:
    """A sentence of the script that is seen in this shot: whom it names, what of their deeds it tells."""

    words: str
    people: tuple[str, ...] = ()
    deeds: frozenset[tuple[str, str]] = frozenset()


def speeches_in(shot: Shot, bible: Bible, seen: Sequence[Seen]) -> tuple[tuple[Speech, ...], str]:
    """The lines heard in a shot, and the rest of its words. A line is known among them by its id, which comes from its
    words; of one that runs over several shots, what is no action is its part."""
    there, speakers = {one.id for one in seen}, _speakers(shot)
    words, found = shot.words.split(), list[tuple[int, Speech]]()
    for line in shot.lines:
        match = _LINE.search(line.line)
        if match is None:
            continue
        who = match["who"]
        span = _spoken(words, match["hex"])
        if span is None:
            continue
        begin, end = span
        text = " ".join(words[begin:end])
        found.append((begin, Speech(who=who, words=text, seen=who in there and who in speakers)))
        words[begin:end] = [""] * (end - begin)
    rest = " ".join(word for word in words if word)
    running = next((id for id in speakers if id not in {one.who for _, one in found}), "")
    unfound = [match["who"] for line in shot.lines if (match := _LINE.search(line.line))]
    unfound = [who for who in unfound if who not in {one.who for _, one in found}]
    if rest and (unfound or (running and not deeds_of(rest, _known(bible)).deeds)):
        who = running or unfound[0]
        found.append((len(words), Speech(who=who, words=rest, seen=who in there and who in speakers)))
        rest = ""
    return tuple(each for _, each in sorted(found, key=lambda one: one[0])), rest


def happenings(
    words: str, bible: Bible, tongue: Tongue, done: Mapping[str, frozenset[str]], absent: frozenset[str]
) -> tuple[Happening, ...]:
    """The sentences of an action that are seen in this shot, in the language they are to be told in.

    `done` is what each in the picture does in this shot; what a sentence tells of them besides is another shot's, and
    its clauses fall out. Sentences about those who are `absent` from the picture fall out; about nobody, they stay."""
    if not words or not is_in(words, tongue):
        return ()
    known = _known(bible)
    found: list[Happening] = []
    last: tuple[str, ...] = tuple(reversed(tuple(done)))
    for sentence in _sentences(words):
        before = last
        understood = deeds_of(sentence, known, last)
        last = understood.last
        named = known.people.ids(sentence)
        who = tuple(dict.fromkeys((*named, *(deed.who for deed in understood.deeds))))
        if not who and _PRONOUN.match(sentence) and before:
            who = before[-1:]
        doers = tuple(dict.fromkeys(deed.who for deed in understood.deeds)) or who[:1]
        if any(id in absent for id in doers):
            continue
        seen = [deed for deed in understood.deeds if _is_done(deed, done)]
        if understood.deeds and not seen:
            continue
        whole = len(seen) == len(understood.deeds)
        kept = sentence if whole else _kept(sentence, known, before, done)
        if kept:
            deeds = frozenset((deed.who, _key(deed)) for deed in seen)
            told = _alone(kept, who, bible)
            if not whole and seen and not known.people.all(told):
                told = _with_subject(told, seen[0].who, bible)
            found.append(Happening(words=told, people=who, deeds=deeds))
    return tuple(found)


def _known(bible: Bible) -> Known:
    return Known(
        people=people_named(bible.cast),
        things=Names({each.id: (each.name, *each.aliases) for each in bible.props}),
        sexes={each.id: each.figure.sex for each in bible.cast if each.figure},
    )


def _sentences(words: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(_BRACKETS.sub("", words)):
        if sentence := match[0].strip():
            yield sentence


def _kept(sentence: str, known: Known, last: tuple[str, ...], done: Mapping[str, frozenset[str]]) -> str:
    """The clauses of a sentence whose deeds are seen; those without a deed go with the ones before them."""
    parts = _CLAUSES.split(sentence.rstrip("。.；;"))
    kept: list[str] = []
    keeping = True
    who = last
    for number in range(0, len(parts), 2):
        clause = parts[number]
        understood = deeds_of(clause, known, who)
        who = (*who, *known.people.ids(clause)) or who
        if understood.deeds:
            keeping = all(_is_done(deed, done) for deed in understood.deeds)
        if keeping:
            kept += [parts[number - 1] if kept and number else "", clause]
    return "".join(kept).strip("，, ")


def _alone(sentence: str, who: tuple[str, ...], bible: Bible) -> str:
    """A sentence that can stand alone: a pronoun at its beginning is the name it means, names are written as names."""
    character = bible.character(who[0]) if who else None
    if character is not None:
        sentence = _ONE.sub(plain_name(character.name), sentence, count=1)
    for each in bible.cast:
        if each.name.isupper() and each.name.isascii():
            sentence = sentence.replace(each.name, plain_name(each.name))
    return sentence


def _with_subject(clause: str, who: str, bible: Bible) -> str:
    """A clause that lost the one before it, with who does it."""
    character = bible.character(who)
    name = plain_name(character.name) if character else who
    return f"{name}{clause}" if is_in(clause, "zh") else f"{name} {clause[:1].lower()}{clause[1:]}"


def _is_done(deed: Written, done: Mapping[str, frozenset[str]]) -> bool:
    return deed.who not in done or _key(deed) in done[deed.who] or _key(deed) == "look"


def _key(deed: Written) -> str:
    """What the staging calls it: a verb, a way or a posture."""
    return deed.verb or _NOUNS.get(deed.move, deed.move) or "look"


def _speakers(shot: Shot) -> dict[str, None]:
    """Those whose mouths move while the cut uses the take."""
    rate, used = shot.staging.rate, shot.range_in_take
    start, stop = rate.samples_at(used.start), rate.samples_at(used.stop)
    return {
        person.id: None
        for person in shot.staging.people
        if sum(max(0, min(stop, cue.stop) - max(start, cue.start)) for cue in person.mouth) > SAMPLE_RATE // 5
    }


def _spoken(words: Sequence[str], digits: str) -> tuple[int, int] | None:
    """Where among `words` those stand that a line's id was made of."""
    for begin in range(len(words)):
        if not words[begin]:
            continue
        for end in range(begin + 1, len(words) + 1):
            if not words[end - 1]:
                break
            if hex_of(" ".join(words[begin:end])) == digits:
                return begin, end
    return None
