#!/bin/sh
# Makes a virtual environment with everything pinned by hash: setup.sh PYTHON VENV
# The inference engine is a C extension. Where it cannot be built, setup goes on without it: the
# reference evaluator then serves alone, and every decision says so.
set -eu
python=$1
venv=$2
here=$(dirname "$0")
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "triage needs Python 3.11 or newer; $python is $("$python" --version 2>&1). Try: make PYTHON=python3.11" >&2
    exit 2
}
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
pip="$venv/bin/python -m pip --disable-pip-version-check --quiet"
echo "Installing into $venv …"
$pip install --require-hashes -r "$here/dev.txt"
if ! $pip install --no-build-isolation --require-hashes -r "$here/engine.txt"; then
    echo "The durable-rules engine could not be built here (it needs a C compiler, Python headers and" >&2
    echo "Python 3.11 or 3.12). Going on without it: the reference evaluator serves alone." >&2
fi
$pip install --no-build-isolation --no-deps --editable "$here/.."
