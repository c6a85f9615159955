import { useEffect, useState } from 'preact/hooks';
import type { TimeRange } from '../state/timeRange';
import { t } from '../text/text';

interface Props {
  readonly range: TimeRange;
  onChoose(range: TimeRange): void;
}

type Form = typeof import('./OwnRange').OwnRange;

/** Two times to choose, loaded when somebody wants to. */
export function LazyOwnRange(props: Props) {
  const [Form, setForm] = useState<Form | 'failed' | null>(null);
  useEffect(() => {
    import('./OwnRange').then(
      ({ OwnRange }) => setForm(() => OwnRange),
      // The host cannot be reached, or it runs another version by now and no longer has that file.
      () => setForm('failed'),
    );
  }, []);
  if (Form === 'failed') {
    return <p class="range-own quiet">{t('pages.failedText')}</p>;
  }
  return Form ? <Form {...props} /> : null;
}
