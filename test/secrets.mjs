// Searches what hosts logged during the tests for secrets: node secrets.mjs FOLDER. Prints each line that holds one, without it, and ends with 1.
// It also fails where too little was logged for the search to mean anything.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';

const leastBytes = 100_000;

// Every password of the tests, every credential by its form, and the secrets that the tests give to channels.
const secrets = {
  'a password': /horse battery|letters for everybody/,
  'a service token': /fxm_[A-Za-z0-9]{24,}/,
  'a cookie, an access token or something else that is protected': /CfDJ8[\w-]{40,}/,
  'a token of a provider': /eyJ[\w-]{8,}\.eyJ[\w-]{8,}/,
  "a channel's secret": /swordfish|tk_secret/,
};

const folder = process.argv[2];
const files = readdirSync(folder).map((name) => `${folder}/${name}`);
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
let found = 0;
for (const file of files) {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number++;
    for (const [what, secret] of Object.entries(secrets)) {
      if (secret.test(line)) {
        found++;
        console.log(`${file}:${number} holds ${what}: ${line.replaceAll(new RegExp(secret, 'g'), '***').slice(0, 300)}`);
      }
    }
  }
}
console.log(`${found} secrets in ${bytes} bytes of ${files.length} logs`);
if (bytes < leastBytes) {
  console.log(`The logs must have at least ${leastBytes} bytes.`);
}
process.exitCode = found > 0 || bytes < leastBytes ? 1 : 0;
