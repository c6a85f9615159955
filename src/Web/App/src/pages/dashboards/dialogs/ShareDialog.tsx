import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { PageDialog } from '../../../app/PageDialog';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { SelectField } from '../../../kit/fields/SelectField';
import { Submit } from '../../../kit/Submit';
import type { Role } from '../../../state/roles';
import { changeNewest } from '../model/changeNewest';
import type { Visibility } from '../model/document';
import type { DialogProps } from './dialogProps';
import { gt } from './text';

const visibilities: readonly Visibility[] = ['private', 'read', 'edit'];
const roles: readonly Role[] = ['viewer', 'operator', 'admin'];

/** Who besides its owner may see or change a dashboard. */
export function ShareDialog({ dashboard, onChanged, onClose }: DialogProps) {
  const { actions } = useScene();
  const [visibility, setVisibility] = useState(dashboard.visibility);
  const [leastRole, setLeastRole] = useState(dashboard.leastRole);
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run(
      () => changeNewest(dashboard.id, (newest) => ({ ...newest, visibility, leastRole })),
      () => {
        actions.say(gt('share.saved'));
        onChanged();
        onClose();
      },
    );
  };
  return (
    <PageDialog title={gt('share.title', { title: dashboard.title })} onClose={onClose}>
      <form class="dialog-part dialog-form" noValidate onSubmit={submit}>
        <HostFailureNote failure={failure} />
        <SelectField
          label={gt('share.who')}
          value={visibility}
          options={visibilities.map((one) => [one, gt(`share.${one}`)] as const)}
          hint={gt('share.hint')}
          onChange={(value) => setVisibility(visibilities.find((one) => one === value) ?? 'private')}
        />
        {visibility !== 'private' && (
          <SelectField
            label={gt('share.role')}
            value={leastRole}
            options={roles.map((one) => [one, gt(`share.${one}`)] as const)}
            onChange={(value) => setLeastRole(roles.find((one) => one === value) ?? 'admin')}
          />
        )}
        <Submit label={gt('share.save')} isBusy={isBusy} waitSeconds={waitSeconds} />
      </form>
    </PageDialog>
  );
}
