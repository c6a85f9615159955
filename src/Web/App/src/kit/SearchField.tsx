import { useEffect, useRef, useState } from 'preact/hooks';
import { useElsewhere } from './useElsewhere';

interface Props {
  /** What is searched for now. */
  readonly text: string;
  readonly label: string;
  /** What can be searched for. */
  readonly hint: string;
  /** The most characters. */
  readonly most: number;
  onSearch(text: string): void;
}

const pauseMs = 400;

/** Searches when nothing was typed for a moment, and at once with Enter. */
export function SearchField({ text, label, hint, most, onSearch }: Props) {
  const [typed, setTyped] = useState(text);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // The browser's way back, and clearing the filters.
  const noteSent = useElsewhere(text, () => setTyped(text));
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (wanted: string) => {
    clearTimeout(timer.current);
    if (wanted.trim() !== text) {
      noteSent(wanted.trim());
      onSearch(wanted.trim());
    }
  };
  return (
    <label class="search-filter search-filter-text">
      <span class="quiet">{label}</span>
      <input
        type="search"
        class="form-control form-control-sm"
        placeholder={hint}
        maxLength={most}
        autocomplete="off"
        spellcheck={false}
        value={typed}
        onInput={({ currentTarget: { value } }) => {
          setTyped(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => search(value), pauseMs);
        }}
        onKeyDown={(event) => event.key === 'Enter' && search(event.currentTarget.value)}
      />
    </label>
  );
}
