"""A file that is a list of other files is opened neither as picture nor as sound, whatever it is called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.media.audio import lasts, read_sound, wav_bytes
from lampblack.media.recorded import read_recording
from lampblack.media.video import VideoReader, VideoWriter, probe

LISTS = {
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://{secret}\n#EXT-X-ENDLIST\n",
    "concat": "ffconcat version 1.0\nfile private.{ending}\n",
}
READERS: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "sound": ("wav", read_sound),
    "length": ("wav", lasts),
    "recording": ("wav", lambda path: read_recording(path, "it", 60.0)),
    "probe": ("mp4", probe),
    "picture": ("mp4", VideoReader),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", LISTS)
def test_a_list_of_other_files_is_not_followed(kind: str, reader: str, tmp_path: Path) -> None:
    ending, read = READERS[reader]
    secret = tmp_path / f"private.{ending}"
    if ending == "wav":
        secret.write_bytes(wav_bytes(np.sin(np.arange(48_000) / 20.0).astype(np.float32)))
    else:
        with VideoWriter(secret, size=(32, 16), rate=Rate(numerator=24)) as writer:
            for _ in range(24):
                writer.write(np.full((16, 32, 3), 80, np.uint8))
    read(secret)
    answer = tmp_path / f"answer.{ending}"
    answer.write_text(LISTS[kind].format(secret=secret, ending=ending), encoding="utf-8")
    with pytest.raises(UserError):
        read(answer)
