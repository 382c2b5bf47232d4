"""Who buys: a table of `servers.toml` with `protocol = "tasks"`, laid over what the provider's file says.

[veo]
protocol = "tasks"
provider = "google"                  # a file of that name
model = "veo-3.1"                    # one of its models
# key = "GEMINI_API_KEY"             # where the key is, if not where the file says
# price = 0.40                       # prices move: a person's own stands
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lampblack.base.errors import UserError
from lampblack_engines.servers.secrets import POSSIBLE, names_a_key
from lampblack_engines.servers.written import Host, Table, table_of, tables
from lampblack_engines.tasks.provider import Model, Price, Provider
from lampblack_engines.tasks.reading import read_provider

OWN = ("tasks",)
WHERE = "LAMPBLACK_PROVIDERS"
"""The environment variable that names more folders of providers' files."""
_BUILT_IN = Path(__file__).parent / "providers"


@dataclass(frozen=True, kw_only=True)
class Written(Host):
    """The table as it is written. What it leaves open is as the provider's file says."""

    protocol: str = "tasks"
    provider: str = ""
    model: str = ""
    secret: str = ""
    """Where the second key is, where the provider wants two."""
    values: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    extra: Mapping[str, Any] = field(default_factory=lambda: dict[str, Any]())
    """Laid over what is sent, tables over tables."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """One model at one provider, and how this person buys it."""

    name: str
    provider: Provider
    model: Model
    model_name: str
    base: str
    hosts: Mapping[str, str]
    key: str
    secret: str
    values: Mapping[str, str]
    extra: Mapping[str, Any]
    seconds: float
    """How long one answer is waited for."""


def accounts(path: Path | None = None) -> dict[str, Account]:
    """Every one that is written down, by name; a `UserError` with its line for the first mistake."""
    return {name: account_from(table) for name, table in tables(OWN, path).items()}


def account_of(name: str) -> Account:
    """The one of that name; a `UserError` where none is written."""
    return account_from(table_of(name, OWN))


def provider_files() -> dict[str, Path]:
    """The providers there are, by name. A person's own file stands in the place of ours of that name."""
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "lampblack" / "providers"
    folders = [_BUILT_IN, home, *(Path(each) for each in os.environ.get(WHERE, "").split(os.pathsep) if each)]
    return {file.stem: file for folder in folders for file in sorted(folder.glob("*.toml"))}


def account_from(table: Table) -> Account:
    """A table of this family, read and checked, with what its provider's file says."""
    files = provider_files()
    raw = table.raw
    if "provider" not in raw:
        raise UserError(f"{table.name} names no provider", spot=table.spot(), possible=tuple(files))
    if raw.get("provider") not in files:
        raise table.wrong("provider", f"{raw.get('provider')!r} has no file here", tuple(files))
    provider = read_provider(files[str(raw["provider"])], _BUILT_IN)
    written = replace(table, raw={"url": provider.base, **raw}).read(Written)
    if not written.model:
        raise UserError(f"{table.name} names no model", spot=table.spot(), possible=tuple(provider.models))
    if written.model not in provider.models:
        raise table.wrong("model", f"{written.model!r} is not sold there", tuple(provider.models))
    if written.secret and not names_a_key(written.secret):
        raise UserError(f"{table.name}.secret names where a key is", spot=table.spot("secret"), possible=POSSIBLE)
    values = {**provider.values, **written.values}
    for word, value in values.items():
        if word not in provider.values:
            raise table.wrong("values", f"{word} is not known to this provider", tuple(provider.values))
        if not value:
            raise table.wrong("values", f"{word} must be said for this provider", (f'values = {{ {word} = "..." }}',))
    own = "url" in raw
    return Account(
        name=table.name, provider=provider, model=_priced(provider.models[written.model], written, table),
        model_name=provider.models[written.model].model or written.model, base=written.url.rstrip("/"),
        hosts={name: written.url if own else url for name, url in provider.hosts.items()},
        key=written.key or provider.auth.key, secret=written.secret or provider.auth.secret, values=values,
        extra=written.extra, seconds=min(600.0, written.seconds) if "seconds" in raw else 120.0,
    )  # fmt: skip


def _priced(model: Model, written: Written, table: Table) -> Model:
    """The model at the prices and limits a person wrote down."""
    raw = table.raw
    price = model.price
    if "price" in raw:
        price = Price(amount=written.price, unit=price.unit, currency=price.currency, source=str(table.spot("price")))
    if "currency" in raw:
        price = replace(price, currency=written.currency)
    return replace(
        model, price=price,
        at_once=written.at_once if "at_once" in raw else model.at_once,
        a_minute=written.a_minute if "a_minute" in raw else model.a_minute,
        licence=written.licence or model.licence,
    )  # fmt: skip
