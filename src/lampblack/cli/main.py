"""`lampblack`: the command line. Heavy parts are loaded by the command that needs them, never before."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from lampblack import __version__
from lampblack.base.errors import LampblackError

BROKEN, WRONG, STOPPED = 1, 2, 130
"""Exit codes: something broke that should not; something was asked that cannot be; a person stopped it."""

COMMANDS = {
    "new": ("lampblack.cli.project", "begin a film in a new folder"),
    "make": ("lampblack.cli.build", "make the film, or what has changed of it"),
    "preview": ("lampblack.cli.preview", "show the film so far in a browser, drawn again whenever you save"),
    "watch": ("lampblack.cli.watch", "look on while another process makes the film"),
    "log": ("lampblack.cli.log", "show what a job, or all about a shot or a line, printed"),
    "plan": ("lampblack.cli.plan", "say what would be made, why, and for how much; make nothing"),
    "why": ("lampblack.cli.plan", "say why one thing would be made again, or was"),
    "check": ("lampblack.cli.script", "read everything and name what is wrong or doubtful"),
    "lines": ("lampblack.cli.read", "list the spoken lines, who says them and when"),
    "shots": ("lampblack.cli.shots", "list the shots, their frames and why they are so"),
    "takes": ("lampblack.cli.takes", "list the takes of every shot, or of one"),
    "pin": ("lampblack.cli.takes", "keep one take of a shot, whatever is made later"),
    "prompt": ("lampblack.cli.prompt", "show what an engine is told of a shot, all of it; edit it"),
    "sheets": ("lampblack.cli.sheets", "draft how everybody and every place looks, to be accepted"),
    "boards": ("lampblack.cli.sheets", "paint a storyboard frame of every shot, to be accepted as its first"),
    "accept": ("lampblack.cli.sheets", "keep a sheet or a storyboard frame: how something looks from now on"),
    "control": ("lampblack.cli.control", "put a shot's depth, masks, skeletons, edges, flow and camera into a folder"),
    "cost": ("lampblack.cli.cost", "say where money and time went, and how that stands against your baseline"),
    "doubts": ("lampblack.cli.money", "list what may have been paid, and what to look for at the provider"),
    "settle": ("lampblack.cli.money", "say what became of a job in doubt: paid, failed, or to be sent again"),
    "decisions": ("lampblack.cli.cost", "list what people decided and changed: the human's part"),
    "verify": ("lampblack.cli.store", "look at every byte that is kept; name what is damaged, repair what can be"),
    "gc": ("lampblack.cli.store", "throw away what the film does not need; never what was bought or made by hand"),
    "size": ("lampblack.cli.store", "say how big what is kept is, by scene, stage, shot or engine"),
    "pack": ("lampblack.cli.store", "put the film with its bought takes into one file"),
    "unpack": ("lampblack.cli.store", "put a packed film into a new folder, every byte checked"),
    "serve": ("lampblack.cli.serve", "serve the engines of this machine in OpenAI's protocol, to a laptop or anybody"),
    "engines": ("lampblack.cli.engines", "list the engines and what they can do"),
    "doctor": ("lampblack.cli.doctor", "say what this machine can do, what is missing, and how to get it"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it was done, 2 when it could not be, 130 when a person stopped it."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser(words)
    asked = parser.parse_args(words)
    if not hasattr(asked, "run"):
        parser.print_help()
        return 0
    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        return run(asked)
    except LampblackError as error:
        print(f"lampblack: {error}", file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        print("lampblack: stopped; what was made is kept", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        sys.stderr.close()
        return 0


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One clear line, as for every other mistake."""
        print(f"{self.prog}: {message} (see {self.prog} --help)", file=sys.stderr)
        raise SystemExit(WRONG)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser; only the asked command's module is imported, for its own options."""
    parser = _Parser(prog="lampblack", description="A screenplay goes in, a finished film comes out.")
    parser.add_argument("--version", action="version", version=f"lampblack {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    asked = next((word for word in words if not word.startswith("-")), "")
    for name, (module, summary) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name == asked:
            import_module(module).add(name, command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
