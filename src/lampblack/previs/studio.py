"""The preview at work: what is saved is planned, what is planned is drawn, what is drawn is told to whoever looks."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import msgspec

from lampblack.base.errors import LampblackError
from lampblack.previs.easel import Easel, View
from lampblack.previs.foresight import Foresight
from lampblack.previs.frames import Frames
from lampblack.previs.model import Animatic, Reel, Told
from lampblack.previs.painting import Drawn
from lampblack.previs.turning import changed, focus
from lampblack.previs.voices import Voices
from lampblack.previs.watching import LOOK, REST, Watch

BESIDE = 1.0
"""Seconds between two looks at what a `make` beside the preview has recorded."""

Telling = SimpleQueue[bytes | None]
"""What one page is told, as server-sent events; None: it is over."""


class Studio:
    """One film under preview. `run` is its one thread of planning; everything else may be called from any thread."""

    def __init__(
        self,
        foresight: Foresight,
        watches: tuple[Watch, Watch],
        frames: Frames,
        easel: Callable[[Callable[[Drawn], None]], Easel],
        voices: Callable[[Callable[[int, tuple[str, ...]], None]], Voices],
    ) -> None:
        """`watches`: over what a person saves, and over what is recorded beside."""
        self._foresight = foresight
        self._watches = watches
        self._frames = frames
        self._turn = threading.RLock()
        self._pages: list[Telling] = []
        self._animatic: Animatic | None = None
        self._good: Animatic | None = None
        """What was shown before, to go back to where this one cannot be drawn."""
        self._refused: Reel | None = None
        self._revision = 0
        self._at, self._from, self._playing, self._follow = 0, 0, False, True
        self._mistakes: tuple[Told, ...] = ()
        self._undrawn: dict[str, Told] = {}
        self._left, self._unspoken = 0, tuple[str, ...]()
        self._wake = threading.Event()
        self._again = False
        self._closed = False
        self._easel = easel(self._drawn)
        self._voices = voices(self._spoken)

    # ---- the thread of planning --------------------------------------------------------------------------------

    def run(self) -> None:
        """Plan, and plan again whenever something was saved, until `close`."""
        self._look()
        looked = time.monotonic()
        while not self._closed:
            self._wake.wait(REST if self._watches[0].moving else LOOK)
            self._wake.clear()
            now = time.monotonic()
            saved = self._watches[0].changed(now)
            if self._watches[0].moving:
                # Planning is next: it shall have the cores.
                self._easel.rest()
            beside = now - looked >= BESIDE and bool(self._watches[1].changed(now))
            looked = now if now - looked >= BESIDE else looked
            if saved or beside or self._again:
                self._again = False
                self._look(saved)

    def close(self) -> None:
        """End everything; pages are told."""
        self._closed = True
        self._wake.set()
        self._voices.close()
        self._easel.close()
        with self._turn:
            for page in self._pages:
                page.put(None)
            self._pages.clear()

    # ---- what pages ask ----------------------------------------------------------------------------------------

    def enter(self) -> Telling:
        """A page begins to listen: it is told how everything stands, then what happens."""
        page: Telling = SimpleQueue()
        with self._turn:
            self._pages.append(page)
            if self._animatic is not None:
                self._from = self._at
                page.put(self._reel_event(self._animatic.reel, self._at))
            page.put(self._mistakes_event())
            page.put(self._voices_event())
            self._show()
        return page

    def leave(self, page: Telling) -> None:
        """A page is closed. When nobody looks, nothing is drawn."""
        with self._turn:
            if page in self._pages:
                self._pages.remove(page)
            if not self._pages:
                self._easel.rest()

    def look_at(self, frame: int, playing: bool, follow: bool) -> None:
        """Somebody is at this frame of the film now."""
        with self._turn:
            self._at, self._playing, self._follow = frame, playing, follow
            self._show()

    def frame(self, pictures: str, number: int) -> bytes | None:
        """A drawn frame as JPEG."""
        return self._frames.get(pictures, number)

    def sound(self, name: str) -> Path | None:
        """The file of a voice or of the mix."""
        with self._turn:
            return self._animatic.sounds.get(name) if self._animatic else None

    # ---- within ------------------------------------------------------------------------------------------------

    def _look(self, saved: Iterable[Path] = ()) -> None:
        """Plan, and tell what came of it. A mistake is told; the last good film stays."""
        try:
            animatic, mistakes = self._foresight.look(), ()
        except LampblackError as error:
            animatic, mistakes = None, (self._foresight.told(error),)
        except Exception as error:
            logging.getLogger("lampblack").exception("lampblack: the film could not be planned")
            animatic, mistakes = None, (Told(message=f"something broke that should not: {error!r}"),)
        with self._turn:
            if animatic is not None and animatic.reel == self._refused:
                self._show()
                return
            self._mistakes = mistakes
            if animatic is None:
                self._show()
            if animatic is not None:
                self._turn_to(animatic, again=bool(tuple(saved)))
            self._tell(self._mistakes_event())

    def _turn_to(self, animatic: Animatic, *, again: bool) -> None:
        before = self._animatic
        if before is not None and before.reel == animatic.reel:
            self._show()
            return
        reel, old = animatic.reel, before.reel if before else None
        news = changed(old, reel)
        # What was spoken meanwhile moves shots about: only what a person saved is worth going there.
        self._from, self._at = self._at, focus(old, reel, self._at, follow=again and self._follow and not self._playing)
        self._good, self._animatic, self._refused = before, animatic, None
        self._revision += 1
        self._undrawn = {name: fault for name, fault in self._undrawn.items() if name in animatic.pictures}
        self._show()
        self._tell(self._reel_event(reel, self._at, news if again else None))
        self._left, self._unspoken = self._voices.want(animatic.unspoken)
        self._tell(self._voices_event())

    def _show(self) -> None:
        if self._animatic is not None and self._pages:
            reel, pictures = self._animatic.reel, self._animatic.pictures
            self._easel.show(View(clips=reel.clips, pictures=pictures, at=self._at, playing=self._playing))

    def _drawn(self, drawn: Drawn) -> None:
        """From a painter's thread."""
        if drawn.fault:
            with self._turn:
                self._undrawable(drawn)
            return
        gone = self._frames.put(drawn.pictures, drawn.number, drawn.jpeg)
        self._tell(_event("drawn", {"pictures": drawn.pictures, "number": drawn.number}))
        if gone:
            self._tell(_event("gone", {"pictures": gone}))

    def _undrawable(self, drawn: Drawn) -> None:
        """What was planned well cannot be drawn (a kit that nobody has): a mistake like any other, the last good film
        stays. Where there is none, or the painter is to blame, the shot is named."""
        known = self._animatic.pictures.get(drawn.pictures) if self._animatic else None
        if known is None or self._animatic is None:
            return
        told = self._foresight.located(Told(message=drawn.fault, where=known.where))
        good = self._good
        if good is None or drawn.lost or drawn.pictures in good.pictures:
            self._undrawn[drawn.pictures] = told
        else:
            bad = self._animatic.reel
            self._mistakes = (told,)
            self._at = focus(bad, good.reel, self._at, follow=False)
            self._turn_to(good, again=False)
            self._good, self._refused = None, bad
        self._tell(self._mistakes_event())

    def _spoken(self, made: int, faults: tuple[str, ...]) -> None:
        """From the thread of voices: lines have their real length now."""
        with self._turn:
            self._left, self._unspoken = 0, faults
            self._tell(self._voices_event())
        self._again = bool(made)
        self._wake.set()

    def _tell(self, event: bytes) -> None:
        with self._turn:
            for page in self._pages:
                page.put(event)

    def _reel_event(self, reel: Reel, at: int, news: tuple[str, ...] | None = None) -> bytes:
        """`news`: the shots that a person's saving changed; None where nobody saved anything."""
        drawn = self._frames.drawn(clip.pictures for clip in reel.clips)
        return _event(
            "reel",
            {"revision": self._revision, "from": self._from, "at": at, "changed": news, "drawn": drawn},
            msgspec.json.encode(reel),
        )

    def _mistakes_event(self) -> bytes:
        told = (*self._mistakes, *self._undrawn.values())
        return _event("mistakes", {"mistakes": [msgspec.to_builtins(each) for each in told]})

    def _voices_event(self) -> bytes:
        return _event("voices", {"left": self._left, "faults": self._unspoken})


def _event(name: str, data: Mapping[str, Any], reel: bytes = b"") -> bytes:
    """A server-sent event: its name, and JSON on one line."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    if reel:
        body = body[:-1] + b',"reel":' + reel + b"}"
    return b"event: " + name.encode() + b"\ndata: " + body + b"\n\n"
