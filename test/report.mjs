// Reads the reports in artifacts/test: CTRF of the .NET projects, vitest's own of the page.
//   node test/report.mjs counts FILE          prints passed, failed and skipped; zeros if there is no such file
//   node test/report.mjs slowest N FILE...    prints the N slowest tests, slowest first
//   node test/report.mjs failures FILE...     prints each test that failed, with the beginning of its message and of its stack
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

function counts(file) {
  if (!existsSync(file)) return [0, 0, 0];
  const report = read(file);
  const ctrf = report.results?.summary;
  return ctrf
    ? [ctrf.passed, ctrf.failed + ctrf.other, ctrf.skipped + ctrf.pending]
    : [report.numPassedTests, report.numFailedTests, report.numPendingTests + report.numTodoTests];
}

// The tests of one report, each with the milliseconds that it took.
function tests(file) {
  const report = read(file);
  const part = basename(file, '.json');
  const all = report.results?.tests ?? report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return all.map((test) => ({
    part,
    name: test.name ?? test.fullName,
    ms: test.duration ?? 0,
    hasFailed: test.status !== 'passed',
    said: [test.message, test.trace, ...(test.failureMessages ?? [])].filter(Boolean).join('\n'),
  }));
}

function slowest(most, files) {
  const all = files.flatMap(tests).sort((a, b) => b.ms - a.ms);
  return all.slice(0, most).map(({ part, name, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${part.padEnd(13)} ${name.slice(0, 150)}`);
}

function failures(files) {
  const failed = files.flatMap(tests).filter((test) => test.hasFailed);
  return failed.map(({ part, name, said }) => `failed: ${part} ${name}\n${said.slice(0, 2000).replaceAll(/^/gm, '    ')}`);
}

const [what, first, ...rest] = process.argv.slice(2);
if (what === 'counts') console.log(...counts(first));
else if (what === 'slowest') console.log(slowest(Number(first), rest).join('\n'));
else if (what === 'failures') console.log(failures([first, ...rest]).join('\n'));
else throw new Error(`Unknown command ${what}. Known commands: counts, slowest, failures.`);
