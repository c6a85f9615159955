import { useEffect, useState } from 'preact/hooks';

/** Paper is white: what is printed is the light page, whatever the theme. */
export function startPrinting(): void {
  const root = document.documentElement;
  let before: string | undefined;
  addEventListener('beforeprint', () => {
    before ??= root.dataset.bsTheme;
    root.dataset.bsTheme = 'light';
  });
  addEventListener('afterprint', () => {
    if (before !== undefined) {
      root.dataset.bsTheme = before;
      before = undefined;
    }
  });
}

/** Whether the page is being printed, where everything is shown that otherwise asks for a click. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => setPrinting(true);
    const end = () => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
}
