import type { Type } from '@nestjs/common';
import { ActorNode } from './actor/actor.type.js';
import { AgencyNode } from './agency/agency.type.js';
import { AgencyResolver } from './agency/agency.resolver.js';
import { SourceResolver } from './source/source.resolver.js';
import { CaseNode } from './case/case.type.js';
import { ChangesResolver } from './changes/changes.resolver.js';
import { IncidentNode } from './incident/incident.type.js';
import { IncidentResolver } from './incident/incident.resolver.js';
import { InvestigationNode } from './investigation/investigation.type.js';
import { CitationResolver } from './ledger/citation.resolver.js';
import { LedgerResolver } from './ledger/ledger.resolver.js';
import { Moments } from './moment/moments.js';
import { PersonNode } from './person/person.type.js';
import { PersonResolver } from './person/person.resolver.js';
import { LogNode } from './record/log.type.js';
import { ENTRIES_RESOLVERS } from './record/record.resolvers.js';
import { QueryResolver, RecordMomentResolver } from './root/query.resolver.js';
import { SourceNode } from './source/source.type.js';
import { StatementNode } from './statement/statement.type.js';

/** Resolvers of everything that can be read, and the moments that they inject. */
export const QUERY_RESOLVERS: readonly Type[] = [
  Moments,
  QueryResolver,
  RecordMomentResolver,
  ChangesResolver,
  LedgerResolver,
  CitationResolver,
  IncidentResolver,
  AgencyResolver,
  SourceResolver,
  PersonResolver,
  ...ENTRIES_RESOLVERS,
];

/** Types that may be reached by `Node` alone. */
export const NODE_TYPES = [
  IncidentNode,
  InvestigationNode,
  CaseNode,
  StatementNode,
  AgencyNode,
  PersonNode,
  SourceNode,
  ActorNode,
  LogNode,
] as unknown as readonly Type[];
