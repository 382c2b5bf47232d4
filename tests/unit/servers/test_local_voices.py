"""Kokoro and Piper, from a folder: who speaks, what is missing, and a line as every engine makes one.

Neither is installed where these tests run: stand-ins have the interface that their own pages and sources describe
(Kokoro 0.9.4: `KModel`, `KPipeline`; Piper 1.3: `python -m piper`), and speak with eSpeak NG.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from tests.provider.speech import spoken

from lampblack.base.errors import JobError, UserError
from lampblack.engines.conformance import conform
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.sounds import line_faults
from lampblack.engines.registry import missing, offer
from lampblack.engines.requests import Speak, Voice
from lampblack_engines.kokoro import offer as kokoro_offer
from lampblack_engines.kokoro.folder import chosen as kokoro_voice
from lampblack_engines.piper import offer as piper_offer
from lampblack_engines.piper.engine import Piper
from lampblack_engines.piper.voices import cast_in, chosen, voices_in

pytestmark = pytest.mark.skipif(bool(missing(offer("espeak"))), reason="eSpeak NG is the voice behind the stand-ins")

ZH = Speak(text="老人家，这条路通到哪里？", language="zh", voice=Voice(name="a", timbre="woman-1"))
EN = Speak(text="The last train left ten minutes ago.", language="en", voice=Voice(name="b", timbre="man-2", pace=0.9))


# ---- Kokoro ---------------------------------------------------------------------------------------------------------


@dataclass
class Tensor:
    """As much of a torch tensor as the engine asks of one."""

    values: np.ndarray

    def detach(self) -> Tensor:
        return self

    cpu = detach

    def numpy(self) -> np.ndarray:
        return self.values


class KModel:
    """Loads what it is given by path, and nothing else."""

    def __init__(self, config: str, model: str) -> None:
        assert json.loads(Path(config).read_text())["vocab"] is not None
        assert Path(model).read_bytes() == b"weights"

    def to(self, device: str) -> KModel:
        assert device == "cpu"
        return self

    def eval(self) -> KModel:
        return self


class KPipeline:
    """Yields a result for each piece of the text; a voice is the path of a `.pt`."""

    def __init__(self, lang_code: str, repo_id: str, model: KModel) -> None:
        assert lang_code in "abzj" and repo_id and isinstance(model, KModel)

    def __call__(self, text: str, voice: str, speed: float):
        assert voice.endswith(".pt") and Path(voice).is_file()
        wav = spoken(text, Path(voice).stem, speed)
        sound = np.frombuffer(wav[44:], "<i2") / 32_768.0
        for part in (sound[: len(sound) // 2], sound[len(sound) // 2 :]):
            yield SimpleNamespace(audio=Tensor(part.astype(np.float32)))
        yield SimpleNamespace(audio=None)


@pytest.fixture
def kokoro(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The engine's class over stand-ins, and a folder as Kokoro's is published."""
    package, torch = ModuleType("kokoro"), ModuleType("torch")
    package.KModel, package.KPipeline = KModel, KPipeline  # type: ignore[attr-defined]
    torch.manual_seed = lambda seed: None  # type: ignore[attr-defined]
    torch.Tensor = Tensor  # type: ignore[attr-defined]
    torch.cuda = SimpleNamespace(is_available=lambda: False)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kokoro", package)
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.delitem(sys.modules, "lampblack_engines.kokoro.engine", raising=False)
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "en_core_web_sm.py").touch()
    monkeypatch.syspath_prepend(tmp_path / "parts")
    folder = tmp_path / "kokoro"
    (folder / "voices").mkdir(parents=True)
    (folder / "config.json").write_text('{"vocab": {}}')
    (folder / "kokoro-v1_0.pth").write_bytes(b"weights")
    for name in ("af_heart", "am_michael", "bm_george", "zf_xiaobei", "zm_yunxi", "jf_alpha"):
        (folder / "voices" / f"{name}.pt").touch()
    monkeypatch.setenv("LAMPBLACK_KOKORO", str(folder))
    made = import_module("lampblack_engines.kokoro.engine").Kokoro
    yield made, folder
    sys.modules.pop("lampblack_engines.kokoro.engine", None)


def test_kokoro_keeps_the_promises_of_every_engine(kokoro, tmp_path: Path) -> None:
    make, _ = kokoro
    assert conform(make, kokoro_offer.offered()[0], tmp_path / "bench") == ()


@pytest.mark.parametrize("request_", [ZH, EN], ids=["zh", "en"])
def test_kokoro_speaks_a_line_and_its_words_are_found(kokoro, request_: Speak, tmp_path: Path) -> None:
    make, _ = kokoro
    bench = Bench(folder=tmp_path / "bench")
    answer = make().run(request_, 1, bench)
    assert list(line_faults(request_, bench.path(answer["voice"]), answer["spoken"])) == []
    assert answer["spoken"].measured


