"""A job whose answer was lost, looked for: by our ticket, or in the provider's list by what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from lampblack.base.errors import JobError
from lampblack.base.saved import plain
from lampblack.engines.protocol import Found
from lampblack_engines.tasks.accounts import Account
from lampblack_engines.tasks.answers import at, first, moment
from lampblack_engines.tasks.asking import Asker, answered
from lampblack_engines.tasks.identity import named, parted
from lampblack_engines.tasks.provider import Find

CLOCKS = 300.0
"""Seconds a provider's clock may be behind ours, and ours behind its."""


def found_in(ask: Asker, account: Account, whole: Mapping[str, Any], ticket: str, since: float) -> Found:
    """What the provider says of it."""
    match account.provider.find.by:
        case "tag":
            return _by_tag(ask, account, whole, ticket, since)
        case "list":
            return _by_list(ask, account, whole, since)
        case _:
            return Found()


def _by_tag(ask: Asker, account: Account, whole: Mapping[str, Any], ticket: str, since: float) -> Found:
    find, errors = account.provider.find, account.provider.errors
    asked = parted(f"x {whole['asked']}")[1]
    words = {"ticket": ticket, "route": asked.route, "since": ask.since(since)}
    said = ask.json(find.method, find.path, words)
    if said.code in find.absent or (said.own and said.own in find.absent_codes):
        return Found(complete=find.complete)
    answer = answered(said, errors, account.name)
    jobs = cast(list[Any], at(answer, find.items) or []) if find.items else [answer]
    ids = tuple(dict.fromkeys(named(own, asked) for job in jobs if (own := first(job, find.id)) is not None))
    return Found(ids=ids, complete=find.complete and not ids)


def _by_list(ask: Asker, account: Account, whole: Mapping[str, Any], since: float) -> Found:
    """Jobs that were made since and say what ours said. A job that does not say what it was made of, or a list that
    does not end, means that nobody can promise that ours is not there."""
    find = account.provider.find
    asked = parted(f"x {whole['asked']}")[1]
    ids: list[str] = []
    sure = find.complete
    # Files are left before the job is sent, each with a patience of its own.
    last = since + account.seconds * (1 + len(whole.get("files", ()))) + CLOCKS
    for page in _pages(ask, account, since, asked.route):
        if page is None:
            sure = False
            break
        for job in page:
            made = moment(first(job, find.since))
            if made is not None and made < since - CLOCKS:
                continue
            same = _is_same(job, whole["send"], find)
            own = first(job, find.id)
            if same is None or (same and made is not None and made > last):
                # Made later than ours can have been, by a clock that may be wrong: nobody can promise whose it is.
                sure = False
            elif same and own is not None:
                ids.append(named(own, asked))
    if find.confirm:
        ids = [id for id in ids if _confirmed(ask, account, id, whole["send"])]
    return Found(ids=tuple(dict.fromkeys(ids)), complete=sure and not ids)


def _confirmed(ask: Asker, account: Account, id: str, sent: Mapping[str, Any]) -> bool:
    """Whether a job that may be ours says what ours said; a `JobError` where it does not say it yet."""
    status, (own, asked) = account.provider.status, parted(id)
    words = {"id": own, "route": asked.route}
    said = ask.json(status.method, status.path, words, body=ask.body(status.body, words))
    answer = answered(said, account.provider.errors, account.name)
    told = {ours: value for path, ours in account.provider.find.confirm.items() if (value := at(answer, path))}
    if not told:
        raise JobError(f"{account.name} does not say yet what {own} is made of")
    return all(plain(value) == plain(at(sent, ours)) for ours, value in told.items())


def _pages(ask: Asker, account: Account, since: float, route: str) -> Iterator[list[Any] | None]:
    """The list page by page, by number or by the address of the next, until it is older than `since`; None where it
    goes on beyond what is read."""
    find = account.provider.find
    path = find.path
    for number in range(find.first, find.first + find.pages):
        words: dict[str, Any] = {"since": ask.since(since), "route": route, "page": str(number)}
        answer = answered(ask.json(find.method, path, words), account.provider.errors, account.name)
        jobs = at(answer, find.items)
        if not isinstance(jobs, list):
            raise JobError(f"{account.name} sends a list that cannot be read")
        rows = cast(list[Any], jobs)
        yield rows
        times = [made for job in rows if (made := moment(first(job, find.since))) is not None]
        if not rows or (times and min(times) < since - CLOCKS):
            return
        if "{page}" in find.path:
            continue
        more = first(answer, (find.next,)) if find.next else None
        if not isinstance(more, str):
            return
        path = _own_path(more, ask.url(find.path, words))
    yield None


def _own_path(next: str, here: str) -> str:
    """The next page's address: never at another host than this one's."""
    there, ours = urlsplit(urljoin(here, next)), urlsplit(here)
    if (there.scheme, there.netloc) != (ours.scheme, ours.netloc):
        raise JobError("the provider's list goes on at another host: it is not asked")
    return urljoin(here, next)


def _is_same(job: Any, sent: Mapping[str, Any], find: Find) -> bool | None:
    """Whether a job of the list says what was sent; None: it says nothing of it, or nothing of it was said."""
    pairs = [(at(job, path), at(sent, ours)) for path, ours in find.same.items()]
    if all(told is None for told, _ in pairs) or all(said is None for _, said in pairs):
        return None
    return all(plain(told) == plain(said) for told, said in pairs if said is not None)
