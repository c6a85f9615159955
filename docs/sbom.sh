#!/usr/bin/env bash
# Writes what the programs are made of: a CycloneDX bill of materials for each, in artifacts/sbom, and the list in docs/dependencies.md.
#   bash docs/sbom.sh
# Then it asks the package sources for known vulnerabilities, and fails if there are any, or if a source does not know.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=artifacts/sbom
page=src/Web/App

rm -rf "$folder"
mkdir -p "$folder"
dotnet tool restore >/dev/null
dotnet restore FlextMonitor.sln -v quiet -nologo
for program in Web Collector Daemon; do
  dotnet dotnet-CycloneDX "src/$program/FlextMonitor.$program.csproj" --output "$folder" --filename "$program.cdx.json" --output-format Json --disable-package-restore >/dev/null
done
npm --prefix "$page" sbom --sbom-format cyclonedx --package-lock-only >"$folder/page.cdx.json"
node docs/dependencies.mjs "$folder"/*.cdx.json >docs/dependencies.md
echo "written: $folder/*.cdx.json and docs/dependencies.md"

# A source without advisories answers with nothing found, so it is asked first for one that everybody knows of.
probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
dotnet new console --output "$probe" --no-restore >/dev/null
(cd "$probe" && dotnet add package Newtonsoft.Json --version 12.0.1 >/dev/null 2>&1) || true
if ! dotnet list "$probe" package --vulnerable 2>/dev/null | grep -q Newtonsoft.Json; then
  echo "docs/sbom.sh: the package sources of this machine know no advisories, so nothing can be said of vulnerable packages. Run it where they do." >&2
  exit 1
fi
dotnet list FlextMonitor.sln package --vulnerable --include-transitive | tee "$folder/vulnerable.txt"
! grep -qE 'Critical|High|Moderate|Low' "$folder/vulnerable.txt"
npm --prefix "$page" audit --omit=dev
