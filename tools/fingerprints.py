"""Fingerprints of what makes results: a changed step or engine is a decision, never an oversight.

Results are kept by version, not by source, so that a comment in an engine does not buy every clip again. The price is
that somebody has to raise the version when the result changes. `tests/fingerprints.json` remembers the source behind
each version; a test fails when the two have come apart.

    python tools/fingerprints.py                  # put on record what is new or has a higher version; list the rest
    python tools/fingerprints.py --same NAME ...  # the source changed, what it gives did not: keep the version
    python tools/fingerprints.py --all            # all of it as it stands: after a merge, when all was looked at

A *kind* is a step named in a plan, an engine with an offer, or a folder that keeps a `VERSION` of its own. A step's
source is its function and all that it uses from its own stage; an engine's is its folder without the offer; with both
goes what they use from the rooms that make pictures and sound. Comments, docstrings and layout are not source; data
files are not looked at.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "tests/fingerprints.json"
THIS = "python tools/fingerprints.py"

SHARED = (
    "lampblack.media", "lampblack.staging", "lampblack.engines.speaking", "lampblack.engines.aligning",
    "lampblack.engines.rolled", "lampblack.engines.shapes",
)  # fmt: skip
"""Rooms below the stages and engines whose code makes pictures and sound; followed name by name, never as a whole."""

ENGINES = ("lampblack/builtin", "lampblack_engines")


class UnreadableVersion(Exception):  # noqa: N818 - says what is unreadable
    """A version is written in a way that cannot be read without running the program."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One thing that makes results: its version, the file that says it, and a digest for each module it is made of."""

    name: str
    version: int
    file: str
    sources: Mapping[str, str]


# ---- what there is -------------------------------------------------------------------------------------------------


def kinds(src: Path) -> dict[str, Kind]:
    """Every kind under `src`, by name; `UnreadableVersion` where one cannot be made out."""
    house = House(src)
    found: dict[str, Kind] = {}
    for kind in (*_steps(house), *_engines(house), *_folders(house)):
        if found.setdefault(kind.name, kind).version != kind.version:
            raise UnreadableVersion(f"{kind.name} has two versions, in {found[kind.name].file} and in {kind.file}")
    return found


