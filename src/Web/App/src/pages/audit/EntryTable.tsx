import { useScene } from '../../app/scene';
import { Foreign } from '../../kit/Foreign';
import { TimeText } from '../../kit/TimeText';
import { t } from '../../text/text';
import { type Entry, isAction, isByMonitor } from './entry';

const columns = ['at', 'who', 'what', 'outcome', 'subject'] as const;
const kinds = { done: 'pill-success', refused: 'pill-stale', failed: 'pill-failed' } as const;

/** Entries of the trail, the newest first. */
export function EntryTable({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <table class="list-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`audit.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.number} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function EntryRow({ entry }: { readonly entry: Entry }) {
  const { atMs, what, outcome, subject, subjectId, before, after } = entry;
  const { nowMs } = useScene();
  return (
    <tr>
      <td data-label={t('audit.at')}>
        <TimeText atMs={atMs} nowMs={nowMs} />
      </td>
      <td data-label={t('audit.who')}>
        <Caller entry={entry} />
      </td>
      <td data-label={t('audit.what')}>
        <span>{isAction(what) ? t(`auditAction.${what}`) : <Foreign text={what} kind="audit-code" />}</span>
      </td>
      <td data-label={t('audit.outcome')}>
        <span class={`pill ${kinds[outcome]}`}>{t(`audit.${outcome}`)}</span>
      </td>
      <td data-label={t('audit.subject')}>
        {subject && <Foreign text={subject} />}
        <Detail text={subjectId} kind="audit-code" />
        <Change label="before" json={before} />
        <Change label="after" json={after} />
      </td>
    </tr>
  );
}

function Caller({ entry }: { readonly entry: Entry }) {
  const { who, whoId, address } = entry;
  return (
    <>
      <span class="list-name">
        {who !== null && !isByMonitor(entry) ? (
          <Foreign text={who} />
        ) : (
          <span class="quiet">{t(who === null ? 'audit.unknown' : 'audit.monitor')}</span>
        )}
      </span>
      <Detail text={whoId} kind="audit-code" />
      <Detail text={address} />
    </>
  );
}

const Detail = ({ text, kind }: { readonly text: string | null; readonly kind?: string }) =>
  text && (
    <span class="list-detail">
      <Foreign text={text} kind={kind} />
    </span>
  );

function Change({ label, json }: { readonly label: 'before' | 'after'; readonly json: string | null }) {
  return (
    json !== null && (
      <span class="list-detail">
        {t(`audit.${label}`)} <Foreign text={json} kind="audit-code" />
      </span>
    )
  );
}
