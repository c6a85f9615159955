#!/usr/bin/env bash
# Runs the tests with those in their long form that have one, such as 100,000 connections that come and go instead of 10,000.
#   bash test/long.sh                every test
#   bash test/long.sh Hub            only these, as with test/run.sh
set -euo pipefail
TEST_LONG=1 exec bash "$(dirname "$0")/run.sh" "$@"
