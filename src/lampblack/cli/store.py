"""`lampblack verify`, `gc`, `size`, `pack` and `unpack`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, get_args

from lampblack.build.belonging import Belonging, By
from lampblack.build.keeping import Collected, Share, Verified, collect, size_of, verify
from lampblack.build.packing import pack, unpack
from lampblack.cli.main import WRONG
from lampblack.cli.numbers import amount
from lampblack.store.inspection import Damage


def add(name: str, command: argparse.ArgumentParser) -> None:
    """The options of all five."""
    if name == "unpack":
        command.add_argument("file", type=Path, help="an archive that `pack` made")
        command.add_argument("folder", type=Path, help="the new folder; it must not exist, or be empty")
        command.set_defaults(run=_unpack)
        return
    command.add_argument("folder", type=Path, help="the film's folder, or a series'")
    {"verify": _verify_options, "gc": _gc_options, "size": _size_options, "pack": _pack_options}[name](command)


def _verify_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--from", dest="found_at", type=Path, nargs="+", default=[], metavar="FILE",
        help="files to bring damaged bytes back from: archives, or a take downloaded again",
    )  # fmt: skip
    command.add_argument(
        "--ledger-seen", action="store_true", help="you looked at the providers' pages for what a damaged ledger lost"
    )
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(run=_verify)


def _gc_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--dry-run", action="store_true", help="say what would go; throw nothing away")
    command.add_argument(
        "--older", type=amount, default=7.0, metavar="DAYS", help="what was made or used in the last days stays: 7"
    )
    command.add_argument(
        "--take", nargs="+", default=[], metavar="SHOT/TAKE", help="takes that go too, also dropped-in ones"
    )
    command.add_argument(
        "--paid", nargs="+", default=[], metavar="TICKET|SHOT", help="bought things that go too; never without this"
    )
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(run=_gc)


def _size_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", choices=get_args(By), default="scene", help="what is added up; scene")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(run=_size)


def _pack_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="the new archive (a plain tar)")
    command.add_argument("--paid-only", action="store_true", help="of what was made only what was bought or handmade")
    command.add_argument("--with-out", action="store_true", help="also what was delivered (out/)")
    command.set_defaults(run=_pack)


# ---- verify ----------------------------------------------------------------------------------------------------


def _verify(asked: argparse.Namespace) -> int:
    found = verify(asked.folder, asked.found_at, ledger_seen=asked.ledger_seen)
    if asked.json:
        print(json.dumps(_verified(found), ensure_ascii=False))
    else:
        _told(found)
    return 0 if found.sound else WRONG


def _verified(found: Verified) -> dict[str, Any]:
    looked, saved = found.inspection, found.salvaged
    return {
        "sound": found.sound,
        "files": looked.files,
        "values": looked.values,
        "bytes": looked.size,
        "seconds": round(looked.seconds, 3),
        "damaged": [
            {
                "digest": damage.digest, "harm": damage.harm, "job": damage.job, "stage": at.stage, "scene": at.scene,
                "shot": at.shot, "episode": at.episode, "engine": at.engine, "paid": damage.paid,
                "price": damage.price, "ticket": damage.ticket, "provider": damage.provider,
                "by_hand": damage.by_hand, "fate": damage.fate,
            }
            for damage, at in found.damages
        ],
        "records": {
            "words": saved.words if saved else "; ".join(looked.records),
            "aside": str(saved.aside) if saved else "",
            "ledger_rows": saved.money if saved else None,
            "ledger_whole": saved.ledger_whole if saved else True,
        },
    }  # fmt: skip


def _told(found: Verified) -> None:
    looked, saved = found.inspection, found.salvaged
    if saved is not None:
        print(f"the records were damaged ({saved.words}); {saved.rows} rows were saved, {saved.money} of the ledger")
        print(f"  the damaged ones are in {saved.aside}")
        if not saved.ledger_whole:
            print("  THE LEDGER IS NOT WHOLE: nothing is bought until you looked at the providers' pages and said so:")
            print("  lampblack verify DIR --ledger-seen")
    for words in looked.records:
        print(f"the records are damaged: {words}")
    for heading, some in (
        ("BOUGHT, and damaged: never bought again by itself", [each for each in found.damages if _is_lost(each[0])]),
        ("brought back", [each for each in found.damages if each[0].fate == "brought back"]),
        ("made again by the next make", [each for each in found.damages if each[0].fate == "made again"]),
    ):
        if some:
            print(f"{heading}:")
        for damage, at in some:
            print(f"  {_line(damage, at)}")
    speed = looked.size / 1e6 / max(looked.seconds, 1e-6)
    print(
        f"{looked.files} files and {looked.values} values, {_bytes(looked.size)}, {looked.seconds:.1f} s "
        f"({speed:.0f} MB/s): {'all sound' if found.sound else f'{len(found.damages)} damaged'}"
    )


def _is_lost(damage: Damage) -> bool:
    return damage.fate == "lost"


def _line(damage: Damage, at: Belonging) -> str:
    """What is damaged, whose it is, and where a person can get it back."""
    whose = at.job or ("a file of yours" if damage.by_hand else "nothing that is remembered")
    said = f"{whose}: {damage.harm}"
    if damage.fate != "lost":
        return said
    if not damage.paid:
        return f"{said}; made by hand: lampblack verify DIR --from FILE brings it back"
    there = f"there it is {damage.provider}" if damage.provider else "its id there is not known"
    return (
        f"{said}; {damage.price:.2f} to {at.engine or damage.engine}, ticket {damage.ticket} ({there}); fetch it again "
        "from the provider, or bring it back: lampblack verify DIR --from FILE"
    )


# ---- gc, size --------------------------------------------------------------------------------------------------


def _gc(asked: argparse.Namespace) -> int:
    found = collect(asked.folder, dry=asked.dry_run, days=asked.older, takes=asked.take, paid=asked.paid)
    if asked.json:
        print(json.dumps(_collected(found), ensure_ascii=False))
        return 0
    for (stage, scene), (count, size) in found.groups().items():
        print(f"{_bytes(size):>10}  {count:>5}  {stage:<10} {scene}")
    does = "would be freed" if found.dry else "freed"
    print(f"{_bytes(found.collection.size)} {does}, {_bytes(found.collection.kept_size)} kept")
    return 0


def _collected(found: Collected) -> dict[str, Any]:
    return {
        "dry_run": found.dry,
        "bytes": found.collection.size,
        "kept_bytes": found.collection.kept_size,
        "results": [action.job for action in found.collection.gone],
        "groups": [
            {"stage": stage, "scene": scene, "pieces": count, "bytes": size}
            for (stage, scene), (count, size) in found.groups().items()
        ],
    }


def _size(asked: argparse.Namespace) -> int:
    shares = size_of(asked.folder, asked.by)
    if asked.json:
        print(json.dumps({"by": asked.by, "shares": [_share(each) for each in shares]}, ensure_ascii=False))
        return 0
    print(f"{'in all':>10}  {'film now':>10}  {'bought':>10}  {asked.by}")
    for each in shares:
        print(f"{_bytes(each.size):>10}  {_bytes(each.standing):>10}  {_bytes(each.bought):>10}  {each.name}")
    print(f"{_bytes(sum(each.size for each in shares)):>10}  in all")
    return 0


def _share(share: Share) -> dict[str, Any]:
    return {
        "name": share.name, "bytes": share.size, "pieces": share.results, "standing_bytes": share.standing,
        "bought_bytes": share.bought,
    }  # fmt: skip


# ---- pack, unpack ----------------------------------------------------------------------------------------------


def _pack(asked: argparse.Namespace) -> int:
    packed = pack(asked.folder, asked.file, paid_only=asked.paid_only, with_out=asked.with_out)
    for digest in packed.lost:
        print(f"lampblack: not in it, because it is not in the store: {digest}", file=sys.stderr)
    print(f"{packed.file}: {len(packed.contents.members)} files, {_bytes(packed.size)}")
    return 0


def _unpack(asked: argparse.Namespace) -> int:
    contents = unpack(asked.file, asked.folder)
    print(f"{asked.folder}: {contents.title}, {len(contents.members)} files, every one as its list says")
    print(f"now: lampblack make {asked.folder}")
    return 0


def _bytes(size: int) -> str:
    left = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if left < 1000:
            return f"{left:.0f} {unit}" if unit == "B" else f"{left:.1f} {unit}"
        left /= 1000
    return f"{left:.1f} TB"
