"""Names of bytes, seeds, and errors that teach."""

from __future__ import annotations

from pathlib import Path

import pytest

from lampblack.base.digest import digest_of, digest_of_file, seed_of, short
from lampblack.base.errors import JobError, LampblackError, Spot, UserError
from lampblack.base.findings import Finding


def test_a_file_has_the_name_of_its_bytes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 9000
    (tmp_path / "file").write_bytes(data)
    assert digest_of_file(tmp_path / "file") == digest_of(data)


def test_a_digest_says_its_algorithm_and_never_changes() -> None:
    # BLAKE3's own first test vector.
    assert digest_of(b"") == "blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
    assert short(digest_of(b"")) == "af1349b9f5"


def test_a_seed_is_the_same_everywhere_and_tells_parts_apart() -> None:
    assert seed_of("river", 1) == seed_of("river", "1")
    assert len({seed_of("river", 1), seed_of("river", 2), seed_of("rive", "r1"), seed_of("r", "iver", 1)}) == 4
    assert seed_of("river", 1) == 4177076630


@pytest.mark.parametrize(
    ("spot", "text"),
    [
        (Spot(file="film.toml"), "film.toml"),
        (Spot(file="film.toml", line=3), "film.toml:3"),
        (Spot(file="film.toml", line=3, column=7), "film.toml:3:7"),
    ],
)
def test_a_spot_reads_as_editors_jump_to_it(spot: Spot, text: str) -> None:
    assert str(spot) == text
    assert str(Finding(message="drafted", spot=spot)) == f"{text}: drafted"


def test_an_error_says_where_what_and_what_is_possible() -> None:
    error = UserError("no such rate", spot=Spot(file="film.toml", line=3), possible=("24", "25"))
    assert str(error) == "film.toml:3: no such rate (possible: 24, 25)"
    assert isinstance(error, LampblackError) and not isinstance(error, JobError)
