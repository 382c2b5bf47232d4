"""What the preview and its painters say to each other: a frame wanted, a frame drawn; each behind its length."""

from __future__ import annotations

from typing import IO

import msgspec


class Draw(msgspec.Struct, frozen=True, kw_only=True):
    """Draw this frame. It says all that is needed: a painter that takes another's place needs no history."""

    pictures: str
    number: int
    width: int
    height: int
    staging: bytes = b""
    take: int = 1
    look: str = ""
    file: str = ""
    captures: dict[str, str] = {}


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A frame as JPEG, or why there is none."""

    pictures: str
    number: int
    jpeg: bytes = b""
    fault: str = ""
    lost: bool = False
    """The painter broke over it: nothing need be wrong with what was asked."""
    seconds: float = 0.0


_ENCODER = msgspec.msgpack.Encoder()
READ_DRAW = msgspec.msgpack.Decoder(Draw)
READ_DRAWN = msgspec.msgpack.Decoder(Drawn)


def send(pipe: IO[bytes], message: Draw | Drawn) -> None:
    """Write a message and let it go."""
    data = _ENCODER.encode(message)
    pipe.write(len(data).to_bytes(4, "big") + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next message's bytes; None where the other end is gone."""
    head = _exactly(pipe, 4)
    return _exactly(pipe, int.from_bytes(head, "big")) if head else None


def _exactly(pipe: IO[bytes], count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        piece = pipe.read(count - len(parts))
        if not piece:
            return None
        parts += piece
    return bytes(parts)
