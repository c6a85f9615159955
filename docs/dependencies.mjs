// Prints docs/dependencies.md from bills of materials in CycloneDX's JSON form.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** Licences that the packages' files name, and their lists do not. */
const licenceFiles = { 'Otp.NET': 'MIT' };

/** Whether it makes or checks the sources, and is in no program. */
const isForDevelopment = ({ properties = [] }) => properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');

const rows = new Map();
for (const file of process.argv.slice(2)) {
  const program = basename(file).split('.')[0];
  const { components } = JSON.parse(readFileSync(file, 'utf8'));
  for (const { group, name, version, licenses = [] } of components.filter((component) => !isForDevelopment(component))) {
    const id = group ? `${group}/${name}` : name;
    const licence = licenses.map(({ license, expression }) => expression ?? license.id ?? license.name).join(', ');
    const row = rows.get(`${id} ${version}`) ?? { id, version, licence: licence || licenceFiles[id], programs: [] };
    if (!row.licence) {
      throw new Error(`${id} ${version} names no licence. Look into its files, and add it to docs/dependencies.mjs.`);
    }
    row.programs.push(program);
    rows.set(`${id} ${version}`, row);
  }
}

const sorted = [...rows.values()].sort((one, other) => one.id.localeCompare(other.id, 'en') || one.version.localeCompare(other.version, 'en'));
process.stdout.write(`# Dependencies
What the programs hold besides their own code and .NET itself. \`bash docs/sbom.sh\` writes this list and, in \`artifacts/sbom\`, a bill of materials of each program in CycloneDX's form.

| package | version | licence | in |
|---|---|---|---|
${sorted.map(({ id, version, licence, programs }) => `| ${id} | ${version} | ${licence} | ${programs.join(', ')} |`).join('\n')}
`);
