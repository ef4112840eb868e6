#!/usr/bin/env bash
# drive_centre.sh LINLI-CENTRE: a terminal in shell, curl and openssl, written from
# centre/api/openapi.yaml, against a centre of its own on loopback.
set -euo pipefail
# shellcheck source=tests/peers/wire.sh
. "$(dirname "$0")/wire.sh"
need curl openssl
readonly centre=$1
folder=$(mktemp -d)
readonly folder terminal=0417
cd "$folder"

stop() {
  if [[ -n ${server-} ]]; then
    kill "$server" 2> /dev/null || true
    wait "$server" || true
  fi
  rm -rf "$folder"
}
trap stop EXIT

# start_centre: sets `address`.
start_centre() {
  "$centre" serve --data data --listen 127.0.0.1:0 > listening 2> log &
  server=$!
  for _ in {1..300}; do
    address=$(sed -n 's/^listening on //p' listening)
    [[ -n $address ]] && return
    kill -0 "$server" 2> /dev/null || break
    sleep 0.1
  done
  cat log
  fail "the centre does not start"
}

# call STATUS METHOD PATH [CURL-ARGUMENT…]: asks, expects the status, leaves the body in `answer`.
call() {
  local expected=$1 method=$2 path=$3 status
  shift 3
  status=$(curl -sS --max-time 30 --cacert data/keys/ca.pem "${identity[@]}" -X "$method" \
    -H 'Expect:' -o answer -w '%{http_code}' "$@" "$address$path")
  [[ $status == "$expected" ]] || fail "$method $path: $status instead of $expected: $(cat answer)"
}

# call_json STATUS METHOD PATH FILE
call_json() {
  call "$1" "$2" "$3" -H 'Content-Type: application/json' --data-binary "@$4"
}

# problem NAME: the last answer is this problem.
problem() {
  [[ $(member type answer) == "urn:linli:problem:$1" ]] || fail "not \"$1\": $(cat answer)"
}

enrol() {
  local code
  code=$("$centre" enrolment-code --data data --terminal "$terminal" 2>> log | head -n 1)
  openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem
  openssl genpkey -quiet -algorithm ED25519 -out receipt.pem
  openssl req -new -key key.pem -subj "/CN=$terminal" -out request.pem
  printf '{"terminal":"%s","code":"%s","signing_request":"%s","receipt_key":"%s"}' \
    "$terminal" "$code" "$(sed -z 's/\n/\\n/g' request.pem)" \
    "$(openssl pkey -in receipt.pem -pubout -outform DER | tail -c 32 | to_base64url)" > enrolment
  call_json 201 POST /v1/terminals enrolment
  cp answer enrolled
  member certificate enrolled > certificate.pem
  identity=(--cert certificate.pem --key key.pem)
  ed25519_pem "$(member centre_key enrolled)" > centre.pem
  sealing_certificates
}

