"""Every engine in the box, and every one installed beside it, keeps the promises of the public door."""

from pathlib import Path

import pytest

from lampblack.engines.conformance import conform
from lampblack.engines.registry import findings, load, missing, offer, offers

JOBS = [
    pytest.param(name, each.kind, id=f"{name}-{each.kind}")
    for name, found in offers().items()
    if not missing(found)
    for each in found.capabilities
]


@pytest.mark.parametrize(("name", "kind"), JOBS)
def test_engine_keeps_its_promises(name: str, kind, tmp_path: Path) -> None:
    assert conform(lambda: load(name), offer(name), tmp_path, (kind,)) == ()


def test_no_engine_in_the_box_is_broken() -> None:
    assert findings() == ()
