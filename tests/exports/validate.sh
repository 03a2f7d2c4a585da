#!/usr/bin/env bash
# Validates exported data with the published validators: validate.sh FOLDER, where the folder holds `*/data/` of editions.
# They are installed once, into target/validator. Exit code 3: they cannot be had on this machine.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
venv="$here/../../target/validator"
wanted="$here/requirements.txt"
if ! cmp -s "$wanted" "$venv/installed.txt"; then
    rm -rf "$venv"
    { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"; } || exit 3
    cp "$wanted" "$venv/installed.txt"
fi
exec "$venv/bin/python" "$here/validate.py" "$1"
