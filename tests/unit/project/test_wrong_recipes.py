"""A recipe that cannot be read is told with its line, and with what can be written instead."""

from __future__ import annotations

import pytest

from lampblack.base.errors import UserError
from lampblack.base.toml import read_toml
from lampblack.project.recipes import read_recipes


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        (
            '[recipes."my recipe"]\nfilm = "fake"\n',
            r"letters, digits, - and _ only \(possible: \[recipes\.my-recipe\]",
            1,
        ),
        ('[recipes.a]\nfilm = "fake"\nseed = -3\n', r"recipes\.a\.seed = -3 is out of reach: 0 to 4294967295", 3),
        ('[recipes.a]\nfilm = "fake"\nstears = ["depth"]\n', r"recipes\.a\.stears is not known \(possible: steer,", 3),
    ],
)
def test_a_wrong_recipe_has_its_line(text: str, says: str, line: int) -> None:
    with pytest.raises(UserError, match=says) as told:
        read_recipes(read_toml(text, "film.toml")["recipes"], text, "film.toml")
    assert told.value.spot is not None and told.value.spot.line == line
