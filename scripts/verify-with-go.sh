#!/usr/bin/env bash
# A ledger is made, and verified by code that we did not write: Go's checksum database, and OpenSSL.
# Run it as `npm run test:go`. Debian: golang-go, golang-golang-x-mod-dev, openssl.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
node dist/scripts/verify-with-go/make-ledger.js "$folder" "${1:-65600}"

GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="${GOCACHE:-$folder/cache}" GOFLAGS= \
  go run scripts/verify-with-go/main.go "$folder/log"

# The signature of the checkpoint: its text, the key of the vkey (without the type), the signature (without the key id).
cd "$folder"
sed '/^$/,$d' log/checkpoint > text
{ printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'; cut -d+ -f3- log/vkey | base64 -d | tail -c +2; } > key.der
tail -n 1 log/checkpoint | cut -d' ' -f3 | base64 -d | tail -c +5 > signature
openssl pkey -pubin -inform DER -in key.der -out key.pem
openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in text -sigfile signature
sed -i '2s/.*/1/' text
if openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in text -sigfile signature > /dev/null; then
  echo 'OpenSSL accepts an altered checkpoint' >&2
  exit 1
fi
