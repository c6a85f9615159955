import { HostFailureNote } from '../../../app/HostFailureNote';
import { PageDialog } from '../../../app/PageDialog';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { useHostData } from '../../../app/useHostData';
import { AskFirst } from '../../../kit/AskFirst';
import { Foreign } from '../../../kit/Foreign';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { TimeText } from '../../../kit/TimeText';
import { versionsPath } from '../model/paths';
import type { DialogProps } from './dialogProps';
import { gt } from './text';
import { changeText, parseVersions, restoreVersion, type Version } from './versions';

const everyMs = 30_000;

/** What changed from version to version, and the way back to one. */
export function VersionsDialog({ dashboard, onChanged, onClose }: DialogProps) {
  const { actions } = useScene();
  const { value: versions, failure, renew } = useHostData(versionsPath(dashboard.id), parseVersions, everyMs);
  const action = useHostAction();
  const newest = versions?.[0]?.version ?? dashboard.version;
  const mayRestore = dashboard.access !== 'view' && !dashboard.isProvisioned;
  const restore = ({ version }: Version) =>
    action.run(
      async () => {
        const answer = await restoreVersion(dashboard.id, version, newest);
        if (answer.kind !== 'done') {
          void renew();
        }
        return answer;
      },
      () => {
        actions.say(gt('versions.restored', { version }));
        void renew();
        onChanged();
      },
    );
  return (
    <PageDialog title={gt('versions.title', { title: dashboard.title })} onClose={onClose}>
      <div class="dialog-part versions">
        <HostFailureNote failure={action.failure ?? failure} isOfShown={action.failure === null && versions !== null} />
        {versions === null && failure === null && <ListSkeleton />}
        {versions?.length === 0 && <p class="quiet">{gt('versions.none')}</p>}
        <ol class="versions-list">
          {versions?.map((one) => (
            <Row
              key={one.version}
              one={one}
              isNewest={one.version === newest}
              isOff={action.isBusy}
              onRestore={mayRestore ? () => restore(one) : null}
            />
          ))}
        </ol>
      </div>
    </PageDialog>
  );
}

interface RowProps {
  readonly one: Version;
  readonly isNewest: boolean;
  readonly isOff: boolean;
  /** Null if this person may not. */
  readonly onRestore: (() => void) | null;
}

function Row({ one: { version, atMs, by, changes }, isNewest, isOff, onRestore }: RowProps) {
  const { nowMs } = useScene();
  return (
    <li>
      <div>
        <strong class="figures">{gt('versions.number', { version })}</strong>
        {isNewest && <span class="pill pill-running versions-now">{gt('versions.now')}</span>}
        <span class="list-detail figures">
          {atMs !== null && <TimeText atMs={atMs} nowMs={nowMs} />} {by !== null && by !== '' && gt('versions.by', { who: by })}
        </span>
        <span class="versions-changes">
          <Foreign text={changes.length === 0 ? gt('versions.first') : changes.map(changeText).join(', ')} />
        </span>
      </div>
      {!isNewest && onRestore && (
        <AskFirst
          kind="btn-outline-secondary"
          label={gt('versions.restoreOf', { version })}
          question={gt('versions.ask', { version })}
          yes={gt('versions.yes')}
          isOff={isOff}
          onYes={onRestore}
        >
          {gt('versions.restore')}
        </AskFirst>
      )}
    </li>
  );
}
