import { useState } from 'preact/hooks';
import { PageDialog } from '../../../app/PageDialog';
import { rangeText } from '../../../charts/rangeText';
import { SteadyButton } from '../../../kit/SteadyButton';
import { isolated } from '../../../text/isolated';
import { areEqual } from '../model/changed';
import type { Dashboard, Widget } from '../model/document';
import type { Conflict, Field, Side } from '../model/merge';
import { widgetName } from '../model/names';
import { rangeOf } from '../model/range';
import { et } from './text';
import type { Meeting } from './useSaving';

interface Props {
  readonly meeting: Meeting;
  readonly isBusy: boolean;
  onSettle(chosen: ReadonlyMap<string, Side>): void;
  onBack(): void;
}

/** Asks whose it shall be, for each thing that both changed. */
export function ConflictDialog({ meeting, isBusy, onSettle, onBack }: Props) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(
    () => new Map(meeting.conflicts.map((one) => [one.id, one.kind === 'widget' && one.mine === null ? 'theirs' : 'mine'])),
  );
  return (
    <PageDialog title={et('conflict.title')} onClose={onBack}>
      <div class="dialog-part conflicts">
        <p>{et('conflict.text')}</p>
        {meeting.conflicts.map((conflict) => (
          <fieldset key={conflict.id} class="conflict">
            <legend>{nameOf(conflict)}</legend>
            {(['mine', 'theirs'] as const).map((side) => (
              <label key={side} class={`new-way ${chosen.get(conflict.id) === side ? 'is-chosen' : ''}`}>
                <input
                  type="radio"
                  class="form-check-input"
                  name={`conflict-${conflict.id}`}
                  checked={chosen.get(conflict.id) === side}
                  onChange={() => setChosen(new Map(chosen).set(conflict.id, side))}
                />
                <span>
                  <strong>{et(`conflict.${side}`)}</strong>
                  <span class="list-detail">{sideText(conflict, side, meeting)}</span>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
        <div class="list-buttons">
          <SteadyButton kind="btn-primary" isOff={isBusy} onPress={() => onSettle(chosen)}>
            {et('conflict.save')}
          </SteadyButton>
          <SteadyButton kind="btn-outline-secondary" isOff={isBusy} onPress={onBack}>
            {et('conflict.back')}
          </SteadyButton>
        </div>
      </div>
    </PageDialog>
  );
}

function nameOf(conflict: Conflict): string {
  if (conflict.kind === 'field') {
    return et(conflict.id === 'title' ? 'conflict.title_' : `conflict.${conflict.id}`);
  }
  const widget = conflict.mine ?? conflict.theirs;
  return widget ? isolated(widgetName(widget)) : conflict.id;
}

/** What a side makes of it. */
function sideText(conflict: Conflict, side: Side, { mine, theirs, base }: Meeting): string {
  const dashboard = side === 'mine' ? mine : theirs;
  if (conflict.kind === 'field') {
    return fieldText(dashboard, conflict.id);
  }
  const widget = conflict[side];
  if (!widget) {
    return et(side === 'mine' ? 'conflict.removedMine' : 'conflict.removedTheirs');
  }
  const before = base.widgets.find(({ id }) => id === widget.id);
  return before ? widgetText(widget, before) : et('conflict.options');
}

function widgetText(widget: Widget, before: Widget): string {
  const { x, y, w, h } = widget;
  const isMoved = !areEqual([x, y, w, h], [before.x, before.y, before.w, before.h]);
  const parts = [
    isMoved ? et('conflict.place', { x: x + 1, y: y + 1, w, h }) : null,
    areEqual(widget.options, before.options) ? null : et('conflict.options'),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function fieldText(dashboard: Dashboard, field: Field): string {
  if (field !== 'range') {
    return isolated(dashboard[field]);
  }
  const range = rangeOf(dashboard.range);
  return range ? rangeText(range) : et('edit.rangeLive');
}
