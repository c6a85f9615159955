import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { homeRoute, type Route } from '../../../src/app/route';
import { PipelinePage } from '../../../src/pages/pipeline/PipelinePage';
import { completeView, minuteMs, nowMs, pipeline } from '../../messages';
import { sentRun } from '../../runs';
import { actionsOf, Staged, sceneOf } from '../../staged';

const day = {
  day: '2026-01-01',
  succeeded: 1,
  failed: 2,
  cancelled: 0,
  zeroRowRuns: 0,
  rows: null,
  medianSeconds: null,
  p95Seconds: null,
};

const sent = (id: string, minutesAgo: number, fields: object = {}) =>
  sentRun(id, {
    startedAt: new Date(nowMs - minutesAgo * minuteMs).toISOString(),
    finishedAt: null,
    recordsProcessed: 10,
    ...fields,
  });

const runs = [
  ...Array.from({ length: 6 }, (_, n) => sent(`r${n}`, 10 + n)),
  sent('long', 5, { durationSeconds: 6000 }),
  sent('bad', 4, { status: 'failed', errorMessage: 'no space left', recordsProcessed: null }),
];

function answering(pipelineAnswer: readonly [status: number, body: unknown]) {
  vi.stubGlobal(
    'fetch',
    vi.fn(async (address: string) => {
      const isPipeline = address.startsWith('/api/pipelines/');
      const listed = address.includes('status=failed') ? runs.filter(({ status }) => status === 'failed') : runs;
      const [status, body] = isPipeline ? pipelineAnswer : [200, { runs: listed, next: null }];
      return new Response(JSON.stringify(body), { status });
    }),
  );
}

function draw(view = completeView(pipeline({ schedule: '0 * * * *', failuresInARow: 3, failuresAtLeast: true }))) {
  const actions = actionsOf();
  const route: Route = { ...homeRoute, path: '/pipelines/default/orders' };
  const { container } = render(
    <Staged scene={sceneOf([view], { actions, route })}>
      <PipelinePage />
    </Staged>,
  );
  return { actions, container };
}

describe('PipelinePage', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('tells how it stands, and what is not known of it', async () => {
    answering([200, { status: null, days: [] }]);
    const { container } = draw();
    await screen.findByText('no space left', { selector: '.pipeline-error-text' });

    const facts = container.querySelector('.fact-grid')?.textContent;
    expect(screen.getByRole('heading', { name: 'Orders to warehouse' })).toBeTruthy();
    expect(facts).toContain('0 * * * *');
    expect(facts).toContain('≥ 3');
    expect(facts).toContain('Next startn/a');
  });

  it('opens a run that is out of the ordinary, and one that failed', async () => {
    answering([200, { status: null, days: [] }]);
    const { actions, container } = draw();
    await screen.findByText('no space left', { selector: '.pipeline-error-text' });
    const outliers = container.querySelectorAll<HTMLElement>('[aria-labelledby="plot-duration"] .is-outlier');

    fireEvent.click(outliers[0] as HTMLElement);

    expect(outliers).toHaveLength(2);
    expect(actions.navigate).toHaveBeenCalledExactlyOnceWith({ run: { source: 'default', id: 'long' } });
  });

  it('shows ninety days, and leads to the runs of one', async () => {
    answering([200, { status: null, days: [day] }]);
    const { actions, container } = draw();
    const shown = await screen.findByRole('button', { name: /^2026-01-01: 1 succeeded, 2 failed/ });

    fireEvent.click(shown);

    expect(container.querySelectorAll('.outcome-days > li')).toHaveLength(90);
    expect(actions.navigate).toHaveBeenCalledExactlyOnceWith({
      range: { kind: 'fixed', fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 2) },
    });
  });

  it('says that nobody knows the pipeline, and in which words the host fails', async () => {
    answering([404, { detail: 'No pipeline orders.' }]);
    draw(completeView());
    expect((await screen.findByRole('alert')).textContent).toContain('The monitor knows no such pipeline');
    cleanup();

    answering([503, { detail: 'The store is locked.' }]);
    draw(completeView());
    expect((await screen.findByRole('alert')).textContent).toContain('The store is locked.');
  });

  it('says that the daemon lists it no longer where only history knows it', async () => {
    answering([200, { status: null, days: [day] }]);
    draw(completeView());

    expect(await screen.findByText(/does not list this pipeline any more/)).toBeTruthy();
  });
});
