"""What a person can ask of what is kept: is it sound, how big is it, what of it may go."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Generator, Iterable, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from lampblack.base.digest import Digest, digest_of_file
from lampblack.base.errors import Spot, UserError
from lampblack.build.belonging import Belonging, Belongings, By
from lampblack.build.delivery import dubs_of
from lampblack.build.foresight import foresee
from lampblack.graph.job import Job
from lampblack.project.episode import in_records
from lampblack.project.folder import FilmFolder, find, find_episode
from lampblack.project.opened import OpenFilm
from lampblack.project.series import Series
from lampblack.project.settings import Keeping, Quality
from lampblack.project.whereabouts import open_store, store_folder
from lampblack.store.collection import Collection, Wish, survey, sweep
from lampblack.store.inspection import Damage, Inspection, Rescue, inspect
from lampblack.store.ledger import Money
from lampblack.store.salvage import Salvaged, salvage
from lampblack.store.shared import SharedStore
from lampblack.store.store import Store
from lampblack.store.tarred import Archive

QUALITIES: tuple[Quality, ...] = ("draft", "review", "final")


@dataclass(frozen=True, kw_only=True)
class Home:
    """Whose store it is: a film's, or a series' with all its episodes."""

    folder: Path
    keeping: Keeping
    films: tuple[FilmFolder, ...]

    @property
    def store(self) -> Path:
        return store_folder(self.folder, self.keeping)


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What `verify` found, with what each damaged thing belongs to."""

    inspection: Inspection
    damages: tuple[tuple[Damage, Belonging], ...] = ()
    salvaged: Salvaged | None = None
    """Where the records themselves were damaged: what could be saved of them."""

    @property
    def sound(self) -> bool:
        return self.inspection.sound and self.salvaged is None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the present plans stand on: keys of all qualities, and the jobs themselves by their ids in the records."""

    keys: frozenset[Digest] = frozenset()
    jobs: dict[str, Job] = field(default_factory=lambda: {})


@dataclass(frozen=True, kw_only=True)
class Collected:
    """What `gc` threw away, or would."""

    collection: Collection
    belongings: Belongings
    dry: bool

    def groups(self) -> dict[tuple[str, str], tuple[int, int]]:
        """(stage, scene): how many pieces go, and how many bytes."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for piece in self.collection.pieces:
            at = self.belongings.of(piece.job, piece.engine)
            group = at.by("stage"), at.by("scene") if at.job else ""
            count, size = found.get(group, (0, 0))
            found[group] = count + 1, size + piece.size
        return dict(sorted(found.items(), key=lambda item: -item[1][1]))


@dataclass(frozen=True, kw_only=True)
class Share:
    """How much of the store one scene (stage, shot, engine) takes, in bytes."""

    name: str
    size: int = 0
    results: int = 0
    standing: int = 0
    """Of it: what the film stands on now."""
    bought: int = 0
    """Of it: what was paid for."""


def verify(folder: Path, found_at: Sequence[Path] = (), *, ledger_seen: bool = False) -> Verified:
    """Look at everything that is kept; make good what can be: from the shared store, from files a person has found
    (archives, or the very bytes, downloaded again), by the next build.

    `ledger_seen`: a person has looked at the providers' pages for what a damaged ledger lost.
    """
    home = home_of(folder)
    salvaged = salvage(home.store)
    with open_store(home.folder, home.keeping, owner=True) as store, ExitStack() as stack:
        if ledger_seen:
            store.ledger_seen()
        rescues: list[Rescue] = [_rescue_from(file, stack) for file in found_at]
        if isinstance(store, SharedStore):
            rescues.append(store.rescue)
        found = inspect(store, rescues)
        belongings = Belongings(jobs=_standing_or_nothing(home, store).jobs)
    told = tuple((damage, belongings.of(damage.job, damage.engine)) for damage in found.damages)
    return Verified(inspection=found, damages=told, salvaged=salvaged)


def collect(
    folder: Path, *, dry: bool = False, days: float = 7.0, takes: Sequence[str] = (), paid: Sequence[str] = ()
) -> Collected:
    """Throw away what nobody needs, or say what that would be. A `UserError` names what was named and cannot go.

    `takes` (`SHOT/TAKE`) and `paid` (a ticket, or a shot: its bought takes that the film does not use) go although they
    would be kept.
    """
    home = home_of(folder)
    with local(home, owner=True) as store:
        standing = _standing(home, store)
        named = _named_takes(store, takes, standing) | _named_paid(store, paid, standing)
        found = survey(store, Wish(keys=standing.keys, let_go=frozenset(named), days=days))
        if not dry:
            _let_go(store, paid, named)
            sweep(store, found)
    return Collected(collection=found, belongings=Belongings(jobs=standing.jobs), dry=dry)


