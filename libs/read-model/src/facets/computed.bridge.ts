import type { Case, Incident, Investigation, Statement, StreamName } from '#domain';
import type { RecordView } from '../query/views.types.js';

/** What the computed facets of one incident are computed from. */
export interface IncidentViews {
  readonly incident: RecordView<Incident>;
  readonly investigations: readonly RecordView<Investigation>[];
  readonly cases: readonly RecordView<Case>[];
  readonly statements: readonly RecordView<Statement>[];
  /** The agencies above one, nearest first. */
  readonly parentsOf: (agency: StreamName) => readonly StreamName[];
}

const PRECEDENCE = ['OPEN', 'REFERRED', 'SUSPENDED', 'ANNOUNCED', 'CLOSED', 'DECLINED'] as const;

export function investigationStatus({ investigations }: Pick<IncidentViews, 'investigations'>): string {
  const found = PRECEDENCE.find((status) =>
    investigations.some((view) => view.state.status === status && !view.retraction),
  );
  return found ?? 'NONE_KNOWN';
}

export const isDisputed = (statements: IncidentViews['statements']): boolean =>
  statements.some(({ state }) =>
    state.claims.some(({ assessments }) => assessments.some(({ assessment }) => assessment === 'CONTRADICTS')),
  );
