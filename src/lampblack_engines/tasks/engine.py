"""A provider's queue as an engine: a request is written down whole, sent once, asked after, and fetched."""

from __future__ import annotations

import base64
import binascii
import json
import time
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any, cast
from urllib.parse import urljoin

from lampblack.base.context import Context
from lampblack.base.errors import Busy, JobError, UserError
from lampblack.base.saved import encode
from lampblack.base.toml import laid_over
from lampblack.engines.checking import require
from lampblack.engines.protocol import Answer, Declined, Found, Refused, Standing, State
from lampblack.engines.receiving import picture_of, take_of
from lampblack.engines.requests import Film, Paint, Request, kind_of
from lampblack_engines.servers.download import download
from lampblack_engines.tasks.accounts import Account, account_of
from lampblack_engines.tasks.answers import first, text
from lampblack_engines.tasks.asking import Asker, Said, answered, is_fault, is_refusal, taken
from lampblack_engines.tasks.checking import PASSED
from lampblack_engines.tasks.filling import filled, line_of, words_in
from lampblack_engines.tasks.finding import found_in
from lampblack_engines.tasks.identity import Asked, asked_of, named, parted
from lampblack_engines.tasks.offers import limits_of, offer_of
from lampblack_engines.tasks.policies import left
from lampblack_engines.tasks.provider import Route
from lampblack_engines.tasks.saying import File, Saying, place_of
from lampblack_engines.tasks.standing import expired, is_over, something, standing_of
from lampblack_engines.tasks.uploads import MARK, form_of, put_in

_MOST = {"film": 2_000_000_000, "paint": 100_000_000}
_KINDS = {
    "film": ("video/", "application/octet-stream", "binary/octet-stream", "application/mp4"),
    "paint": ("image/", "application/octet-stream", "binary/octet-stream"),
}
_NOTHING_OF_THE_JOB = frozenset((401, 403, 404, 408))
_PATIENCE = 600.0
"""Seconds a download may take."""