# sealing_certificates: each of the answer's in a file of its own.
sealing_certificates() {
  local certificate
  recipients=()
  while read -r certificate; do
    recipients+=("sealing-${#recipients[@]}.pem")
    printf '%b' "$certificate" > "${recipients[-1]}"
  done < <(sed -E 's/.*"sealing_certificates" *: *\[([^]]*)\].*/\1/' enrolled \
    | grep -oE -- '-----BEGIN[^"]*')
  ((${#recipients[@]} == 2)) || fail "no current and recovery certificate"
}

# new_item SEQUENCE PREVIOUS FILE…: seals the files as the item's parts; sets `item`, and leaves the
# body of its commit in commit-SEQUENCE and the parts in SEQUENCE-part-N. In the body of
# commit-SEQUENCE-whole the parts are inside.
new_item() {
  local sequence=$1 previous=$2 number=0 parts='' whole='' entry place manifest body file
  shift 2
  item=$(uuid_v7)
  for file in "$@"; do
    number=$((number + 1))
    seal "$file" "${recipients[@]}" > "$sequence-part-$number"
    entry=$(part_entry "$number" "$sequence-part-$number")
    parts+="${parts:+,}$entry"
    whole+="${whole:+,}${entry%\}},\"sealed\":\"$(to_base64url < "$sequence-part-$number")\"}"
  done
  place=$(printf '"item":"%s","terminal":"%s","incarnation":"%s","sequence":%d,%s' "$item" \
    "$terminal" "$incarnation" "$sequence" \
    "\"receipt_number\":\"LS-$terminal-2611-$((1000 + sequence))\",\"service\":\"temporary_relief\"")
  printf '{%s,"service_version":1,"content":{"answers":{}},"parts":[%s]}' "$place" "$parts" > manifest
  seal manifest "${recipients[@]}" > manifest.der
  manifest=$(to_base64url < manifest.der)
  body=$(printf '{%s,"content":"%s","previous":"%s","created_earliest":"%s","created_latest":"%s",%s' \
    "$place" "$(sha256 < manifest.der)" "$previous" "$now" "$now" "\"sealed_manifest\":\"$manifest\"")
  printf '%s,"parts":[%s]}' "$body" "$parts" > "commit-$sequence"
  printf '%s,"parts":[%s]}' "$body" "$whole" > "commit-$sequence-whole"
}

# part_entry NUMBER FILE
part_entry() {
  printf '{"number":%d,"digest":"%s","size":%d,"content_type":"text/plain","field":"note"}' \
    "$1" "$(sha256 < "$2")" "$(stat -c %s "$2")"
}

# put_part STATUS NUMBER FILE: of the item that was made last.
put_part() {
  call "$1" PUT "/v1/submissions/$item/parts/$2" -H 'Content-Type: application/octet-stream' \
    -H "Content-Digest: sha-256=:$(openssl dgst -sha256 -binary "$3" | openssl base64 -A):" \
    --data-binary "@$3"
}

submit_with_a_part() {
  echo "an attachment" > note
  new_item 1 "$(printf '0%.0s' {1..64})" note
  call_json 422 PUT "/v1/submissions/$item" commit-1
  problem parts-missing
  put_part 204 1 1-part-1
  put_part 204 1 1-part-1
  echo "another" > other
  put_part 409 1 other
  problem digest-differs
  call_json 201 PUT "/v1/submissions/$item" commit-1
  cp answer acceptance-1
}

check_acceptance() {
  local name
  for name in terminal incarnation sequence item content previous; do
    [[ $(member "$name" acceptance-1) == "$(member "$name" commit-1)" ]] \
      || fail "the acceptance is of another \"$name\""
  done
  acceptance_holds acceptance-1 centre.pem || fail "the acceptance's signature does not hold"
  sed -E 's/"sequence":1/"sequence":2/' acceptance-1 > forged
  acceptance_holds forged centre.pem && fail "the signature holds over another sequence"
  return 0
}

# The same commit has the same acceptance; the same id with other content has none.
repeat_and_contradict() {
  call_json 200 PUT "/v1/submissions/$item" commit-1
  cmp -s answer acceptance-1 || fail "a repeated commit has another acceptance"
  seal manifest "${recipients[@]}" > other.der
  sed -E "s/\"content\":\"[0-9a-f]+\"/\"content\":\"$(sha256 < other.der)\"/
    s/\"sealed_manifest\":\"[^\"]*\"/\"sealed_manifest\":\"$(to_base64url < other.der)\"/" \
    commit-1 > contradiction
  call_json 409 PUT "/v1/submissions/$item" contradiction
  problem digest-differs
  call 200 GET "/v1/submissions/$item/acceptance"
  cmp -s answer acceptance-1 || fail "the acceptance that is asked for again is another"
}

# What the centre holds opens with the recovery key, which no program of it uses.
open_with_recovery() {
  member sealed_manifest commit-1 | from_base64url > manifest.der
  open_sealed manifest.der data/keys/recovery-key.pem data/keys/recovery.pem | cmp -s - manifest \
    || fail "the recovery key does not open the manifest"
  open_sealed 1-part-1 data/keys/sealing-key.pem data/keys/sealing.pem | cmp -s - note \
    || fail "the sealing key does not open the part"
}

# Small parts go inside the commit, and are held like those that were put.
submit_with_parts_inside() {
  new_item 2 "$(chain_hash commit-1)" note other
  sed -E 's/("sealed":"...)./\1_/' commit-2-whole > changed
  call_json 400 PUT "/v1/submissions/$item" changed
  problem digest-mismatch
  call_json 201 PUT "/v1/submissions/$item" commit-2-whole
  cp answer acceptance-2
  call_json 200 PUT "/v1/submissions/$item" commit-2
  cmp -s answer acceptance-2 || fail "without the parts inside it has another acceptance"
  "$centre" submissions --data data --show "LS-$terminal-2611-1002" --save opened > shown 2>> log
  cat opened/part-1 opened/part-2 | cmp -s - <(cat note other) \
    || fail "the centre does not open what was inside the commit"
}

close_the_day() {
  acceptance_holds answer centre.pem || fail "the second acceptance's signature does not hold"
  [[ $(member chain_head answer) == "$(chain_hash commit-2)" ]] || fail "not the chain's head"
  printf '{"terminal":"%s","incarnation":"%s","first_sequence":1,"last_sequence":%d,"count":%d,%s}' \
    "$terminal" "$incarnation" 2 2 \
    "\"without\":[],\"chain_head\":\"$(chain_hash commit-2)\",\"day\":\"${now:0:10}\"" > close
  call_json 200 POST /v1/day-closes close
  [[ $(member result answer) == agreed ]] || fail "the centre does not agree: $(cat answer)"
  day_close_holds answer centre.pem || fail "the day close's signature does not hold"
  sed -E 's/"count":2/"count":3/' answer > forged
  day_close_holds forged centre.pem && fail "the signature holds over another count"
  return 0
}

identity=()
now=$(TZ=UTC-8 date +%FT%T.%3N+08:00)
incarnation=$(uuid_v7)
start_centre
enrol
submit_with_a_part
check_acceptance
repeat_and_contradict
open_with_recovery
submit_with_parts_inside
close_the_day
echo "enrolled, submitted by parts and whole, proven and closed"
