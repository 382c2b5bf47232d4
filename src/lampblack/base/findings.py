"""What was noticed and is not (yet) an error: doubtful lines, drafted entries, ignored words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lampblack.base.errors import Spot


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One remark to a person, with its place; never silently dropped, shown by `check` and the report."""

    message: str
    spot: Spot | None = None
    severity: Literal["note", "doubt", "fault"] = "doubt"

    def __str__(self) -> str:
        return f"{self.spot}: {self.message}" if self.spot else self.message
