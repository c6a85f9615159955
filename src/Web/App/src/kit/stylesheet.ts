const loading = new Map<string, Promise<void>>();

/**
 * Loads a style sheet that only some pages need, once. Rejects if it cannot be had; the next call tries again, which Vite's own way does
 * not: it would take the sheet for loaded, and the page would be drawn without it.
 */
export function loadStylesheet(address: string): Promise<void> {
  const known = loading.get(address);
  if (known) {
    return known;
  }
  const load = linked(address);
  loading.set(address, load);
  load.catch(() => loading.delete(address));
  return load;
}

const linked = (address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = address;
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error(`The style sheet ${address} cannot be loaded`));
    });
    document.head.append(link);
  });
