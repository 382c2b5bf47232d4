"""What a stranger hands over is looked at before it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.doubles.openai.footage import film

from lampblack.base.errors import JobError
from lampblack.base.time import Rate
from lampblack.engines.conformance import Bench
from lampblack.engines.guides import bare
from lampblack.engines.receiving import take_of
from lampblack.engines.requests import Film, Size


def test_a_list_of_other_files_is_not_followed(tmp_path: Path) -> None:
    """A playlist names files of ours: opened as a film it would be one of them."""
    request = Film(staging=bare(Rate(numerator=24), 5), size=Size(width=160, height=96))
    (tmp_path / "ours.mp4").write_bytes(film(160, 96, 9, 24))
    for name, text in (
        ("list.ffconcat", "ffconcat version 1.0\nfile ours.mp4\n"),
        ("list.m3u8", "#EXTM3U\n#EXTINF:1,\nours.mp4\n#EXT-X-ENDLIST\n"),
    ):
        trap = tmp_path / name
        trap.write_text(text, encoding="utf-8")
        with pytest.raises(JobError, match="no file of a kind that is opened"):
            take_of(request, trap, "somebody", Bench(folder=tmp_path / "bench"))
    assert take_of(request, tmp_path / "ours.mp4", "somebody", Bench(folder=tmp_path / "bench"))["taken"].frames == 5
