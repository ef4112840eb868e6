# shellcheck shell=bash
# Turns what ctest prints into one line for each suite, with counts and time, as soon as the suite
# is done; what a failed test printed is passed on. ctest's own two closing lines come last.

# report_tests LIST: reads ctest's output; LIST is what `ctest -N` printed before.
report_tests() {
  local -A left passed failed skipped seconds
  local line showing='' closing=()
  local -r result='^ *[0-9]+/[0-9]+ Test +#[0-9]+: (.*[^. ]) \.+ *(Passed|\*\*\*.*[^ ]) +([0-9.]+) sec'
  count_listed "$1"
  while IFS= read -r line; do
    if [[ $line =~ $result ]]; then
      showing=''
      count_result "${BASH_REMATCH[1]%%: *}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}"
    elif [[ $line == *' tests passed, '* || $line == 'Total Test time'* ]]; then
      closing+=("$line")
      showing=''
    elif [[ $line =~ ^\ +Start\ +[0-9] ]]; then
      showing=''
    elif [[ -n $showing || (${#closing[@]} -eq 2 && -n $line) ]]; then
      echo "$line"  # a failure's output, or the closing list of what failed or was skipped
    fi
  done
  printf '\n'
  printf '%s\n' "${closing[@]-No test ran.}"
}

# count_listed LIST: how many tests each suite has; the suite stands before ": " in a test's name.
count_listed() {
  local name suite
  while IFS= read -r name; do
    suite=${name%%: *}
    left[$suite]=$((${left[$suite]-0} + 1))
  done < <(sed -nE 's/^ *Test +#[0-9]+: (.+)$/\1/p' "$1")
}

# count_result SUITE VERDICT SECONDS: counts one test, and prints its suite when that was the last.
count_result() {
  local suite=$1 verdict=$2 time=$3
  case $verdict in
    Passed) passed[$suite]=$((${passed[$suite]-0} + 1)) ;;
    '***Skipped'*) skipped[$suite]=$((${skipped[$suite]-0} + 1)) ;;
    *)
      failed[$suite]=$((${failed[$suite]-0} + 1))
      showing=yes
      echo "$line"
      ;;
  esac
  seconds[$suite]=$((${seconds[$suite]-0} + 10#${time/./}))  # ctest prints hundredths
  left[$suite]=$((${left[$suite]-1} - 1))
  if [[ ${left[$suite]} -eq 0 ]]; then
    printf '%-28s %4d passed %3d failed %3d skipped %5d.%02d s\n' "$suite" \
      "${passed[$suite]-0}" "${failed[$suite]-0}" "${skipped[$suite]-0}" \
      $((seconds[$suite] / 100)) $((seconds[$suite] % 100))
  fi
}
