import { useState } from 'preact/hooks';
import { CopyButton } from '../../../app/CopyButton';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { PageDialog } from '../../../app/PageDialog';
import { dashboardPath } from '../../../app/page';
import { formatRoute, homeRoute } from '../../../app/route';
import { useScene } from '../../../app/scene';
import { useHostData } from '../../../app/useHostData';
import { ChecksField } from '../../../kit/fields/ChecksField';
import { TextField } from '../../../kit/fields/TextField';
import { parseList } from '../model/api';
import { listPath } from '../model/paths';
import type { DialogProps } from './dialogProps';
import { gt } from './text';

const everyMs = 60_000;

/** Makes the address that shows a dashboard on a wall, or several by turns. */
export function WallDialog({ dashboard, onClose }: DialogProps) {
  const { actions, route } = useScene();
  const { value: list, failure } = useHostData(listPath, parseList, everyMs);
  const [chosen, setChosen] = useState<readonly string[]>([dashboard.id]);
  const [seconds, setSeconds] = useState('30');
  const isWrong = !/^\d{1,4}$/.test(seconds.trim()) || Number(seconds) < 5 || Number(seconds) > 3600;
  const ids = chosen.length > 0 ? chosen : [dashboard.id];
  const isSeveral = ids.length > 1;
  const change = {
    path: dashboardPath(ids[0] ?? dashboard.id),
    kiosk: true,
    source: route.source,
    range: route.range,
    rotateTo: isSeveral ? ids : [],
    rotateSeconds: isSeveral && !isWrong ? Number(seconds) : null,
  };
  const address = new URL(formatRoute({ ...homeRoute, ...change }), location.href).href;
  return (
    <PageDialog title={gt('wall.title')} onClose={onClose}>
      <div class="dialog-part dialog-form">
        <p class="list-hint">{gt('wall.hint')}</p>
        <HostFailureNote failure={failure} />
        {list && list.dashboards.length > 1 && (
          <ChecksField
            label={gt('wall.which')}
            all=""
            whyNotAll={gt('wall.token')}
            options={list.dashboards.map(({ id, title }) => [id, title] as const)}
            chosen={ids}
            onChange={setChosen}
          />
        )}
        {isSeveral && (
          <TextField
            label={gt('wall.seconds')}
            value={seconds}
            most={4}
            error={isWrong ? gt('wall.wrong') : undefined}
            onChange={setSeconds}
          />
        )}
        <p class="wall-address">
          <code dir="ltr">{address}</code> <CopyButton label={gt('wall.copy')} text={() => address} />
        </p>
        <button
          type="button"
          class="btn btn-primary"
          onClick={() => {
            onClose();
            actions.navigate(change);
          }}
        >
          {gt('wall.open')}
        </button>
      </div>
    </PageDialog>
  );
}
