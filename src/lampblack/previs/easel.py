"""Painters at work: what is looked at is drawn first, by a painter that is kept free for it, the rest by the others.

Nothing stale is finished: a painter is given one frame at a time, and what is wanted next is asked anew each time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from lampblack.previs.frames import Frames
from lampblack.previs.hands import Hand
from lampblack.previs.model import Clip, Pictures
from lampblack.previs.order import Wanted, seen_at, urgent, whole
from lampblack.previs.painting import Draw, Drawn

BREATH = 0.25
"""Seconds after something new is shown in which only what is looked at is drawn: the browser needs a core as well."""
TRIES = 2
"""How often a frame is begun when painters die over it."""

Heard = Callable[[Drawn], None]


@dataclass(frozen=True, kw_only=True)
class View:
    """What somebody looks at: clips, the frame of the film they are at, and whether it plays."""

    clips: Sequence[Clip] = ()
    pictures: Mapping[str, Pictures] | None = None
    at: int = 0
    playing: bool = False


class Easel:
    """`heard` is told of every frame that is drawn or cannot be, from a painter's own thread."""

    def __init__(self, frames: Frames, heard: Heard, painters: int, hand: Callable[..., Hand]) -> None:
        """`hand` starts a painter; there are to be `painters`, and the first is kept free for what is looked at."""
        self._frames = frames
        self._heard = heard
        self._hand = hand
        self._turn = threading.RLock()
        self._view = View()
        self._urgent: Iterator[Wanted] = iter(())
        self._whole: Iterator[Wanted] = iter(())
        self._flights: dict[int, Wanted] = {}
        self._tries: dict[Wanted, int] = {}
        self._hopeless: set[str] = set()
        self._resting = True
        self._breath: threading.Timer | None = None
        self._closed = False
        self._hands = [self._new(number) for number in range(max(1, painters))]

    def show(self, view: View) -> None:
        """From now on this is looked at; what was wanted before is not begun any more."""
        with self._turn:
            if view.pictures is not self._view.pictures:
                self._hopeless.clear()
                self._tries.clear()
                self._breathe()
            self._view, self._resting = view, False
            self._urgent = urgent(view.clips, view.at, view.playing)
            self._whole = whole(view.clips, view.at)
            self._go_on()

    def rest(self) -> None:
        """Nobody looks, or what is looked at is just being thought over: nothing more is begun until `show`."""
        with self._turn:
            self._resting = True

    def close(self) -> None:
        """End the painters."""
        with self._turn:
            self._closed = True
            if self._breath is not None:
                self._breath.cancel()
            hands, self._hands = self._hands, []
        for hand in hands:
            hand.end()

    # ---- within ------------------------------------------------------------------------------------------------

    def _new(self, number: int) -> Hand:
        return self._hand(partial(self._drawn, number), partial(self._gone, number), politeness=5 if number else 0)

    def _breathe(self) -> None:
        """Hold the others back for a moment."""
        if self._breath is not None:
            self._breath.cancel()
        self._breath = threading.Timer(BREATH, self._breathed)
        self._breath.daemon = True
        self._breath.start()

    def _breathed(self) -> None:
        with self._turn:
            self._breath = None
            self._go_on()

    def _go_on(self) -> None:
        """Give every idle painter its next frame."""
        for number, hand in enumerate(self._hands):
            if number in self._flights or self._resting or self._closed:
                continue
            wanted = self._next(number)
            if wanted is not None:
                self._flights[number] = wanted
                hand.tell(self._order(wanted))

    def _next(self, number: int) -> Wanted | None:
        """The next frame for this painter. The others wait until what is looked at is there: they would only paint the
        same place at the same time."""
        if number == 0:
            found = self._first(self._urgent)
            if found is not None or len(self._hands) > 1:
                return found
        elif self._breath is not None or any(self._lacks(each) for each in seen_at(self._view.clips, self._view.at)):
            return None
        if self._frames.full:
            return None
        return self._first(self._whole)

    def _first(self, wanted: Iterator[Wanted]) -> Wanted | None:
        return next((each for each in wanted if self._lacks(each) and each not in self._flights.values()), None)

    def _lacks(self, wanted: Wanted) -> bool:
        return wanted[0] not in self._hopeless and not self._frames.has(*wanted)

    def _order(self, wanted: Wanted) -> Draw:
        assert self._view.pictures is not None
        pictures = self._view.pictures[wanted[0]]
        return Draw(
            pictures=pictures.name,
            number=wanted[1],
            width=pictures.size.width,
            height=pictures.size.height,
            staging=pictures.staging,
            take=pictures.take,
            look=pictures.look,
            file=pictures.file,
            captures=dict(pictures.captures),
        )

    def _drawn(self, number: int, drawn: Drawn) -> None:
        with self._turn:
            self._flights.pop(number, None)
            if drawn.fault:
                self._hopeless.add(drawn.pictures)
        self._heard(drawn)
        with self._turn:
            self._go_on()

    def _gone(self, number: int) -> None:
        """A painter died: another takes its place, and its frame is tried once more."""
        with self._turn:
            if self._closed:
                return
            wanted = self._flights.pop(number, None)
            if wanted is not None:
                self._tries[wanted] = self._tries.get(wanted, 0) + 1
            self._hands[number] = self._new(number)
            hopeless = wanted is not None and self._tries[wanted] >= TRIES
            if hopeless and wanted is not None:
                self._hopeless.add(wanted[0])
            else:
                self._urgent = urgent(self._view.clips, self._view.at, self._view.playing)
                self._whole = whole(self._view.clips, self._view.at)
        if hopeless and wanted is not None:
            self._heard(Drawn(pictures=wanted[0], number=wanted[1], fault="its painter broke", lost=True))
        with self._turn:
            self._go_on()
