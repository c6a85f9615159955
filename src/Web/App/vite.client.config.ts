import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Builds `clients/typescript`: one module, with SignalR's client as its only dependency. */
export default defineConfig({
  build: {
    outDir: resolve(import.meta.dirname, '../../../clients/typescript/dist'),
    emptyOutDir: true,
    target: 'es2024',
    minify: false,
    lib: { entry: resolve(import.meta.dirname, 'src/client/index.ts'), formats: ['es'], fileName: 'index' },
    rollupOptions: { external: ['@microsoft/signalr'] },
  },
});
