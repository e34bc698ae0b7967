#!/usr/bin/env python3
"""Keeps the arrows pointing one way.

Core knows no feature; its rooms stand on floors. A feature includes the core, and of another feature
only the face, and only where src/CMakeLists.txt says NEEDS. App sees all; nothing includes app.
Also: no file that nobody would want to read, no circle of headers, and no room that lets a role change
something without a line in the log of privileged acts (src/app/audit_test.cpp does the acts).
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"

# Which rooms of the core each may include, besides itself.
CORE = {
    "util": set(),
    "geo": {"util"},
    "i18n": {"util"},
    "form": {"util", "i18n"},
    "db": {"util"},
    "jobs": {"util", "db", "i18n"},
    "mail": {"util", "db", "jobs", "i18n"},
    "html": {"util", "i18n", "form"},
    "audit": {"util", "db"},
    "paper": {"util"},
    "http": {"util", "i18n", "form", "html", "db", "jobs"},
    "live": {"util", "i18n", "db", "jobs", "html", "http"},
    "inbox": {"util", "i18n", "form", "db", "jobs", "mail", "http"},
    "config": {"util", "geo", "http", "mail"},
    "testing": {"util", "geo", "i18n", "form", "db", "jobs", "mail", "html", "http", "config", "live", "inbox", "audit"},
}
# Headers of a room, besides its own <room>.hpp, that others may include.
FACES = {
    "places": {"form.hpp", "templates.hpp", "csv.hpp"},
    "matching": {"instance.hpp", "rules.hpp", "costs.hpp", "plan.hpp", "solve.hpp", "live.hpp", "live_follow.hpp", "live_follow.hpp", "asking.hpp",
                 "json.hpp"},
}
# Rooms that do no I/O: what they may include of the core.
PURE = {"matching": {"geo", "util"}, "hours": {"geo", "util"}}
LONGEST = 400

INCLUDE = re.compile(r'^\s*(?:#\s*include|\{%\s*include)\s+"([^"]+)"', re.M)


CHANGES = re.compile(r"\.(?:post|put|patch|del)\(.*?\.who\(([^)]*)", re.S)


def without_audit():
    """Rooms where what only a role may do leaves no line."""
    for folder in sorted((SRC / "features").iterdir()):
        texts = [p.read_text(encoding="utf-8") for p in folder.glob("*.cpp") if not p.name.endswith("_test.cpp")]
        guarded = any(who for t in texts for who in CHANGES.findall(t) if "signed_in" not in who and "anyone" not in who)
        if guarded and not any("audit::write" in t for t in texts):
            yield f"src/features/{folder.name}: what only a role may do leaves no line (audit::write)"


def needs():
    text = (SRC / "CMakeLists.txt").read_text()
    return {
        m[1]: set((m[2] or "").split())
        for m in re.finditer(r"palier_feature\((\w+)(?:\s+NEEDS\s+([\w\s]+))?\)", text)
    }


def room(path: str):
    parts = path.split("/")
    if parts[0] == "core":
        return ("core", parts[1] if len(parts) > 2 else "")
    if parts[0] == "features":
        return ("feature", parts[1])
    return (parts[0], "")


def check_include(file: str, target: str, features):
    kind, name = room(file)
    to_kind, to_name = room(target)
    if to_kind == "embedded":
        return None
    if to_kind == "app":
        return None if kind in ("app", "main.cpp") else "only app includes app"
    if kind == "feature" and to_kind == "core" and name in PURE and to_name not in PURE[name]:
        return f"{name} does no I/O: of the core it includes only {', '.join(sorted(PURE[name]))}"
    if kind == "core":
        if to_kind == "feature":
            return "core knows no feature"
        if name and to_name != name and to_name not in CORE.get(name, set()):
            # core/core.hpp gathers the core for features; testing wires it too.
            return None if name == "testing" else f"core/{name} stands below core/{to_name or 'core.hpp'}"
        return None
    if kind == "feature" and to_kind == "feature" and to_name != name:
        if to_name not in features.get(name, set()):
            return f"src/CMakeLists.txt does not say that {name} NEEDS {to_name}"
        face = target.split("/", 2)[2]
        if face != f"{to_name}.hpp" and face not in FACES.get(to_name, set()):
            return f"only the face of a room is included, not {face}"
    return None


def circles(graph):
    state, found = {}, []

    def visit(node, trail):
        state[node] = "open"
        for to in graph.get(node, ()):
            if state.get(to) == "open":
                found.append(" -> ".join([*trail[trail.index(to):], to]) if to in trail else f"{node} -> {to}")
            elif to not in state:
                visit(to, [*trail, to])
        state[node] = "done"

    for node in graph:
        if node not in state:
            visit(node, [node])
    return found


def main():
    features, faults, graph = needs(), [], {}
    files = [p for ext in ("hpp", "cpp", "html") for p in SRC.rglob(f"*.{ext}")]
    files += [p for ext in ("ts", "css", "mjs", "py", "cpp", "hpp", "js") for top in ("web", "tools", "tests", "bench")
              for p in (ROOT / top).rglob(f"*.{ext}")]
    for path in files:
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > LONGEST:
            faults.append(f"{path.relative_to(ROOT)}: {lines} lines: split it before {LONGEST}")
        if not path.is_relative_to(SRC):
            continue
        file = str(path.relative_to(SRC))
        for target in INCLUDE.findall(path.read_text(encoding="utf-8")):
            graph.setdefault(file, set()).add(target)
            fault = check_include(file, target, features)
            if fault and not ((file.endswith("_test.cpp") or "/testing" in file) and "app" not in target.split("/")[0] and "core/testing" in target):
                faults.append(f"src/{file} includes {target}: {fault}")
    faults += [f"circle of includes: {c}" for c in circles(graph)]
    faults += without_audit()
    for fault in faults:
        print(fault)
    print(f"architecture: {len(files)} files, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