def test_kokoros_folder_says_what_is_missing(kokoro, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, folder = kokoro
    whole = kokoro_offer.offered()[0]
    assert (whole.lacks, whole.needs) == ("", "kokoro=kokoro")
    (folder / "kokoro-v1_0.pth").unlink()
    (lacking,) = kokoro_offer.offered()
    assert lacking.lacks == "its weights (config.json, *.pth, voices/*.pt) in LAMPBLACK_KOKORO"
    assert lacking.version != whole.version
    with pytest.raises(UserError, match="kokoro needs its weights"):
        make().run(EN, 1, Bench(folder=tmp_path / "bench"))
    monkeypatch.setattr("lampblack_engines.kokoro.engine.find_spec", lambda name: None)
    with pytest.raises(UserError, match="en_core_web_sm"):
        make().run(EN, 1, Bench(folder=tmp_path / "bench"))


def test_kokoros_voices_fit_language_and_sex() -> None:
    names = ("af_heart", "am_michael", "bm_george", "zf_xiaobei", "zm_yunxi")
    assert kokoro_voice(Voice(timbre="man-1"), "z", names) == "zm_yunxi"
    assert [kokoro_voice(Voice(timbre=f"man-{n}"), "a", names) for n in (1, 2, 3)] == [
        "am_michael",
        "bm_george",
        "am_michael",
    ]
    assert kokoro_voice(Voice(timbre="zf_xiaobei"), "a", names) == "zf_xiaobei"
    with pytest.raises(UserError, match="no voice 'bella'") as told:
        kokoro_voice(Voice(timbre="bella"), "z", names)
    assert told.value.possible == ("zf_xiaobei", "zm_yunxi")
    with pytest.raises(UserError, match="none of kokoro's voices here"):
        kokoro_voice(Voice(), "j", names)


# ---- Piper ----------------------------------------------------------------------------------------------------------

PROGRAM = '''
"""The command line of Piper 1.3, as far as it is used."""
import argparse, shutil, sys
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("-m", "--model", required=True)
parser.add_argument("-i", "--input-file", action="append")
parser.add_argument("-f", "--output-file")
parser.add_argument("-s", "--speaker", type=int)
parser.add_argument("--length-scale", type=float)
parser.add_argument("--noise-scale", type=float)
parser.add_argument("--noise-w-scale", type=float)
parser.add_argument("--sentence-silence", type=float, default=0.0)
asked = parser.parse_args()
assert asked.noise_scale == asked.noise_w_scale == 0.0
if b"broken" in Path(asked.model).read_bytes():
    sys.exit("onnxruntime: this is no model")
text = Path(asked.input_file[0]).read_text("utf-8")
sound = Path(__file__).with_name("said") / f"{len(text)}.wav"
shutil.copy(sound, asked.output_file)
'''


@pytest.fixture
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of voices, and a `piper` that can be run, with what it will say prepared."""
    package = tmp_path / "parts" / "piper"
    (package / "said").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(PROGRAM)
    for text in (ZH.text, EN.text, "你好，长安。下雪了！", "Hello, old friend. It snows!"):
        (package / "said" / f"{len(text)}.wav").write_bytes(spoken(text, "x", 1.0))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "parts"))
    folder = tmp_path / "piper"
    folder.mkdir()
    told = {
        "en_US-ryan-high": {"language": {"code": "en_US"}},
        "en_US-amy-low": {"language": {"code": "en_US"}},
        "en_GB-vctk-medium": {"language": {"code": "en_GB"}, "speaker_id_map": {"p1": 0, "p2": 1}},
        "zh_CN-huayan-medium": {},
        "zh_CN-chaowen-medium": {"phoneme_type": "pinyin"},
    }
    for name, config in told.items():
        (folder / f"{name}.onnx").write_bytes(b"a model")
        (folder / f"{name}.onnx.json").write_text(json.dumps(config))
    monkeypatch.setenv("LAMPBLACK_PIPER", str(folder))
    return folder


def test_piper_keeps_the_promises_of_every_engine(voices: Path, tmp_path: Path) -> None:
    assert conform(Piper, piper_offer.offered()[0], tmp_path / "bench") == ()


def test_pipers_voices_are_those_that_need_no_download(voices: Path) -> None:
    names = [each.name for each in voices_in(voices)]
    assert names == [
        "en_GB-vctk-medium#p1",
        "en_GB-vctk-medium#p2",
        "en_US-amy-low",
        "en_US-ryan-high",
        "zh_CN-huayan-medium",
    ]
    (voices / "g2pW").mkdir()
    assert "zh_CN-chaowen-medium" in [each.name for each in voices_in(voices)]
    assert piper_offer.offered()[0].can("speak").languages == ("en", "zh")


def test_who_speaks_for_piper(voices: Path) -> None:
    there = voices_in(voices)

    def who(timbre: str, language: str = "en") -> str:
        return chosen(Voice(name="a", timbre=timbre), language, there, cast_in(voices)).name

    assert (who("man-1"), who("woman-1"), who("woman-1", "zh-CN")) == (
        "en_US-ryan-high",
        "en_US-amy-low",
        "zh_CN-huayan-medium",
    )
    assert who("en_GB-vctk-medium#p2") == "en_GB-vctk-medium#p2"
    (voices / "voices.toml").write_text('man-1 = "en_GB-vctk-medium#p1"\n')
    assert who("man-1") == "en_GB-vctk-medium#p1"
    with pytest.raises(UserError, match="piper has no voice 'bob'") as told:
        who("bob")
    assert "en_US-amy-low" in told.value.possible
    with pytest.raises(UserError, match="no voice here speaks 'ja'"):
        who("man-1", "ja")


def test_piper_says_what_is_missing_and_what_went_wrong(voices: Path, tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path / "bench")
    before = piper_offer.offered()[0].version
    model = voices / "en_US-ryan-high.onnx"
    model.write_bytes(b"broken")
    assert piper_offer.offered()[0].version != before
    with pytest.raises(JobError, match="piper could not speak with en_US-ryan-high: onnxruntime: this is no model"):
        Piper().run(EN, 1, bench)
    for path in voices.glob("*.onnx"):
        path.unlink()
    assert piper_offer.offered()[0].lacks == "voices (name.onnx, name.onnx.json) in LAMPBLACK_PIPER"
    (voices / "zh_CN-x.onnx").touch()
    (voices / "zh_CN-x.onnx.json").write_text("{")
    with pytest.raises(UserError, match="this voice cannot be read"):
        voices_in(voices)
