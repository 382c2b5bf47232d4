"""`lampblack serve`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from lampblack.base.errors import UserError
from lampblack.cli.numbers import count, some
from lampblack.engines.capabilities import Offer
from lampblack.server.limits import MEGABYTE, Limits
from lampblack.server.tokens import new_token

_USUAL = Limits()


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
    command.add_argument("--host", default="127.0.0.1", help="the address to listen at; another needs a token")
    command.add_argument("--port", type=count, default=8765, help="0: any that is free")
    command.add_argument(
        "--engine",
        action="append",
        default=[],
        metavar="NAME",
        help="serve this one (several times); not said: all free",
    )
    command.add_argument("--folder", type=Path, default=Path("lampblack-serve"), help="where jobs and results are kept")
    command.add_argument("--token-env", default="", metavar="VARIABLE", help="the environment variable with the token")
    command.add_argument(
        "--token-file", type=Path, metavar="FILE", help="tokens by name (FOLDER/tokens if it is there)"
    )
    command.add_argument("--new-token", default="", metavar="NAME", help="make a token, show it once, and end")
    command.add_argument("--workers", type=count, default=0, help="processes at work; 0: as many as there are cores")
    command.add_argument("--jobs", type=some, default=_USUAL.jobs, help="unfinished jobs of one token")
    command.add_argument("--token-mb", type=some, default=_USUAL.stored // MEGABYTE, help="what one token may keep")
    command.add_argument("--disk-mb", type=some, default=_USUAL.disk // MEGABYTE, help="what everybody may keep")
    command.add_argument("--keep-days", type=float, default=_USUAL.days, help="how long results are kept")
    command.add_argument("--body-mb", type=some, default=_USUAL.body // MEGABYTE, help="the largest request")
    command.set_defaults(run=_serve)


def _serve(asked: argparse.Namespace) -> int:
    if not 0.0 < asked.keep_days < 36_500.0:
        raise UserError("--keep-days is a number of days above 0")
    kept: Path = asked.token_file or asked.folder / "tokens"
    if asked.new_token:
        print(new_token(kept, asked.new_token))
        print(f"This is its only showing; {kept} has its hash.")
        return 0
    if find_spec("uvicorn") is None or find_spec("starlette") is None or find_spec("python_multipart") is None:
        raise UserError("serving needs: pip install 'lampblack[serve]'")
    from lampblack.server.verbs import Serving, serve, token_in

    limits = replace(
        _USUAL, jobs=asked.jobs, stored=asked.token_mb * MEGABYTE, disk=asked.disk_mb * MEGABYTE,
        days=asked.keep_days, body=asked.body_mb * MEGABYTE, blob=min(_USUAL.blob, asked.body_mb * MEGABYTE),
    )  # fmt: skip
    serving = Serving(
        folder=asked.folder, host=asked.host, port=asked.port, engines=tuple(asked.engine),
        token=token_in(asked.token_env) if asked.token_env else "",
        tokens=kept if asked.token_file or kept.exists() else None, workers=asked.workers, limits=limits,
    )  # fmt: skip
    serve(serving, _opened)
    return 0


def _opened(address: str, served: Mapping[str, Offer]) -> None:
    print(f"{', '.join(served)} served at {address}\nCtrl-C ends it.", flush=True)
