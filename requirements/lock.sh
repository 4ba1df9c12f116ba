#!/bin/sh
# Writes the pins with hashes, for every platform and Python that pyproject.toml admits.
set -eu
cd "$(dirname "$0")/.."
compile="uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock'"
eval "$compile" --group dev pyproject.toml requirements/build.in -o requirements/dev.txt
eval "$compile" --no-deps requirements/engine.in -o requirements/engine.txt
eval "$compile" requirements/bench.in -o requirements/bench.txt
