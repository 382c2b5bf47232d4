"""`lampblack make` killed while music is made far away: the next make fetches it, wanted or not, and buys it once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from studio import Film, Said, lampblack

from lampblack.base.points import VARIABLE

pytestmark = pytest.mark.slow

ENGINE = """
import json, os
from pathlib import Path
from lampblack.builtin.fake.engine import Fake
from lampblack.builtin.fake.settings import Behaviour
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.protocol import Found, Standing
from lampblack.engines.requests import request_from, saved

BILL = Path(os.environ.get("FAR_BILL", "bill"))
LIMITS = Capabilities(kind="compose", price_per_unit=10.0, currency="CNY", finds_lost_answers="tag")
OFFER = Offer(name="far", version=1, makes="far:Far", capabilities=(LIMITS,), remote=True)

def bill():
    return [json.loads(line) for line in BILL.read_text().splitlines()] if BILL.exists() else []

class Far:
    def prepare(self, request, take, ticket, context):
        return json.dumps({"request": dict(saved(request)), "take": take, "tag": ticket}).encode()
    def submit(self, body, ticket):
        with BILL.open("a") as file:
            file.write(body.decode() + "\\n")
        return Standing(id=ticket)
    def find(self, body, ticket, since):
        return Found(ids=tuple(job["tag"] for job in bill() if job["tag"] == ticket), complete=True)
    def look(self, id):
        return Standing(id=id, state="succeeded", charged=8.0)
    def fetch(self, id, context):
        job = next(job for job in bill() if job["tag"] == id)
        return Fake(Behaviour()).run(request_from(job["request"]), job["take"], context)
    def cancel(self, id): ...
    def close(self): ...
"""

SCRIPT = "Title: Rain\n\nINT. ROOM - NIGHT\n\nMEI waits.\n\nMEI\nIt rains again.\n\nMei looks out.\n"
SETTINGS = """language = "en"
[format]
size = "160x90"
[engines]
film = "fake"
speak = "fake"
foley = "fake"
compose = "far"
[titles]
opening = 0.0
[budget]
cap = 5.0
ask_above = 5.0
"""


@pytest.fixture
def rain(tmp_path: Path) -> Film:
    package = tmp_path / "package"
    info = package / "far-1.0.dist-info"
    info.mkdir(parents=True)
    (package / "far.py").write_text(ENGINE, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: far\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[lampblack.engines]\nfar = far:OFFER\n")
    film = Film.__new__(Film)
    film.folder = tmp_path / "film"
    film.folder.mkdir()
    film.script.write_text(SCRIPT, encoding="utf-8")
    (film.folder / "film.toml").write_text(SETTINGS, encoding="utf-8")
    return film


def make(film: Film, *words: str, kill: str = "") -> Said:
    environment = {
        "PYTHONPATH": str(film.folder.parent / "package"),
        "FAR_BILL": str(film.folder.parent / "bill"),
        VARIABLE: kill,
    }
    return lampblack("make", film.folder, *words, env=environment)


def bill(film: Film) -> list[str]:
    return (film.folder.parent / "bill").read_text().splitlines()


@pytest.mark.parametrize("moment", ["after submit:1", "after running:1", "before record:1"])
def test_what_was_bought_comes_home_though_nobody_wants_it_now(rain: Film, moment: str) -> None:
    assert make(rain, kill=moment).code == -9
    assert len(bill(rain)) == 1
    rain.write("Mei looks out.", "Mei looks out. She waits. She waits for a long time, and sings.")
    said = make(rain, "--json")
    assert said.code == 0, said.err
    assert len(bill(rain)) == 2
    if moment != "before record:1":
        assert said.answer["collected"] == ["collected sound/score: 1.12 USD to far"]
    assert said.answer["cost"] == pytest.approx(8.0 * 0.14)
    rain.write("Mei looks out. She waits. She waits for a long time, and sings.", "Mei looks out.")
    back = make(rain)
    assert back.code == 0, back.err
    assert len(bill(rain)) == 2
    assert json.loads(lampblack("doubts", rain.folder, "--json").out) == []
