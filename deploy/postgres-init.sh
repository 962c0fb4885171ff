#!/usr/bin/env bash
# Run once by the image of PostgreSQL, in an empty database: the role as which the API's nodes come. It owns nothing;
# `prepare-vault` gives it the rows.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v password="$(cat /run/secrets/postgres_api_password)" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
CREATE ROLE onrecord_api LOGIN PASSWORD :'password' CONNECTION LIMIT 60;
REVOKE ALL ON DATABASE onrecord FROM PUBLIC;
GRANT CONNECT ON DATABASE onrecord TO onrecord_api;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SQL
