"""The doctor: every check can fail, says what to do in one sentence, and only what films need makes them impossible."""

import json
import sqlite3
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lampblack.base.errors import UserError
from lampblack.cli.main import main
from lampblack.engines import registry
from lampblack.project import doctor
from lampblack.project.doctor import able, examine
from lampblack.project.health import machine, parts, trial
from lampblack.project.health.check import Check
from lampblack.project.settings import EngineChoice, Settings
from lampblack.runners.machine import Card
from lampblack.store.glance import latest
from lampblack.store.store import Store

WELL: dict[str, dict[str, Any]] = {
    "picture": {"fault": ""},
    "sound": {"fault": ""},
    "engines": {"fault": "", "engines": {}},
    "drawing": {"fault": "", "seconds": 0.1, "gigabytes": 0.5},
}


def ill(check: Check, said: str, do: str) -> bool:
    """Not ok, with these words, and one sentence on what to do."""
    return check.state != "ok" and said in check.said and do in check.do and "\n" not in check.do


# ---- the machine -----------------------------------------------------------------------------------------------


def test_an_old_or_narrow_python_makes_no_films():
    assert ill(machine.python((3, 10, 4)), "3.10.4", "3.11") and not able((machine.python((3, 10, 4)),))
    assert ill(machine.python(bits=32), "32 bits", "64-bit")
    assert machine.python().state == "ok"


@pytest.mark.parametrize(("name", "do"), [("Windows", "close players"), ("Darwin", "iCloud")])
def test_other_systems_have_a_note(name: str, do: str):
    assert ill(machine.system(name, name), "tried on Linux", do) and able((machine.system(name, name),))


def test_one_core_is_told_and_a_group_that_allows_fewer():
    assert ill(machine.cores(1, 8), "1 of 8", "second core")
    assert "2 of 8 cores may be used" in machine.cores(2, 8).said and machine.cores(2, 8).state == "ok"


def test_little_memory_means_fewer_workers_and_less_than_one_worker_none():
    assert ill(machine.memory(1.0, lambda: (8.0, 2.5), 4), "2.5 of 8.0 GB", "--workers 2")
    check = machine.memory(1.0, lambda: (8.0, 0.4), 4)
    assert ill(check, "0.4", "close other programs") and not able((check,))
    assert machine.memory(1.0, lambda: (8.0, 7.0), 4).state == "ok"
    assert machine.memory(0.0, lambda: (0.0, 0.0)).state == "ok"


def test_memory_is_that_of_the_group_where_it_has_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "meminfo").write_text("MemTotal: 8388608 kB\nMemAvailable: 6291456 kB\n")
    monkeypatch.setattr(machine, "MEMINFO", tmp_path / "meminfo")
    monkeypatch.setattr(machine, "CGROUP", tmp_path)
    assert machine.memory_of() == (8.0, 6.0)
    (tmp_path / "memory.max").write_text(f"{2 * 2**30}\n")
    (tmp_path / "memory.current").write_text(f"{2**30}\n")
    assert machine.memory_of() == (2.0, 1.0)


