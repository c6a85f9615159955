import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(js|css|svg|json)$/;

type Compress = (content: Buffer) => Promise<Buffer>;

const brotli: Compress = (content) =>
  promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });

const gzipped: Compress = (content) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION });

/** How assets are compressed, by what is added to the file's name. Browsers take Brotli over HTTPS and from localhost only. */
const compressions: readonly (readonly [string, Compress])[] = [
  ['br', brotli],
  ['gz', gzipped],
];

/** Puts compressed files beside each asset, at the highest level: they are made once and served for a year. */
export function precompressed(): Plugin {
  let assets = '';
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved(config) {
      assets = join(config.root, config.build.outDir, config.build.assetsDir);
    },
    async closeBundle() {
      const names = (await readdir(assets)).filter((name) => compressible.test(name));
      await Promise.all(names.map((name) => compressBeside(join(assets, name))));
    },
  };
}

async function compressBeside(path: string): Promise<void> {
  const content = await readFile(path);
  await Promise.all(
    compressions.map(async ([extension, compress]) => writeFile(`${path}.${extension}`, await compress(content))),
  );
}
