#!/usr/bin/env bash
# arguments.sh SOURCE: ./linli refuses what it does not know with 2, and says why.
set -euo pipefail

# refused WORDS ARGUMENT…
refused() {
  local words=$1 said status=0
  shift
  said=$("$linli" "$@" 2>&1) || status=$?
  [[ $status -eq 2 && $said == *"$words"* ]] || {
    echo "FAILED: ./linli $* ended with $status and: $said"
    exit 1
  }
}

linli=$1/linli
refused 'no command "biuld"' biuld
refused 'build takes no arguments' build --fast
refused 'demo does not know "--quiet"' demo --headless --quiet
refused '--preset is asan or tsan' test --preset
refused 'test does not know "all"' test all
"$linli" help | grep -q 'Usage: ./linli'
