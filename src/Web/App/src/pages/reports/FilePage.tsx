import { startExport } from '../../app/export/exporting';
import { HostFailureNote } from '../../app/HostFailureNote';
import { parametersOf } from '../../app/page';
import { useScene } from '../../app/scene';
import { useHostData } from '../../app/useHostData';
import { Fact } from '../../kit/Fact';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { ListSkeleton } from '../../kit/ListSkeleton';
import { TimeText } from '../../kit/TimeText';
import { formatBytes } from '../../text/format';
import { filePath, parseFile, type ReportFile } from './file';
import { rt } from './text';

const everyMs = 60_000;

/** The file of a scheduled report, to which its message links. */
export function FilePage() {
  const { route } = useScene();
  const id = parametersOf('/reports/:id', route.path)?.id ?? '';
  const { value: file, failure } = useHostData(filePath(id), parseFile, everyMs);
  const isGone = failure?.kind === 'failed' && failure.refusal.status === 404;
  return (
    <main class="report-file" aria-busy={!file && !failure}>
      {isGone ? (
        <section class="card empty">
          <h2>{rt('file.gone')}</h2>
          <p>{rt('file.goneHint')}</p>
        </section>
      ) : (
        <>
          <HostFailureNote failure={failure} isOfShown={file !== null} />
          {file ? <Shown file={file} /> : failure === null && <ListSkeleton />}
        </>
      )}
    </main>
  );
}

function Shown({ file }: { readonly file: ReportFile }) {
  const { actions, nowMs } = useScene();
  const download = () =>
    void startExport(
      { table: 'scheduled', place: `files/${encodeURIComponent(file.id)}`, query: () => new URLSearchParams() },
      'pdf',
      actions,
    );
  const time = (atMs: number) => <TimeText atMs={atMs} nowMs={nowMs} />;
  return (
    <>
      <header class="list-head">
        <h2>
          <Foreign text={file.title} />
        </h2>
        <button type="button" class="btn btn-sm btn-primary" onClick={download}>
          <Icon name="download" /> {rt('file.download')}
        </button>
      </header>
      <section class="card">
        <dl class="fact-grid">
          <Fact name={rt('file.daemons')}>
            <Foreign text={file.sources.join(', ')} />
          </Fact>
          <Fact name={rt('file.from')}>{time(file.fromMs)}</Fact>
          <Fact name={rt('file.to')}>{time(file.toMs)}</Fact>
          <Fact name={rt('file.made')}>{time(file.madeAtMs)}</Fact>
          <Fact name={rt('file.ends')}>{time(file.endsAtMs)}</Fact>
          <Fact name={rt('file.size')}>{formatBytes(file.bytes)}</Fact>
        </dl>
      </section>
    </>
  );
}
