import { Icon } from '../../../kit/Icon';
import { formatTime } from '../../../text/format';
import type { Draft } from './draft';
import { et } from './text';

interface Props {
  readonly draft: Draft;
  onTake(draft: Draft): void;
  onDrop(): void;
}

/** Changes that an earlier visit left. */
export const DraftNote = ({ draft, onTake, onDrop }: Props) => (
  <div class="banner banner-warn" role="alert">
    <Icon name="stale" />
    <span>
      <strong>{et('draft.title')}</strong> {et('draft.text', { time: formatTime(draft.atMs, 'full') })}
    </span>
    <button type="button" class="btn btn-sm btn-primary" onClick={() => onTake(draft)}>
      {et('draft.take')}
    </button>
    <button type="button" class="btn btn-sm btn-outline-secondary" onClick={onDrop}>
      {et('draft.drop')}
    </button>
  </div>
);
