import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What the server measures. Others add their own metrics to `registry`. Labels are from closed lists: an operation's
 * name, an actor or a record id as label would be personal data, or grow without bound.
 */
export class Metrics {
  readonly registry = new Registry();

  /** Seconds from a request's arrival to the end of its answer. */
  readonly httpDuration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Seconds from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  readonly operations = new Counter({
    name: 'graphql_operations_total',
    help: 'GraphQL operations, by type, transport and outcome',
    labelNames: ['type', 'transport', 'outcome'] as const,
    registers: [this.registry],
  });

  readonly operationCost = new Histogram({
    name: 'graphql_operation_cost',
    help: 'Estimated cost of executed GraphQL operations',
    labelNames: ['type'] as const,
    buckets: [1, 10, 100, 1000, 10_000, 100_000],
    registers: [this.registry],
  });

  readonly connections = new Gauge({
    name: 'subscription_connections',
    help: 'Open WebSocket and event-stream connections',
    labelNames: ['transport'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
