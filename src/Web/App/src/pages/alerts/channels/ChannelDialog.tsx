import { useState } from 'preact/hooks';
import { FormFailure } from '../../../app/FormFailure';
import { PageDialog } from '../../../app/PageDialog';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { askHost } from '../../../connection/hostApi';
import { elsewhere, errorAt } from '../../../kit/fields/errorAt';
import { SelectField } from '../../../kit/fields/SelectField';
import { TextField } from '../../../kit/fields/TextField';
import { useFirstWrong } from '../../../kit/fields/useFirstWrong';
import { Submit } from '../../../kit/Submit';
import { at } from '../text';
import { ChannelFields } from './ChannelFields';
import { type Channel, channelPath, channelsPath, parseChannel } from './channel';
import { type ChannelKind, fieldsOf, isKnown, settingsFrom, type Typed, templatesOf, typedOf } from './channelKinds';
import { kindName } from './kindName';
import { TestPart } from './TestPart';

interface Props {
  /** The one to change; a new one is made without it. */
  readonly channel: Channel | undefined;
  /** The kinds that can be made. */
  readonly kinds: readonly ChannelKind[];
  onSaved(): void;
  onClose(): void;
}

const mostOfName = 100;

/** Makes or changes a channel. Once it is stored, a test message can be sent from here. */
export function ChannelDialog({ channel, kinds, onSaved, onClose }: Props) {
  const { actions } = useScene();
  const [stored, setStored] = useState(channel);
  const [name, setName] = useState(channel?.name ?? '');
  const [kind, setKind] = useState<string>(channel?.kind ?? kinds[0] ?? '');
  const [typed, setTyped] = useState<Typed>(() => typedOf(channel?.settings ?? {}));
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const form = useFirstWrong(told);
  const others = elsewhere(told, [
    'name',
    'kind',
    ...[...fieldsOf(kind), ...templatesOf(kind)].map((field) => `settings.${field.name}`),
  ]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), kind, settings: settingsFrom(kind, typed, removed) };
    run(
      () => askHost(stored ? channelPath(stored.id) : channelsPath, parseChannel, { method: stored ? 'PUT' : 'POST', body }),
      (saved) => {
        actions.say(at('channels.saved', { name: saved.name }));
        setStored(saved);
        setTyped(typedOf(saved.settings));
        setRemoved([]);
        onSaved();
      },
    );
  };
  return (
    <PageDialog title={at(channel ? 'channels.edit' : 'channels.add')} onClose={onClose}>
      <form ref={form} class="dialog-part dialog-form" method="post" noValidate onSubmit={submit}>
        <FormFailure failure={told ? null : failure} others={others} />
        <SelectField
          label={at('channels.kind')}
          value={kind}
          options={[...new Set([...kinds, ...(isKnown(kind) ? [kind] : [])])].map((one) => [one, kindName(one)])}
          hint={stored ? at('channels.kindStays') : undefined}
          error={errorAt(told, 'kind')}
          isOff={stored !== undefined}
          onChange={setKind}
        />
        <TextField
          label={at('channels.name')}
          value={name}
          most={mostOfName}
          error={errorAt(told, 'name')}
          autofocus={!channel}
          onChange={setName}
        />
        <ChannelFields
          kind={kind}
          typed={typed}
          stored={stored?.secrets ?? []}
          removed={removed}
          errors={told}
          onChange={setTyped}
          onRemove={setRemoved}
        />
        <Submit label={at('common.save')} isBusy={isBusy} waitSeconds={waitSeconds} />
      </form>
      {stored && (
        <section class="dialog-part">
          <h3>{at('channels.try')}</h3>
          <p class="list-hint">{at('channels.tryHint')}</p>
          <TestPart channel={stored} onTested={onSaved} />
        </section>
      )}
    </PageDialog>
  );
}
