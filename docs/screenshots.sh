#!/usr/bin/env bash
# Takes the pictures of docs/screenshots anew, in Chromium, of the page as it is built now.
#
#   bash docs/screenshots.sh [SECONDS]    for how long the page looks on before, so that its charts have something to show; 300
set -euo pipefail
cd "$(dirname "$0")/.."
export SCREENSHOT_FOLDER=$PWD/docs/screenshots SCREENSHOT_SECONDS=${1:-300}
mkdir -p "$SCREENSHOT_FOLDER"
dotnet run --project test/Browser -- -class FlextMonitor.Browser.Tests.DocumentScreenshots
ls -l "$SCREENSHOT_FOLDER"
