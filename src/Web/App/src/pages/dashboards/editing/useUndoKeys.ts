import { useEffect, useRef } from 'preact/hooks';
import { takesTyping } from '../../../app/shortcuts/shortcuts';

interface Keys {
  undo(): void;
  redo(): void;
  save(): void;
}

/** Ctrl+Z, Ctrl+Y (or Ctrl+Shift+Z) and Ctrl+S. In a field the first two belong to its text. */
export function useUndoKeys(keys: Keys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const asked = askedBy(event);
      // A dialog has the keyboard.
      if (asked && !document.querySelector('dialog[open]:modal')) {
        event.preventDefault();
        newest.current[asked]();
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function askedBy({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): keyof Keys | null {
  if (!(ctrlKey || metaKey) || altKey) {
    return null;
  }
  switch (key.toLowerCase()) {
    case 's':
      return 'save';
    case 'z':
      return takesTyping(document.activeElement) ? null : shiftKey ? 'redo' : 'undo';
    case 'y':
      return takesTyping(document.activeElement) ? null : 'redo';
    default:
      return null;
  }
}