def size_of(folder: Path, by: By = "scene") -> tuple[Share, ...]:
    """How big everything kept is, the biggest first. What several results share counts once, for the newest of them."""
    home = home_of(folder)
    with local(home, owner=False) as store:
        standing = _standing_or_nothing(home, store)
        bought = {digest for money in store.ledger.present() for digest in money.outputs.values()}
        whose: dict[Digest, tuple[Belonging, bool]] = {}
        belongings = Belongings(jobs=standing.jobs)
        for action in sorted(store.actions.every(), key=lambda one: (one.key in standing.keys, one.at)):
            at = belongings.of(action.job, action.engine)
            whose |= {each.digest: (at, action.key in standing.keys) for each in action.outputs.values()}
        shares: dict[str, Share] = {}
        left = Belonging(job=""), False
        sizes = {digest: store.blobs.size(digest) or 0 for digest in store.blobs.every()}
        sizes |= {digest: len(data) for digest, data in store.actions.values()}
        for digest, size in sizes.items():
            at, stands = whose.get(digest, left)
            share = shares.setdefault(at.by(by), Share(name=at.by(by)))
            shares[share.name] = Share(
                name=share.name,
                size=share.size + size,
                results=share.results + 1,
                standing=share.standing + size * stands,
                bought=share.bought + size * (digest in bought),
            )
    return tuple(sorted(shares.values(), key=lambda share: (-share.size, share.name)))


def home_of(folder: Path) -> Home:
    """The film or series whose store is meant; an episode's is its series'."""
    found = find(folder)
    series = found if isinstance(found, Series) else found.series
    if series is None:
        assert isinstance(found, FilmFolder)
        return Home(folder=found.folder, keeping=found.settings.store, films=(found,))
    films = tuple(find_episode(series, name) for name in series.episodes)
    return Home(folder=series.folder, keeping=series.settings.store, films=films)


@contextmanager
def local(home: Home, *, owner: bool) -> Generator[Store]:
    """The store itself, without the shared one behind it: nothing is to be fetched only to be counted."""
    with open_store(home.folder, Keeping(folder=home.keeping.folder), owner=owner) as store:
        yield store


def standing_of(home: Home, store: Store) -> Standing:
    """What the present plans of all qualities stand on; for those who keep exactly that."""
    return _standing(home, store)


# ---- within ----------------------------------------------------------------------------------------------------


def _rescue_from(file: Path, stack: ExitStack) -> Rescue:
    if not file.is_file():
        raise UserError("there is no such file", spot=Spot(file=str(file)))
    if tarfile.is_tarfile(file):
        return stack.enter_context(Archive.open(file)).rescue

    def rescue(digest: Digest, to: Path) -> bool:
        if digest_of_file(file) != digest:
            return False
        shutil.copyfile(file, to)
        return True

    return rescue


def _standing(home: Home, store: Store) -> Standing:
    """Keys of the present plans; and of what was made last, where a film is not made as it is planned now."""
    keys: set[Digest] = set()
    jobs: dict[str, Job] = {}
    whole = True
    for film in home.films:
        opened = OpenFilm(film, store=store)
        languages = ("", *dubs_of(opened))
        plans = [foresee(opened, quality, language)[0] for quality in QUALITIES for language in languages]
        whole &= any(all(each.fate == "kept" for each in plan.forecasts) for plan in plans)
        for plan in plans:
            keys |= {each.key for each in plan.forecasts if each.key}
            jobs |= {in_records(film.name, each.job.id): each.job for each in plan.forecasts}
    last = store.node_keys()
    keys |= {key for id, key in last.items() if not whole or id in jobs}
    return Standing(keys=frozenset(keys), jobs=jobs)


def _standing_or_nothing(home: Home, store: Store) -> Standing:
    """The same for those who only name things: a script that cannot be read now must not stop them."""
    try:
        return _standing(home, store)
    except UserError:
        return Standing()


def _named_takes(store: Store, names: Sequence[str], standing: Standing) -> set[Digest]:
    found: set[Digest] = set()
    there = [action for action in store.actions.every() if _is_take(action.job)]
    for name in names:
        keys = {action.key for action in there if _take_name(action.job) == name}
        if not keys:
            raise UserError(f"there is no take {name!r}", possible=_some(_take_name(action.job) for action in there))
        if keys & standing.keys:
            raise UserError(f"the film uses the take {name!r} now; pin another one first")
        if any(store.ledger.last_for(key) for key in keys):
            raise UserError(f"the take {name!r} was bought; name it with --paid")
        found |= keys
    return found


def _named_paid(store: Store, names: Sequence[str], standing: Standing) -> set[Digest]:
    """Keys of bought results that a person gives up by name."""
    ledger = [money for money in store.ledger.present("succeeded") if money.outputs or store.actions.get(money.key)]
    found: set[Digest] = set()
    for name in names:
        meant = [money for money in ledger if name in (money.ticket, money.subject, _shot(money))]
        if not meant:
            raise UserError(f"nothing that was bought is called {name!r}", possible=_some(m.ticket for m in ledger))
        free = {money.key for money in meant if money.key not in standing.keys}
        if not free:
            raise UserError(f"the film uses all that was bought as {name!r} now; pin another take first")
        found |= free
    return found


def _let_go(store: Store, paid: Sequence[str], named: set[Digest]) -> None:
    """Say in the ledger that bought bytes are gone by a person's word, so that nobody looks for them again."""
    for money in store.ledger.present("succeeded") if paid else ():
        if money.key in named and money.outputs:
            store.ledger.append(_emptied(money))


def _emptied(money: Money) -> Money:
    return replace(money, outputs={}, note="its bytes were thrown away by name (gc --paid)", at=0.0)


def _is_take(job: str) -> bool:
    return "takes/" in job and Belongings().of(job).stage == "takes"


def _take_name(job: str) -> str:
    return job.partition("takes/")[2]


def _shot(money: Money) -> str:
    return Belongings().of(money.job).shot


def _some(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))[:12]
