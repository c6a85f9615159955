// Socket.IO as its documentation has it: one emit per topic to everybody. WebSocket only, as the subscribers here connect.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const [port, rate, gapMs] = process.argv.slice(2).map(Number);
const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });

const started = new Date().toISOString();
let sequence = 0;

const order = () => ({ source: 'default', epoch: 1780000000000, sequence: ++sequence, observedAt: new Date().toISOString() });

const component = (name, latency) => ({ name, healthy: true, message: 'answers', metadata: { latencyMs: String(latency) } });

const stats = (tick, stamp) => ({
  fallback: false, error: null, activePipelines: 2 + (tick % 3), totalExecutions: 4000 + tick, successRate: 97.5,
  uptimeSeconds: stamp, cpuUsage: ((tick * 7) % 1000) / 10, memoryUsage: 43.2, activeConnections: 3, lastKnown: null, ...order(),
});

const execution = (tick) => ({
  id: `execution-${tick % 4}`, pipelineId: 'tap-orders-to-warehouse', pipelineName: 'Orders to warehouse', status: 'running',
  startedAt: started, finishedAt: null, durationSeconds: null, duration: null, progress: 0.1 + (tick % 999) / 10,
  recordsProcessed: tick * 250, triggeredBy: 'schedule', errorMessage: null,
  metadata: { environment: 'production', host: 'worker-3' }, ...order(),
});

const health = (tick) => ({
  fallback: false, error: null, healthy: true,
  components: { database: component('database', tick % 50), plugins: component('plugins', tick % 40), scheduler: component('scheduler', tick % 30) },
  lastKnown: null, ...order(),
});

// hrtime is the machine's monotonic clock, which the load generator reads too.
const stampUs = () => Number(process.hrtime.bigint() / 1000n);

const beat = (tick, stamp) => [
  () => io.emit('DashboardStats', stats(tick, stamp)),
  () => io.emit('ExecutionData', execution(tick)),
  () => io.emit('HealthStatus', health(tick)),
];

const begin = stampUs();
const next = (tick) => {
  const topics = beat(tick, stampUs());
  topics.forEach((send, index) => (gapMs > 0 && index > 0 ? setTimeout(send, index * gapMs) : send()));
  const due = begin + (tick * 1e6) / rate;
  setTimeout(next, Math.max(0, (due - stampUs()) / 1000), tick + 1);
};

http.listen(port, '127.0.0.1', () => next(1));
