#!/usr/bin/env bash
# Every C++ file as clang-format writes it.
cd "$(dirname "$0")/../.."
git ls-files -z 'src/*.cpp' 'src/*.hpp' 'tools/*.cpp' 'tools/*.hpp' 'bench/*.cpp' 'bench/*.hpp' |
  xargs -0 -r clang-format-16 --dry-run --Werror
