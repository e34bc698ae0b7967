#!/usr/bin/env python3
"""Runs every test program of a preset under ctest and counts the tests, by database.

With PALIER_TEST_POSTGRES set (tools/postgres.sh) the store tests run on PostgreSQL too; a run in which
they did not would pass without having tried it, so that counts as a failure.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main():
    preset = sys.argv[1] if len(sys.argv) > 1 else "dev"
    env = dict(os.environ)
    env.setdefault("ASAN_OPTIONS", "detect_leaks=1:strict_string_checks=1")
    env.setdefault("UBSAN_OPTIONS", "print_stacktrace=1:halt_on_error=1")
    env.setdefault("TSAN_OPTIONS", "halt_on_error=1:second_deadlock_stack=1:suppressions=" + str(ROOT / "tests/tsan.supp"))
    with tempfile.TemporaryDirectory() as reports:
        env["GTEST_OUTPUT"] = f"json:{reports}/"
        run = subprocess.run(
            ["ctest", "--test-dir", ROOT / "build" / preset, "--output-on-failure", "-j", str(os.cpu_count())],
            env=env,
        )
        count = {"all": 0, "sqlite": 0, "postgres": 0, "skipped": 0, "failed": 0}
        skipped = set()
        for report in Path(reports).glob("*.json"):
            for suite in json.loads(report.read_text())["testsuites"]:
                for test in suite["testsuite"]:
                    count["all"] += 1
                    count["failed"] += bool(test.get("failures"))
                    name = f"{suite['name']}.{test['name']}"
                    if test.get("result") == "SKIPPED":
                        count["skipped"] += 1
                        skipped.add(name)
                    elif re.search(r"/Sqlite$", name):
                        count["sqlite"] += 1
                    elif re.search(r"/Postgres$", name):
                        count["postgres"] += 1
    for name in sorted(skipped):
        print(f"skipped: {name}")
    print(
        f"{count['all']} tests: {count['sqlite']} on SQLite and {count['postgres']} on PostgreSQL of those that "
        f"need a database, {count['skipped']} skipped, {count['failed']} failed"
    )
    silent = "PALIER_TEST_POSTGRES" in env and count["postgres"] == 0 and count["sqlite"] > 0
    if silent:
        print("no test ran on PostgreSQL")
    sys.exit(run.returncode or (1 if silent or count["all"] == 0 else 0))


if __name__ == "__main__":
    main()
