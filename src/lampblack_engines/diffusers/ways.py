"""A request as the arguments of a pipeline's call: the one place that knows how each family is told things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lampblack.base.context import Context
from lampblack.engines.guides import Footage
from lampblack.engines.receiving import covering
from lampblack.engines.requests import Film, Paint, Size
from lampblack.engines.rolled import picture_at
from lampblack_engines.diffusers.family import Family, Way
from lampblack_engines.diffusers.pace import Pace
from lampblack_engines.diffusers.shown import fitted, footage, signalled, still
from lampblack_engines.diffusers.written import Model

Picture = NDArray[np.uint8]

_GREY = 128
"""What VACE reads as: nothing is known of this picture."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A request, and at which size and pace it is made."""

    request: Film | Paint
    model: Model
    family: Family
    size: Size
    pace: Pace | None
    context: Context

    @property
    def rate(self) -> float:
        """The film's frames a second."""
        assert isinstance(self.request, Film)
        return float(self.request.staging.rate.fraction)

    def fitted(self, picture: Picture) -> Picture:
        """A picture at the size that is made."""
        return fitted(picture, self.request.size, self.size)


def arguments(told: Told) -> dict[str, Any]:
    """Everything but the generator, the size and what is asked about progress."""
    request, model, family = told.request, told.model, told.family
    said: dict[str, Any] = {"prompt": request.words, **family.fixed}
    if request.without:
        said["negative_prompt"] = request.without
    guidance = request.guidance or (model.guidance if model.guidance >= 0 else None)
    if guidance is not None and family.guided in ("guidance_scale", "true_cfg_scale"):
        said[family.guided] = guidance
    if family.guided == "true_cfg_scale":
        # Without any negative words it leaves guidance out altogether.
        said.setdefault("negative_prompt", " ")
    if model.steps:
        said["num_inference_steps"] = model.steps
    if told.pace is not None:
        said["num_frames"] = told.pace.made
        said["frame_rate"] = told.pace.rate
    tell = _PAINT[family.way] if isinstance(request, Paint) else _FILM[family.way]
    return {**said, **tell(told), **model.extra}


def _nothing(told: Told) -> Mapping[str, Any]:
    return {}


def _ends(told: Told) -> Mapping[str, Any]:
    request, pace = _film(told)
    said: dict[str, Any] = {}
    if request.source is not None:
        said["image"] = _tail(told, request.source)[0]
    for each in request.stills:
        shown = _image(told.fitted(still(each.picture, told.context)))
        said["image" if each.at <= 0 else "last_image"] = shown
    return said if pace.made > 1 else {"image": said["image"]}


def _again(told: Told) -> Mapping[str, Any]:
    request, pace = _film(told)
    assert request.source is not None, "it demands footage"
    moments = [pace.film_frame(made) for made in range(pace.made)]
    shown = [_image(told.fitted(each)) for each in footage(request.source, moments, told.rate, told.context)]
    return {"video": shown, "strength": _strength(request.source.strength)}


def _conditions(told: Told) -> Mapping[str, Any]:
    """LTX-2's conditions, each on one of the model's steps of time (of eight frames): a picture within a take is seen
    at the nearest."""
    request, pace = _film(told)
    found: list[dict[str, Any]] = []
    if request.source is not None:
        found.append({"frames": _tail(told, request.source), "index": 0})
    for each in request.stills:
        made = pace.index(each.at)
        index = 0 if made == 0 else round((made - 1) / told.family.step) + 1
        most = (pace.made - 1) // told.family.step
        found.append({"frames": _image(told.fitted(still(each.picture, told.context))), "index": min(index, most)})
    return {"conditions": found} if found else {}


def _conditioned(told: Told) -> Mapping[str, Any]:
    request, _ = _film(told)
    return {
        "conditioning_frames": [_image(each) for each in _steered(told)],
        "controlnet_conditioning_scale": request.steered[0].strength,
    }


