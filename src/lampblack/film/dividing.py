"""Where a long line is divided into captions: at the ends of sentences first, then at commas, then between words.

Every language of a line is divided into the same number of parts, at about the same share of its length, so that what
stands above and below says the same.
"""

from __future__ import annotations

from itertools import pairwise

from lampblack.media.breaking import is_wide, units

_COST = {"。": 0, "！": 0, "？": 0, ".": 0, "!": 0, "?": 0, "…": 2, "；": 2, ";": 2, "：": 4, ":": 4, "—": 4}
_COMMA, _SPACE, _INSIDE = 6, 40, 90
"""What it costs, in hundredths of a part's length squared, to end a caption there."""


def weight(text: str) -> float:
    """How long a text is to read: Chinese characters count one, Latin letters a little over a third."""
    return sum(1.0 if is_wide(char) else 0.0 if char.isspace() else 0.36 for char in text)


def divided(text: str, parts: int, ends: tuple[float, ...] = ()) -> tuple[str, ...]:
    """`text` in `parts` parts, each ending near its share of `ends` (rising, 0 to 1; default: equal parts).

    A text with too few places to end at (a single word) is repeated whole in every part."""
    pieces = units(text)
    if parts <= 1 or len(pieces) < parts:
        return (text.strip(),) * max(1, parts)
    goals = ends or tuple((number + 1) / parts for number in range(parts - 1))
    done = [0.0]
    for piece in pieces:
        done.append(done[-1] + weight(piece))
    cuts = _cheapest(pieces, tuple(each / (done[-1] or 1.0) for each in done), goals)
    bounds = (0, *cuts, len(pieces))
    return tuple("".join(pieces[a:b]).strip() for a, b in pairwise(bounds))


def shares(parts: tuple[str, ...]) -> tuple[float, ...]:
    """Where all parts but the last end, as shares of the whole length."""
    total = sum(map(weight, parts)) or 1.0
    return tuple(sum(map(weight, parts[:number])) / total for number in range(1, len(parts)))


def _cheapest(pieces: tuple[str, ...], done: tuple[float, ...], goals: tuple[float, ...]) -> tuple[int, ...]:
    """The places to end at with the least total cost: how far from the goals, and how bad each place is."""
    part = 1.0 / (len(goals) + 1)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for number, goal in enumerate(goals):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for place in range(number + 1, len(pieces) - (len(goals) - number) + 1):
            here = ((done[place] - goal) / part) ** 2 + _place_cost(pieces[place - 1]) / 100.0
            before = min((entry for at, entry in best.items() if at < place), default=None)
            if before is not None:
                reached[place] = (before[0] + here, (*before[1], place))
        best = reached
    return min(best.values())[1]


def _place_cost(piece: str) -> int:
    text = piece.rstrip().rstrip("”’）)」』\"'")
    last = text[-1:] or " "
    if last in _COST:
        return _COST[last]
    if last in "，,、":
        return _COMMA
    return _SPACE if piece.endswith(" ") else _INSIDE
