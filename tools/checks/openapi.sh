#!/usr/bin/env bash
# The API's document is one that Redocly's linter accepts. (That it names the very routes the program
# serves is a unit test: src/app/openapi_test.cpp.)
cd "$(dirname "$0")/../.."
REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true \
  node_modules/.bin/redocly lint --config docs/api/redocly.yaml "${1:-build/dev/openapi.json}"