def _vace(told: Told) -> Mapping[str, Any]:
    """One video of what is known, and a mask: black is kept as it is, white is made."""
    request, pace = _film(told)
    said: dict[str, Any] = {}
    if request.references:
        said["reference_images"] = [_image(still(each.picture, told.context)) for each in request.references]
    known: dict[int, Picture] = {}
    if request.source is not None:
        known |= _known(told, request.source)
    for each in request.stills:
        known[pace.index(each.at)] = told.fitted(still(each.picture, told.context))
    if request.steered:
        said["conditioning_scale"] = request.steered[0].strength
    if not known and not request.steered:
        return said
    nothing = np.full((told.size.height, told.size.width, 3), _GREY, np.uint8)
    ground = _steered(told) if request.steered else [nothing] * pace.made
    keep, make = (np.full((told.size.height, told.size.width), value, np.uint8) for value in (0, 255))
    said["video"] = [_image(known.get(made, ground[made])) for made in range(pace.made)]
    said["mask"] = [Image.fromarray(keep if made in known else make) for made in range(pace.made)]
    return said


def _known(told: Told, source: Footage) -> dict[int, Picture]:
    """The frames of footage that stay as they are: what is gone on from, or all around a span that is made anew."""
    _, pace = _film(told)
    if source.use == "extend":
        return dict(enumerate(np.asarray(each) for each in _tail(told, source)))
    moments = [pace.film_frame(made) for made in range(pace.made)]
    all_of_it = footage(source, moments, told.rate, told.context)
    kept = {made: each for made, each in enumerate(all_of_it) if not source.first <= moments[made] < source.last}
    return {made: told.fitted(each) for made, each in kept.items()}


def _tail(told: Told, source: Footage) -> list[Image.Image]:
    """The last frames of footage, as many as are led in with, at the model's rate."""
    _, pace = _film(told)
    moments = [float(made - pace.lead) for made in range(pace.lead)]
    return [_image(told.fitted(each)) for each in footage(source, moments, pace.rate, told.context)]


def _steered(told: Told) -> list[Picture]:
    request, pace = _film(told)
    return [told.fitted(each) for each in signalled(request.steered[0], pace, told.rate, told.context)]


def _again_picture(told: Told) -> Mapping[str, Any]:
    request = _paint(told)
    return {
        "image": _image(told.fitted(still(request.source, told.context))),
        "strength": _strength(request.strength),
    }


def _control_picture(told: Told) -> Mapping[str, Any]:
    request = _paint(told)
    steer = request.steered[0]
    picture = picture_at(steer.roll, request.at or 0, told.context)
    return {"control_image": _image(told.fitted(picture)), "controlnet_conditioning_scale": steer.strength}


def _pictures(told: Told) -> Mapping[str, Any]:
    """The picture that is changed first, then those of how things look."""
    request = _paint(told)
    shown = [covering(still(request.source, told.context), request.size)] if request.source else []
    shown += [still(each.picture, told.context) for each in request.references]
    images = [_image(each) for each in shown]
    if not images:
        return {}
    return {"image": images[0] if told.family.most_references == 1 else images}


_FILM: dict[Way, Callable[[Told], Mapping[str, Any]]] = {
    "words": _nothing,
    "ends": _ends,
    "again": _again,
    "conditions": _conditions,
    "conditioned": _conditioned,
    "vace": _vace,
}
_PAINT: dict[Way, Callable[[Told], Mapping[str, Any]]] = {
    "words": _nothing,
    "again": _again_picture,
    "control": _control_picture,
    "edit": _pictures,
    "references": _pictures,
}


def _film(told: Told) -> tuple[Film, Pace]:
    assert isinstance(told.request, Film) and told.pace is not None
    return told.request, told.pace


def _paint(told: Told) -> Paint:
    assert isinstance(told.request, Paint)
    return told.request


def _strength(asked: float) -> float:
    """Not so little that no step is left to be made."""
    return min(1.0, max(0.05, asked))


def _image(picture: Picture) -> Image.Image:
    return Image.fromarray(picture)
