import { HostFailureNote } from '../../../app/HostFailureNote';
import { dashboardPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { useHostData } from '../../../app/useHostData';
import { Icon } from '../../../kit/Icon';
import { createDashboard } from '../model/api';
import { parseTemplates, type Template, templatesPath } from './templates';
import { hintOf, nameOf } from './templateText';
import { lt } from './text';

const everyMs = 10 * 60_000;

/** There is no dashboard yet. Who may make one begins with a template by one press. */
export const NoDashboards = ({ mayMake }: { readonly mayMake: boolean }) => (
  <section class="card empty">
    <Icon name="dashboard" />
    <h3>{lt('list.none')}</h3>
    <p>{lt('list.noneText')}</p>
    {mayMake && <Templates />}
  </section>
);

function Templates() {
  const { actions } = useScene();
  const { value: templates, failure: notListed } = useHostData(templatesPath, parseTemplates, everyMs);
  const { isBusy, failure, run } = useHostAction();
  const make = (template: Template) =>
    run(
      () => createDashboard({ ...template.document, title: nameOf(template) }),
      (stored) => {
        actions.navigate({ path: dashboardPath(stored.id) });
        actions.say(lt('new.made', { title: stored.title }));
      },
    );
  return (
    <>
      <HostFailureNote failure={failure ?? notListed} />
      <ul class="template-cards">
        {templates?.map((template) => (
          <li key={template.name}>
            <button type="button" class="template-card" aria-disabled={isBusy} onClick={() => !isBusy && make(template)}>
              <strong>{nameOf(template)}</strong>
              <span class="list-detail">{hintOf(template)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
