"""What a person can ask: to see the film so far while they write it."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

from lampblack.previs.easel import Easel
from lampblack.previs.foresight import Foresight
from lampblack.previs.frames import Frames
from lampblack.previs.hands import Hand
from lampblack.previs.server import Server
from lampblack.previs.studio import Studio
from lampblack.previs.voices import Voices
from lampblack.previs.watching import Watch, records_of, sources_of
from lampblack.project.folder import FilmFolder, find_film
from lampblack.project.opened import pool
from lampblack.project.whereabouts import store_folder
from lampblack.store.store import Store

MOST = 4
"""Painters: more would only fight for memory, a painted place is some 40 MB in each."""


@contextmanager
def previewing(folder: Path, port: int = 0, painters: int = 0) -> Generator[Server]:
    """The film in `folder` under preview, as long as the block lasts; a `UserError` where there is no film.

    The film's store is read and never owned: any number of previews and a `make` may run beside each other.
    `painters`: processes that draw; 0: one for what is looked at, and one for each core besides."""
    film = find_film(folder)
    with tempfile.TemporaryDirectory(prefix="lampblack-preview-", ignore_cleanup_errors=True) as own_folder:
        own = Store.open(Path(own_folder), owner=True)
        studio = _studio(film, own, painters or min(MOST, max(2, os.cpu_count() or 2)))
        server = Server(studio, port)
        threads = [threading.Thread(target=each, daemon=True) for each in (studio.run, server.serve_forever)]
        for thread in threads:
            thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            studio.close()
            server.server_close()
            for thread in threads:
                thread.join(timeout=2.0)
            own.close()


def preview(folder: Path, port: int = 0, opened: Callable[[str], None] = lambda address: None) -> None:
    """Show the film until Ctrl-C, or until the process is asked to end. `opened` is told where to look."""
    with previewing(folder, port) as server, _asked_to_end() as ended:
        opened(server.address)
        ended.wait()


def open_browser(address: str) -> bool:
    """Show an address in the person's browser; False where there is no screen to show it on."""
    seen = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(seen) and webbrowser.open(address)


def _studio(film: FilmFolder, own: Store, painters: int) -> Studio:
    foresight, frames = Foresight(film, own), Frames()
    store = store_folder(film.home, film.settings.store)
    return Studio(
        foresight,
        (Watch(lambda: sources_of(film)), Watch(lambda: records_of(store))),
        frames,
        lambda heard: Easel(frames, heard, painters, partial(Hand, store)),
        lambda said: Voices(own, pool(own, 1), said),
    )


@contextmanager
def _asked_to_end() -> Generator[threading.Event]:
    """An event that is set by Ctrl-C, or by whoever asks the process to end."""
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    before = {each: signal.signal(each, end) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ended
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
