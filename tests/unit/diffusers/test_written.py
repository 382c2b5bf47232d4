from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack_engines.diffusers.written import WHERE, model_of, models, written_at


def read(tmp_path: Path, text: str):
    path = tmp_path / "models.toml"
    path.write_text(text, "utf-8")
    return models(path)


def test_no_file_is_no_models(tmp_path: Path) -> None:
    assert models(tmp_path / "none.toml") == {}


def test_a_folder_is_found_from_the_file_it_is_written_in(tmp_path: Path) -> None:
    found = read(
        tmp_path, '[wan]\nfolder = "weights/wan"\n[wan.parts]\ncontrolnet = "control"\n[wan.lora]\n"a.st" = 0.5\n'
    )
    assert found["wan"].folder == str(tmp_path / "weights/wan")
    assert found["wan"].parts == {"controlnet": str(tmp_path / "control")}
    assert found["wan"].lora == {str(tmp_path / "a.st"): 0.5}


@pytest.mark.parametrize(
    ("line", "says", "at"),
    [
        ('folder = "x"\nstepps = 4', "stepps is not known", 3),
        ('folder = "x"\nsteps = "many"', "steps", 3),
        ('folder = "x"\nsteps = -1', "steps = -1 is not possible (0 to 1000)", 3),
        ('folder = "x"\noffload = "disk"', "offload", 3),
        ('folder = "x"\ndevice = "gpu"', "device = 'gpu' is not known", 3),
        ('folder = "x"\nsizes = ["720p"]', "'720p' is no size", 3),
        ('folder = "x"\nlargest = "big"', "largest: 'big' is no size", 3),
        ('folder = "x"\nrate = "slow"', "rate = 'slow' is not known", 3),
        ('folder = "x"\ncache = "deep"', "cache", 3),
        ('folder = "x"\nsignals = ["flow"]', "signals", 3),
        ('folder = "x"\nhub = "a/b"', "needs a folder or a hub", 1),
        ("steps = 4", "needs a folder or a hub", 1),
        ('hub = "https://example.org/a"', "hub = 'https://example.org/a' is not known", 2),
    ],
)
def test_every_mistake_has_its_line(tmp_path: Path, line: str, says: str, at: int) -> None:
    with pytest.raises(UserError) as told:
        read(tmp_path, f"[wan]\n{line}\n")
    assert says in str(told.value)
    assert f"models.toml:{at}" in str(told.value)


def test_a_name_is_small_letters(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="small letters"):
        read(tmp_path, '[Wan]\nfolder = "x"\n')


def test_a_model_that_is_not_written_names_those_that_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "models.toml"
    path.write_text('[wan]\nfolder = "x"\n', "utf-8")
    monkeypatch.setenv(WHERE, str(path))
    assert written_at() == path
    with pytest.raises(UserError, match=r"no model 'ltx'.*possible: wan"):
        model_of("ltx")
