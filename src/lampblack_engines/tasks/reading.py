"""A provider's file: TOML without code, from which the one adapter knows how to buy there.

    title = "Example"                        # how it is called
    base = "https://api.example.com"         # every path below begins there
    source = ["https://example.com/docs, 2026-11-22"]
    doubt = ["whether a job that was cancelled is charged"]   # what the pages leave open

    [auth]                                   # how the key is shown
    header = "Authorization"                 # `value` may hold {key}, {secret}, {token}
    value = "Bearer {key}"
    key = "EXAMPLE_API_KEY"                  # where it usually is; servers.toml may say otherwise
    # secret = "..."                         # a second key
    # signed = { issuer = "{key}", seconds = 1800 }   # {token}: a JWT (HS256) of both

    [headers]                                # with every question
    X-Version = "1"
    [hosts]                                  # more addresses: a path may begin with {files}
    files = "https://files.example.com"
    [values]                                 # words a person may say in servers.toml; an empty one must be said
    region = "eu"

    [media]                                  # pictures, footage, recordings
    form = "data-uri"                        # or "base64", or "upload" with
    most_bytes = 5_000_000                   # [media.upload] path, part, fields, url; or policy, name (`policies`)

    [submit]                                 # the question that buys
    path = "/v1/videos"
    headers = { Idempotency-Key = "{ticket}" }
    id = ["id"]                              # where the answer names the job; the first that says something
    [submit.body]
    model = "{model}"
    prompt = "{words}"
    duration = "{seconds}"                   # one word alone: a number; "{seconds}s", "{seconds|text}": text
    image = { url = "{still.first}" }        # left out where the request has none
    [[submit.body.references]]
    each = "references"                      # once for each
    url = "{picture}"
    name = "{of}"

    [status]                                 # the question how far it is; `method` and `body` as above
    path = "/v1/videos/{id}"
    state = ["status"]
    states = { running = ["queued"], succeeded = ["done"], failed = ["error"] }   # any other word: running
    failed = ["error"]                       # failed where something stands there, whatever the state is called
    refused = ["blocked"]                    # likewise refused
    gone = [410]                             # HTTP codes of a job it knows no more
    progress = "progress"                    # and `full = 100`
    every = 5                                # seconds between two questions
    charged = { at = ["cost"], each = 0.01 } # what it really cost; a model may say otherwise

    [result]
    at = ["video.url"]                       # an address (`form = "base64"`: the file itself)
    # path = "/v1/files/{answer.file_id}"    # a question of its own; {answer.x}: from the status
    # key = true                             # the provider's own host wants the key for the file too
    # hours = 24, since = ["finished_at"]    # how long it is kept

    [errors]                                 # how a no is told
    message = ["error.message"]
    code = ["error.code"]                    # its own codes; `fine` (with HTTP 200), `busy`, `unsure`, `declined`
    refused = ["content_policy"]             # its codes, or words in the message, that are moderation

    [cancel]
    path = "/v1/videos/{id}"
    method = "DELETE"
    when = ["queued"]                        # only then; none named: always

    [find]                                   # a lost answer: "key", "tag", "list" or "no"
    by = "list"
    path = "/v1/videos"
    items = "data"
    id = ["id"]
    same = { "input.prompt" = "prompt" }     # where the list says what the body said
    # confirm = { "prompt" = "prompt" }      # likewise in the answer of [status], where the list says too little
    since = ["created_at"]
    next = "next"                            # or a path with {page} in it; {since}: an ISO moment

    [models."example-2"]                     # what it sells, in the words of engines.capabilities
    kind = "film"                            # or "paint"
    model = "ex-2-pro"                       # its name there, {model}
    sizes = ["1280x720", "720x1280"]         # or [models.x.sizes."1280x720"] with more words: ratio = "16:9"
    rates = ["24"]
    lengths = [4, 6, 8]                      # or "2-10"
    controls = ["words", "seed", "first"]
    demands = ["first", "last"]              # it makes nothing without one of these
    needs = { last = ["first"] }             # only together
    apart = [["first", "references"]]        # only one of them
    most_references = 3
    names = { zh = "图{number}是{of}。", en = "Image {number} is {of}. " }  # after the words: whom each shows
    longest_words = 1000
    sound = true                             # it makes sound
    seeds = 4294967295                       # the highest
    price = { amount = 0.4, unit = "second", currency = "USD", lines = { 720 = 0.2 }, source = "...", date = "..." }
    body = { mode = "pro" }                  # laid over the provider's
    [[models."example-2".routes]]            # another question for some requests; the first that fits
    name = "image"
    when = ["still.first"]
    path = "/v1/image_to_video"

A file that begins with `over = "fal"` is laid on ours of that name: so a model is added to it in a few lines.

The words that may stand in braces are `saying.WORDS`, those of `values`, of a model's `values` and of its sizes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from lampblack.base.errors import Spot, UserError
from lampblack.base.saved import convert
from lampblack.base.toml import laid_over, only, read_toml, spot_of
from lampblack_engines.tasks.checking import check_provider
from lampblack_engines.tasks.provider import Provider

K = TypeVar("K")


@dataclass(frozen=True, kw_only=True)
class Page:
    """A file as it is written, for the line of every mistake."""

    text: str
    file: str

    def spot(self, *path: str) -> Spot:
        return spot_of(self.text, self.file, *path)

    def wrong(self, path: tuple[str, ...], words: str, possible: tuple[str, ...] = ()) -> UserError:
        """A mistake at that key, with its line."""
        return UserError(f"{'.'.join(path)}: {words}", spot=self.spot(*path), possible=possible)


def read_provider(path: Path, others: Path | None = None) -> Provider:
    """The provider that a file describes; a `UserError` with its line for the first mistake in it. `over` names a file
    of the folder `others` on which it is laid: what it does not say is as there."""
    page, table = _page(path)
    over = table.pop("over", None)
    if over is not None:
        table = laid_over(_below(str(over), others, page), table)
    provider = _noun(Provider, table, page, ())
    check_provider(provider, page.wrong)
    return provider


def _page(path: Path) -> tuple[Page, dict[str, Any]]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}") from error
    return Page(text=text, file=str(path)), read_toml(text, str(path))


def _below(name: str, others: Path | None, page: Page) -> dict[str, Any]:
    there = {file.stem: file for file in sorted(others.glob("*.toml"))} if others else {}
    if name not in there:
        raise page.wrong(("over",), f"there is no provider {name!r} to lay it on", tuple(there))
    return _page(there[name])[1]


def _noun(kind: type[K], table: Any, page: Page, path: tuple[str, ...]) -> K:
    """A table as the noun it describes, and so on inward."""
    if not isinstance(table, dict):
        raise page.wrong(path, "this is a table of its own", (f"[{'.'.join(path)}]",))
    found = cast(dict[str, Any], table)
    known = fields(cast(Any, kind))
    only(found, [each.name for each in known], page.text, page.file, *path)
    hints = get_type_hints(kind)
    made: dict[str, Any] = {}
    for each in known:
        if each.name in found:
            made[each.name] = _value(hints[each.name], found[each.name], page, (*path, each.name))
        elif each.default is MISSING and each.default_factory is MISSING:
            words = f"{'.'.join((*path, each.name))} is not said"
            raise UserError(words, spot=page.spot(*path) if path else Spot(file=page.file))
    return kind(**made)


def _value(hint: Any, value: Any, page: Page, path: tuple[str, ...]) -> Any:
    inner = _inner(hint)
    if inner is None:
        try:
            return convert(value, hint)
        except msgspec.ValidationError as error:
            raise page.wrong(path, str(error)) from error
    origin = get_origin(hint)
    if origin is tuple:
        return tuple(_noun(inner, each, page, path) for each in _of(list[Any], value, page, path))
    if origin is not None and issubclass(origin if isinstance(origin, type) else object, Mapping):
        tables = _of(dict[str, Any], value, page, path)
        return {name: _noun(inner, each, page, (*path, name)) for name, each in tables.items()}
    return _noun(inner, value, page, path)


def _of(kind: Any, value: Any, page: Page, path: tuple[str, ...]) -> Any:
    try:
        return convert(value, kind)
    except msgspec.ValidationError as error:
        raise page.wrong(path, str(error)) from error


def _inner(hint: Any) -> Any:
    """The noun a hint is made of (`Auth`, `Auth | None`, `Mapping[str, Model]`, `tuple[Route, ...]`), or None."""
    if is_dataclass(hint):
        return hint
    if get_origin(hint) in (Union, UnionType, tuple, Mapping) or get_origin(hint) is not None:
        return next((each for each in get_args(hint) if is_dataclass(each)), None)
    return None
