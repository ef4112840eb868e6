#!/usr/bin/env bash
# dependencies.sh SOURCE: every package of the lists has its line in docs/dependencies.md.
set -euo pipefail
missing=0
while read -r package _; do
  if ! grep -qF "\`$package\`" "$1/docs/dependencies.md"; then
    echo "FAILED: docs/dependencies.md does not name $package"
    missing=1
  fi
done < <(sed -E '/^(#|$)/d' "$1"/packaging/packages/*.txt)
exit $missing
