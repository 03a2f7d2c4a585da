#!/usr/bin/env bash
# Puts what the browser tests need into target/browser: two pinned packages from npm, and Chromium and Node.js from Debian
# where the machine has none.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=${1:?the folder to install into}
have() { command -v "$1" >/dev/null 2>&1; }
missing=()
have chromium || have chromium-browser || have google-chrome || missing+=(chromium)
have npm || missing+=(nodejs npm)
if [ ${#missing[@]} -gt 0 ]; then
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi
mkdir -p "$target"
if ! cmp -s "$here/package-lock.json" "$target/installed-lock.json"; then
    cp "$here/package.json" "$here/package-lock.json" "$target/"
    (cd "$target" && npm ci --no-audit --no-fund --ignore-scripts >&2)
    cp "$target/package-lock.json" "$target/installed-lock.json"
fi
