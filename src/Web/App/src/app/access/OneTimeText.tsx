import { Foreign } from '../../kit/Foreign';
import { CopyButton } from '../CopyButton';

interface Props {
  /** What it is, in words. */
  readonly label: string;
  readonly text: string;
  /** For what it is good, and for how long. */
  readonly hint: string;
}

/** A link or a token that is shown this once, to be copied. */
export const OneTimeText = ({ label, text, hint }: Props) => (
  <div class="one-time" role="status">
    <p class="one-time-label">{label}</p>
    <p class="one-time-text">
      <code>
        <Foreign text={text} />
      </code>
      <CopyButton label={label} text={() => text} />
    </p>
    <p class="field-hint">{hint}</p>
  </div>
);
