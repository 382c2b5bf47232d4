"""The engines that providers' models are, as they stand in the registry: one for each table of `servers.toml`."""

from __future__ import annotations

from dataclasses import replace

from lampblack.base.digest import seed_of
from lampblack.base.saved import encode
from lampblack.engines.capabilities import Capabilities, LeftOut, Offer, each_offered
from lampblack.engines.shapes import size_of
from lampblack_engines.servers.secrets import lacking
from lampblack_engines.servers.written import tables
from lampblack_engines.tasks.accounts import OWN, Account, account_from
from lampblack_engines.tasks.checking import SPAN
from lampblack_engines.tasks.provider import Model

VERSION = 1
_MAKES = "lampblack_engines.tasks.engine:TaskEngine"
_LICENCE = "Apache-2.0 (this part)"


def offered() -> tuple[Offer | LeftOut, ...]:
    """An engine for each table that names a provider, and one that says how where there is none."""
    return each_offered(tables(OWN), lambda table: offer_of(account_from(table))) or (_unwritten(),)


def offer_of(account: Account) -> Offer:
    """The engine that a model at a provider is. Its version changes with whatever changes what is seen."""
    model, provider = account.model, account.provider
    sent = encode([
        provider.base, provider.submit.path, provider.submit.body, model.path, model.body, model.values,
        [[each.name, each.path, each.body] for each in model.routes], account.model_name, account.values,
        account.extra, said_of_sizes(model), model.names, model.seeds,
    ])  # fmt: skip
    where = [lacking(each) for each in (account.key, account.secret)]
    return Offer(
        name=account.name,
        version=1_000_000 * VERSION + seed_of("tasks", sent.decode()) % 1_000_000,
        makes=_MAKES,
        made_with=(("name", account.name),),
        capabilities=(limits_of(account),),
        licence=_LICENCE,
        summary=f"{model.summary or account.model_name} at {provider.title}",
        remote=True,
        lacks=" and ".join(each for each in where if each),
    )


def limits_of(account: Account) -> Capabilities:
    """What the model can do, as its file and the person's own table say."""
    model, price = account.model, account.model.price
    lines = sorted((int(lines), amount) for lines, amount in price.lines.items())
    made = Capabilities(
        kind=model.kind,
        sizes=tuple(size_of(each) for each in model.sizes),
        controls=frozenset(model.controls),
        demands=frozenset(model.demands),
        needs=model.needs,
        apart=model.apart,
        most_references=model.most_references,
        prompts=model.prompts,
        word_languages=model.word_languages,
        longest_words=model.longest_words,
        price_per_unit=price.amount,
        price_by_lines=tuple(lines),
        unit=price.unit,
        currency=price.currency,
        concurrency=model.at_once,
        requests_per_minute=model.a_minute,
        limit_seconds=model.limit_seconds,
        usual_seconds=model.usual_seconds,
        output_licence=model.licence,
        finds_lost_answers=account.provider.find.by,
        key_seconds=account.provider.find.seconds,
    )
    if model.kind == "paint":
        return made
    return replace(
        made, rates=model.rates, lengths=lengths_of(model), longest_seconds=model.longest_seconds,
        makes_sound=model.sound,
    )  # fmt: skip


def lengths_of(model: Model) -> tuple[float, ...]:
    """The lengths that can be asked for."""
    if not isinstance(model.lengths, str):
        return model.lengths
    span = SPAN.fullmatch(model.lengths)
    return tuple(float(each) for each in range(int(span[1]), int(span[2]) + 1)) if span else ()


def said_of_sizes(model: Model) -> object:
    """What is said for each size. Where nothing is, one more that is sold changes nothing that was bought."""
    return dict(model.sizes) if isinstance(model.sizes, dict) else {}


def _unwritten() -> Offer:
    return Offer(
        name="cloud",
        version=VERSION,
        makes=_MAKES,
        made_with=(("name", "cloud"),),
        capabilities=(Capabilities(kind="film"), Capabilities(kind="paint")),
        licence=_LICENCE,
        summary="a provider that sells films and pictures (fal, Replicate, Runway, Veo, Seedance, Wan, MiniMax, Kling)",
        remote=True,
        lacks='a provider, written in servers.toml as [cloud] with protocol = "tasks", its provider and its model',
    )
