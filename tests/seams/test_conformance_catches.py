"""The conformance suite sees each promise broken: one deliberately wrong engine a promise."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lampblack.base.context import Blob
from lampblack.base.digest import digest_of
from lampblack.builtin.fake.engine import Fake
from lampblack.builtin.fake.offer import offer
from lampblack.builtin.fake.settings import Behaviour
from lampblack.builtin.fake.sounds import spoken_line, tone, wav
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.conformance import conform
from lampblack.engines.requests import Film, Phoneme, Size, Speak, Spoken, Taken
from lampblack.media.audio import wav_bytes

ENGLISH = Capabilities(kind="speak", languages=("en",))


class Wrong(Fake):
    """A fake engine whose answers are spoilt by `spoil`."""

    def __init__(self, spoil) -> None:
        super().__init__(Behaviour())
        self._spoil = spoil

    def run(self, request, take, context):
        return self._spoil(dict(super().run(request, take, context)), request, context)


def conformed(spoil, tmp_path: Path, limits: Capabilities) -> str:
    """What the suite says of an engine spoilt so, in one text."""
    wrong = Offer(name="wrong", version=1, makes="", capabilities=(limits,))
    return "\n".join(conform(lambda: Wrong(spoil), wrong, tmp_path))


def test_a_right_engine_passes(tmp_path: Path) -> None:
    assert conform(lambda: Fake(Behaviour()), offer(0.0), tmp_path) == ()


def _late(answer, request, context):
    sound, _ = spoken_line(request, 1)
    answer["voice"] = context.put(wav(np.concatenate([np.zeros(2000), sound])))
    return answer


def _longer_than_it_says(answer, request, context):
    answer["voice"] = context.put(wav(tone(answer["spoken"].samples + 1, 200.0)))
    return answer


def _out_of_order(answer, request, context):
    said = answer["spoken"]
    answer["spoken"] = Spoken(samples=said.samples, phonemes=said.phonemes[::-1], words=said.words)
    return answer


def _beyond_the_end(answer, request, context):
    said = answer["spoken"]
    late = Phoneme(ipa="a", start=said.samples - 1, stop=said.samples + 1)
    answer["spoken"] = Spoken(samples=said.samples, phonemes=(late,), words=said.words)
    return answer


def _other_rate(answer, request, context):
    tone_of = tone(answer["spoken"].samples, 200.0).astype(np.float32)
    answer["voice"] = context.put(wav_bytes(tone_of, sample_rate=22_050))
    return answer


def _clipped(answer, request, context):
    answer["voice"] = context.put(wav(9.0 * tone(answer["spoken"].samples, 200.0)))
    return answer


def _silent(answer, request, context):
    answer["voice"] = context.put(wav(tone(answer["spoken"].samples, 200.0, 0.0)))
    return answer


def _not_put(answer, request, context):
    answer["voice"] = Blob(digest=digest_of(b"never put"))
    return answer


def _stereo(answer, request, context):
    mono = tone(answer["spoken"].samples, 200.0)
    answer["voice"] = context.put(wav(mono.repeat(2).reshape(-1, 2)))
    return answer


def _claims_a_pause(answer, request, context):
    """Phonemes with a hole where somebody speaks, and said to be measured."""
    said = answer["spoken"]
    third = len(said.phonemes) // 3
    kept = (*said.phonemes[:third], *said.phonemes[-third:])
    answer["spoken"] = Spoken(samples=said.samples, phonemes=kept, words=said.words)
    return answer


def _too_sure(answer, request, context):
    answer["spoken"] = replace(answer["spoken"], confidence=1.5)
    return answer


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_claims_a_pause, "of the sound lies in no phoneme"),
        (_claims_a_pause, "is none"),
        (_too_sure, "the confidence is 1.5"),
        (_late, "the first sound comes after"),
        (_longer_than_it_says, "samples, the WAV has"),
        (_out_of_order, "before the one ahead of it ends"),
        (_beyond_the_end, "a phoneme lasts from"),
        (_other_rate, "at 22050 samples a second"),
        (_clipped, "is clipped"),
        (_silent, "voice is silent"),
        (_not_put, "not a blob that was put"),
        (_stereo, "2 channels, not 1"),
        (lambda answer, *_: {"voice": answer["voice"]}, "the answer holds"),
    ],
)
def test_a_wrong_voice_is_caught(spoil, said: str, tmp_path: Path) -> None:
    assert said in conformed(spoil, tmp_path, Capabilities(kind="speak"))


def test_an_effect_that_is_too_long_or_clicks_is_caught(tmp_path: Path) -> None:
    def longer(answer, request, context):
        if not request.ambience:
            answer["sound"] = context.put(wav(tone(request.samples + 9, 200.0)))
        return answer

    def cut(answer, request, context):
        if not request.ambience:
            answer["sound"] = context.put(wav(tone(request.samples, 200.0)[: request.samples // 2 + 60]))
        return answer

    limits = Capabilities(kind="foley")
    assert "samples, asked were 24000 at most" in conformed(longer, tmp_path / "a", limits)
    assert "the effect ends with a click" in conformed(cut, tmp_path / "b", limits)


def test_music_in_a_silence_is_caught(tmp_path: Path) -> None:
    def through(answer, request, context):
        whole = tone(request.samples, 200.0)
        answer["music"] = context.put(wav(np.stack([whole, whole], axis=1)))
        return answer

    said = conformed(through, tmp_path, Capabilities(kind="compose"))
    assert "music is heard from 96000 to 120000, where silence was asked for" in said


def test_a_language_that_is_not_spoken_must_be_refused(tmp_path: Path) -> None:
    assert "beyond its own limits" in conformed(lambda answer, *_: answer, tmp_path, ENGLISH)


def test_what_was_said_before_must_not_be_heard(tmp_path: Path) -> None:
    calls: list[int] = []

    def drifting(answer, request, context):
        calls.append(1)
        if isinstance(request, Speak):
            answer["voice"] = context.put(wav(tone(answer["spoken"].samples, 200.0 + len(calls))))
        return answer

    assert "voice is another when the same request is made again" in conformed(
        drifting, tmp_path, Capabilities(kind="speak")
    )


def test_a_take_of_other_length_than_said_is_caught(tmp_path: Path) -> None:
    def shorter(answer, request, context):
        answer["taken"] = Taken(frames=4, rate=request.staging.rate, size=Size(width=1, height=1))
        return answer

    assert "taken is Taken(frames=4" in conformed(shorter, tmp_path, Capabilities(kind="film"))


def test_an_engine_that_films_on_after_a_cancel_is_caught(tmp_path: Path) -> None:
    class Deaf(Fake):
        def run(self, request, take, context):
            context.stop = False
            return super().run(request, take, context)

    wrong = Offer(name="deaf", version=1, makes="", capabilities=(Capabilities(kind="film"),))
    assert "film: a cancel was not noticed" in conform(lambda: Deaf(Behaviour()), wrong, tmp_path)


def test_a_fault_that_is_no_error_of_the_house_is_caught(tmp_path: Path) -> None:
    def divides(answer, request, context):
        return 1 / 0

    said = conformed(divides, tmp_path, ENGLISH)
    assert "a sound request failed: ZeroDivisionError" in said
    assert "raised ZeroDivisionError, not UserError" in said


class Deaf(Fake):
    """Answers whatever it is asked, also what it cannot do."""

    def run(self, request, take, context):
        heard = {"stills": (), "steered": (), "references": (), "source": None} if isinstance(request, Film) else {}
        return super().run(replace(request, **heard), take, context)


def test_what_an_engine_drops_in_silence_is_seen(tmp_path: Path) -> None:
    limits = Capabilities(kind="film", controls=frozenset({"staging", "without", "voice", "guidance", "seed"}))
    deaf = Offer(name="deaf", version=1, makes="", capabilities=(limits,))
    said = "\n".join(conform(lambda: Deaf(Behaviour()), deaf, tmp_path))
    for dropped in ("stills=(Still(", "steered=(Steer(", "references=(Reference(", "use='extend'"):
        assert "a request beyond its own limits was answered" in said and dropped in said
    assert "text, watermark" not in said, "what it lists may be asked"


def test_a_listed_control_must_work(tmp_path: Path) -> None:
    limits = Capabilities(kind="film", controls=frozenset({"staging", "signal:depth"}))
    boastful = Offer(name="boastful", version=1, makes="", capabilities=(limits,))
    assert any(
        "a sound request failed: UserError" in each for each in conform(lambda: Fake(Behaviour()), boastful, tmp_path)
    )
