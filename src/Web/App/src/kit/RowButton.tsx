import { isolated } from '../text/isolated';

interface Props {
  readonly text: string;
  /** What the row is of. Screen readers say it after the text. */
  readonly of: string;
  readonly isOff?: boolean;
  onChoose(): void;
}

/** A button in a row of a list. */
export function RowButton({ text, of, isOff = false, onChoose }: Props) {
  return (
    <button
      type="button"
      class="btn btn-sm btn-outline-secondary"
      aria-label={`${text}: ${isolated(of)}`}
      disabled={isOff}
      onClick={onChoose}
    >
      {text}
    </button>
  );
}
