import { useState } from 'preact/hooks';
import { FormFailure } from '../../../app/FormFailure';
import { PageDialog } from '../../../app/PageDialog';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { askHost } from '../../../connection/hostApi';
import { elsewhere, errorAt } from '../../../kit/fields/errorAt';
import { TextField } from '../../../kit/fields/TextField';
import { useFirstWrong } from '../../../kit/fields/useFirstWrong';
import { Submit } from '../../../kit/Submit';
import { appliedText, parseApplied } from '../applied';
import { MatchFields, matchFields } from '../fields/MatchFields';
import type { Match } from '../match';
import { at } from '../text';
import { SilencedNow } from './SilencedNow';
import { SilenceTimes } from './SilenceTimes';
import { bodyOf, draftOf, newDraft, type Silence, type SilenceDraft, silencePath, silencesPath } from './silence';

interface Props {
  /** What a new one concerns to begin with; everything unless it says something else. */
  readonly match?: Match | undefined;
  /** The one to change; a new one is made without it. */
  readonly silence?: Silence | undefined;
  onDone(): void;
  onClose(): void;
}

const mostOfReason = 500;
const shown = ['reason', 'from', 'to', 'weekly', 'zone', ...matchFields];

/** Holds messages about some problems back for some time. */
export function SilenceDialog({ match, silence, onDone, onClose }: Props) {
  const { state, actions, nowMs } = useScene();
  const [draft, setDraft] = useState<SilenceDraft>(() =>
    silence ? draftOf(silence) : newDraft(match ?? emptyFor(state.account?.operatesSources ?? null)),
  );
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const form = useFirstWrong(told);
  const others = elsewhere(told, shown);
  const change = (changed: Partial<SilenceDraft>) => setDraft({ ...draft, ...changed });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run(
      () =>
        askHost(silence ? silencePath(silence.id) : silencesPath, parseApplied, {
          method: silence ? 'PUT' : 'POST',
          body: bodyOf(draft, nowMs),
        }),
      (isApplied) => {
        actions.say(appliedText(isApplied, at(silence ? 'silence.changed' : 'silence.made')));
        onDone();
        onClose();
      },
    );
  };
  return (
    <PageDialog title={at(silence ? 'silence.change' : 'silence.add')} onClose={onClose}>
      <form ref={form} class="dialog-form" method="post" noValidate onSubmit={submit}>
        <p class="list-hint">{at('silence.hint')}</p>
        <FormFailure failure={told ? null : failure} others={others} />
        <TextField
          label={at('silence.reason')}
          hint={at('silence.reasonHint')}
          value={draft.reason}
          most={mostOfReason}
          error={errorAt(told, 'reason')}
          autofocus
          onChange={(reason) => change({ reason })}
        />
        <SilenceTimes draft={draft} errors={told} onChange={change} />
        <MatchFields match={draft.match} isOfProblems isOperated errors={told} onChange={(chosen) => change({ match: chosen })} />
        <SilencedNow match={draft.match} />
        <Submit label={at(silence ? 'common.save' : 'silence.submit')} isBusy={isBusy} waitSeconds={waitSeconds} />
      </form>
    </PageDialog>
  );
}

/** What somebody may silence who operates only some daemons: an empty list would be all of them. */
const emptyFor = (operated: readonly string[] | null): Match | undefined =>
  operated === null ? undefined : { severities: [], sources: operated, pipelines: [], kinds: [] };