def _steps(house: House) -> Iterator[Kind]:
    for file in sorted(house.src.glob("lampblack/**/*.py")):
        if "Step(" not in file.read_text("utf-8"):
            continue
        module = house.module(_dotted(file, house.src))
        for call in ast.walk(module.tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Step":
                for name, version in _named(call, module):
                    yield _step(name, version, module, house)


def _named(call: ast.Call, module: Module) -> Iterator[tuple[str, int]]:
    """(name, version) of `Step(name="m:f", version=3)`, or of each in `Step(name=f"m:{x}", version=TABLE[x])`."""
    given = {each.arg: each.value for each in call.keywords}
    match given.get("name"), given.get("version"):
        case ast.Constant(value=str(name)), ast.Constant(value=int(version)):
            yield name, version
        case (
            ast.JoinedStr(values=[ast.Constant(value=str(stem)), ast.FormattedValue(value=ast.Name(id=one))]),
            ast.Subscript(value=ast.Name(id=table), slice=ast.Name(id=other)),
        ) if one == other:
            for name, version in module.literal(table).items():
                yield f"{stem}{name}", version
        case _:
            raise UnreadableVersion(
                f"{module.file}:{call.lineno}: a step's name and version must be written out, "
                "or be a table's: Step(name=f'lampblack.film.steps:{step}', version=_VERSIONS[step])"
            )


def _step(name: str, version: int, plan: Module, house: House) -> Kind:
    home, _, function = name.partition(":")
    if not house.has(home) or function not in house.module(home).bindings:
        raise UnreadableVersion(f"{plan.file} names the step {name}, and there is no such function")
    within = home.rpartition(".")[0]
    return Kind(name=name, version=version, file=plan.file, sources=house.used([(home, function)], within))


def _engines(house: House) -> Iterator[Kind]:
    for file in sorted(each for place in ENGINES for each in house.src.glob(f"{place}/*/offer.py")):
        module = house.module(_dotted(file, house.src))
        given = [
            each.value
            for call in ast.walk(module.tree)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Offer"
            for each in call.keywords
            if each.arg == "version"
        ]
        match given:
            case [ast.Constant(value=int(version))]:
                yield _folder(file.parent, version, module, house)
            case _ if "VERSION" in module.bindings:
                # a version that also counts what lies in a user's folder: its own part is read as a folder's is
                continue
            case _:
                raise UnreadableVersion(f"{module.file}: an offer's version must be one number, written out")


def _folders(house: House) -> Iterator[Kind]:
    for file in sorted(each for place in ENGINES for each in house.src.glob(f"{place}/**/*.py")):
        module = house.module(_dotted(file, house.src))
        if "VERSION" in module.bindings:
            yield _folder(file.parent, module.literal("VERSION"), module, house)


def _folder(folder: Path, version: int, module: Module, house: House) -> Kind:
    name = _dotted(folder, house.src)
    files = (each for each in sorted(folder.rglob("*.py")) if each.name != "offer.py")
    start = [(_dotted(each, house.src), "") for each in files]
    return Kind(name=name, version=version, file=module.file, sources=house.used(start, name))


def _dotted(path: Path, src: Path) -> str:
    parts = path.relative_to(src).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


# ---- source, name by name ------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class Module:
    """One file, taken apart and not run: what binds each name, what it imports, the statements that bind nothing."""

    file: str
    tree: ast.Module
    bindings: dict[str, list[ast.stmt]] = field(default_factory=lambda: {})
    imports: dict[str, tuple[str, str]] = field(default_factory=lambda: {})
    rest: list[ast.stmt] = field(default_factory=lambda: [])

    @classmethod
    def read(cls, path: Path, src: Path) -> Module:
        """That file's."""
        module = cls(file=path.relative_to(src.parent).as_posix(), tree=ast.parse(path.read_text("utf-8")))
        for statement in module.tree.body:
            module._take(statement)
        return module

    def _take(self, statement: ast.stmt) -> None:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            self.imports.update(_imports([statement]))
            return
        if _is_words(statement):
            return
        bound: Sequence[str] = ()
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound = (statement.name,)
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            bound = [each.id for each in ast.walk(statement) if isinstance(each, ast.Name) and _stored(each)]
        for name in bound:
            self.bindings.setdefault(name, []).append(statement)
        if not bound:
            self.imports.update(_imports(ast.walk(statement)))
            self.rest.append(statement)

    def literal(self, name: str) -> Any:
        """What a name of this module is bound to, where that is written out."""
        match self.bindings.get(name):
            case [ast.Assign(value=value)] | [ast.AnnAssign(value=ast.expr() as value)]:
                return ast.literal_eval(value)
            case _:
                raise UnreadableVersion(f"{self.file}: {name} must be bound once, to what is written out there")


class House:
    """All modules under `src`, each read once."""

    def __init__(self, src: Path) -> None:
        self.src = src
        self._modules: dict[str, Module | None] = {}
        self._forms: dict[int, str] = {}
        self._uses: dict[int, set[tuple[str, str]]] = {}

    def has(self, name: str) -> bool:
        """Whether there is such a module."""
        return self._find(name) is not None

    def module(self, name: str) -> Module:
        """The module of that dotted name."""
        found = self._find(name)
        if found is None:
            raise UnreadableVersion(f"there is no module {name} under {self.src}")
        return found

    def used(self, start: Sequence[tuple[str, str]], within: str) -> dict[str, str]:
        """A digest for each module of which something is used: of all that is, in order of name.

        Followed from each (module, name), an empty name being all of it, through the folder `within` and `SHARED`.
        """
        seen: set[tuple[str, str]] = set()
        forms: dict[str, set[str]] = {}
        ahead = list(start)
        while ahead:
            place = ahead.pop()
            home, name = place
            if place in seen or not _under(home, (within, *SHARED)) or not self.has(home):
                continue
            seen.add(place)
            module = self.module(home)
            forms.setdefault(home, set()).update(self._form(each) for each in module.rest)
            if name in module.imports:
                ahead.append(module.imports[name])
            for statement in self._bound(module, name):
                forms[home].add(self._form(statement))
                ahead += self._used(statement, home, module)
        return {home: _digest(sorted(form)) for home, form in sorted(forms.items()) if form}

    def _bound(self, module: Module, name: str) -> list[ast.stmt]:
        if name:
            return module.bindings.get(name, []) + module.rest
        return [each for bound in module.bindings.values() for each in bound] + module.rest

    def _find(self, name: str) -> Module | None:
        if name not in self._modules:
            path = self.src.joinpath(*name.split("."))
            files = [each for each in (path.with_suffix(".py"), path / "__init__.py") if each.exists()]
            self._modules[name] = Module.read(files[0], self.src) if files else None
        return self._modules[name]

    def _used(self, statement: ast.stmt, home: str, module: Module) -> set[tuple[str, str]]:
        if id(statement) not in self._uses:
            self._uses[id(statement)] = _uses(statement, home, module, self.has)
        return self._uses[id(statement)]

    def _form(self, statement: ast.stmt) -> str:
        """A digest of its normal form; statements live as long as the house, so they are known by their identity."""
        if id(statement) not in self._forms:
            words: list[str] = []
            _spell(statement, words)
            self._forms[id(statement)] = _digest(words)
        return self._forms[id(statement)]


def _uses(statement: ast.stmt, home: str, module: Module, is_module: Callable[[str], bool]) -> set[tuple[str, str]]:
    """(module, name) of everything a statement speaks of; `conform.join` is the name `join` of the module `conform`."""
    nodes = list(ast.walk(statement))
    imports = {**module.imports, **_imports(nodes)}

    def whole(name: str) -> str:
        inner, one = imports.get(name, ("", ""))
        found = f"{inner}.{one}" if one else inner
        return found if found and is_module(found) else ""

    found: set[tuple[str, str]] = set()
    spelt: set[int] = set()
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (there := whole(node.value.id)):
            spelt.add(id(node.value))
            found.add((there, node.attr))
        elif isinstance(node, ast.Name) and id(node) not in spelt:
            there = whole(node.id)
            found.add((there, "") if there else imports.get(node.id, (home, node.id)))
    return found


def _imports(nodes: Iterable[ast.AST]) -> dict[str, tuple[str, str]]:
    """Local name to (module, name there); absolute imports only, as everywhere in this house."""
    found: dict[str, tuple[str, str]] = {}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            found.update({each.asname or each.name: (node.module, each.name) for each in node.names})
        elif isinstance(node, ast.Import):
            found.update({each.asname: (each.name, "") for each in node.names if each.asname})
    return found


def _spell(node: Any, words: list[str]) -> None:
    """A normal form that is the same in every version of Python: what is empty is left out, so are words for people."""
    if isinstance(node, ast.Constant):
        words += (type(node.value).__name__, repr(node.value))
    elif isinstance(node, ast.AST):
        words.append(type(node).__name__)
        for name, value in ast.iter_fields(node):
            if value is not None and value != [] and name not in ("ctx", "kind", "type_comment"):
                words.append(name)
                _spell(value, words)
    elif isinstance(node, list):
        words.append("[")
        for each in node:
            if not _is_words(each):
                _spell(each, words)
        words.append("]")
    else:
        words.append(repr(node))


def _is_words(statement: object) -> bool:
    """A docstring, of a module, a class, a function or a name."""
    said = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(said, ast.Constant) and isinstance(said.value, str)


def _stored(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


def _under(module: str, folders: Sequence[str]) -> bool:
    return any(module == each or module.startswith(f"{each}.") for each in folders)


def _digest(words: Sequence[str]) -> str:
    return hashlib.blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


# ---- the record ----------------------------------------------------------------------------------------------------


def recorded(file: Path) -> dict[str, dict[str, Any]]:
    """What is on record: version and sources, by name."""
    return json.loads(file.read_text("utf-8")) if file.exists() else {}


def undecided(found: Mapping[str, Kind], record: Mapping[str, Any]) -> dict[str, str]:
    """Kinds about which a person has to say something, and what: their source changed and their version did not."""
    said: dict[str, str] = {}
    for kind in found.values():
        before = record.get(kind.name)
        if before is None or kind.version > before["version"]:
            continue
        if kind.version < before["version"]:
            said[kind.name] = (
                f"{kind.name} is version {kind.version} in {kind.file}, and {before['version']} is on record: "
                "a version only goes up, or results of the one are taken for the other's"
            )
        elif changed := _changed(before["sources"], kind.sources):
            said[kind.name] = (
                f"the source of {kind.name} has changed ({', '.join(changed)}), its version has not. Is what it gives\n"
                f"    the same?  run  {THIS} --same {kind.name}\n"
                f"    other?     raise its version ({kind.version}) in {kind.file}, then run  {THIS}"
            )
    return said


def unrecorded(found: Mapping[str, Kind], record: Mapping[str, Any]) -> dict[str, str]:
    """Kinds that are only to be written down: new, of a higher version, or gone. Nothing is to be decided."""
    said = {name: f"{name} is on record and no longer there: run  {THIS}" for name in record.keys() - found.keys()}
    for kind in found.values():
        if kind.name not in record:
            said[kind.name] = f"{kind.name} is not on record: run  {THIS}"
        elif kind.version > record[kind.name]["version"]:
            said[kind.name] = f"{kind.name} has version {kind.version}, which is not on record: run  {THIS}"
    return said


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def main(arguments: Sequence[str] | None = None, src: Path = ROOT / "src", file: Path = RECORD) -> int:
    """Write down what needs no decision or has one; 1 where something is left to decide."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--same", nargs="+", default=[], metavar="NAME", help="what these give has not changed")
    parser.add_argument("--all", action="store_true", help="put everything on record as it stands")
    asked = parser.parse_args(arguments)
    found, record = kinds(src), recorded(file)
    if unknown := [name for name in asked.same if name not in found]:
        print(f"there is no kind {unknown[0]!r} (possible: {', '.join(sorted(found))})", file=sys.stderr)
        return 2
    left = {} if asked.all else undecided(found, record)
    for name in asked.same:
        if found[name].version >= record.get(name, {"version": 0})["version"]:
            left.pop(name, None)
    kept = {
        name: record[name] if name in left else {"version": kind.version, "sources": dict(kind.sources)}
        for name, kind in found.items()
    }
    file.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
    print("\n".join(left.values()) if left else f"{len(kept)} kinds on record")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
