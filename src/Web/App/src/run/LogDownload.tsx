import { useEffect, useRef, useState } from 'preact/hooks';
import { failureText } from '../app/failureText';
import { useScene } from '../app/scene';
import { reasonOf } from '../connection/hubError';
import { SteadyIcon } from '../kit/SteadyIcon';
import { saveFile } from '../kit/saveFile';
import { formatNumber } from '../text/format';
import { t } from '../text/text';
import { type WholeLog, wholeLog } from './logPull';

interface Props {
  readonly source: string;
  readonly id: string;
  readonly name: string;
}

/** Fetches the whole log, however long it is, and hands it to the browser as a file. */
export function LogDownload({ source, id, name }: Props) {
  const { actions } = useScene();
  const [lines, setLines] = useState<number | null>(null);
  const going = useRef<WholeLog | null>(null);
  useEffect(() => () => going.current?.end(), []);
  const download = async () => {
    const link = actions.link();
    if (!link) {
      actions.say(t('failure.notConnected'), 'failed');
      return;
    }
    setLines(0);
    going.current = wholeLog(link, source, id, setLines);
    try {
      saveFile(await going.current.file, `${fileName(`${name}-${id}`)}.log`);
    } catch (error) {
      // Over an open connection it is the hub that says why.
      actions.say(link.isOpen ? reasonOf(error) : failureText(error, 'failure.brokenOff'), 'failed');
    } finally {
      going.current = null;
      setLines(null);
    }
  };
  const label = lines === null ? t('runLog.download') : t('runLog.downloading', { count: lines, shown: formatNumber(lines) });
  return (
    <SteadyIcon icon="download" label={label} isOff={lines !== null || actions.link() === null} onPress={() => void download()}>
      {lines !== null && <span class="figures">{formatNumber(lines)}</span>}
    </SteadyIcon>
  );
}

/** A name that every file system takes. */
export const fileName = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 120);
