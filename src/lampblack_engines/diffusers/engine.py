# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false
# (torch and diffusers are untyped in large part.)
"""A picture model as an engine: loaded at the first request, kept warm, told each take in its own family's way."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import version
from inspect import signature
from math import lcm
from typing import Any

import torch

from lampblack.base.context import Cancelled, Context
from lampblack.base.digest import digest_of, seed_of
from lampblack.base.errors import JobError, LampblackError, UserError
from lampblack.base.saved import encode
from lampblack.engines.checking import require
from lampblack.engines.protocol import Answer
from lampblack.engines.receiving import covering, take_from
from lampblack.engines.requests import Film, Paint, Request, saved
from lampblack.engines.shapes import in_blocks
from lampblack.media.picture import png_bytes
from lampblack_engines.diffusers.answering import pictures, sound
from lampblack_engines.diffusers.family import Family
from lampblack_engines.diffusers.fitting import Fitted, fit, forgotten, plain, roomier
from lampblack_engines.diffusers.generic import guessed
from lampblack_engines.diffusers.loading import device_of, fetched, loaded, movers
from lampblack_engines.diffusers.offers import offer_of
from lampblack_engines.diffusers.pace import Pace, pace_of, tail
from lampblack_engines.diffusers.retiming import retimed
from lampblack_engines.diffusers.stage import Stage
from lampblack_engines.diffusers.table import family_of
from lampblack_engines.diffusers.ways import Told, arguments
from lampblack_engines.diffusers.written import Model, model_of

_OPTIONAL = ("num_frames", "frame_rate", "height", "width")
"""Arguments that some pipelines settle by themselves: they are left out where a call has none of that name."""
_LOADED, _MADE = 0.05, 0.85
"""The share of the work that is done when the model is there, and when the pictures are."""


@dataclass(frozen=True, kw_only=True)
class _Warm:
    """A model that is loaded, and its own figures."""

    model: Model
    family: Family
    fitted: Fitted
    block: int
    step: int
    takes: frozenset[str]
    """The arguments of its call."""
    guider: Any = field(default=None)


class Diffusion:
    """One model of `models.toml`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._warm: _Warm | None = None

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """Answer a `Film` or a `Paint`; a `UserError` for what this model cannot do."""
        model = model_of(self._name)
        if not isinstance(request, Film | Paint):
            raise UserError(f"{self._name} makes pictures; it was asked for a {type(request).__name__}")
        require(request, offer_of(self._name, model))
        if context.cancelled():
            raise Cancelled
        warm = self._loaded(model, Stage(context, 0.0, _LOADED))
        told = _told(request, model, warm, context)
        said = {**arguments(told), "height": told.size.height, "width": told.size.width}
        seed = _seed(request, take)
        given = self._made(said, seed, model, warm, Stage(context, _LOADED, _MADE))
        # Kept in the job's log: how this take came to be.
        print(_provenance(told, said, seed, warm), flush=True)
        rest = Stage(context, _MADE, 1.0)
        if isinstance(request, Paint):
            picture = pictures(given, self._name)[0]
            return {"picture": context.put(png_bytes(covering(picture, request.size)))}
        return self._take(request, given, told, warm, rest)

    def close(self) -> None:
        """Let go of the model and of the memory it held."""
        if self._warm is None:
            return
        self._warm = None
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _loaded(self, model: Model, stage: Stage) -> _Warm:
        if self._warm is not None and self._warm.model != model:
            self.close()
        if self._warm is None:
            stage.progress(0.0, f"loading {self._name}")
            there = fetched(model)
            family = family_of(there) or guessed(there)
            if family is None:
                raise UserError(f"{self._name}: {there.pipeline} makes no pictures from words")
            torch.backends.cudnn.benchmark = False
            where = device_of(model)
            pipeline, notes = loaded(model, family, there, where)
            self._warm = _warm(fit(pipeline, model, where, notes), family, model)
            stage.progress(1.0, self._warm.fitted.told())
        return self._warm

    def _made(self, said: dict[str, Any], seed: int, model: Model, warm: _Warm, stage: Stage) -> Any:
        """The pipeline's answer. Where memory runs out and its owner allows it, with more room; where a means of speed
        fails, without any."""
        while True:
            try:
                return self._called(said, seed, warm, stage)
            except LampblackError:
                raise
            except torch.OutOfMemoryError as error:
                _emptied()
                if not roomier(warm.fitted, model):
                    raise JobError(_no_room(self._name, model, warm.fitted)) from error
                stage.progress(0.0, f"out of memory; now: {warm.fitted.told()}")
            except Exception as error:  # whatever a library raises in the middle of a take
                if not warm.fitted.quick:
                    words = str(error).strip().splitlines()
                    raise JobError(f"{self._name}: {type(error).__name__}: {words[0] if words else ''}") from error
                plain(warm.fitted)
                stage.progress(0.0, f"{type(error).__name__} with means of speed; now: {warm.fitted.told()}")

    def _called(self, said: dict[str, Any], seed: int, warm: _Warm, stage: Stage) -> Any:
        pipeline = warm.fitted.pipeline
        unknown = sorted(name for name in said if name not in warm.takes and name not in _OPTIONAL)
        if unknown:
            raise UserError(f"{self._name}: {type(pipeline).__name__} takes no {', '.join(unknown)}")
        call = {name: value for name, value in said.items() if name in warm.takes}
        if "conditions" in call:
            call["conditions"] = _as_conditions(pipeline, call["conditions"])
        forgotten(warm.fitted)
        steps = int(call.get("num_inference_steps") or _default_steps(pipeline))
        generator = torch.Generator("cpu").manual_seed(seed)
        with stage.steps(pipeline, steps, "callback_on_step_end" in warm.takes) as watched, torch.no_grad():
            return pipeline(**call, **watched, generator=generator, output_type="np")

    def _take(self, request: Film, given: Any, told: Told, warm: _Warm, stage: Stage) -> Answer:
        assert told.pace is not None
        made = pictures(given, self._name)
        staging = request.staging
        moments = [told.pace.moment(frame) for frame in range(staging.frames)]
        if len(made) - 1 < moments[-1] - 1e-6:
            raise JobError(f"{self._name} gave {len(made)} frames, asked were {told.pace.made}")
        answer = take_from(request, retimed(made[: told.pace.made], moments), stage)
        if request.sound:
            rate = _sound_rate(warm.fitted.pipeline)
            answer["sound"] = stage.put(sound(given, rate, staging.rate, staging.frames, self._name))
        return answer