def test_a_full_disk_and_a_folder_that_cannot_be_written_make_no_films(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert ill(machine.disk(tmp_path, 0.2), "0.2 GB", "make room") and not able((machine.disk(tmp_path, 0.2),))
    assert ill(machine.disk(tmp_path, 5.0), "5.0 GB", "make room") and able((machine.disk(tmp_path, 5.0),))
    assert machine.disk(tmp_path / "not" / "yet", 50.0).state == "ok"
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert ill(machine.disk(tmp_path, 50.0), "cannot be written", "another folder")


def test_records_over_a_network_are_unsafe_and_a_copied_folder_is_doubtful(tmp_path: Path):
    check = machine.place(tmp_path, lambda path: "nfs4")
    assert ill(check, "nfs4", "[store] folder") and not able((check,))
    assert ill(machine.place(tmp_path / "Dropbox" / "film", lambda path: "ext4"), "Dropbox", "[store] folder")
    assert machine.place(tmp_path, lambda path: "ext4").said == "ext4"


def test_gpus_are_named_and_a_driver_that_does_not_answer():
    assert machine.cards((Card(name="0", vram_gb=24.0),), "570.1").said == "1 (24 GB), driver 570.1"
    assert ill(machine.cards((), "silent"), "does not answer", "driver")
    assert machine.cards((), "").state == "ok"


def test_engines_that_want_a_gpu_are_named_where_there_is_none(monkeypatch: pytest.MonkeyPatch):
    fake = registry.offer("fake")
    hungry = replace(fake, name="hungry", capabilities=tuple(replace(each, gpus=1) for each in fake.capabilities))
    monkeypatch.setattr(registry, "offers", lambda: {"hungry": hungry})
    assert ill(machine.cards((), ""), "none was found", "hungry")


def test_a_terminal_that_cannot_print_chinese_is_told():
    assert ill(machine.terminal("ascii"), "ascii cannot print", "PYTHONUTF8")
    assert ill(machine.terminal("cp1252"), "cp1252", "65001") and machine.terminal("utf-8").state == "ok"


def test_a_clock_behind_the_program_or_the_records_is_told(tmp_path: Path):
    assert ill(machine.clock(tmp_path, now=1.0e9), "before Lampblack", "clock")
    with Store.open(tmp_path, owner=True) as store:
        store.record(
            store.keep(b"k"), job="cut", parts=b"{}", outputs={"value": store.keep(b"v")}, seconds=0, cost=0, engine=""
        )
    records = tmp_path / ".lampblack"
    assert machine.clock(records).state == "ok" and latest(records) is not None
    assert ill(machine.clock(records, now=time.time() - 7200), "2.0 hours in the future", "clock")


def test_records_that_cannot_be_read_are_no_reason_to_fall_ill(tmp_path: Path):
    assert latest(tmp_path) is None
    (tmp_path / "records.sqlite").write_bytes(b"no database")
    assert latest(tmp_path) is None
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE action (at REAL)")
    (tmp_path / "other.sqlite").replace(tmp_path / "records.sqlite")
    assert latest(tmp_path) is None


# ---- the parts -------------------------------------------------------------------------------------------------


def test_an_engine_that_lacks_a_part_says_how_to_get_it():
    offers = {**registry.offers(), "far": replace(registry.offer("fake"), name="far", needs="nowhere_to_be_found=far")}
    found = parts.engines(offers, ())
    assert found[0].state == "ok" and "far" not in found[0].said
    far = next(check for check in found if check.name == "engine far")
    assert ill(far, "", "pip install 'lampblack[far]'") and able(found)


def test_without_an_engine_that_speaks_no_film_is_made():
    mute = {name: offer for name, offer in registry.offers().items() if not offer.can("speak")}
    found = parts.engines(mute, ("engine x is left out: it is broken",))
    assert ill(found[0], "none here does speak", "install") and not able(found)
    assert ill(found[-1], "x is left out", "package again")


def test_the_engines_of_the_film_itself_are_looked_at():
    wrong = Settings(engines=EngineChoice(film="score", speak="nobody"))
    (check,) = parts.chosen(wrong)
    assert ill(check, "'score' does no film", "film.toml") and "nobody" in check.said and not able((check,))
    assert parts.chosen(Settings()) == ()


def test_extras_that_are_not_installed_say_how_to_get_them():
    found = parts.extras(there=("obstore",))
    assert [each.state for each in found] == ["could be better", "ok", "could be better"]
    assert found[0].do == "pip install 'lampblack[espeak]'" and able(found)


def test_letters_that_no_font_has_are_named():
    assert parts.fonts().state == "ok"
    check = parts.fonts("墨 \U00010900")
    assert ill(check, "\U00010900", "install") and not able((check,))


def test_a_font_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch):
    def gone(text: str) -> set[str]:
        raise OSError("cannot open resource")

    monkeypatch.setattr("lampblack.media.lettering.missing", gone)
    assert ill(parts.fonts(), "cannot open resource", "install")


def test_kernels_are_compiled_where_numba_keeps_an_index_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    source = tmp_path / "raster" / "lines.py"
    source.parent.mkdir()
    source.write_text("@njit(cache=True)\ndef draw(): ...\n")
    (tmp_path / "raster" / "plain.py").write_text("'''@njit('''\n")
    assert ill(parts.kernels(tmp_path, ()), "1 of 1 are not compiled", "make a film")
    index = source.parent / "__pycache__" / f"lines.draw-2.py{sys.version_info[0]}{sys.version_info[1]}.nbi"
    index.parent.mkdir()
    index.touch()
    assert str(index.parent) in parts.kernels(tmp_path, ()).said
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "elsewhere"))
    assert parts.kernels(tmp_path).state == "could be better"
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    index.unlink()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert ill(parts.kernels(tmp_path, ()), "no place", "NUMBA_CACHE_DIR")


