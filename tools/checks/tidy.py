#!/usr/bin/env python3
"""Runs clang-tidy over our sources, two at a time, skipping files that passed unchanged before.

A file's verdict depends on it, the project's headers it reads and the settings: their hash is the key of
a mark under build/tidy/. All of it takes twenty minutes on two cores, so a fresh clone leaves out the files
whose own text is as it was when they last passed: tidy.passed, beside this file, has their hashes. The
precompiled header is GCC's, so its flags are taken out first.

  tidy.py [PRESET]     checks what is new or changed
  tidy.py --all        checks every file, whatever was recorded
  tidy.py --record     as without, and notes in tidy.passed what has passed
"""
import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIDY = "clang-tidy-16"
PASSED = Path(__file__).with_name("tidy.passed")


def commands(build: Path):
    for entry in json.loads((build / "compile_commands.json").read_text()):
        file = Path(entry["file"])
        if not file.is_relative_to(ROOT / "src") or file.name.endswith("_test.cpp"):
            continue
        words, skip = [], False
        parts = entry["command"].split(" ")
        start = next(i for i, word in enumerate(parts) if word.endswith("/c++") or word.endswith("g++"))
        for word in parts[start:]:
            if skip:
                skip = False
            elif word == "-include":
                skip = True
            elif word not in ("-Winvalid-pch", "-Wno-maybe-uninitialized", "-Wno-restrict"):
                words.append(word)
        entry["command"] = " ".join(words) + f" -include {ROOT}/cmake/pch.hpp -Wno-unknown-warning-option"
        yield file, entry


def dependencies(build: Path):
    """Object → the project's files it was made from, as ninja recorded them."""
    out = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True).stdout
    deps, current = {}, []
    for line in out.splitlines():
        if line and not line.startswith(" "):
            current = deps.setdefault(line.split(":")[0], [])
        elif line.strip():
            path = (build / line.strip()).resolve()
            if path.is_relative_to(ROOT):
                current.append(path)
    return deps


def main():
    words = [w for w in sys.argv[1:] if not w.startswith("--")]
    build = ROOT / "build" / (words[0] if words else "dev")
    recorded = set(line.split()[0] for line in PASSED.read_text().splitlines()) if PASSED.exists() else set()
    if "--all" in sys.argv:
        recorded = set()
    passed = {}
    cache = ROOT / "build" / "tidy"
    cache.mkdir(parents=True, exist_ok=True)
    entries = dict(commands(build))
    (cache / "compile_commands.json").write_text(json.dumps(list(entries.values())))
    deps = dependencies(build)
    settings = (ROOT / ".clang-tidy").read_bytes()
    hashes, checked = {}, []

    def hash_of(path: Path):
        if path not in hashes:
            hashes[path] = hashlib.sha256(path.read_bytes()).digest() if path.exists() else b""
        return hashes[path]

    def check(file: Path):
        key = hashlib.sha256(settings)
        for path in sorted({file, *deps.get(entries[file].get("output", ""), [])}):
            if path.is_relative_to(build) and "templates" not in path.name:
                continue
            key.update(hash_of(path))
        mark = cache / key.hexdigest()
        own = hashlib.sha256(settings + hash_of(file)).hexdigest()[:24]
        if mark.exists() or own in recorded:
            passed[file] = own
            return None
        checked.append(file)
        run = subprocess.run(["nice", TIDY, "-quiet", "-p", cache, file], capture_output=True, text=True)
        if run.returncode == 0:
            mark.touch()
            passed[file] = own
            return None
        return run.stdout or run.stderr

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = 0
        for complaint in filter(None, pool.map(check, entries)):
            complaints += 1
            print(complaint, flush=True)
    print(f"clang-tidy: {len(entries)} files, {len(checked)} of them new or changed, {complaints} with complaints")
    if "--record" in sys.argv:
        lines = [f"{own} {file.relative_to(ROOT)}\n" for file, own in passed.items()]
        PASSED.write_text("".join(sorted(lines, key=lambda line: line.split()[1])))
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
