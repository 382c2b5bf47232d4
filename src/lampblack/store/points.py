"""The labelled moments of the store (`base.points`): before and after each thing that is whole or is not at all."""

from __future__ import annotations

POINTS = (
    "blob.written",
    "blob.named",
    "records.waiting",
    "records.committed",
    "money.written",
    "money.committed",
    "gc.forgotten",
    "gc.removed",
    "pack.written",
    "pack.named",
    "unpack.written",
    "unpack.named",
    "shared.sent",
    "salvage.written",
    "salvage.aside",
)
"""In each pair the first is passed when all is written and nothing is promised, the second when it stands."""