@pytest.mark.parametrize("part", ["picture", "sound", "engines"])
def test_what_was_tried_and_failed_or_crashed_makes_no_films_and_what_was_late_does(part: str):
    whole = parts.tried(WELL, WELL)
    assert [each.state for each in whole] == ["ok"] * 4
    broken = parts.tried({**WELL, part: {"fault": "OSError: no such encoder"}}, WELL)
    assert not able(broken) and any(ill(each, "no such encoder", "pip install") for each in broken)
    crashed = parts.tried({name: said for name, said in WELL.items() if name != part}, WELL)
    assert not able(crashed) and any(ill(each, "ended the process", "pip install") for each in crashed)
    late = parts.tried({**WELL, part: {"late": True}}, WELL)
    assert able(late) and any(ill(each, "not tried in the time", "less busy") for each in late)


def test_an_engine_that_cannot_be_loaded_is_named_and_only_our_own_are_needed():
    def loaded(name: str) -> tuple[Check, ...]:
        return parts.tried({"engines": {"fault": "", "engines": {name: "ImportError: gone"}}}, ("engines",))

    assert ill(loaded("theatre")[0], "ImportError", "pip install") and not able(loaded("theatre"))
    assert loaded("stranger")[0].state == "missing" and able(loaded("stranger"))


def test_drawing_that_took_too_long_to_begin_is_no_illness_and_a_slow_pace_is_told():
    (unknown,) = parts.tried({"drawing": {"late": True}}, ("drawing",))
    assert ill(unknown, "not tried in the time", "after a film") and able((unknown,))
    assert not able(parts.tried({}, ("drawing",)))
    assert "about 1.9 minutes for a minute of film on 2 cores" in parts.pace(0.1, 2).said
    assert ill(parts.pace(6.0, 1), "230.4 minutes", "draft")


# ---- together --------------------------------------------------------------------------------------------------


def test_a_doctor_begins_no_store_and_finds_what_is_tried(tmp_path: Path):
    found = examine(tmp_path, trials=lambda: WELL)
    assert able(found) and list(tmp_path.iterdir()) == []
    assert {"Python", "memory", "encoder libx264", "drawing", "clock"} <= {each.name for each in found}
    found = examine(tmp_path, trials=dict)
    assert not able(found)


def test_a_film_that_is_wrong_is_told_and_a_file_is_no_place_for_one(tmp_path: Path):
    (tmp_path / "script.fountain").write_text("INT. HALL - DAY\n")
    (tmp_path / "film.toml").write_text("[looks]\n")
    found = examine(tmp_path, trials=lambda: WELL)
    assert not able(found) and any(ill(each, "looks is not known", "mend") for each in found)
    (tmp_path / "film.toml").write_text('[engines]\nspeak = "nobody"\n')
    assert any(ill(each, "nobody", "[engines]") for each in examine(tmp_path, trials=lambda: WELL))
    with pytest.raises(UserError, match="this is a file"):
        examine(tmp_path / "film.toml", trials=lambda: WELL)


def test_a_trial_that_hangs_is_ended_and_what_it_said_before_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    script = (
        'import sys,time; print(\'{"part": "picture", "fault": ""}\', flush=True); print(\'nonsense\'); time.sleep(60)'
    )
    monkeypatch.setattr(doctor, "TRIAL", ("-c", script))
    monkeypatch.setattr(doctor, "PATIENCE", 1.0)
    began = time.monotonic()
    found = {each.name: each for each in examine(tmp_path)}
    assert time.monotonic() - began < 40
    assert found["encoder libx264"].state == "ok" and found["encoder aac"].said == "not tried in the time a doctor has"


def test_encoders_are_really_tried(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    assert trial.encode_picture() == {} and trial.encode_sound() == {}

    def gone(*_: object, **__: object) -> None:
        raise ValueError("no codec libx264")

    monkeypatch.setattr("lampblack.media.video.VideoWriter", gone)
    assert trial.main(["picture", "sound"]) == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert said == [{"part": "picture", "fault": "ValueError: no codec libx264"}, {"part": "sound", "fault": ""}]


def test_the_command_says_whether_films_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    good = machine.python()
    monkeypatch.setattr("lampblack.cli.doctor.examine", lambda folder: (good, machine.python((3, 9, 0))))
    assert main(["doctor", str(tmp_path)]) == 2
    assert "missing         Python: 3.9.0" in capsys.readouterr().out
    monkeypatch.setattr("lampblack.cli.doctor.examine", lambda folder: (good,))
    assert main(["doctor", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["able"] is True
