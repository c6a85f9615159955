import { useMemo, useState } from 'preact/hooks';
import { FormFailure } from '../../../app/FormFailure';
import { PageDialog } from '../../../app/PageDialog';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { tellHost } from '../../../connection/hostApi';
import { elsewhere, errorAt, type FieldErrors } from '../../../kit/fields/errorAt';
import { TextField } from '../../../kit/fields/TextField';
import { useFirstWrong } from '../../../kit/fields/useFirstWrong';
import { Submit } from '../../../kit/Submit';
import type { Channel } from '../channels/channel';
import { MatchFields, matchFields } from '../fields/MatchFields';
import { at } from '../text';
import {
  type AlertRoute,
  bodyOfRoute,
  draftOfRoute,
  newRoute,
  type RouteDraft,
  routePath,
  routesPath,
  withoutNumber,
} from './alertRoute';
import { RouteTimes } from './RouteTimes';
import { ToldField } from './ToldField';

interface Props {
  /** The one to change; a new one is made without it. */
  readonly route: AlertRoute | undefined;
  readonly routes: readonly AlertRoute[];
  readonly channels: readonly Channel[];
  onDone(): void;
  onClose(): void;
}

const mostOfName = 100;
const shown = ['name', 'channels', 'reminderHours', 'escalateTo', 'escalateAfterMinutes', 'weekly', 'zone', ...matchFields];

/** Makes or changes a route. */
export function RouteDialog({ route, routes, channels, onDone, onClose }: Props) {
  const { actions } = useScene();
  const [draft, setDraft] = useState<RouteDraft>(() =>
    route ? draftOfRoute(route) : newRoute(channels.length === 1 ? channels.map(({ id }) => id) : []),
  );
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const errors: FieldErrors = useMemo(
    () => new Map([...(told ?? []), ...unreadable.map((name) => [name, at('routes.noNumber')] as const)]),
    [told, unreadable],
  );
  const form = useFirstWrong(errors.size > 0 ? errors : undefined);
  const others = elsewhere(told, shown);
  const change = (changed: Partial<RouteDraft>) => setDraft({ ...draft, ...changed });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const wrong = withoutNumber(draft);
    setUnreadable(wrong);
    if (wrong.length > 0) {
      return;
    }
    run(
      () => tellHost(route ? routePath(route.id) : routesPath, { method: route ? 'PUT' : 'POST', body: bodyOfRoute(draft) }),
      () => {
        actions.say(at('routes.saved', { name: draft.name }));
        onDone();
        onClose();
      },
    );
  };
  return (
    <PageDialog title={at(route ? 'routes.edit' : 'routes.add')} onClose={onClose}>
      <form ref={form} class="dialog-form" method="post" noValidate onSubmit={submit}>
        <p class="list-hint">{at('routes.hint')}</p>
        <FormFailure failure={told ? null : failure} others={others} />
        <TextField
          label={at('routes.name')}
          value={draft.name}
          most={mostOfName}
          error={errorAt(errors, 'name')}
          autofocus={!route}
          onChange={(name) => change({ name })}
        />
        <ToldField
          channels={channels}
          chosen={draft.channels}
          error={errorAt(errors, 'channels')}
          onChange={(chosen) => change({ channels: chosen })}
        />
        <MatchFields match={draft.match} isOfProblems errors={errors} onChange={(match) => change({ match })} />
        <RouteTimes draft={draft} others={routes.filter(({ id }) => id !== route?.id)} errors={errors} onChange={change} />
        <Submit label={at('common.save')} isBusy={isBusy} waitSeconds={waitSeconds} />
      </form>
    </PageDialog>
  );
}
