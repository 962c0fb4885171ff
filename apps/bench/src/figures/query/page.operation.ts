import { REGIONS } from '../../generate/geography.js';

const NODES = `
  pageInfo { endCursor hasNextPage }
  nodes {
    id
    title { text }
    occurred { text }
    kinds { code label }
    places { locality region }
    investigationStatus { status investigations { id status kind { code } participation { agency { name } role } } }
    people { role person { id neutral } }
    agencies { role agency { id name } }
  }`;

/** A page of fifty incidents, with their status, people and agencies. */
export const PAGE = `query Page($first: Int!, $filter: IncidentFilter!, $orderBy: OrderInput!) {
  incidents(first: $first, filter: $filter, orderBy: $orderBy) { ${NODES} }
}`;

/** The same page as it was at an index. */
export const PAGE_AS_OF = `query PageAsOf($index: SafeInt!, $first: Int!, $filter: IncidentFilter!, $orderBy: OrderInput!) {
  record(asOf: { index: $index }) { incidents(first: $first, filter: $filter, orderBy: $orderBy) { ${NODES} } }
}`;

export interface PageVariables {
  readonly first: number;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly orderBy: { readonly by: 'OCCURRED' | 'RECORDED'; readonly direction: 'DESC' };
}

const LATEST = { by: 'OCCURRED', direction: 'DESC' } as const;
const NEWEST = { by: 'RECORDED', direction: 'DESC' } as const;

/** Different pages, so that no cache answers all of them: of each of the regions that have most, three. */
export const PAGES: readonly PageVariables[] = REGIONS.slice(0, 12).flatMap(({ code }) => {
  const page = (facet: Readonly<Record<string, unknown>>, orderBy: PageVariables['orderBy']) => ({
    first: 50,
    filter: { region: { in: [code] }, ...facet },
    orderBy,
  });
  return [
    page({ kind: { in: ['SHOOTING', 'RAID'] } }, LATEST),
    page({ status: { in: ['OPEN', 'CLOSED'] } }, LATEST),
    page({ disputed: false }, NEWEST),
  ];
});
