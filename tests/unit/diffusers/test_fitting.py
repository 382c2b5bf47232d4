from typing import Any

import torch

from lampblack_engines.diffusers.fitting import Fitted, fit, plain, roomier
from lampblack_engines.diffusers.written import Model


class Small:
    """A pipeline that only says where it is put; `refuses` names the ways it cannot go."""

    def __init__(self, *refuses: str) -> None:
        self.vae = self
        self.components: dict[str, Any] = {}
        self.done: list[str] = []
        self.refuses = refuses

    def _do(self, name: str) -> None:
        if name in self.refuses:
            raise RuntimeError("not here")
        self.done.append(name)

    def to(self, where: Any) -> None:
        self._do(f"to {where}")

    def enable_tiling(self) -> None:
        self._do("tiling")

    def enable_model_cpu_offload(self, device: Any) -> None:
        self._do("model")

    def enable_group_offload(self, **_: Any) -> None:
        self._do("group")


def test_room_is_made_step_by_step_and_only_where_it_is_allowed() -> None:
    pipeline = Small()
    made = fit(pipeline, Model(), torch.device("cuda"), [])
    assert pipeline.done == ["to cuda"]
    assert not roomier(made, Model()), "nobody allowed it"
    auto = Model(offload="auto")
    assert [roomier(made, auto) for _ in range(4)] == [True, True, True, False]
    assert [each for each in pipeline.done if not each.startswith("to")] == ["tiling", "model", "group"]
    assert made.told().endswith("tiling; offload by model; offload by group")


def test_a_way_to_make_room_that_is_refused_is_passed_over() -> None:
    pipeline = Small("model", "tiling")
    made = Fitted(pipeline=pipeline, device=torch.device("cuda"))
    assert roomier(made, Model(offload="auto")) and made.rung == "group"
    assert "offload by model refused (RuntimeError: not here)" in made.told()


def test_letting_go_of_nothing_is_safe() -> None:
    made = Fitted(pipeline=Small(), device=torch.device("cpu"))
    plain(made)
    assert made.notes == ["all means of speed let go"]
