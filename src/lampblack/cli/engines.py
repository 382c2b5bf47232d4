"""`lampblack engines`."""

from __future__ import annotations

import argparse
import json

from lampblack.base.saved import plain
from lampblack.engines import registry
from lampblack.engines.lacking import lacking


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of `engines`."""
    command.add_argument("--json", action="store_true", help="as JSON")
    command.add_argument("--ask", action="store_true", help="ask servers too what they lack, such as models")
    command.set_defaults(run=_engines)


def _engines(asked: argparse.Namespace) -> int:
    offers = registry.offers()
    if asked.json:
        rows = [{**plain(offer), "ready": not registry.missing(offer)} for offer in offers.values()]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for offer in offers.values():
        kinds = ", ".join(each.kind for each in offer.capabilities)
        missing = registry.missing(offer)
        print(f"{offer.name:12} {kinds:28} {offer.licence:20} {missing or offer.summary}")
        for fault in lacking(offer) if asked.ask and not missing else ():
            print(f"{'':12} {fault}")
    for finding in registry.findings():
        print(finding)
    return 0
