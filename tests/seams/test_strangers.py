"""A stranger's engine, installed beside Lampblack, comes in by the same door; a broken one shuts it for nobody."""

import os
import subprocess
import sys
from pathlib import Path

MODULE = """
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Write

OFFER = Offer(name="parrot", version=3, makes="parrot:Parrot", capabilities=(Capabilities(kind="write"),))


class Parrot:
    def run(self, request, take, context):
        return {"text": '{"names": ["polly"]}' if request.json_schema else request.instruction}

    def close(self):
        pass
"""

ASK = """
from pathlib import Path
from lampblack.engines.conformance import conform
from lampblack.engines.registry import findings, load, offer
print(offer("parrot").version, conform(lambda: load("parrot"), offer("parrot"), Path("bench")))
print([str(finding) for finding in findings() if "mute" in str(finding)])
try:
    load("mute")
except Exception as error:
    print(type(error).__name__, error)
"""


def installed(folder: Path, name: str, target: str) -> None:
    """What an installer leaves behind for a package with one engine."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[lampblack.engines]\n{name} = {target}\n")


def test_a_stranger_is_found_conforms_and_a_broken_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "parrot.py").write_text(MODULE)
    installed(tmp_path, "parrot", "parrot:OFFER")
    installed(tmp_path, "mute", "mute_is_not_here:OFFER")
    path = os.pathsep.join([str(tmp_path), *(entry for entry in sys.path if entry)])
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    found, broken, error = done.stdout.splitlines()
    assert found == "3 ()"
    assert "mute is left out: ModuleNotFoundError" in broken
    assert error.startswith("UserError there is no engine 'mute'; engine mute is left out")
