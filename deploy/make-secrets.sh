#!/usr/bin/env bash
# Makes what docker-compose.yml needs and no repository may hold: secrets/ and .env. Never replaces a secret.
#   deploy/make-secrets.sh single     one EventStoreDB, without TLS, inside the compose network
#   deploy/make-secrets.sh cluster    three, with TLS
set -euo pipefail
cd "$(dirname "$0")/.."

log=${1:-single}
case $log in single | cluster) ;; *) echo "usage: $0 [single|cluster]" >&2; exit 2 ;; esac

# The folder keeps others out; the files are readable to the containers' users, as which they are mounted.
mkdir -p secrets
chmod 700 secrets
umask 022
keep() {
  [ -s "secrets/$1" ] || printf '%s' "$2" > "secrets/$1"
}
# Letters that need no escape in an address.
word() { openssl rand -base64 24 | tr '+/' '-_'; }

keep vault_key "$(openssl rand -base64 32)"
keep ledger_key "$(openssl rand -base64 32)"
keep postgres_owner_password "$(word)"
keep postgres_api_password "$(word)"
keep log_admin_password "$(word)"
keep log_ops_password "$(word)"
owner=$(cat secrets/postgres_owner_password)
api=$(cat secrets/postgres_api_password)
admin=$(cat secrets/log_admin_password)
keep vault_owner_url "postgres://onrecord:$owner@postgres:5432/onrecord"
keep vault_url "postgres://onrecord_api:$api@postgres:5432/onrecord"
# Follows from the kind of log, so it is written each time.
if [ "$log" = cluster ]; then
  nodes=kurrentdb1:2113,kurrentdb2:2113,kurrentdb3:2113
  address="kurrentdb+discover://admin:$admin@$nodes?tls=true&tlsCaFile=/certs/ca/ca.crt"
else
  address='kurrentdb://kurrentdb:2113?tls=false'
fi
printf '%s' "$address" > secrets/event_store
# The image takes these by environment only.
umask 077
cat > .env <<EOF
COMPOSE_PROFILES=$log
LOG_ADMIN_PASSWORD=$admin
LOG_OPS_PASSWORD=$(cat secrets/log_ops_password)
EOF
echo "secrets/ and .env are ready for the profile $log. Keep copies of secrets/vault_key and secrets/ledger_key apart from every backup."
