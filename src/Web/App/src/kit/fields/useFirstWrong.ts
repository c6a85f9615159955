import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FieldErrors } from './errorAt';

/** The form, whose first wrong field gets the focus when the host has found something wrong: it may be out of sight. */
export function useFirstWrong(told: FieldErrors | undefined): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (told) {
      const first = form.current?.querySelector('.field:has(> .field-error)');
      first?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
    }
  }, [told]);
  return form;
}
