import numpy as np

from lampblack_engines.diffusers.retiming import retimed


def walking(at: float) -> np.ndarray:
    """A soft spot at `at` of a picture 96 wide."""
    x = np.arange(96)[None, :]
    y = np.arange(64)[:, None]
    light = 220 * np.exp(-(((x - at) / 9.0) ** 2) - ((y - 32) / 9.0) ** 2)
    return np.repeat(light[..., None], 3, axis=2).astype(np.uint8)


def middle(picture: np.ndarray) -> float:
    weight = picture[..., 0].astype(float).sum(axis=0)
    return float((weight * np.arange(96)).sum() / weight.sum())


def test_a_moment_on_a_frame_is_that_frame() -> None:
    made = [walking(30), walking(36), walking(42)]
    found = list(retimed(made, [0.0, 1.0, 2.0]))
    assert all(a is b for a, b in zip(found, made, strict=True))


def test_between_two_frames_things_are_on_their_way_and_not_twice() -> None:
    made = [walking(30), walking(36)]
    (half,) = retimed(made, [0.5])
    assert abs(middle(half) - 33.0) < 0.5
    assert half.max() > 0.93 * made[0].max(), "a mere mixture of the two would be paler"


def test_beyond_the_end_the_last_frame_stays() -> None:
    made = [walking(30), walking(36)]
    assert next(retimed(made, [1.7])) is made[1]


def test_one_frame_is_shown_throughout() -> None:
    assert len(list(retimed([walking(30)], [0.0, 0.7, 1.3]))) == 3
