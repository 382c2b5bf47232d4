"""What a make will cost is said before it begins; nothing is spent that nobody said yes to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from studio import Film, Said, lampblack

from lampblack.store.store import Store

pytestmark = pytest.mark.slow

PRICED = {"LAMPBLACK_FAKE": '{"price": 0.5}'}
"""Every request costs half a dollar."""

SCRIPT = "Title: Rain\n\nINT. ROOM - NIGHT\n\nMEI waits.\n\nMEI\nIt rains again.\n\nMei looks out.\n"
FILM = """language = "en"
[format]
size = "160x90"
[engines]
film = "fake"
speak = "fake"
foley = "fake"
compose = "fake"
[titles]
opening = 0.0
[budget]
"""


@pytest.fixture
def rain(tmp_path: Path) -> Film:
    film = Film.__new__(Film)
    film.folder = tmp_path
    film.script.write_text(SCRIPT, encoding="utf-8")
    return film


def make(film: Film, budget: str, *words: str) -> Said:
    (film.folder / "film.toml").write_text(FILM + budget, encoding="utf-8")
    return lampblack("make", film.folder, *words, env=PRICED)


def asked(film: Film, budget: str, code: str) -> Said:
    """A make with a person there, or with a plan that saw nothing."""
    (film.folder / "film.toml").write_text(FILM + budget, encoding="utf-8")
    program = (
        "import sys; from pathlib import Path\n"
        "from lampblack.build.purse import Purse\nfrom lampblack.build.verbs import make\n"
        f"folder = Path({str(film.folder)!r})\n{code}\n"
        "print(made.report.whole, round(made.report.cost, 2), len(made.report.failed), made.held)"
    )
    from os import environ

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={**environ, **PRICED}, check=False
    )
    return Said(code=done.returncode, out=done.stdout, err=done.stderr)


def spent(film: Film) -> float:
    with Store.open(film.folder) as store:
        return store.ledger.spent()


def test_nothing_is_begun_before_somebody_says_yes(rain: Film) -> None:
    said = make(rain, "cap = 20.0")
    assert said.code == 2
    (line,) = said.err.strip().splitlines()
    assert "this make would cost 4.00 USD, more than may be spent without asking (0.00 USD" in line
    assert line.endswith("nothing was begun. To say yes: --spend 4.00")
    said = make(rain, "cap = 20.0", "--spend", "2.5")
    assert (said.code, "and --spend leaves 2.50 USD; nothing was begun" in said.err) == (2, True)
    said = make(rain, "cap = 2.0", "--spend", "20")
    assert (said.code, "all that is to be made with fake would cost 4.00 USD, and 0.00 of the cap" in said.err) == (
        2,
        True,
    )
    with Store.open(rain.folder) as store:
        assert store.ledger.present() == []
    assert make(rain, "cap = 20.0", "--spend", "4.00").code == 0
    assert spent(rain) == 4.0
    again = make(rain, "cap = 4.0")
    assert (again.code, again.err) == (0, "")
    assert spent(rain) == 4.0


def test_below_the_sum_nobody_is_asked(rain: Film) -> None:
    assert make(rain, "cap = 20.0\nask_above = 5.0").code == 0
    assert spent(rain) == 4.0


def test_a_person_is_asked_once_and_a_no_is_a_no(rain: Film) -> None:
    no = asked(rain, "cap = 20.0", "made = make(folder, person=lambda question: print(question) or False)")
    assert "This make will cost 4.00 USD. Go on?" in no.out
    assert "nothing was begun, and nothing spent" in no.err
    yes = asked(rain, "cap = 20.0", "made = make(folder, person=lambda question: print('asked') or True)")
    assert yes.out.splitlines() == ["asked", "True 4.0 0 "], yes.err


BLIND = "Purse.look = lambda *_: None\n"
"""A plan that foresaw nothing: prices come as a surprise."""


def test_what_nobody_said_yes_to_is_held_back_and_asked_for_at_the_end(rain: Film) -> None:
    alone = asked(rain, "cap = 20.0\nask_above = 1.0", f"{BLIND}made = make(folder)")
    assert alone.out.startswith("False 1.0 "), alone.err
    assert "held back" in alone.out
    assert "that nobody said yes to; to say yes: --spend" in alone.out
    assert spent(rain) == 1.0
    person = "lambda question: print(question) or True"
    there = asked(rain, "cap = 20.0\nask_above = 1.0", f"{BLIND}made = make(folder, person={person})")
    assert "more would cost" in there.out
    assert there.out.splitlines()[-1] == "True 3.0 0 ", there.err
    assert spent(rain) == 4.0