class TaskEngine:
    """One model at one provider."""

    def __init__(self, name: str, account: Account | None = None) -> None:
        self._account = account or account_of(name)
        self._name = self._account.name
        self._ask = Asker(self._account)

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> bytes:
        """What is sent and where, without the key; a `UserError` where the model cannot do it."""
        account, model = self._account, self._account.model
        require(request, offer_of(account))
        if not isinstance(request, Film | Paint):
            raise UserError(f"{self._name} does no {kind_of(request)}", possible=(model.kind,))
        files: list[File] = []
        saying = Saying(
            request=request, limits=limits_of(account), media=account.provider.media, context=context, take=take,
            more=self._more(request, ticket), seeds=model.seeds, names=model.names,
            upload=lambda file: _marked(files, file),
        )  # fmt: skip
        _check(request, saying.said, self._account)
        route = self._route(saying.said)
        submit = account.provider.submit
        template = laid_over(laid_over(submit.body, model.body), route.body)
        _check_carried(request, saying.said, template, self._name)
        send = laid_over(filled(template, saying, saying.series), account.extra)
        body: dict[str, Any] = {
            "path": route.path or model.path or submit.path,
            "headers": {name: line_of(value, saying) for name, value in submit.headers.items()},
            "send": send,
            "asked": str(asked_of(request, route.name)),
        }
        if files:
            body["files"] = [{"type": each.type, "base64": each.base64} for each in files]
        return encode(body)

    def submit(self, body: bytes, ticket: str) -> Standing:
        """Send it once; files that go before it are sent first, which buys nothing."""
        whole = _whole(body)
        submit, who = self._account.provider.submit, self._name
        send = put_in(whole["send"], [self._uploaded(each) for each in whole.get("files", ())])
        words = {"ticket": ticket}
        reply = self._ask.json(submit.method, whole["path"], words, body=encode(send), headers=whole["headers"])
        said = taken(reply, self._account.provider.errors, who)
        own = first(said.answer, submit.id)
        if own is None:
            raise JobError(f"{who} says {said.code} and names no job: {said.message}")
        return Standing(id=named(own, parted(f"x {whole['asked']}")[1]))

    def find(self, body: bytes, ticket: str, since: float) -> Found:
        """Look for it, as the provider's file says it can be."""
        return found_in(self._ask, self._account, _whole(body), ticket, since)

    def known_as(self, id: str, body: bytes) -> str:
        """The provider's own name, as a person found it, with what was asked after it."""
        try:
            own, asked = parted(id)
            return id if asked.kind else named(own, parted(f"x {_whole(body)['asked']}")[1])
        except (JobError, Declined):
            return id

    def look(self, id: str) -> Standing:
        """How far it is."""
        own, asked = parted(id)
        provider = self._account.provider
        said = self._status(own, asked)
        if said.code in provider.status.gone:
            return Standing(id=id, state="expired", message="the provider does not know it any more")
        over = said.good and is_over(said.answer, provider)
        answer = said.answer if over else answered(said, provider.errors, self._name)
        standing = standing_of(id, answer, said.message, provider, self._account.model)
        if standing.state != "succeeded":
            return standing
        final = self._final(own, asked, answer) if provider.result.path else said
        if final is not said and (state := self._ended(final)) is not None:
            return Standing(id=id, state=state, message=final.message, charged=standing.charged)
        if first(final.answer, self._places()) is None or expired(answer, provider.result, time.time()):
            return Standing(id=id, state="expired", message="it is done, and its result is not there (any more)")
        return standing

    def fetch(self, id: str, context: Context) -> Answer:
        """The result, brought at once and into the shape that was asked for."""
        own, asked = parted(id)
        request = asked.request()
        provider = self._account.provider
        answer = answered(self._status(own, asked), provider.errors, self._name)
        if provider.result.path:
            answer = answered(self._final(own, asked, answer), provider.errors, self._name)
        there = first(answer, self._places())
        if not isinstance(there, str):
            raise JobError(f"{self._name} names no result")
        file = self._brought(there, context.scratch / "answer", asked.kind)
        if isinstance(request, Film):
            return take_of(request, file, self._name, context)
        return {"picture": context.put(picture_of(file.read_bytes(), request.size, self._name))}

    def cancel(self, id: str) -> None:
        """Ask it to stop, where it has a word for that; what comes of it, the next look says."""
        cancel = self._account.provider.cancel
        if cancel is None:
            return
        own, asked = parted(id)
        try:
            words = self._words(own, asked)
        except JobError:
            return
        if cancel.when:
            state = first(self._status(own, asked).answer, self._account.provider.status.state)
            if text(state) not in cancel.when:
                return
        self._ask.json(cancel.method, cancel.path, words, body=self._ask.body(cancel.body, words))

    def close(self) -> None:
        """Nothing is held between two questions."""

    # ---- asking ------------------------------------------------------------------------------------------------

    def _status(self, own: str, asked: Asked) -> Said:
        status, words = self._account.provider.status, self._words(own, asked)
        return self._ask.json(status.method, status.path, words, body=self._ask.body(status.body, words))

    def _final(self, own: str, asked: Asked, answer: Any) -> Said:
        result, words = self._account.provider.result, self._words(own, asked)
        more = {
            word: first(answer, (word.removeprefix("answer."),))
            for word in _answer_words(result.path, result.body)
        }  # fmt: skip
        words = {**words, **more}
        return self._ask.json(result.method, result.path, words, body=self._ask.body(result.body, words))

    def _ended(self, final: Said) -> State | None:
        """What a question of its own for the result says, where that is no result; `Busy` or a `JobError` where it says
        nothing of the job."""
        provider = self._account.provider
        if final.good and not is_fault(final, provider.errors):
            return "refused" if something(final.answer, provider.status.refused) else None
        if final.code == 429 or final.code >= 500:
            raise Busy(f"{self._name} cannot say what came of it just now", after=final.after)
        if final.code in _NOTHING_OF_THE_JOB:
            raise JobError(f"{self._name} says {final.code}: {final.message}")
        return "refused" if is_refusal(final, provider.errors) else "failed"

    def _words(self, own: str, asked: Asked) -> dict[str, str]:
        names = {route.name for route in self._account.model.routes}
        route = asked.route or (min(names) if len(names) == 1 else "")
        if names and not route and "{route}" in self._account.provider.status.path:
            words = f"{own} does not say by which of its ways it was asked: add one of them to its name"
            raise JobError(f"{words} ({', '.join(f'route:{each}' for each in sorted(names))})")
        return {"id": own, "route": route}

    def _places(self) -> tuple[str, ...]:
        return self._account.model.result or self._account.provider.result.at

    def _uploaded(self, file: Mapping[str, str]) -> str:
        """The name by which the provider knows a file that was left with it."""
        provider = self._account.provider
        upload = provider.media.upload
        if upload is None:
            raise Declined(f"{self._name} takes no files")
        if upload.policy:
            return left(self._ask, self._account, upload, file)
        try:
            data = base64.b64decode(file["base64"], validate=True)
            form, kind = form_of(upload, data, file["type"])
        except (KeyError, ValueError, TypeError) as error:
            raise Declined("this cannot be read as a request that was prepared") from error
        try:
            said = taken(self._ask.json("POST", upload.path, {}, body=form, kind=kind), provider.errors, self._name)
        except (Busy, Refused):
            raise
        except (OSError, HTTPException, JobError) as error:  # whatever became of the file, no job was sent
            raise Busy(f"{self._name} takes no files just now: {error}", after=5.0) from error
        url = first(said.answer, upload.url)
        if not isinstance(url, str):
            raise Declined(f"{self._name} took a file and gave it no name")
        return url

    # ---- what is sent ------------------------------------------------------------------------------------------

    def _more(self, request: Film | Paint, ticket: str) -> dict[str, Any]:
        account = self._account
        sizes = account.model.sizes
        by_size: Mapping[str, str] = sizes[str(request.size)] if isinstance(sizes, Mapping) else {}
        return {
            **account.values, **account.model.values, **by_size, "ticket": ticket, "model": account.model_name,
        }  # fmt: skip

    def _route(self, said: frozenset[str]) -> Route:
        routes = self._account.model.routes
        fitting = (each for each in routes if said.issuperset(each.when))
        if not routes:
            return Route(name="")
        found = next(fitting, None)
        if found is None:
            needed = tuple(" and ".join(each.when) for each in routes)
            raise UserError(f"{self._name} has no way of asking for this", possible=needed)
        return found

    # ---- what comes --------------------------------------------------------------------------------------------

    def _brought(self, there: str, into: Path, kind: str) -> Path:
        """The file that was named, or that stood in the answer itself."""
        inline = there.partition(",")[2] if there.startswith("data:") else ""
        if inline or self._account.provider.result.form == "base64":
            try:
                into.write_bytes(base64.b64decode(inline or there, validate=True))
            except (binascii.Error, ValueError) as error:
                raise JobError(f"what {self._name} sent is no file") from error
            return into
        own = self._ask.base()
        headers = self._ask.key() if self._account.provider.result.key else {}
        download(
            urljoin(f"{own}/", there), into, own=own, most=_MOST[kind], seconds=_PATIENCE, headers=headers,
            kinds=_KINDS[kind],
        )  # fmt: skip
        return into


