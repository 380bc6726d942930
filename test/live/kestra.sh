#!/bin/sh
# Takes the place of "kestra server standalone --config FILE --port N" in a stack of plain processes: Kestra's own engine behind an
# HTTP layer of the oracle. KESTRA_ORACLE is its program, KESTRA_VERSION the version of the libraries.
set -eu
config= port=
while [ $# -gt 0 ]; do
  case $1 in --config) config=$2 ;; --port) port=$2 ;; esac
  shift
done
management=$(sed -n '/^endpoints:/,/^[a-z]/s/^    port: //p' "$config")
user=$(sed -n 's/^      username: //p' "$config" | tail -n 1)
exec "$KESTRA_ORACLE" "$KESTRA_VERSION" serve --port "$port" --management-port "$management" --user "$user" --password "$KESTRA_PASSWORD" "$STACK_HOME/kestra/flows"
