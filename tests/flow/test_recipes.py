"""A film with several tools: each shot by the way chosen for it, each part of a take kept while it is the same."""

from __future__ import annotations

import pytest
from studio import Film, lampblack

pytestmark = pytest.mark.slow

RECIPE = """
[recipes.dreamed]
film = "fake"
size = "160x90"
first = "theatre"
scale = "fake"
sound = "own"
"""


def write(film: Film, recipe: str, choices: str) -> None:
    settings = film.folder / "film.toml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("\n[recipes")[0] + recipe, encoding="utf-8")
    (film.folder / "choices.toml").write_text(choices, encoding="utf-8")


def test_a_shot_is_filmed_its_own_way_and_only_what_changed_of_it_is_made_again(lantern: Film) -> None:
    shots = [line for line in lampblack("takes", lantern.folder).out.splitlines() if not line.startswith(" ")]
    chosen = f'[engines]\n"{shots[0]}" = "dreamed"\n'
    write(lantern, RECIPE, chosen)
    parts = {f"{part}/{shots[0]}/dreamed-1" for part in ("boards", "filmed", "scaled", "takes")}
    made = set(lantern.make()["made_jobs"])
    assert {job for job in made if job.split("/")[0] in ("boards", "filmed", "scaled", "takes")} == parts
    assert f"film/piece/{shots[0]}" in made and not made & {f"film/piece/{shot}" for shot in shots[1:]}
    assert "dreamed-1  kept: the first" in lampblack("takes", lantern.folder, shots[0]).out

    write(lantern, RECIPE.replace('scale = "fake"\n', ""), chosen)
    made = set(lantern.make()["made_jobs"])
    assert {job for job in made if job.split("/")[0] in ("boards", "filmed", "scaled", "takes")} == {
        f"takes/{shots[0]}/dreamed-1"
    }

    write(lantern, RECIPE, "")
    assert not [job for job in lantern.make()["made_jobs"] if job.startswith(("takes/", "filmed/"))]


def test_what_a_recipe_cannot_do_is_told_before_anything_is_made(lantern: Film) -> None:
    for recipe, told in (
        (RECIPE.replace("fake", "nobody"), ("recipes.dreamed.film", "film.toml")),
        (RECIPE + 'steer = ["depth"]\n', ("signal:depth", "he-bian-ye")),
        (RECIPE + 'steer = ["deep"]\n', ("recipes.dreamed.steer", "depth, ids, pose")),
        (RECIPE + "speed = 3\n", ("speed", "film, size")),
        (RECIPE.replace("160x90", "161x90"), ("film.toml:", "even")),
        (RECIPE.replace("dreamed", "theatre"), ("recipes.theatre", "already")),
        (RECIPE.replace('film = "fake"', 'film = "espeak"'), ("recipes.dreamed.film", "theatre")),
    ):
        write(lantern, recipe, '[engines]\n"he-bian-ye" = "dreamed"\n' if "dreamed" in recipe else "")
        said = lampblack("make", lantern.folder)
        assert said.code == 2 and len(said.err.strip().splitlines()) <= 4, said.err
        for words in told:
            assert words in said.err, said.err
    write(lantern, RECIPE, '[engines]\n"he-bian-ye/nowhere" = "dreamed"\n')
    said = lampblack("make", lantern.folder)
    assert said.code == 2 and "he-bian-ye/nowhere" in said.err and "he-bian-ye/wide" in said.err


def test_the_theatre_s_own_film_is_given_another_look(lantern: Film) -> None:
    shots = [line for line in lampblack("takes", lantern.folder).out.splitlines() if not line.startswith(" ")]
    recipe = '\n[recipes.dreamed]\nfilm = "fake"\nsize = "160x90"\nrestyle = "theatre"\n'
    write(lantern, recipe, f'[engines]\n"{shots[0]}" = "dreamed"\n')
    made = lantern.make()["made_jobs"]
    assert {f"shown/{shots[0]}/dreamed-1", f"filmed/{shots[0]}/dreamed-1", f"takes/{shots[0]}/dreamed-1"} <= set(made)
    write(lantern, recipe + "strength = 0.9\n", f'[engines]\n"{shots[0]}" = "dreamed"\n')
    made = lantern.make()["made_jobs"]
    assert f"filmed/{shots[0]}/dreamed-1" in made and f"shown/{shots[0]}/dreamed-1" not in made
