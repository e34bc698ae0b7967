#!/usr/bin/env bash
# Configures and builds a preset; quick when nothing has changed.   tools/build.sh dev [targets…]
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
[ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" -Wno-dev --log-level=WARNING >/dev/null
# At a terminal ninja counts on one line; elsewhere only what goes wrong is worth a line.
[ -t 1 ] && quiet=() || quiet=(--quiet)
exec ninja "${quiet[@]}" -C "build/$preset" "$@"
