import { useState } from 'preact/hooks';
import { useScene } from '../app/scene';
import { useElementId } from '../kit/useElementId';
import { atInput, inputOf } from '../state/timeInput';
import { isShowable, periodOf, type TimeRange } from '../state/timeRange';
import { timeZone } from '../text/format';
import { t } from '../text/text';

interface Props {
  /** What is shown now, to begin with. */
  readonly range: TimeRange;
  onChoose(range: TimeRange): void;
}

/** Two times to choose, in the zone in use. */
export function OwnRange({ range, onChoose }: Props) {
  const { now } = useScene();
  const id = useElementId();
  const zone = timeZone();
  const [begin] = useState(() => periodOf(range, now()));
  const [from, setFrom] = useState(inputOf(begin.fromMs, zone));
  const [to, setTo] = useState(inputOf(begin.toMs, zone));
  const [isWrong, setWrong] = useState(false);
  const choose = (event: Event) => {
    event.preventDefault();
    const period = { fromMs: atInput(from, zone), toMs: atInput(to, zone) };
    setWrong(!isShowable(period));
    if (isShowable(period)) {
      onChoose({ kind: 'fixed', ...period });
    }
  };
  return (
    <form class="range-own" onSubmit={choose} noValidate>
      <label for={`${id}-from`}>{t('charts.from')}</label>
      <input
        id={`${id}-from`}
        class="form-control form-control-sm"
        type="datetime-local"
        step="1"
        value={from}
        aria-invalid={isWrong}
        onInput={(event) => setFrom(event.currentTarget.value)}
      />
      <label for={`${id}-to`}>{t('charts.to')}</label>
      <input
        id={`${id}-to`}
        class="form-control form-control-sm"
        type="datetime-local"
        step="1"
        value={to}
        aria-invalid={isWrong}
        onInput={(event) => setTo(event.currentTarget.value)}
      />
      <button type="submit" class="btn btn-sm btn-primary">
        {t('charts.show')}
      </button>
      {isWrong && (
        <p class="range-wrong" role="alert">
          {t('charts.wrongRange')}
        </p>
      )}
    </form>
  );
}
