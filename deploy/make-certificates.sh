#!/usr/bin/env bash
# Run in the vendor's image at the start of a cluster: an authority and a certificate for each node, once. Never made
# anew where they are: the nodes trust this authority.
set -euo pipefail
cd /certs
[ -s ca/ca.crt ] || es-gencert-cli create-ca -out ca
for node in kurrentdb1 kurrentdb2 kurrentdb3; do
  [ -s "$node/node.crt" ] || es-gencert-cli create-node -ca-certificate ca/ca.crt -ca-key ca/ca.key \
    -out "$node" -dns-names "$node,localhost"
  # The server's image runs as user 1000.
  chown -R 1000:1000 "$node"
  chmod 600 "$node/node.key"
done
chmod 755 . ca kurrentdb1 kurrentdb2 kurrentdb3
chmod 600 ca/ca.key
chmod 644 ca/ca.crt
