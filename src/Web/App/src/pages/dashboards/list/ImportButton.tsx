import { useRef, useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { PageDialog } from '../../../app/PageDialog';
import { PageLink } from '../../../app/PageLink';
import { dashboardPath } from '../../../app/page';
import { askHost, type HostFailure } from '../../../connection/hostApi';
import { Foreign } from '../../../kit/Foreign';
import { type Imported, importPath, parseImported } from './imported';
import { lt } from './text';

type Outcome =
  | { readonly kind: 'done'; readonly imported: Imported }
  | { readonly kind: 'unread'; readonly text: string }
  | { readonly kind: 'failed'; readonly name: string; readonly failure: HostFailure };

const mostBytes = 256 * 1024;

/** Reads a dashboard from a file, and says what in it matches nothing here. */
export function ImportButton({ onImported }: { onImported(): void }) {
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async (file: File) => {
    setBusy(true);
    const found = await importedFrom(file);
    setBusy(false);
    setOutcome(found);
    if (found.kind === 'done') {
      onImported();
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        accept=".json,application/json"
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file may be chosen again after it was mended.
          currentTarget.value = '';
          if (file) {
            void take(file);
          }
        }}
      />
      <button type="button" class="btn btn-sm btn-outline-secondary" aria-busy={isBusy} onClick={() => input.current?.click()}>
        {lt('list.import')}
      </button>
      {outcome && <OutcomeDialog outcome={outcome} onClose={() => setOutcome(null)} />}
    </>
  );
}

async function importedFrom(file: File): Promise<Outcome> {
  if (file.size > mostBytes) {
    return { kind: 'unread', text: lt('import.tooLarge', { name: file.name }) };
  }
  let body: unknown;
  try {
    body = JSON.parse(await file.text());
  } catch {
    // No JSON, or the browser may not read it.
    return { kind: 'unread', text: lt('import.notJson', { name: file.name }) };
  }
  const answer = await askHost(importPath, parseImported, { method: 'POST', body });
  return answer.kind === 'done' ? { kind: 'done', imported: answer.value } : { kind: 'failed', name: file.name, failure: answer };
}

function OutcomeDialog({ outcome, onClose }: { readonly outcome: Outcome; onClose(): void }) {
  const title = outcome.kind === 'done' ? lt('import.title', { title: outcome.imported.dashboard.title }) : lt('list.import');
  return (
    <PageDialog title={title} onClose={onClose}>
      <div class="dialog-part">
        {outcome.kind === 'unread' && <p class="field-error">{outcome.text}</p>}
        {outcome.kind === 'failed' && <Failed name={outcome.name} failure={outcome.failure} />}
        {outcome.kind === 'done' && <Done imported={outcome.imported} onClose={onClose} />}
      </div>
    </PageDialog>
  );
}

const Failed = ({ name, failure }: { readonly name: string; readonly failure: HostFailure }) => (
  <>
    <p>{lt('import.failed', { name })}</p>
    {failure.kind === 'invalid' ? (
      <ul>
        {[...failure.fields].map(([pointer, error]) => (
          <li key={pointer}>
            <code>{pointer}</code> <Foreign text={error} />
          </li>
        ))}
      </ul>
    ) : (
      <HostFailureNote failure={failure} />
    )}
  </>
);

const kinds = ['source', 'pipeline', 'type'] as const;

function Done({ imported: { dashboard, unmatched }, onClose }: { readonly imported: Imported; onClose(): void }) {
  return (
    <>
      <p>{lt(unmatched.length === 0 ? 'import.all' : 'import.some')}</p>
      {unmatched.length > 0 && (
        <ul>
          {unmatched.map(({ widget, what, value }) => (
            <li key={`${widget}/${what}/${value}`}>
              {lt(`import.${kinds.find((one) => one === what) ?? 'other'}`, { value })}{' '}
              <span class="quiet">{lt('import.in', { widget })}</span>
            </li>
          ))}
        </ul>
      )}
      <PageLink path={dashboardPath(dashboard.id)} kind="btn btn-primary" onOpen={onClose}>
        {lt('import.open')}
      </PageLink>
    </>
  );
}
