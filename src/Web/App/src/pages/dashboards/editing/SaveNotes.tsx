import { HostFailureNote } from '../../../app/HostFailureNote';
import type { HostFailure } from '../../../connection/hostApi';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import type { Dashboard } from '../model/document';
import { widgetName } from '../model/names';
import { et } from './text';

interface Props {
  readonly failure: HostFailure | null;
  readonly dashboard: Dashboard;
}

/** Why it was not stored: what the host finds wrong, each with the widget that it concerns. */
export function SaveNotes({ failure, dashboard }: Props) {
  if (failure?.kind !== 'invalid') {
    return <HostFailureNote failure={failure} />;
  }
  return (
    <div class="banner banner-warn save-notes" role="alert">
      <Icon name="warn" />
      <ul>
        {[...failure.fields].map(([pointer, error]) => (
          <li key={pointer}>
            <Foreign text={textOf(pointer, error, dashboard)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function textOf(pointer: string, error: string, { widgets }: Dashboard): string {
  const place = /^\/widgets\/(\d+)/.exec(pointer)?.[1];
  const widget = place === undefined ? undefined : widgets[Number(place)];
  return widget ? et('edit.wrong', { widget: widgetName(widget), error }) : `${pointer} ${error}`;
}
