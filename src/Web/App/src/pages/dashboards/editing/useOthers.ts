import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../../../app/scene';
import { askHost, tellHost } from '../../../connection/hostApi';
import * as read from '../../../contract/read';
import { dashboardApiPath } from '../model/paths';

const everyMs = 15_000;

const parseEditors = (sent: unknown): readonly string[] =>
  read.items(read.fields(sent, 'editing'), 'editors', (one) => read.text(read.fields(one, 'editor'), 'who'));

/** Who else arranges a dashboard at the moment. The host is told that this person does, too, until they leave. */
export function useOthers(id: string): readonly string[] {
  const { actions } = useScene();
  const [others, setOthers] = useState<readonly string[]>([]);
  useEffect(() => {
    const path = `${dashboardApiPath(id)}/editing`;
    let isHere = true;
    const tell = async () => {
      const answer = await askHost(path, parseEditors, { method: 'POST', body: {}, isBackground: true, isQuestion: true });
      if (isHere && answer.kind === 'done') {
        setOthers((before) => (before.join('\n') === answer.value.join('\n') ? before : answer.value));
      }
    };
    void tell();
    const timer = setInterval(() => void tell(), everyMs);
    return () => {
      isHere = false;
      clearInterval(timer);
      // Without a session nobody would be let in to say so; the host forgets it by itself.
      if (actions.link()) {
        void tellHost(path, { method: 'DELETE', isBackground: true });
      }
    };
  }, [id]);
  return others;
}
