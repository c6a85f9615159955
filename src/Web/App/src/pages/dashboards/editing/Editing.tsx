import { useReducer, useRef, useState } from 'preact/hooks';
import { dashboardPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { newId } from '../model/changed';
import { columnCount, type Dashboard, mostOfTitle, mostWidgets, type Widget } from '../model/document';
import { firstFree } from '../model/layout';
import { widgetName } from '../model/names';
import type { WidgetDefinition } from '../widgets/definition';
import { ConflictDialog } from './ConflictDialog';
import { DraftNote } from './DraftNote';
import { EditGrid } from './EditGrid';
import { EditHead } from './EditHead';
import { editorOf, isChanged, reduceEditor } from './editor';
import { OptionsDialog } from './OptionsDialog';
import { Picker } from './Picker';
import { SaveNotes } from './SaveNotes';
import { et } from './text';
import { useDraft } from './useDraft';
import { useSaid } from './useSaid';
import { useSaving } from './useSaving';
import { useUndoKeys } from './useUndoKeys';

/** Arranges a dashboard: by pointer, by touch and by keyboard. Nothing is stored before somebody saves it. */
export function Editing({ stored }: { readonly stored: Dashboard }) {
  const { actions } = useScene();
  const [editor, dispatch] = useReducer(reduceEditor, stored, editorOf);
  const [open, setOpen] = useState<'picker' | { readonly id: string } | null>(null);
  const [isNameless, setNameless] = useState(false);
  const said = useSaid();
  const focus = useRef<string | null>(null);
  const draft = useDraft(stored, editor);
  const { now } = editor;
  const saving = useSaving((sent, made, isMerged) => {
    dispatch({ type: 'stored', sent, stored: made });
    draft.forget();
    actions.navigate({ path: dashboardPath(made.id) });
    actions.say(et(isMerged ? 'conflict.merged' : 'edit.saved'));
  });
  const change = (to: Partial<Dashboard>) => dispatch({ type: 'changed', to: { ...now, ...to } });
  const undo = () => {
    said.say(et(editor.past.length > 0 ? 'said.undone' : 'said.nothingToUndo'));
    dispatch({ type: 'undone' });
  };
  const redo = () => {
    said.say(et(editor.future.length > 0 ? 'said.redone' : 'said.nothingToRedo'));
    dispatch({ type: 'redone' });
  };
  const save = () => {
    const title = now.title.trim();
    setNameless(title === '' || title.length > mostOfTitle);
    if (title !== '' && title.length <= mostOfTitle) {
      saving.save(editor.base, title === now.title ? now : { ...now, title });
    }
  };
  useUndoKeys({ undo, redo, save });
  const add = (definition: WidgetDefinition) => {
    const place = firstFree(
      now.widgets.map((widget) => ({ place: widget })),
      { x: 0, y: 0, ...definition.size },
      columnCount,
    );
    const widget: Widget = { id: newId(definition.type, now.widgets), type: definition.type, ...place, options: {}, more: {} };
    focus.current = widget.id;
    setOpen(null);
    change({ widgets: [...now.widgets, widget] });
    said.say(et('said.added', { name: widgetName(widget), x: place.x + 1, y: place.y + 1 }));
  };
  const edited = typeof open === 'object' && open !== null ? now.widgets.find(({ id }) => id === open.id) : undefined;
  return (
    <>
      <EditHead
        dashboard={now}
        isChanged={isChanged(editor)}
        isBusy={saving.isBusy}
        isNameless={isNameless}
        canUndo={editor.past.length > 0}
        canRedo={editor.future.length > 0}
        onChange={change}
        onUndo={undo}
        onRedo={redo}
        onAdd={() => setOpen('picker')}
        onSave={save}
        onThrowAway={draft.forget}
      />
      {draft.offered && (
        <DraftNote
          draft={draft.offered}
          onTake={({ base, now: left }) => {
            dispatch({ type: 'resumed', base, now: left });
            draft.answered();
          }}
          onDrop={draft.forget}
        />
      )}
      <SaveNotes failure={saving.failure} dashboard={now} />
      <p class="visually-hidden" role="status" aria-live="polite">
        <span key={said.count}>{said.text}</span>
      </p>
      <EditGrid
        dashboard={now}
        focus={focus}
        onChange={(widgets) => change({ widgets })}
        onOptions={(id) => setOpen({ id })}
        say={said.say}
      />
      {open === 'picker' && <Picker isFull={now.widgets.length >= mostWidgets} onChoose={add} onClose={() => setOpen(null)} />}
      {edited && (
        <OptionsDialog
          key={edited.id}
          widget={edited}
          onApply={(changed) => {
            change({ widgets: changed(now.widgets) });
            said.say(et('said.changed', { name: widgetName(edited) }));
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {saving.meeting && (
        <ConflictDialog meeting={saving.meeting} isBusy={saving.isBusy} onSettle={saving.settle} onBack={saving.back} />
      )}
    </>
  );
}
