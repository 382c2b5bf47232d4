"""What a doctor tries out in a process of its own, so that whatever hangs or crashes there is only a finding.

`python -m lampblack.project.health.trial PART ...` prints one JSON object a line for each part, as soon as it is known:
`{"part": ..., "fault": "" or one line, ...}`. Each part imports what it tries, so that what is missing is a
fault of that part alone.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from lampblack.base.time import SAMPLE_RATE, Rate
from lampblack.engines import registry
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

FRAMES = 3
SIZE = Size(width=1280, height=720)


def encode_picture() -> dict[str, Any]:
    """A few frames through x264, and read again."""
    from lampblack.media.video import VideoReader, VideoWriter

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trial.mp4"
        with VideoWriter(path, size=(64, 48), rate=Rate(numerator=24), crf=20, preset="ultrafast", gop=24) as writer:
            for shade in range(FRAMES):
                writer.write(np.full((48, 64, 3), 60 * shade, np.uint8))
        with VideoReader(path) as reader:
            frames = list(reader.rgb(0, FRAMES))
        if [round(float(frame.mean()) / 60) for frame in frames] != list(range(FRAMES)):
            return {"fault": "what was encoded is not what is read again"}
    return {}


def encode_sound() -> dict[str, Any]:
    """A tenth of a second of tone through AAC, and read again."""
    import av

    from lampblack.media.audio import encode_aac

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trial.m4a"
        tone = 0.3 * np.sin(np.arange(SAMPLE_RATE // 10) / 20, dtype=np.float32)
        encode_aac(tone[:, None].astype(np.float32), path)
        file: Any = av.open(str(path))
        with file:
            heard = sum(frame.samples for frame in file.decode(audio=0))
    return {} if heard >= len(tone) else {"fault": f"{heard} of {len(tone)} samples came back"}


def load_engines() -> dict[str, Any]:
    """Each engine's module, imported; what went wrong, by engine."""
    faults: dict[str, str] = {}
    for offer in registry.offers().values():
        if registry.missing(offer):
            continue
        try:
            import_module(offer.makes.partition(":")[0])
        except Exception as error:  # a stranger's package may raise anything
            faults[offer.name] = f"{type(error).__name__}: {error}"
    return {"engines": faults}


def draw() -> dict[str, Any]:
    """Two people by a river, without the first frame, for which the place is painted: `seconds` of one core a frame of
    1280x720, `gigabytes` it took."""
    from lampblack.builtin.theatre.render import Renderer

    renderer = Renderer(staged(), SIZE)
    renderer.frame(0)
    began = time.process_time()
    for n in range(1, FRAMES + 1):
        renderer.frame(n)
    return {"seconds": (time.process_time() - began) / FRAMES, "gigabytes": _most_memory()}


def staged() -> Staging:
    """An ordinary shot."""
    pose = CameraPose(position=Point(x=-0.2, y=1.4, z=-1.6), yaw=0.03, focal_length_mm=35.0, focus=4.8, f_number=4.0)
    figures = (Figure(id="left", height=1.76), Figure(id="right", sex="woman", hair="bun", dress="gown", height=1.64))
    people = tuple(
        Person(id=figure.id, figure=figure, marks=(Mark(frame=0, position=Point(x=at, z=3.2), yaw=yaw),))
        for figure, at, yaw in zip(figures, (-0.6, 0.6), (2.3, -2.3), strict=True)
    )
    return Staging(
        rate=Rate(numerator=24),
        frames=24,
        place=Place(id="river", kit="river", time="dusk", seed=5),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=pose),)),
        people=people,
    )


PARTS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "picture": encode_picture,
    "sound": encode_sound,
    "engines": load_engines,
    "drawing": draw,
}


def _most_memory() -> float:
    """The most this process had at once, in GB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**30 if sys.platform == "darwin" else 2**20)


def main(parts: list[str]) -> int:
    """Try these parts, one after the other."""
    for part in parts:
        try:
            found = PARTS[part]()
        except Exception as error:  # whatever it is, it is what the doctor wants to know
            found = {"fault": f"{type(error).__name__}: {error}"}
        print(json.dumps({"part": part, "fault": "", **found}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
