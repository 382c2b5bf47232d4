"""What a provider's file says (`reading` tells how it is written): how it is asked, what it answers, what it sells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Table = Mapping[str, Any]


def _none() -> Table:
    return {}


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A JSON web token (RFC 7519) made of two secrets for each question (HS256): `{token}` in the header's value."""

    issuer: str = "{key}"
    seconds: int = 1_800
    """How long it holds."""
    early: int = 5
    """Seconds it holds already before it was made, for clocks that differ."""


@dataclass(frozen=True, kw_only=True)
class Auth:
    """How the key is shown: `value` with `{key}`, `{secret}` or `{token}` in it, in the header of that name."""

    header: str = "Authorization"
    value: str = "Bearer {key}"
    key: str = ""
    """Where the key usually is (an environment variable); `servers.toml` may name another place."""
    secret: str = ""
    """Where the second key usually is; empty: there is none."""
    signed: Signed | None = None


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A question that leaves a file with the provider before the job is submitted; it costs nothing."""

    path: str
    part: str = "file"
    """Of the form it is sent in."""
    fields: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    """More fields of that form."""
    url: tuple[str, ...] = ("url",)
    """Where the answer says how the job is to name it."""
    policy: str = ""
    """A question before it, whose answer's words (`{data.policy}`) then stand in `path` and `fields`: the form goes to
    another host, which is never shown the key."""
    name: str = ""
    """How the job is to name it, where the answer does not say: made of the form's own fields."""


@dataclass(frozen=True, kw_only=True)
class Media:
    """How pictures, footage and recordings are handed over."""

    form: Literal["data-uri", "base64", "upload"] = "data-uri"
    most_bytes: int = 0
    """Of one file, as it is; 0: no limit is known."""
    upload: Upload | None = None


@dataclass(frozen=True, kw_only=True)
class Errors:
    """How a no is told, in any answer."""

    message: tuple[str, ...] = ("error.message", "detail", "message", "error")
    """Where its words are; the first that says something counts."""
    code: tuple[str, ...] = ()
    """Where the provider's own code is, if it has one beside HTTP's."""
    fine: tuple[str, ...] = ()
    """Codes that are no fault. Where some are named, any other code is one, also with HTTP 200."""
    busy: tuple[str, ...] = ()
    """Codes, its own or HTTP's, for "too much just now, nothing was taken"; 429 always is."""
    unsure: tuple[str, ...] = ()
    """Codes of its own after which nobody knows whether it took the job."""
    declined: tuple[str, ...] = ()
    """Codes of its own for a plain no that HTTP's code hides: waiting mends no empty account that is told with 429. Of
    a code beside HTTP's yes that stands in no list, nobody knows what it means for the job."""
    refused: tuple[str, ...] = ()
    """Its own codes, or words in what it says, that are moderation's final no."""


@dataclass(frozen=True, kw_only=True)
class Submit:
    """The question that buys."""

    path: str
    id: tuple[str, ...]
    """Where the answer names the job."""
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    body: Table = field(default_factory=_none)


@dataclass(frozen=True, kw_only=True)
class Charged:
    """What a job really cost, where the answer says so: what stands `at`, times `each`, in the model's currency."""

    at: tuple[str, ...]
    each: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Status:
    """The question how far it is."""

    path: str
    state: tuple[str, ...]
    method: str = "GET"
    body: Table = field(default_factory=_none)
    states: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict[str, tuple[str, ...]]())
    """Its words by ours (`running`, `succeeded`, `failed`, `refused`, `cancelled`, `expired`); any other is running."""
    failed: tuple[str, ...] = ()
    """Where something stands at one of these, it failed, whatever its state is called."""
    refused: tuple[str, ...] = ()
    """Where something stands at one of these, it was refused."""
    gone: tuple[int, ...] = ()
    """HTTP codes by which it says that it does not know the job any more."""
    progress: str = ""
    full: float = 1.0
    """What `progress` says at the end."""
    every: float = 0.0
    """Seconds it wants to be left in peace between two questions; 0: it does not say."""
    charged: Charged | None = None


@dataclass(frozen=True, kw_only=True)
class Result:
    """Where the result of a job that succeeded is."""

    at: tuple[str, ...]
    """Where the answer says it: an address, or the file itself (a data URI, or base64)."""
    form: Literal["url", "base64"] = "url"
    path: str = ""
    """A question of its own, where the one for the state does not say it."""
    method: str = "GET"
    body: Table = field(default_factory=_none)
    key: bool = False
    """Whether the provider's own host wants the key for the file too; no other host is ever told it."""
    hours: float = 0.0
    """How long it is kept after `since`; 0: not known."""
    since: tuple[str, ...] = ()
    """Where the answer says when it was done (ISO 8601, or seconds or milliseconds since 1970)."""


