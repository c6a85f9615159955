import { useEffect, useRef, useState } from 'preact/hooks';

/** A menu that opens beneath its button: it closes on Escape, on a press outside, and when the focus leaves it. */
export function useMenu() {
  const menu = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    if (menu.current) {
      menu.current.open = false;
    }
  };
  useEffect(() => {
    const closeOutside = (event: Event) => !menu.current?.contains(event.target as Node | null) && close();
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && menu.current?.open) {
      event.stopPropagation();
      close();
      menu.current.querySelector('summary')?.focus();
    }
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget && !menu.current?.contains(relatedTarget as Node)) {
      close();
    }
  };
  const onToggle = () => setOpen(menu.current?.open ?? false);
  return { isOpen, close, details: { ref: menu, onToggle, onKeyDown, onFocusOut } };
}
