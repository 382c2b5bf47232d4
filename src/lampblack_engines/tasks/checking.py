"""A provider's file as a whole: every word in its templates is one that is said, every limit possible."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any, get_args
from urllib.parse import urlsplit

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines.capabilities import CONTROLS
from lampblack.engines.protocol import State
from lampblack.engines.shapes import is_size
from lampblack_engines.tasks.filling import WORD, words_in
from lampblack_engines.tasks.naming import NAMES
from lampblack_engines.tasks.provider import Model, Provider, Route
from lampblack_engines.tasks.saying import FORMS, MEDIA, SERIES, WORDS

Wrong = Callable[..., UserError]
"""Makes the error: `wrong(path, words, possible)`."""

SPAN = re.compile(r"(\d{1,3})-(\d{1,3})")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_STATES: tuple[str, ...] = get_args(State)
_HERE = ("127.0.0.1", "localhost", "::1")
_KEYS = ("key", "secret", "token")


def check_provider(provider: Provider, wrong: Wrong) -> None:
    """Raises what `wrong` makes for the first mistake that no single field shows."""
    for path, url in ((("base",), provider.base), *((("hosts", name), url) for name, url in provider.hosts.items())):
        if not _is_address(url):
            raise wrong(path, f"{url!r} is no address of a provider", ("https://host",))
    _check_auth(provider, wrong)
    for name in provider.status.states:
        if name not in _STATES:
            raise wrong(("status", "states"), f"{name!r} is no state of ours", _STATES)
    if provider.media.form == "upload" and provider.media.upload is None:
        raise wrong(("media",), "how a file is uploaded is not said", ("[media.upload]",))
    _check_find(provider, wrong)
    _check_words(provider, wrong)
    if not provider.models:
        raise wrong(("models",), "it sells nothing", ('[models."its-name"]',))
    for name, model in provider.models.items():
        _check_model(name, model, provider, wrong)


def _check_auth(provider: Provider, wrong: Wrong) -> None:
    auth = provider.auth
    for template in (auth.value, auth.signed.issuer if auth.signed else ""):
        for word in WORD.findall(template):
            if word[0] not in _KEYS:
                raise wrong(("auth", "value"), f"{{{word[0]}}} is no key", tuple(f"{{{each}}}" for each in _KEYS))
    if ("{token}" in auth.value) != (auth.signed is not None):
        raise wrong(("auth",), "{token} and `signed` belong together", ('signed = { issuer = "{key}" }',))
    if "{key}" in "".join((*provider.headers.values(), *provider.submit.headers.values(), provider.base)):
        raise wrong(("headers",), "a key goes nowhere but into [auth]")


def _check_find(provider: Provider, wrong: Wrong) -> None:
    find = provider.find
    ticket = ("ticket", "")
    sent = {*words_in(provider.submit.headers), *words_in(provider.submit.body)}
    for name, model in provider.models.items():
        own = {*sent, *words_in(model.body), *(word for route in model.routes for word in words_in(route.body))}
        if find.by in ("key", "tag") and ticket not in own:
            raise wrong(("find", "by"), f"nothing of {name} says our {{ticket}} when it is submitted", ("no", "list"))
    needed = {"tag": ("path", "id"), "list": ("path", "items", "id", "same", "since")}.get(find.by, ())
    for field in needed:
        if not getattr(find, field):
            raise wrong(("find",), f"a {find.by} is searched with {field}, which is not said", needed)


def _check_words(provider: Provider, wrong: Wrong) -> None:
    """Words outside of what a model adds."""
    hosts, own = tuple(provider.hosts), tuple(provider.values)
    asked: list[tuple[tuple[str, ...], Any, tuple[str, ...]]] = [
        (("submit", "path"), provider.submit.path, ("model", "ticket")),
        (("submit", "headers"), provider.submit.headers, ("model", "ticket")),
        (("status", "path"), provider.status.path, ("id", "model", "route")),
        (("status", "body"), provider.status.body, ("id", "model", "route")),
        (("result", "path"), provider.result.path, ("id", "model", "route")),
        (("result", "body"), provider.result.body, ("id", "model", "route")),
        (("find", "path"), provider.find.path, ("ticket", "model", "route", "since", "page")),
        (("headers",), provider.headers, ()),
    ]
    if provider.cancel is not None:
        asked += [(("cancel", "path"), provider.cancel.path, ("id", "model", "route"))]
        asked += [(("cancel", "body"), provider.cancel.body, ("id", "model", "route"))]
    models = {word for model in provider.models.values() for word in model.values}
    for path, template, known in asked:
        possible = (*hosts, *own, *models, *known)
        for word, _ in words_in(template):
            answer = path[0] == "result" and word.startswith("answer.")
            if word not in possible and not answer:
                raise wrong(path, f"{{{word}}} is not known here", tuple(f"{{{each}}}" for each in possible))


def _check_model(name: str, model: Model, provider: Provider, wrong: Wrong) -> None:
    at = ("models", name)
    _check_controls(at, model, wrong)
    _check_limits(at, model, wrong)
    more: set[str] = {*provider.values, *model.values, *provider.hosts, *_size_words(model)}
    templates = [(provider.submit.body, ("submit", "body")), (model.body, (*at, "body"))]
    templates += [(route.body, (*at, "routes")) for route in model.routes]
    for template, path in templates:
        _check_body(template, path, more, wrong)
    for route in model.routes:
        _check_route(route, at, more, wrong)
    _check_names(at, model, wrong)
    sent = {word for template, _ in templates for word, _ in words_in(template)}
    for control, words in PASSED.items():
        if control in model.controls and not sent & words:
            words_there = tuple(f"{{{each}}}" for each in sorted(words))
            raise wrong((*at, "controls"), f"{control!r} is offered, and nothing that is sent says it", words_there)


PASSED: dict[str, set[str]] = {
    "words": {"words"}, "without": {"without"}, "seed": {"seed"}, "guidance": {"guidance"},
    **{each: {f"still.{each}", *(f"still.{each}.{form}" for form in FORMS), "picture", "picture.base64"}
       for each in ("first", "last", "middle")},
    "references": {"references", "reference", "reference.base64", "picture", "picture.base64"},
    "voice": {"voice", "voice.base64"},
    **{each: {"source", "source.base64"} for each in ("restyle", "extend")},
}  # fmt: skip
"""The words by which a control reaches the provider."""


def _check_controls(at: tuple[str, ...], model: Model, wrong: Wrong) -> None:
    known = tuple(each for each in CONTROLS if each in PASSED)
    named = {
        "controls": model.controls,
        "demands": model.demands,
        "needs": (*model.needs, *(each for group in model.needs.values() for each in group)),
        "apart": tuple(each for group in model.apart for each in group),
    }
    for field, controls in named.items():
        for control in controls:
            if control not in known:
                raise wrong((*at, field), f"{control!r} is no control that a provider can be told", known)


def _check_limits(at: tuple[str, ...], model: Model, wrong: Wrong) -> None:
    for size in model.sizes:
        if not is_size(size):
            raise wrong((*at, "sizes"), f"{size!r} is no size", ("1280x720",))
    for rate in model.rates:
        try:
            Rate.parse(rate)
        except UserError as error:
            raise wrong((*at, "rates"), error.message, error.possible) from error
    if isinstance(model.lengths, str):
        span = SPAN.fullmatch(model.lengths)
        if not span or not 1 <= int(span[1]) <= int(span[2]):
            raise wrong((*at, "lengths"), f"{model.lengths!r} is no span of whole seconds", ("2-10", "[4, 6, 8]"))
    elif list(model.lengths) != sorted({each for each in model.lengths if each > 0}):
        raise wrong((*at, "lengths"), "lengths rise and are more than 0", ("[4, 6, 8]",))
    price = model.price
    if price.amount < 0 or any(not 0 <= each <= price.amount for each in price.lines.values()):
        raise wrong((*at, "price"), "a price is not below 0, and none in `lines` above `amount`")
    if not all(key.isdigit() for key in price.lines):
        raise wrong((*at, "price"), "`lines` says a price by a number of lines", ("lines = { 720 = 0.2 }",))
    if price.date and not _DATE.fullmatch(price.date):
        raise wrong((*at, "price"), f"{price.date!r} is no date", ("2026-11-22",))
    counts = {"seeds": model.seeds, "at_once": model.at_once, "a_minute": model.a_minute}
    for field, count in counts.items():
        if not 0 <= count < 2**63:
            raise wrong((*at, field), f"{count} is not possible")


def _check_body(template: Any, path: tuple[str, ...], more: Collection[str], wrong: Wrong) -> None:
    media = {f"{each}.{form}" for each in MEDIA for form in FORMS}
    for word, series in words_in(template):
        if series and series not in SERIES:
            raise wrong(path, f"each = {series!r} is not known", tuple(SERIES))
        own = {*SERIES.get(series, ()), *(f"picture.{form}" for form in FORMS)} if series else set[str]()
        allowed = word in WORDS or word in more or word in own
        if not allowed and not (word in media and not word.startswith("picture")):
            raise wrong(path, f"{{{word}}} is not known", tuple(f"{{{each}}}" for each in (*own, *more, *WORDS)))


def _check_route(route: Route, at: tuple[str, ...], more: Collection[str], wrong: Wrong) -> None:
    possible = (*WORDS, "stills")
    for word in route.when:
        if word not in possible:
            raise wrong((*at, "routes"), f"when {word!r}: that is never said", possible)
    for word, _ in words_in(route.path):
        if word not in (*more, "model", "ticket"):
            raise wrong((*at, "routes"), f"{{{word}}} is not known", (*more, "model", "ticket"))


def _check_names(at: tuple[str, ...], model: Model, wrong: Wrong) -> None:
    for language, template in model.names.items():
        if language not in ("zh", "en"):
            raise wrong((*at, "names"), f"{language!r} is no language of prompts", ("zh", "en"))
        for word, _ in words_in(template):
            if word not in NAMES:
                raise wrong((*at, "names"), f"{{{word}}} is not known", tuple(f"{{{each}}}" for each in NAMES))


def _size_words(model: Model) -> set[str]:
    if not isinstance(model.sizes, dict):
        return set()
    return {word for words in model.sizes.values() for word in words}


def _is_address(url: str) -> bool:
    found = urlsplit(WORD.sub("x", url))
    plain = found.scheme == "http" and found.hostname in _HERE
    return (found.scheme == "https" or plain) and bool(found.hostname) and not found.query and not found.username
