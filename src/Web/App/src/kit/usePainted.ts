import { useEffect, useState } from 'preact/hooks';

let isPainted = true;

/** Before the first drawing of a visit: what asks by `usePainted` waits until the rest of it stands on the screen. */
export function holdBackUntilPainted(): void {
  isPainted = false;
}

/** Whether what is below the first screen may be drawn. On a slow machine it takes longer than the first figures, which would wait for it. */
export function usePainted(): boolean {
  const [isDue, setDue] = useState(isPainted);
  useEffect(() => {
    // Effects run once the frame is on the screen.
    isPainted = true;
    setDue(true);
  }, []);
  return isDue;
}
