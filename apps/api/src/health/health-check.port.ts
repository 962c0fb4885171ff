/** What a check found. `why` says what is wrong and what to do; `details` are figures, never personal data. */
export interface HealthResult {
  readonly ok: boolean;
  readonly why?: string;
  readonly details?: Readonly<Record<string, number | string | boolean>>;
}

/** One condition of readiness. A check that throws, or takes longer than two seconds, has failed. */
export interface HealthCheck {
  /** Unique, kebab-case: `read-model-lag`, `log-wal`. */
  readonly name: string;
  check(): HealthResult | Promise<HealthResult>;
}
