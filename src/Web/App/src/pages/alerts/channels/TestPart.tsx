import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { useHostAction } from '../../../app/useHostAction';
import { askHost } from '../../../connection/hostApi';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import { SteadyButton } from '../../../kit/SteadyButton';
import { formatNumber } from '../../../text/format';
import { isolated } from '../../../text/isolated';
import { at } from '../text';
import { type Channel, channelPath, parseTest, type TestResult } from './channel';

interface Props {
  readonly channel: Pick<Channel, 'id' | 'name'>;
  onTested?(): void;
}

const pills = { delivered: 'pill-success', failed: 'pill-failed', refused: 'pill-failed' } as const;
const icons = { delivered: 'check', failed: 'down', refused: 'down' } as const;

/** Sends a test message to a stored channel, and shows what it answers. */
export function TestPart({ channel: { id, name }, onTested = () => undefined }: Props) {
  const [result, setResult] = useState<TestResult | null>(null);
  const { isBusy, failure, run } = useHostAction();
  const test = () =>
    run(
      () => askHost(`${channelPath(id)}/test`, parseTest, { method: 'POST' }),
      (answer) => {
        setResult(answer);
        onTested();
      },
    );
  return (
    <div class="channel-test">
      <SteadyButton
        kind="btn-outline-secondary"
        label={`${at('channels.test')}: ${isolated(name)}`}
        isOff={isBusy}
        onPress={test}
      >
        {at(isBusy ? 'channels.testing' : 'channels.test')}
      </SteadyButton>
      <HostFailureNote failure={failure} />
      <div class="channel-answer" role="status">
        {result && !failure && !isBusy && (
          <>
            <span class={`pill ${pills[result.result]}`}>
              <Icon name={icons[result.result]} /> {at(`test.${result.result}`)}
            </span>{' '}
            <Foreign text={result.answer} />{' '}
            <span class="quiet figures">{at('delivery.took', { ms: formatNumber(result.milliseconds) })}</span>
          </>
        )}
      </div>
    </div>
  );
}
