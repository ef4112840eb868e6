# shellcheck shell=bash
# The forms of centre/api/openapi.yaml, written from that document alone with openssl, sed and the
# shell: nothing of Linli's own code is used. Sourced by the scripts beside it.

# fail TEXT: ends the script.
fail() {
  echo "FAILED: $1" >&2
  exit 1
}

# need COMMAND…: skips the test (77) where one is not installed.
need() {
  local command
  for command in "$@"; do
    command -v "$command" > /dev/null || {
      echo "skipped: no command \"$command\""
      exit 77
    }
  done
}

# member NAME FILE: a text or number of a flat JSON object, with \n as line ends.
member() {
  sed -nE "s/.*\"$1\" *: *(\"([^\"]*)\"|([0-9]+)).*/\2\3/p" "$2" | sed 's/\\n/\n/g'
}

# base64url without padding (RFC 4648 section 5), from standard input.
to_base64url() {
  openssl base64 -A | tr '+/' '-_' | tr -d '='
}

from_base64url() {
  local text
  text=$(tr -- '-_' '+/')
  while ((${#text} % 4 != 0)); do text+='='; done
  openssl base64 -d -A <<< "$text"
}

# sha256: of standard input, in lower-case hexadecimal.
sha256() {
  openssl dgst -sha256 -r | cut -d ' ' -f 1
}

# ed25519_pem KEY: SubjectPublicKeyInfo (RFC 8410 section 4) of a raw key in base64url.
ed25519_pem() {
  echo '-----BEGIN PUBLIC KEY-----'
  {
    printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'
    from_base64url <<< "$1"
  } | openssl base64
  echo '-----END PUBLIC KEY-----'
}

# signed_by PEM SIGNATURE: whether the Ed25519 signature holds over standard input.
signed_by() {
  local scratch status=0
  scratch=$(mktemp -d)
  cat > "$scratch/statement"
  from_base64url <<< "$2" > "$scratch/signature"
  openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$scratch/statement" \
    -sigfile "$scratch/signature" > /dev/null 2>&1 || status=1
  rm -r "$scratch"
  return $status
}

# lines FILE TITLE NAME…: a text that is hashed or signed: its title, then "name: value" each.
lines() {
  local file=$1 name
  printf '%s\n' "$2"
  shift 2
  for name in "$@"; do printf '%s: %s\n' "$name" "$(member "$name" "$file")"; done
}

# chain_hash FILE: of the Link that the JSON object carries.
chain_hash() {
  lines "$1" linli-chain-v1 terminal incarnation sequence item content previous | sha256
}

# acceptance_holds FILE PEM: whether the centre's signature holds over the Acceptance.
acceptance_holds() {
  {
    lines "$1" linli-acceptance-v1 terminal incarnation sequence item content
    echo "chain: $(chain_hash "$1")"
    lines "$1" x chain_head accepted_at | tail -n +2
  } | signed_by "$2" "$(member signature "$1")"
}

# day_close_holds FILE PEM: whether it holds over the agreed DayClose.
day_close_holds() {
  {
    lines "$1" linli-day-close-v1 terminal incarnation first_sequence last_sequence count
    echo "without: $(sed -nE 's/.*"without" *: *\[([0-9,]*)\].*/\1/p' "$1")"
    lines "$1" x chain_head day agreed_at | tail -n +2
  } | signed_by "$2" "$(member signature "$1")"
}

# seal FILE CERTIFICATE…: CMS AuthEnvelopedData (RFC 5083), DER, to standard output.
seal() {
  local file=$1 certificate
  local -a recipients=()
  shift
  for certificate in "$@"; do
    recipients+=(-recip "$certificate" -keyopt ecdh_kdf_md:sha256)
  done
  openssl cms -encrypt -binary -aes-256-gcm -outform DER -in "$file" "${recipients[@]}"
}

# open_sealed FILE KEY CERTIFICATE: the other way.
open_sealed() {
  openssl cms -decrypt -binary -inform DER -in "$1" -inkey "$2" -recip "$3"
}

# uuid_v7: RFC 9562 section 5.7.
uuid_v7() {
  local time random
  time=$(printf '%012x' "$(date +%s%3N)")
  random=$(openssl rand -hex 10)
  printf '%s-%s-7%s-a%s-%s\n' "${time:0:8}" "${time:8:4}" "${random:0:3}" "${random:3:3}" \
    "${random:6:12}"
}