def _warm(made: Fitted, family: Family, model: Model) -> _Warm:
    pipeline = made.pipeline
    spatial = _first_of(pipeline, "vae_scale_factor_spatial", "vae_spatial_compression_ratio", "vae_scale_factor")
    temporal = _first_of(pipeline, "vae_scale_factor_temporal", "vae_temporal_compression_ratio")
    patch = 1
    for part in movers(pipeline)[:1]:
        found = getattr(part.config, "patch_size", 1)
        patch = int(found[-1] if isinstance(found, list | tuple) else found or 1)
    return _Warm(
        model=model,
        family=family,
        fitted=made,
        block=lcm(family.block, (spatial or 1) * patch),
        step=lcm(family.step, temporal or 1) if family.step > 1 else family.step,
        takes=frozenset(signature(type(pipeline).__call__).parameters) - {"self"},
        guider=getattr(pipeline, "guider", None) if family.guided == "guider" else None,
    )


def _told(request: Film | Paint, model: Model, warm: _Warm, context: Context) -> Told:
    size = in_blocks(request.size, warm.block)
    pace = _pace(request, model, warm) if isinstance(request, Film) else None
    if warm.guider is not None:
        guidance = request.guidance or (model.guidance if model.guidance >= 0 else None)
        warm.fitted.pipeline.guider = warm.guider.new(guidance_scale=guidance) if guidance else warm.guider
    return Told(request=request, model=model, family=warm.family, size=size, pace=pace, context=context)


def _pace(request: Film, model: Model, warm: _Warm) -> Pace:
    """What follows a signal or footage is made frame for frame, where the model was taught so many frames; all else at
    the rate it was taught at."""
    family, source = warm.family, request.source
    native = 0.0 if model.rate == "film" else float(model.rate) if model.rate else family.native
    follows = bool(request.steered) or (source is not None and source.use != "extend")
    if follows and (not family.most_frames or request.staging.frames <= family.most_frames):
        native = 0.0
    last = request.staging.frames - 1
    lead = 0
    if source is not None and source.use == "extend":
        lead = 1 if family.way == "ends" else tail(warm.step)
    lands = family.way == "ends" and any(each.at >= last > 0 for each in request.stills)
    return pace_of(
        frames=request.staging.frames, rate=request.staging.rate, native=native, step=warm.step, lead=lead, lands=lands
    )


def _provenance(told: Told, said: dict[str, Any], seed: int, warm: _Warm) -> str:
    pipeline = warm.fitted.pipeline
    frames = f"{told.pace.made} frames at {told.pace.rate:g}, " if told.pace is not None else ""
    steps = said.get("num_inference_steps") or _default_steps(pipeline)
    what = f"{type(pipeline).__name__} (diffusers {version('diffusers')}, torch {torch.__version__})"
    return f"{what}: {frames}{told.size}, {steps} steps, seed {seed}; {warm.fitted.told()}"


def _seed(request: Film | Paint, take: int) -> int:
    """A person's own with the take added, or one that follows from the request and the take."""
    if request.seed:
        return (request.seed + take) % 2**63
    return seed_of("diffusers", digest_of(encode(saved(request))), take)


def _as_conditions(pipeline: Any, found: list[dict[str, Any]]) -> list[Any]:
    """LTX-2's own noun for a picture on a frame, which stands beside its pipeline."""
    condition = import_module(type(pipeline).__module__).LTX2VideoCondition
    return [condition(**each) for each in found]


def _sound_rate(pipeline: Any) -> int:
    return int(pipeline.vocoder.config.output_sampling_rate)


def _default_steps(pipeline: Any) -> int:
    steps = signature(type(pipeline).__call__).parameters.get("num_inference_steps")
    return int(steps.default) if steps is not None and isinstance(steps.default, int) else 1


def _first_of(pipeline: Any, *names: str) -> int:
    return next((int(found) for name in names if isinstance(found := getattr(pipeline, name, None), int | float)), 0)


def _emptied() -> None:
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _no_room(name: str, model: Model, made: Fitted) -> str:
    ways = 'offload = "auto"' if model.offload != "auto" else 'quantise = "float8-storage", a smaller size'
    return f"{name} ran out of memory on {made.device} ({made.told()}); in models.toml: {ways}"
