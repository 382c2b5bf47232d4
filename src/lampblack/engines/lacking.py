"""What an engine lacks where it works: models that are not on its server's disk, a server that does not answer.

`registry.missing` looks at this machine only and asks nobody; this asks the engine itself, now.
"""

from __future__ import annotations

from typing import Protocol, cast, runtime_checkable

from lampblack.base.errors import LampblackError
from lampblack.engines import registry
from lampblack.engines.capabilities import Offer


@runtime_checkable
class Asked(Protocol):
    """An engine that can say what is missing where it works; nothing is made and nothing is paid by asking."""

    def lacks(self) -> tuple[str, ...]:
        """One sentence each; nothing: all is there. May raise as `Remote.look` does."""
        ...


def lacking(offer: Offer) -> tuple[str, ...]:
    """What the engine says it lacks, one sentence each. Only those far away are asked: the others are here."""
    if missing := registry.missing(offer):
        return (missing,)
    if not offer.remote:
        return ()
    try:
        engine = registry.load(offer.name)
    except LampblackError as error:
        return (str(error),)
    try:
        return cast(Asked, engine).lacks() if isinstance(engine, Asked) else ()
    except LampblackError as error:
        return (str(error),)
    except Exception as error:  # a stranger's engine may raise anything, and the others are still to be asked
        return (f"it cannot be asked: {type(error).__name__}",)
    finally:
        engine.close()
