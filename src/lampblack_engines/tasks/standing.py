"""How far a job is, from a provider's words for it."""

from __future__ import annotations

import json
from typing import Any, cast

from lampblack.engines.protocol import Standing, State
from lampblack_engines.tasks.answers import at, first, moment, number, text
from lampblack_engines.tasks.provider import Charged, Model, Provider, Result


def standing_of(id: str, answer: Any, message: str, provider: Provider, model: Model) -> Standing:
    """What the answer says; a state nobody knows is running."""
    status = provider.status
    state = _state(answer, message, provider)
    done = number(at(answer, status.progress)) if status.progress else None
    return Standing(
        id=id, state=state, done=min(1.0, max(0.0, (done or 0.0) / status.full)), message=message,
        charged=_charged(answer, model.charged or provider.status.charged) if state != "running" else None,
        again_in=status.every or None,
    )  # fmt: skip


def expired(answer: Any, result: Result, now: float) -> bool:
    """Whether its result is certainly older than it is kept."""
    done = moment(first(answer, result.since)) if result.hours else None
    return done is not None and now > done + 3_600.0 * result.hours


def is_over(answer: Any, provider: Provider) -> bool:
    """Whether it says that the job has come to no good end: then the provider's own code beside it is about the job,
    and not about the question."""
    word = text(first(answer, provider.status.state))
    return any(
        word in theirs for ours, theirs in provider.status.states.items() if ours not in ("running", "succeeded")
    )


def _state(answer: Any, message: str, provider: Provider) -> State:
    status = provider.status
    if something(answer, status.refused):
        return "refused"
    word = text(first(answer, status.state))
    state = next((ours for ours, theirs in status.states.items() if word in theirs), "running")
    if something(answer, status.failed):
        state = "failed"
    if state == "failed" and _is_moderation(answer, message, provider):
        return "refused"
    return cast(State, state)


def something(answer: Any, paths: tuple[str, ...]) -> bool:
    """Whether anything stands at one of these; a no is nothing."""
    return first(answer, paths) not in (None, False)


def _is_moderation(answer: Any, message: str, provider: Provider) -> bool:
    errors = provider.errors
    told = f"{message} {text(first(answer, errors.code))} {json.dumps(first(answer, provider.status.failed))}".lower()
    return any(word.lower() in told for word in errors.refused)


def _charged(answer: Any, charged: Charged | None) -> float | None:
    found = number(first(answer, charged.at)) if charged else None
    return found * charged.each if charged and found is not None and found >= 0 else None
