#!/usr/bin/env bash
# forbidden_include.sh SOURCE SCRATCH CMAKE: the check of includes accepts what the map allows, and
# names the file and the rule for what it forbids.
set -euo pipefail
readonly source=$1 scratch=$2 cmake=$3

check() {
  "$cmake" -DROOT="$scratch" -P "$source/packaging/cmake/check_includes.cmake" 2>&1
}

# refused FILE LINE WORDS: with this line in this file, the check fails and says these words.
refused() {
  local said
  mkdir -p "$scratch/$(dirname "$1")"
  echo "$2" > "$scratch/$1"
  if said=$(check); then
    echo "FAILED: accepted $2 in $1"
    exit 1
  fi
  rm "$scratch/$1"
  # CMake folds long messages, so blanks are compared as one.
  [[ $(tr -s ' \n' ' ' <<< "$said") == *"$3"* ]] || {
    echo "FAILED: did not say \"$3\" but: $said"
    exit 1
  }
}

rm -rf "$scratch"
mkdir -p "$scratch/ui/screens"
echo '#include "kiosk/flow/view.h"' > "$scratch/ui/screens/home.cpp"
check

refused ui/screens/scan.cpp '#include "drivers/camera/camera.h"' 'may not link drivers/camera'
refused ui/screens/store.cpp '#include <sqlcipher/sqlite3.h>' 'belongs to kiosk/database'
refused kiosk/base/clock.h '#include "kiosk/domain/money.h"' 'may not link kiosk/domain'
