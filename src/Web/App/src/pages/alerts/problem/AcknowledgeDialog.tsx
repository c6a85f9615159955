import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { PageDialog } from '../../../app/PageDialog';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { askHost } from '../../../connection/hostApi';
import type { Problem } from '../../../contract/messages';
import { Foreign } from '../../../kit/Foreign';
import { TextField } from '../../../kit/fields/TextField';
import { useFirstWrong } from '../../../kit/fields/useFirstWrong';
import { Segments } from '../../../kit/Segments';
import { Submit } from '../../../kit/Submit';
import { appliedText, parseApplied } from '../applied';
import { at } from '../text';
import { acknowledgePath } from './paths';

const lengths = [1, 4, 8, 24] as const;
const mostOfNote = 500;

interface Props {
  readonly problem: Problem;
  onDone(): void;
  onClose(): void;
}

/** Takes responsibility for a problem: reminders and escalations stop for as long. */
export function AcknowledgeDialog({ problem, onDone, onClose }: Props) {
  const { actions } = useScene();
  const [hours, setHours] = useState<(typeof lengths)[number]>(4);
  const [note, setNote] = useState('');
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const form = useFirstWrong(told);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run(
      () => askHost(acknowledgePath(problem.id), parseApplied, { method: 'POST', body: { hours, note: note.trim() || null } }),
      (isApplied) => {
        actions.say(appliedText(isApplied, at('acknowledge.done')));
        onDone();
        onClose();
      },
    );
  };
  return (
    <PageDialog title={at('acknowledge.title')} onClose={onClose}>
      <form ref={form} class="dialog-form" method="post" noValidate onSubmit={submit}>
        <p class="list-hint">
          <Foreign text={problem.title} />. {at('acknowledge.hint')}
        </p>
        <HostFailureNote failure={told ? null : failure} />
        <div class="field">
          <p class="form-label">{at('acknowledge.length')}</p>
          <Segments
            title={at('acknowledge.length')}
            chosen={hours}
            options={lengths}
            name={(count) => at('acknowledge.hours', { count })}
            onChoose={(chosen) => setHours(chosen)}
          />
          {told?.get('hours') && <p class="field-error">{told.get('hours')}</p>}
        </div>
        <TextField
          label={at('acknowledge.note')}
          hint={at('acknowledge.noteHint')}
          value={note}
          most={mostOfNote}
          error={told?.get('note')}
          onChange={setNote}
        />
        <Submit label={at('acknowledge.submit')} isBusy={isBusy} waitSeconds={waitSeconds} />
      </form>
    </PageDialog>
  );
}
