"""A recording's own times: each sound and word of a reading found in it, and how sure that is.

Dynamic time warping over mel-frequency cepstra. How sure: the reading must fit clearly better than the same reading
with its sounds in another order does, which is what other words would be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lampblack.engines.aligning.disorder import confidence
from lampblack.engines.aligning.kinds import DEPTH, told
from lampblack.engines.aligning.placing import phonemes_placed, words_placed
from lampblack.engines.aligning.reading import Listened, listened, sounds_at
from lampblack.engines.requests import Spoken
from lampblack.media.warping import warped

SURE = 0.3
"""From here on the times count as measured: other words than the right ones come to 0.2 at most."""
_THROATS = (1.0, 0.72, 0.82, 0.91, 1.1, 1.22, 1.36)
"""A reading is tried with longer and shorter throats: a man's voice is laid beside a woman's."""


@dataclass(frozen=True, kw_only=True)
class Aligned:
    """What is said when in a recording, and how sure that is, 0 to 1."""

    spoken: Spoken
    confidence: float


def aligned(sound: NDArray[np.floating], said: Spoken, reading: NDArray[np.floating] | None = None) -> Aligned:
    """The times of `said` in `sound` (mono, 48 kHz). They are those of `reading`, of the same kind; without one they
    follow a rule, and what `said` would sound like is told from its phonemes.

    `said` has at least one phoneme."""
    heard = listened(sound)[0]
    if reading is None:
        heard = replace(heard, colours=np.ascontiguousarray(heard.colours[:, :DEPTH]))
        model = told(said)
    else:
        model = _nearest(heard, reading)
    order = sounds_at(said, model.moments)
    sure = confidence(heard, model, order)
    phonemes = phonemes_placed(said, heard, warped(heard.colours, model.colours), order, len(sound))
    return Aligned(
        spoken=Spoken(
            samples=len(sound),
            phonemes=phonemes,
            words=words_placed(said, phonemes, len(sound)),
            measured=sure >= SURE,
            confidence=sure,
        ),
        confidence=sure,
    )


def _nearest(heard: Listened, reading: NDArray[np.floating]) -> Listened:
    """The reading by whichever throat is most like the one that is heard."""
    tried = listened(reading, _THROATS)
    costs = [warped(heard.thinned(), each.thinned()).cost for each in tried]
    return tried[costs.index(min(costs))]
