import type { ListedKind } from '#read-model';

/** Ids as they look, for descriptions and for what is said of a wrong one. */
export const EXAMPLE_IDS: Readonly<Record<ListedKind, string>> = {
  incident: 'incident-0198c5f2-7d3a-5c11-8a55-1b2c3d4e5f60',
  investigation: 'investigation-0198c5f2-7d3a-5c11-8a55-1b2c3d4e5f60',
  case: 'case-0198c5f2-7d3a-5c11-8a55-1b2c3d4e5f60',
  statement: 'statement-0198c5f2-7d3a-5c11-8a55-1b2c3d4e5f60',
  agency: 'agency-us-doj-fbi',
  person: 'person-0198c5f2-7d3a-5c11-8a55-1b2c3d4e5f60',
  source: 'source-0198c5f2-7d3a-5c11-8a55-1b2c3d4e5f60',
};

/** An entry's id, as it looks. */
export const EXAMPLE_ENTRY = '0198c5f2-7d3a-5c11-8a55-1b2c3d4e5f60';
