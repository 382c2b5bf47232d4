"""Where a film's or a series' store lies: in its own folder, or on a disk that its settings name."""

from __future__ import annotations

from pathlib import Path

from lampblack.base.errors import UserError
from lampblack.graph.orders import Executor
from lampblack.project.folder import FilmFolder
from lampblack.project.settings import Keeping
from lampblack.store.errors import explained
from lampblack.store.glance import holds_bought
from lampblack.store.store import FOLDER, Store

CLAIM = "film"
"""A file in a store that lies elsewhere: whose it is. Two films in one store would sweep each other's takes away."""


def open_store(home: Path, keeping: Keeping, *, owner: bool = False) -> Store:
    """Open (or begin) the store of the film or series in `home`; see `Store.open` for what may be wrong."""
    folder = store_folder(home, keeping)
    if folder != home / FOLDER:
        _claim(home, folder)
    if not keeping.shared:
        return Store.at(folder, owner=owner)
    from lampblack.store.shared import SharedStore

    return SharedStore.reaching(keeping.shared, folder, owner=owner)


def store_folder(home: Path, keeping: Keeping) -> Path:
    """The folder itself: `.lampblack` in `home`, or `NAME.lampblack` in `[store] folder` (relative: to `home`)."""
    if not keeping.folder:
        return home / FOLDER
    return (home / Path(keeping.folder).expanduser()) / f"{home.resolve().name}{FOLDER}"


def require_one_purse(film: FilmFolder) -> None:
    """A `UserError` for an episode that was a film of its own, with things bought: they would be bought again."""
    if film.series is None or not holds_bought(film.folder / FOLDER):
        return
    own, shared = film.folder / FOLDER, store_folder(film.home, film.series.settings.store)
    message = f"{film.folder} was a film of its own, and what was bought for it is in {own}, where no series looks; "
    if (shared / "records.sqlite").exists():
        raise UserError(message + f"the series has a store already, so make that film outside of {film.home}")
    raise UserError(message + f"let it be the series' store: mv '{own}' '{shared}'")


def _claim(home: Path, folder: Path) -> None:
    """See that the store elsewhere is this film's, and that none was left behind: what was bought is in it."""
    left = home / FOLDER
    if (left / "records.sqlite").exists() and not (folder / "records.sqlite").exists():
        raise UserError(
            f"the store is to lie in {folder}, and is still in {left}, with all that was bought; move it there first: "
            f"mv '{left}' '{folder}'"
        )
    mark, mine = folder / CLAIM, str(home.resolve())
    with explained(folder):
        holder = mark.read_text("utf-8") if mark.exists() else ""
        if holder not in ("", mine) and Path(holder).exists():
            raise UserError(f"the store in {folder} belongs to the film in {holder}; name another [store] folder")
        if holder != mine:
            folder.mkdir(parents=True, exist_ok=True)
            mark.write_text(mine, "utf-8")


def asked_first(store: Store, paid: Executor) -> Executor:
    """Whoever buys; with a shared store, only what nobody else has bought."""
    if type(store) is Store:
        return paid
    from lampblack.project.colleagues import AskedFirst
    from lampblack.store.shared import SharedStore

    return AskedFirst(store, paid) if isinstance(store, SharedStore) else paid
