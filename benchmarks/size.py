"""How large the package is, and how its rooms hang together: ``python benchmarks/size.py``.

A room is a folder of the package, or one of its modules.  Imports that only type checkers follow do not count.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "sphinx_essay"

Rooms = Mapping[str, set[str]]
"""Room → the rooms that it imports from."""


def lines() -> int:
    """Return the number of lines of Python."""
    return sum(len(path.read_bytes().splitlines()) for path in PACKAGE.rglob("*.py"))


def modules_at_the_root() -> list[str]:
    """Return the names of the modules beside the rooms."""
    return sorted(path.name for path in PACKAGE.glob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of the package that a file imports when it runs, in functions, too, without the package's name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == PACKAGE.name:
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{PACKAGE.name}."):
            yield str(node.module).partition(".")[2]


def rooms() -> Rooms:
    """Return what each room imports."""
    found: dict[str, set[str]] = defaultdict(set)
    names = {path.stem for path in PACKAGE.iterdir()}
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        wanted = {name.partition(".")[0] for name in imported(path)}
        found[room] |= {name for name in wanted if name in names and name != room}
    return found


def circles(imports: Rooms) -> list[list[str]]:
    """Return the groups of rooms that import each other, directly or through others."""
    reached: dict[str, set[str]] = {}
    for room in imports:
        seen: set[str] = set()
        waiting = [room]
        while waiting:
            new = imports.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        reached[room] = seen
    groups = {frozenset(other for other in reached[room] if room in reached[other]) for room in imports}
    return sorted(sorted(group) for group in groups if len(group) > 1)


def import_time(repeat: int = 5) -> float:
    """Return how many seconds the command takes to be imported, beyond what Python takes to start; the least of several."""

    def seconds(code: str) -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, cwd=PACKAGE.parent)
        return time.perf_counter() - begun

    return min(seconds("import sphinx_essay.cli") for _ in range(repeat)) - min(seconds("") for _ in range(repeat))


def main() -> None:
    """Print the figures."""
    root = modules_at_the_root()
    groups = circles(rooms())
    print(f"lines of Python       {lines():,}")
    print(f"modules at the root   {len(root)}: {', '.join(root)}")
    print(f"circles between rooms {len(groups)}" + "".join(f"\n  {' '.join(group)}" for group in groups))
    print(f"import of the command {import_time():.2f} s")


if __name__ == "__main__":
    main()
