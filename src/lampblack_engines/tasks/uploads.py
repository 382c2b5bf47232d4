"""Files that go before a job: in the prepared body a mark stands for each, which becomes the name it was given."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, cast

from lampblack.media.kinds import ending_of
from lampblack_engines.tasks.provider import Upload

MARK = "lampblack-file:"


def put_in(sent: Any, names: Sequence[str]) -> Any:
    """What is sent, with the names of the files where their marks are."""
    if isinstance(sent, str) and sent.startswith(MARK) and sent[len(MARK) :].isdigit():
        number = int(sent[len(MARK) :])
        return names[number] if number < len(names) else sent
    if isinstance(sent, Mapping):
        return {key: put_in(value, names) for key, value in cast(Mapping[str, Any], sent).items()}
    if isinstance(sent, list):
        return [put_in(value, names) for value in cast(list[Any], sent)]
    return sent


def form_of(upload: Upload, data: bytes, type: str) -> tuple[bytes, str]:
    """A form with one file in it (RFC 7578), and its content type; the same bytes for the same file."""
    border = f"lampblack-{hashlib.sha256(data).hexdigest()[:32]}"
    name = f"file.{ending_of(type)}"
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in upload.fields.items()
    ]
    parts.append(
        f'--{border}\r\nContent-Disposition: form-data; name="{upload.part}"; filename="{name}"\r\n'
        f"Content-Type: {type}\r\n\r\n"
    )
    return "".join(parts).encode() + data + f"\r\n--{border}--\r\n".encode(), f"multipart/form-data; boundary={border}"
