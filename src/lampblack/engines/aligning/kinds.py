"""A reading nobody spoke: the colours a voice would have, told from the kinds of its sounds.

Where no speaking engine measures its times, this is what a recording is laid beside. The colours are the means over
four voices, Mandarin and English, of the first cepstra as `media.listening` evens them.
"""

from __future__ import annotations

import numpy as np

from lampblack.engines.aligning.reading import KEPT, Listened
from lampblack.engines.requests import Spoken
from lampblack.media.listening import HOP

DEPTH = 6
"""How many cepstra are told."""
_SILENCE = (-2.2, 0.0, 0.0, 0.0, 0.0, 0.0)
_KINDS: dict[str, tuple[float, ...]] = {
    "aɑæʌäɐ": (0.96, 0.67, -0.93, -0.89, -0.74, 0.60),
    "eɛiɪɨyʏøœ": (0.31, -0.15, 0.27, 1.07, 0.06, -0.94),
    "oɔɒɤuʊɯəɜɚɝʉ": (0.53, 0.53, -0.22, -0.17, -0.25, 0.14),
    "mnŋɲ": (-0.53, 0.31, 0.53, 0.39, 0.69, 0.15),
    "lɫɭɾɽɹrʁɻjwɥ": (-0.41, 0.15, 0.50, 0.50, -0.05, 0.13),
    "szʃʒɕʑʂʐ": (-0.64, -1.85, -0.30, -0.46, 0.71, 0.07),
    "fvθðhxχçɸβ": (-0.73, -0.50, -0.02, -0.40, 0.66, 0.16),
    "ptkbdɡgcʔqɓʈ": (-0.65, -1.27, -0.55, -0.69, 0.54, 0.06),
}
_COLOURS = {letter: colours for letters, colours in _KINDS.items() for letter in letters}


def told(said: Spoken) -> Listened:
    """What a voice that says `said` at its times sounds like, as far as kinds of sounds can tell."""
    moments = max(1, -(-said.samples // HOP))
    made = np.tile(np.array(_SILENCE, np.float32), (moments, 1))
    spoken = np.zeros(moments, np.bool_)
    for each in said.phonemes:
        letters = [letter for letter in each.ipa if letter in _COLOURS] or ["ə"]
        edges = np.linspace(each.start, each.stop, len(letters) + 1) / HOP
        for letter, first, last in zip(letters, edges[:-1], edges[1:], strict=True):
            part = slice(int(first), max(int(last), int(first) + 1))
            made[part] = _COLOURS[letter]
            spoken[part] = True
    near = np.convolve(spoken, np.ones(2 * KEPT + 1), "same") > 0
    kept = np.flatnonzero(near)
    return Listened(colours=made[kept], moments=kept, speaking=spoken[kept])
