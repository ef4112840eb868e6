#!/usr/bin/env bash
# open_item.sh FOLDER: opens what a terminal queued, with openssl and gunzip alone.
#   in   FOLDER/commit.json  the body of PUT /v1/submissions/{id}
#        FOLDER/part-N       the bodies of PUT …/parts/N
#        FOLDER/key-R.pem, FOLDER/certificate-R.pem  of each recipient R
#   out  FOLDER/R-manifest, FOLDER/R-part-N  what was inside, for each recipient
set -euo pipefail
# shellcheck source=tests/peers/wire.sh
. "$(dirname "$0")/wire.sh"
need openssl gunzip
cd "$1"

member sealed_manifest commit.json | from_base64url > manifest.der
[[ $(sha256 < manifest.der) == "$(member content commit.json)" ]] \
  || fail "the link does not carry the digest of the sealed manifest"

for key in key-*.pem; do
  recipient=${key#key-}
  recipient=${recipient%.pem}
  open_sealed manifest.der "$key" "certificate-$recipient.pem" > "$recipient-manifest"
  for name in item terminal incarnation sequence receipt_number; do
    [[ $(member "$name" "$recipient-manifest") == "$(member "$name" commit.json)" ]] \
      || fail "\"$name\" inside the seal is not the one outside"
  done
  for part in part-*; do
    entry=$(grep -o "{[^{}]*\"digest\":\"$(sha256 < "$part")\"[^{}]*}" "$recipient-manifest") \
      || fail "the manifest does not name $part by its digest"
    unpack=cat
    [[ $entry != *'"content_encoding":"gzip"'* ]] || unpack=gunzip
    open_sealed "$part" "$key" "certificate-$recipient.pem" | "$unpack" > "$recipient-$part"
  done
done