def _check(request: Film | Paint, said: frozenset[str], account: Account) -> None:
    """Controls that are only taken together, or never together; pictures that would be lost."""
    model = account.model
    used = {each.removeprefix("still.") for each in said}
    for control, needed in model.needs.items():
        if control in used and not used.issuperset(needed):
            raise UserError(f"{account.name}: {control} is taken only with {' and '.join(needed)}")
    for group in model.apart:
        if len(both := [each for each in group if each in used]) > 1:
            raise UserError(f"{account.name}: {' and '.join(both)} are not taken together")
    if isinstance(request, Film) and "stills" not in _all_words(account):
        places = [place_of(each, request) for each in request.stills]
        if twice := {each for each in places if places.count(each) > 1}:
            raise UserError(f"{account.name} takes one {' and one '.join(sorted(twice))} picture")


def _check_carried(request: Film | Paint, said: frozenset[str], template: Mapping[str, Any], who: str) -> None:
    """A control that this way of asking has no place for."""
    words = {word for word, _ in words_in(template)}
    used = {
        "words": bool(request.words), "without": bool(request.without), "guidance": bool(request.guidance),
        "seed": bool(request.seed), "references": bool(request.references), "voice": "voice" in said,
        "restyle": "source" in said, **{each: f"still.{each}" in said for each in ("first", "last", "middle")},
    }  # fmt: skip
    for control, there in used.items():
        if there and not words & PASSED[control]:
            raise UserError(f"{who}: asked in this way it is not told of {control}")


def _all_words(account: Account) -> str:
    return json.dumps([account.provider.submit.body, account.model.body, [each.body for each in account.model.routes]])


def _answer_words(*templates: Any) -> set[str]:
    from_answer = json.dumps(templates)
    return {part.partition("}")[0] for part in from_answer.split("{") if part.startswith("answer.")}


def _marked(files: list[File], file: File) -> str:
    if file not in files:
        files.append(file)
    return f"{MARK}{files.index(file)}"


def _whole(body: bytes) -> dict[str, Any]:
    """A prepared body; a `Declined` where it is none."""
    try:
        whole: Any = json.loads(body)
        sound = isinstance(whole["path"], str) and isinstance(whole["send"], dict) and isinstance(whole["asked"], str)
        if sound and isinstance(whole["headers"], dict):
            return cast(dict[str, Any], whole)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise Declined("this cannot be read as a request that was prepared")
