"""The owner's side of what a job left: rows for its outputs."""

from __future__ import annotations

from lampblack.base.digest import Digest
from lampblack.runners.task import Outputs
from lampblack.store.store import Store


def admit(store: Store, outputs: Outputs) -> dict[str, Digest]:
    """Write a row for each output, small values with their bytes; the outputs' names for whoever waits."""
    for output in outputs.values():
        data = output.text.encode() if output.text is not None else None
        store.actions.admit(output.digest, output.size, data)
    return {name: output.digest for name, output in outputs.items()}