@dataclass(frozen=True, kw_only=True)
class Cancel:
    """The question to stop it."""

    path: str
    method: str = "POST"
    body: Table = field(default_factory=_none)
    when: tuple[str, ...] = ()
    """Its words for states in which it may be asked at all: some take the record of a job that has ended away with it.
    None named: any."""


@dataclass(frozen=True, kw_only=True)
class Find:
    """How a job whose answer was lost is found.

    `key`: the same body under the same ticket is the same job, for `seconds`. `tag`: asked for by our ticket. `list`:
    in the list of recent jobs, by what is `same` in them and in what was sent. `no`: not at all.
    """

    by: Literal["key", "tag", "list", "no"] = "no"
    seconds: float = 86_400.0
    path: str = ""
    method: str = "GET"
    items: str = ""
    """Where the list is in the answer; empty: the answer is the job itself."""
    id: tuple[str, ...] = ()
    same: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    """Where a job of the list says what the body said: its path = the body's path."""
    confirm: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    """Where the answer to the question how far it is says what the body said, for those of the list that may be it: of
    these paths the first that says something counts. Who does not say it yet is asked again later."""
    since: tuple[str, ...] = ()
    """Where a job of the list says when it was made."""
    next: str = ""
    """Where the answer names the address of the next page; or `{page}` stands in the path, and is counted up."""
    first: int = 1
    """The number of the first page."""
    pages: int = 5
    """How many are read at most."""
    absent: tuple[int, ...] = (404,)
    """HTTP codes by which it says that there is no job of our ticket."""
    absent_codes: tuple[str, ...] = ()
    """Its own codes that say so."""
    complete: bool = False
    """Whether it promises that a job it took is found at once: if it is not, it was never taken."""


@dataclass(frozen=True, kw_only=True)
class Price:
    """What a unit costs, from whom that is known, and when it was looked up."""

    amount: float
    unit: Literal["second", "request"] = "second"
    currency: str = "USD"
    lines: Mapping[str, float] = field(default_factory=lambda: dict[str, float]())
    """What a unit costs up to so many lines (the shorter side), where that is less than `amount`."""
    source: str = ""
    date: str = ""


@dataclass(frozen=True, kw_only=True)
class Route:
    """Another question that buys, for requests that say all of `when`; the first that fits is taken."""

    name: str
    when: tuple[str, ...] = ()
    path: str = ""
    body: Table = field(default_factory=_none)


@dataclass(frozen=True, kw_only=True)
class Model:
    """One model and its limits, in the words of `engines.capabilities`."""

    kind: Literal["film", "paint"] = "film"
    model: str = ""
    """The provider's own name for it; empty: the table's."""
    summary: str = ""
    sizes: tuple[str, ...] | Mapping[str, Mapping[str, str]] = ()
    """The sizes that can be asked for; as tables, with more words for the body by size."""
    rates: tuple[str, ...] = ()
    lengths: tuple[float, ...] | str = ()
    """The lengths in seconds, or `2-10` for all whole ones."""
    longest_seconds: float | None = None
    controls: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    """Controls of which it must be given one: without it makes nothing."""
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict[str, tuple[str, ...]]())
    """Controls that are only taken together with others."""
    apart: tuple[tuple[str, ...], ...] = ()
    """Controls of which only one is taken at a time."""
    most_references: int = 0
    names: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    """How the words tell which reference shows whom, in Chinese (`zh`) and English (`en`): `naming`."""
    longest_words: int = 0
    prompts: Literal["prose", "tags"] = "prose"
    word_languages: tuple[str, ...] = ()
    sound: bool = False
    seeds: int = 2**31 - 1
    """The highest seed it takes."""
    at_once: int = 0
    a_minute: int = 0
    usual_seconds: float = 0.0
    limit_seconds: float = 3_600.0
    licence: str = ""
    """Of what it gives."""
    terms: str = ""
    """Where its maker says so."""
    price: Price
    path: str = ""
    """Of the question that buys, where it is not the provider's."""
    body: Table = field(default_factory=_none)
    """Laid over the provider's body."""
    routes: tuple[Route, ...] = ()
    values: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    """More words for paths and bodies."""
    result: tuple[str, ...] = ()
    """Where its result is, where that is not as with the provider's others."""
    charged: Charged | None = None
    """What it really cost, where that is not told as with the provider's others."""
    doubt: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Provider:
    """One provider. `source` names the pages this was written from, `doubt` what they leave open."""

    title: str
    base: str
    """The address every path begins with, but for those that begin with one of `hosts`."""
    source: tuple[str, ...]
    submit: Submit
    status: Status
    result: Result
    models: Mapping[str, Model]
    hosts: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    """Other addresses of it, by name: `{api}/v1/...` in a path."""
    headers: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    """Sent with every question."""
    values: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    """Words for paths and bodies that a person may say in `servers.toml`; an empty one must be said."""
    doubt: tuple[str, ...] = ()
    auth: Auth = Auth()
    media: Media = Media()
    errors: Errors = Errors()
    cancel: Cancel | None = None
    find: Find = Find()
