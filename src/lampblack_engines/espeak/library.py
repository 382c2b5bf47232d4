# pyright: reportMissingTypeStubs=false
# (espeakng_loader is untyped.)
"""The eSpeak NG library by ctypes: text in, 16-bit samples and timed events out.

The library keeps much in static variables: its random numbers, the phase of its waves, the last voice. The same words
then sound a little different the second time. So each line is spoken by a copy of the library of its own, loaded fresh
from the scratch folder and let go of afterwards (4 ms).
"""

from __future__ import annotations

import _ctypes
import ctypes
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from lampblack.base.errors import JobError, UserError

RATE = 22_050
"""Samples a second of all its voices."""

_SYNCHRONOUS = 2
_OPTIONS = 0x1 | 0x2 | 0x8000
"""Phoneme events, in IPA, and: never exit the process."""
_UTF8, _PHONEMES = 0x1, 0x100
_SEED = 1
_SPEED, _VOLUME, _PITCH, _RANGE = 1, 2, 3, 4
_LOUDNESS = 90
"""Of 100: at its full volume some variants clip."""
_WORD, _PHONEME = 1, 7


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """A word that begins at character `first` (from 0) of what was said, or a phoneme (`ipa`, empty: a pause).

    `at` is in samples at `RATE` from the start of the utterance, exact to a millisecond."""

    what: Literal["word", "phoneme"]
    at: int
    first: int = 0
    ipa: str = ""


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """What came out: mono samples (-1 to 1) at `RATE`, and the events in order of time."""

    sound: NDArray[np.float64]
    events: tuple[Heard, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How to speak, in the library's own measures."""

    voice: str
    """A language, with a variant after a plus: `cmn+f2`."""
    speed: int = 165
    """Words a minute, 80 to 450."""
    pitch: int = 50
    """0 to 99; 50 is the variant's own."""
    range: int = 50
    """0 (flat) to 99."""


def variants() -> tuple[str, ...]:
    """The names of all timbre variants that came with the library."""
    return tuple(sorted(path.name for path in _data().joinpath("voices", "!v").iterdir()))


class Library:
    """One fresh library; every `say` after the first stands on what was said before it, in the same order always."""

    def __init__(self, loaded: Any) -> None:
        self._library = loaded
        self._sound: list[NDArray[np.int16]] = []
        self._events: list[Heard] = []
        self._callback = _CALLBACK(self._listen)
        if loaded.espeak_Initialize(_SYNCHRONOUS, 0, str(_data()).encode(), _OPTIONS) != RATE:
            raise JobError("eSpeak NG did not start: its data folder cannot be read")
        loaded.espeak_SetSynthCallback(self._callback)
        loaded.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))

    def say(self, text: str, manner: Manner, phonemes: bool = False) -> Utterance:
        """Speak `text`; with `phonemes`, what stands in `[[...]]` is eSpeak's own phoneme letters."""
        self._sound.clear()
        self._events.clear()
        self._set(manner)
        data = text.encode()
        flags = _UTF8 | (_PHONEMES if phonemes else 0)
        if self._library.espeak_Synth(data, len(data) + 1, 0, 1, 0, flags, None, None) != 0:
            raise JobError(f"eSpeak NG could not say {text!r}")
        sound = np.concatenate(self._sound) if self._sound else np.zeros(0, np.int16)
        return Utterance(sound=sound.astype(np.float64) / 2**15, events=tuple(self._events))

    def _set(self, manner: Manner) -> None:
        code = self._library.espeak_SetVoiceByName(manner.voice.encode())
        if code != 0:
            raise UserError(f"eSpeak NG has no voice {manner.voice!r} (it said {code})")
        for which, value in (
            (_SPEED, manner.speed),
            (_VOLUME, _LOUDNESS),
            (_PITCH, manner.pitch),
            (_RANGE, manner.range),
        ):
            if self._library.espeak_SetParameter(which, value, 0) != 0:
                raise JobError(f"eSpeak NG refused {value} for its setting {which}")

    def _listen(self, wave: Any, samples: int, events: Any) -> int:
        if samples > 0:
            self._sound.append(np.ctypeslib.as_array(wave, (samples,)).copy())
        index = 0
        while (event := events[index]).type != 0:
            at = round(event.audio_position * RATE / 1000)
            if event.type == _WORD:
                self._events.append(Heard(what="word", at=at, first=event.text_position - 1))
            elif event.type == _PHONEME:
                ipa = cast(bytes, event.id.string).decode("utf-8", "ignore")
                self._events.append(Heard(what="phoneme", at=at, ipa=ipa))
            index += 1
        return 0


@contextmanager
def library(scratch: Path) -> Generator[Library]:
    """A library nobody has spoken with, in `scratch`; it is let go of at the end."""
    source = Path(cast(str, cast(Any, espeakng_loader).get_library_path()))
    copy = scratch / source.name
    shutil.copyfile(source, copy)
    try:
        loaded = ctypes.CDLL(str(copy))
    except OSError as error:
        raise JobError(f"eSpeak NG cannot be loaded from {scratch}: {error}") from error
    try:
        yield Library(loaded)
    finally:
        loaded.espeak_Terminate()
        _let_go(loaded)
        copy.unlink(missing_ok=True)


def _let_go(loaded: Any) -> None:
    release: Any = getattr(_ctypes, "FreeLibrary" if sys.platform == "win32" else "dlclose")
    release(loaded._handle)


def _data() -> Path:
    return Path(cast(str, cast(Any, espeakng_loader).get_data_path()))
