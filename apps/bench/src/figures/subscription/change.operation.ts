/** What a dashboard shows of a change, without asking again. */
export const CHANGES = `subscription Changes($after: String, $filter: IncidentFilter) {
  incidentChanges(after: $after, filter: $filter) {
    cursor
    change
    entry { id type recordedAt }
    incident { id title { text } occurred { text } kinds { code } places { locality region } agencies { role agency { id } } }
  }
}`;

/** For those who do not read: much in each message, so that what lies between server and client is full soon. */
export const WIDE_CHANGES = `subscription WideChanges($after: String) {
  incidentChanges(after: $after) {
    cursor
    change
    entry { id type recordedAt recorded }
    incident {
      id
      title { text }
      narrative { text }
      kinds { code label }
      places { text { text } locality region }
      agencies { role agency { id name } }
      force { manner type { code } }
      injuries { severity hospitalised }
      people { role person { id neutral } }
    }
  }
}`;

/** Of an answer, what tells one delivery from all others. */
export interface ToldChange {
  readonly change: 'ENTERED' | 'CHANGED' | 'LEFT';
  readonly entry: { readonly id: string };
  readonly incident: { readonly id: string };
}

/** An event changes an incident once: what a client is told has this key, and no two of its messages share one. */
export const keyOf = (entry: string, incident: string, change: ToldChange['change']): string =>
  `${entry} ${incident} ${change}`;
