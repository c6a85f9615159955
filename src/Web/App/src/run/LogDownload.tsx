import { useEffect, useRef, useState } from 'preact/hooks';
import { useScene } from '../app/scene';
import { reasonOf } from '../connection/hubError';
import { SteadyIcon } from '../kit/SteadyIcon';
import { saveFile } from '../kit/saveFile';
import { formatNumber } from '../text/format';
import { t } from '../text/text';
import { wholeLog } from './wholeLogFile';

interface Props {
  readonly source: string;
  readonly id: string;
  readonly name: string;
  readonly isRunning: boolean;
}

/** Fetches the whole log, however long it is, and hands it to the browser as a file. */
export function LogDownload({ source, id, name, isRunning }: Props) {
  const { actions } = useScene();
  const [lines, setLines] = useState<number | null>(null);
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), []);
  const download = async () => {
    const abort = new AbortController();
    going.current = abort;
    setLines(0);
    try {
      saveFile(await wholeLog(source, id, isRunning, setLines, abort.signal), `${fileName(`${name}-${id}`)}.log`);
    } catch (error) {
      if (!abort.signal.aborted) {
        actions.say(reasonOf(error), 'failed');
      }
    } finally {
      going.current = null;
      setLines(null);
    }
  };
  const label = lines === null ? t('runLog.download') : t('runLog.downloading', { count: lines, shown: formatNumber(lines) });
  return (
    <SteadyIcon icon="download" label={label} isOff={lines !== null} onPress={() => void download()}>
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
