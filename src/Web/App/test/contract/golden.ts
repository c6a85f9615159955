import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files that pin what the hub sends, shared with the tests of the .NET records. */
const folder = join(import.meta.dirname, '../../../../../test/Contracts/Golden');

/** A name for each message, such as `SourceStatus.Connecting`. */
export const goldenNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

export const goldenJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

export const goldenMessagePack = (name: string): Uint8Array => readFileSync(join(folder, `${name}.msgpack`));
