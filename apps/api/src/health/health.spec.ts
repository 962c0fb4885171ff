import type { HealthCheck, HealthResult } from './health-check.port.js';
import { type ServerUnderTest, startServer } from '../testing/start-server.js';

describe('the health of the server', () => {
  let lag: HealthResult = { ok: true, details: { behind: 0 } };
  const checks: readonly HealthCheck[] = [
    { name: 'read-model-lag', check: () => lag },
    {
      name: 'vault',
      check: () => {
        if (!lag.ok) throw new Error('the vault cannot be read');
        return { ok: true };
      },
    },
  ];
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer({ checks });
  });
  afterAll(() => server.stop());
  const ask = async (path: string) => {
    const response = await fetch(`${server.url}${path}`);
    return { status: response.status, body: (await response.json()) as unknown };
  };

  it('is ready while every check passes, and shows their figures', async () => {
    expect(await ask('/health/ready')).toEqual({
      status: 200,
      body: {
        ready: true,
        checks: { 'read-model-lag': { ok: true, details: { behind: 0 } }, vault: { ok: true }, server: { ok: true } },
      },
    });
  });

  it('is not ready while one fails or throws, says why, and is live nevertheless', async () => {
    lag = { ok: false, why: 'the projection is paused', details: { behind: 900 } };
    expect(await ask('/health/ready')).toMatchObject({
      status: 503,
      body: {
        ready: false,
        checks: {
          'read-model-lag': { ok: false, why: 'the projection is paused' },
          vault: { ok: false, why: 'the vault cannot be read' },
        },
      },
    });
    expect(await ask('/health/live')).toEqual({ status: 200, body: { live: true } });
    lag = { ok: true };
  });

  it('is measured for Prometheus, by route and outcome', async () => {
    await server.post({ query: '{ __typename }' });
    await server.post({ query: '{ missing }' });
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toContain('graphql_operations_total{type="query",transport="http",outcome="ok"} 1');
    expect(text).toContain('graphql_operations_total{type="none",transport="http",outcome="refused"} 1');
    expect(text).toMatch(/http_request_duration_seconds_count\{method="POST",route="\/graphql",status="200"\} 2/);
    expect(text).toContain('process_cpu_seconds_total');
  });
});
