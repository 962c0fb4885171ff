import { Inject, Injectable } from '@nestjs/common';
import { ServerState } from '../lifecycle/server-state.js';
import { HEALTH_CHECKS } from '../ports.js';
import type { HealthCheck, HealthResult } from './health-check.port.js';

/** Milliseconds for one check. A probe asks every few seconds; a check that takes longer is itself the trouble. */
const CHECK_DEADLINE_MS = 2_000;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, HealthResult>>;
}

@Injectable()
export class ReadinessService {
  constructor(
    @Inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[],
    private readonly state: ServerState,
  ) {}

  async read(): Promise<Readiness> {
    const results = await Promise.all(this.checks.map(async (check) => [check.name, await outcome(check)] as const));
    const checks: Record<string, HealthResult> = Object.fromEntries(results);
    checks['server'] = this.state.draining ? { ok: false, why: 'the server is stopping' } : { ok: true };
    return { ready: Object.values(checks).every(({ ok }) => ok), checks };
  }
}

async function outcome(check: HealthCheck): Promise<HealthResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthResult>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, why: `no answer in ${CHECK_DEADLINE_MS} ms` }), CHECK_DEADLINE_MS);
  });
  try {
    return await Promise.race([Promise.resolve(check.check()), late]);
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : 'the check failed' };
  } finally {
    clearTimeout(timer);
  }
}
