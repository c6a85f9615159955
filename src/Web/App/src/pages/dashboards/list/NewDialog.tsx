import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { PageDialog } from '../../../app/PageDialog';
import { dashboardEditPath, dashboardPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { useHostData } from '../../../app/useHostData';
import { errorAt } from '../../../kit/fields/errorAt';
import { TextField } from '../../../kit/fields/TextField';
import { Submit } from '../../../kit/Submit';
import { createDashboard } from '../model/api';
import { type Dashboard, mostOfTitle } from '../model/document';
import { emptyDashboard, parseTemplates, type Template, templatesPath } from './templates';
import { hintOf, nameOf } from './templateText';
import { lt } from './text';

const everyMs = 10 * 60_000;

/** Makes a dashboard: an empty one, or from a template. */
export function NewDialog({ onClose }: { onClose(): void }) {
  const { actions } = useScene();
  const { value: templates, failure: notListed } = useHostData(templatesPath, parseTemplates, everyMs);
  const [chosen, setChosen] = useState<Template | null>(null);
  const [title, setTitle] = useState('');
  const [isWrong, setWrong] = useState(false);
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const name = title.trim() || (chosen ? nameOf(chosen) : '');
    setWrong(name === '');
    if (name !== '') {
      const made: Dashboard = { ...(chosen?.document ?? emptyDashboard), title: name };
      run(
        () => createDashboard(made),
        (stored) => {
          onClose();
          actions.navigate({ path: chosen ? dashboardPath(stored.id) : dashboardEditPath(stored.id) });
          actions.say(lt('new.made', { title: stored.title }));
        },
      );
    }
  };
  return (
    <PageDialog title={lt('new.title')} onClose={onClose}>
      <form class="dialog-part dialog-form" noValidate onSubmit={submit}>
        <HostFailureNote failure={told ? null : (failure ?? notListed)} />
        <TextField
          label={lt('new.name')}
          value={title}
          most={mostOfTitle}
          placeholder={chosen ? nameOf(chosen) : undefined}
          error={isWrong ? lt('new.needName') : errorAt(told, '/title')}
          autofocus
          onChange={setTitle}
        />
        <fieldset class="field new-from">
          <legend class="form-label">{lt('new.from')}</legend>
          <Way title={lt('new.empty')} hint={lt('new.emptyText')} isChosen={chosen === null} onChoose={() => setChosen(null)} />
          {templates?.map((template) => (
            <Way
              key={template.name}
              title={nameOf(template)}
              hint={hintOf(template)}
              isChosen={chosen === template}
              onChoose={() => setChosen(template)}
            />
          ))}
        </fieldset>
        <Submit label={lt('new.create')} isBusy={isBusy} waitSeconds={waitSeconds} />
      </form>
    </PageDialog>
  );
}

interface WayProps {
  readonly title: string;
  readonly hint: string;
  readonly isChosen: boolean;
  onChoose(): void;
}

const Way = ({ title, hint, isChosen, onChoose }: WayProps) => (
  <label class={`new-way ${isChosen ? 'is-chosen' : ''}`}>
    <input type="radio" class="form-check-input" name="from" checked={isChosen} onChange={onChoose} />
    <span>
      <strong>{title}</strong>
      <span class="list-detail">{hint}</span>
    </span>
  </label>
);
