import type { StreamName } from '#domain';
import { type LinkKind, NotOnThisAxisError, type PublicSnapshot } from '#read-model';
import { asApiError } from '../../graphql/query-error.js';

type Links = ReadonlyMap<StreamName, readonly StreamName[]>;

/** Links among what was public; they follow from the incidents' files, since no index of them is kept. */
export async function publicLinks(open: PublicSnapshot, ids: readonly StreamName[], to: LinkKind): Promise<Links> {
  if (to === 'incident') return incidentsOf(open, ids);
  const files = await open.files(ids);
  return new Map(
    ids.map((id) => {
      const file = files.get(id);
      if (!file) return [id, []];
      if (to === 'investigation') return [id, file.investigations.map((record) => record.id)];
      if (to === 'case') return [id, file.cases.map((record) => record.id)];
      if (to === 'statement') return [id, file.statements.map((record) => record.id)];
      if (to === 'source')
        return [id, sourcesOf([file.incident, ...file.duplicates].flatMap(({ entries }) => entries))];
      throw asApiError(new NotOnThisAxisError());
    }),
  );
}

async function incidentsOf(open: PublicSnapshot, ids: readonly StreamName[]): Promise<Links> {
  if (ids.some((id) => !/^(?:investigation|case|statement)-/.test(id))) throw asApiError(new NotOnThisAxisError());
  const records = await open.folded<{ incidents: readonly { value: StreamName }[] }>(ids);
  return new Map(ids.map((id) => [id, (records.get(id)?.state.incidents ?? []).map(({ value }) => value)]));
}

const sourcesOf = (entries: readonly { sources: readonly { source: StreamName }[] }[]): StreamName[] => [
  ...new Set(entries.flatMap(({ sources }) => sources.map(({ source }) => source))),
];
