"""The screenplay cut into scenes: each heading with the elements under it, and how scenes join."""

from __future__ import annotations

from dataclasses import dataclass, field

from lampblack.base.errors import Spot, UserError
from lampblack.base.findings import Finding
from lampblack.breakdown.headings import Said, said_by
from lampblack.breakdown.joins import join_of
from lampblack.breakdown.model import Join
from lampblack.breakdown.slugs import hex_of, slug_of
from lampblack.script.model import Element, Screenplay


@dataclass(kw_only=True)
class Act:
    """One scene as it was written, before anything in it is understood."""

    heading: Element
    said: Said
    elements: list[Element] = field(default_factory=lambda: [])
    slug: str = ""
    join_in: Join = "cut"
    join_out: Join = "cut"

    @property
    def synopsis(self) -> str:
        return " ".join(element.text for element in self.elements if element.kind == "synopsis")

    @property
    def actions(self) -> list[str]:
        return [element.text for element in self.elements if element.kind == "action"]


def acts_of(screenplay: Screenplay) -> tuple[list[Act], list[Finding]]:
    """The scenes in order; a `UserError` where there is none."""
    acts: list[Act] = []
    findings: list[Finding] = []
    coming: Join | None = None
    for element in screenplay.elements:
        if element.kind == "heading":
            act = Act(heading=element, said=said_by(element.text))
            act.join_in, coming = coming or "cut", None
            acts.append(act)
        elif element.kind == "transition":
            joined = join_of(element.text)
            if acts and joined.out and (joined.out != "cut" or acts[-1].join_out == "cut"):
                acts[-1].join_out = joined.out
            coming = joined.into or coming
            if not joined.known:
                findings.append(_unknown(element, screenplay.file))
        else:
            if acts:
                acts[-1].elements.append(element)
            if coming and element.kind in ("action", "character"):
                findings += _in_the_middle(element, screenplay.file) if acts else []
                coming = None if acts else coming
    if not acts:
        raise UserError(
            "there is no scene in this script: a scene begins with a heading on a line of its own",
            spot=Spot(file=screenplay.file, line=1, column=1),
            possible=("INT. HOUSE - DAY", "外景 山巅 黎明", ".山巅 - 黎明"),
        )
    _name(acts)
    return acts, findings


def _name(acts: list[Act]) -> None:
    """A slug each, from place and hour; scenes of one place and hour are told apart by their own words."""
    taken: set[str] = set()
    for act in acts:
        base = slug_of(f"{act.said.place} {act.said.time_words}") or slug_of(act.heading.text) or "scene"
        slug = base
        if slug in taken:
            slug = f"{base}-{hex_of(_own_words(act), 4)}"
        count = 1
        while slug in taken:
            count += 1
            slug = f"{base}-{hex_of(_own_words(act), 4)}-{count}"
        taken.add(slug)
        act.slug = slug


def _own_words(act: Act) -> str:
    """What tells a scene from another of the same heading, and changes least: what is said, else what happens."""
    said = next((element.text for element in act.elements if element.kind in ("dialogue", "lyric")), "")
    return act.synopsis or said or next(iter(act.actions), "")


def _unknown(element: Element, file: str) -> Finding:
    return Finding(
        message=f"“{element.text}” cannot be made; a cut is made (possible: DISSOLVE TO, FADE OUT, 叠化, 淡出)",
        spot=Spot(file=file, line=element.line, column=element.column),
    )


def _in_the_middle(element: Element, file: str) -> list[Finding]:
    return [
        Finding(
            message="the transition above stands in the middle of a scene; only a heading may follow it",
            spot=Spot(file=file, line=element.line, column=element.column),
        )
    ]
