import { boundsOf, type Incident } from '#domain';
import type { RecordView, RowValues } from '../query/views.types.js';
import { compute, type ComputedFrom } from './computed.bridge.js';
import { LISTING, TagCollector, type Facets } from './facet.set.js';
import { listingOf, type RecordTags } from './record.facets.js';

/** Facets and values of an incident, with what was done about it. A retracted record adds nothing. */
export function incidentFacets(known: RecordTags, from: ComputedFrom, recorded: number): Facets {
  const { incident, duplicates, related } = from;
  const { state } = incident.view as RecordView<Incident>;
  const { status, disputed, contested, prejudged, moved, staleFrom, overdueFrom } = compute(from);
  const tags = new TagCollector('incident', known.numbering)
    .add(LISTING, listingOf(incident.view, state.mergedInto !== undefined))
    .addAll(known.of('incident', incident))
    .add('status', status)
    .add('disputed', disputed ? 'true' : undefined)
    .add('contested', contested ? 'true' : undefined)
    .add('prejudged', prejudged ? 'true' : undefined);
  for (const folded of [...duplicates, ...related])
    if (!folded.view.retraction) tags.addAll(known.contributionOf(folded));
  return {
    values: {
      ...occurredOf(state),
      recorded,
      moved: moved ?? recorded,
      ...(staleFrom === undefined ? {} : { staleFrom }),
      ...(overdueFrom === undefined ? {} : { overdueFrom }),
    },
    tags: tags.collected(),
  };
}

function occurredOf({ occurred }: Incident): Pick<RowValues, 'earliest' | 'latest'> {
  if (!occurred) return {};
  const { earliest, latest } = boundsOf(occurred.value);
  return { ...(earliest === undefined ? {} : { earliest }), ...(latest === undefined ? {} : { latest }) };
}
