import { officersIn, type Incident, type Investigation, type Person, type StreamName } from '#domain';
import type { Folded } from '../fold/folded.record.js';
import type { MergedIncidents } from './merged.incidents.js';
import type { ProjectionContext } from './projection.js';

/** Officers and the incidents that they had a part in: what became of them was done about these. */
export class IncidentOfficers {
  constructor(
    private readonly context: Pick<ProjectionContext, 'current' | 'pointingAt'>,
    private readonly merges: MergedIncidents,
  ) {}

  /** Of an incident with its duplicates and what is about them. */
  concerned(incidents: readonly Folded[], related: readonly Folded[]): Folded[] {
    const told = incidents.map(({ view }) => view.state as Incident);
    const inquiries = related.filter(({ view }) => view.kind === 'investigation');
    return officersIn(
      told,
      inquiries.map(({ view }) => view.state as Investigation),
    )
      .map((name) => this.context.current(name))
      .filter((folded) => folded !== undefined);
  }

  /** Those in which the person stands as an officer, or whose inquiries are about the person; canonical ones too. */
  incidentsOf(officer: StreamName): StreamName[] {
    const found = new Set<StreamName>();
    for (const name of this.context.pointingAt(officer))
      for (const incident of this.concernedBy(name, officer)) {
        found.add(incident);
        const folded = this.context.current(incident);
        for (const canonical of folded ? this.merges.canonicalsOf(folded) : []) found.add(canonical);
      }
    return [...found];
  }

  private concernedBy(name: StreamName, officer: StreamName): readonly StreamName[] {
    const view = this.context.current(name)?.view;
    if (view?.kind === 'incident') return officersIn([view.state as Incident], []).includes(officer) ? [name] : [];
    if (view?.kind !== 'investigation') return [];
    const inquiry = view.state as Investigation;
    return officersIn([], [inquiry]).includes(officer) ? inquiry.incidents.map(({ value }) => value) : [];
  }
}

/** Whether one event changed how a person stands with their agency: a correction may, and so may a withdrawal. */
export function officerStatusChanged(before: Folded | undefined, after: Folded): boolean {
  const [old, now] = [before, after].map((folded) => (folded?.view.state as Person | undefined)?.officerStatuses ?? []);
  return old !== now && JSON.stringify(old) !== JSON.stringify(now);
}
