"""One scene understood: its beats in order, who is on stage, what is needed, which hour and weather it has."""

from __future__ import annotations

from dataclasses import replace

from lampblack.base.errors import Spot
from lampblack.base.findings import Finding
from lampblack.breakdown.acts import Act
from lampblack.breakdown.company import Company, parts_of
from lampblack.breakdown.deeds import Known, deeds_of
from lampblack.breakdown.hours import mood_of, weather_of
from lampblack.breakdown.landmarks import landmarks_of
from lampblack.breakdown.lines import line_of, manner_of, through_of
from lampblack.breakdown.model import Beat, Deed, Line, Scene, Through
from lampblack.breakdown.sounds import sounds_of, unknown_sounds
from lampblack.script.model import Element
from lampblack.script.rows import caption_of
from lampblack.staging.place import TimeOfDay


class SceneReader:
    """Reads the elements of one scene, in order."""

    def __init__(self, act: Act, company: Company, file: str, language: str) -> None:
        self.act, self.company, self.file, self.language = act, company, file, language
        sexes = {person.id: person.figure.sex for person in company.bible.cast if person.figure}
        self.known = Known(
            people=company.people,
            things=company.things,
            landmarks=landmarks_of(company.bible.place(company.places[act.slug])),
            sexes=sexes,
        )
        self.beats: list[Beat] = []
        self.spots: dict[str, Spot] = {act.slug: self._spot(act.heading)}
        self.findings: list[Finding] = []
        self.on_stage: list[str] = []
        self.props: list[str] = []
        self.last: tuple[str, ...] = ()
        self.taken: set[str] = set()
        self.cue: Element | None = None
        self.how: tuple[str, ...] = ()
        self.parts = 0
        self.captioned = 0

    def read(self, time: TimeOfDay) -> Scene:
        for element in self.act.elements:
            self._element(element)
        self._end_of_speech()
        act = self.act
        actions = [self.company.people.hidden(action) for action in act.actions]
        shown = " ".join((act.heading.text, *actions))
        feeling = " ".join((*actions, *(how for beat in self.beats if beat.line for how in beat.line.how)))
        return Scene(
            slug=act.slug,
            heading=act.heading.text,
            where=act.said.where,
            place=self.company.places[act.slug],
            time=time,
            weather=weather_of(shown),
            mood=mood_of(feeling) or "calm",
            cast=tuple(self.on_stage),
            props=tuple(self.props),
            beats=tuple(self.beats),
            join_in=act.join_in,
            join_out=act.join_out,
            synopsis=act.synopsis,
        )

    def _element(self, element: Element) -> None:
        match element.kind:
            case "character":
                self._end_of_speech()
                self.cue, self.how = element, manner_of(element.extensions)
            case "parenthetical":
                self._parenthetical(element)
            case "dialogue" | "lyric":
                self._words(element)
            case "note":
                self._note(element)
            case "action":
                self._end_of_speech()
                self._action(element)
            case "centered":
                self._remark(element, f"“{element.text}” is centred text; no title card is made of it")
            case _:
                pass

    def _words(self, element: Element) -> None:
        if self.cue is None:
            self._remark(element, "nobody is named to sing this; it is kept as action")
            self.beats.append(Beat(action=element.text))
            return
        people = self.company.people
        together = (self.cue.text,) if people.id_of(self.cue.text) else parts_of(self.cue.text, (), people)
        for number, name in enumerate(together):
            # only a speech's first words are said together with the speech before; the rest follows them
            self._line(element, people.id_of(name), dual=(self.cue.dual and self.parts == 0) or number > 0)
        self.how = ()
        self.parts += 1

    def _line(self, element: Element, character: str, *, dual: bool) -> None:
        assert self.cue is not None
        through: Through = through_of(self.cue.text, self.cue.extensions)
        if not any(letter.isalnum() for letter in element.text):
            # a silence (……) is acted, not spoken
            self.beats.append(Beat(action=element.text, deeds=(Deed(who=character, words=element.text),)))
            if not through:
                self._enters(character)
            return
        line = line_of(
            self.act.slug, character, element.text, self.language, self.how, through, dual=dual,
            lyric=element.kind == "lyric", taken=self.taken,
        )  # fmt: skip
        self.spots[line.id] = self._spot(element)
        self.beats.append(Beat(line=line))
        if not through:
            self._enters(character)
        self.last = (*(id for id in self.last if id != character), character)

    def _parenthetical(self, element: Element) -> None:
        if self.cue is not None:
            self.how = (*self.how, element.text)

    def _note(self, element: Element) -> None:
        caption = caption_of(element.text)
        if caption is None:
            return
        language, words = caption
        line = self.beats[-1].line if self.beats else None
        if line is None:
            self._doubt(element, f"this caption ({language}) stands behind no spoken line")
        elif language in line.captions:
            self._doubt(element, f"the line above has a caption in {language} already; this one is not used")
        else:
            for index in self._said_together(line):
                one = self.beats[index].line
                if one is not None:
                    self.beats[index] = Beat(line=replace(one, captions={**one.captions, language: words}))
            self.captioned = self.parts

    def _said_together(self, line: Line) -> list[int]:
        """The last beats, back to the first of those who say the same words at once."""
        indices = [len(self.beats) - 1]
        while (here := self.beats[indices[-1]].line) and here.dual and indices[-1] > 0:
            before = self.beats[indices[-1] - 1].line
            if before is None or before.text != line.text:
                break
            indices.append(indices[-1] - 1)
        return indices

    def _action(self, element: Element) -> None:
        understood = deeds_of(element.text, self.known, self.last)
        self.last = understood.last
        for id in self.company.people.ids(element.text):
            person = self.company.bible.character(id)
            if person and person.figure:
                self._enters(id)
        for id in self.company.things.ids(element.text):
            if id not in self.props:
                self.props.append(id)
        for missed in understood.missed:
            self._remark(element, f"“{missed}” names no deed the stage knows; those named stand there")
        for missed in unknown_sounds(element.text):
            self._doubt(element, f"no sound is known for “{missed}”; nothing is heard for it")
        self.beats.append(Beat(action=element.text, deeds=understood.deeds, sounds=self._heard(element.text)))

    def _heard(self, action: str) -> tuple[str, ...]:
        return sounds_of(self.company.people.hidden(action))

    def _end_of_speech(self) -> None:
        """A speech is over: words in brackets that nothing follows belong to what was said before them."""
        line: Line | None = self.beats[-1].line if self.beats else None
        if self.cue is not None and self.parts and self.how and line is not None:
            self.beats[-1] = Beat(line=replace(line, how=(*line.how, *self.how)))
        if self.cue is not None and self.parts > 1 and self.captioned == self.parts:
            spoken = [beat.line for beat in self.beats[-self.parts :] if beat.line]
            if not any(one.captions for one in spoken[:-1]):
                self._doubt(
                    self.cue, "the caption of this speech translates only its last part; write one behind each part"
                )
        self.cue, self.how, self.parts, self.captioned = None, (), 0, 0

    def _enters(self, id: str) -> None:
        if id not in self.on_stage:
            self.on_stage.append(id)

    def _spot(self, element: Element) -> Spot:
        return Spot(file=self.file, line=element.line, column=element.column)

    def _remark(self, element: Element, message: str) -> None:
        self.findings.append(Finding(message=message, spot=self._spot(element), severity="note"))

    def _doubt(self, element: Element, message: str) -> None:
        self.findings.append(Finding(message=message, spot=self._spot(element)))
