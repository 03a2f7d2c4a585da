#!/usr/bin/env bash
# Validates exported data with the published validators: validate.sh FOLDER, where the folder holds `*/data/` of editions.
# They are installed once, into target/validator. Exit code 3: they cannot be had on this machine.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
venv="$here/../../target/validator"
wanted="$here/requirements.txt"
if ! cmp -s "$wanted" "$venv/installed.txt"; then
    rm -rf "$venv"
    if ! python3 -c 'import venv, ensurepip' >/dev/null 2>&1; then
        as_root=()
        [ "$(id -u)" = 0 ] || as_root=(sudo)
        { "${as_root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${as_root[@]}" \
            apt-get install -y -qq --no-install-recommends python3 python3-venv >&2; } || exit 3
    fi
    { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"; } || exit 3
    cp "$wanted" "$venv/installed.txt"
fi
exec "$venv/bin/python" "$here/validate.py" "$1"
