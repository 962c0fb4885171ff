import type { FacetName, ListedKind } from '#read-model';
import { AgencyJurisdictionEnum } from '../agency/agency.type.js';
import { CaseKindEnum, ChargeStatusEnum, JurisdictionEnum, SideEnum } from '../case/case-enums.js';
import {
  IncidentRelevanceEnum,
  InjurySeverityEnum,
  InvestigationStatusEnum,
  InvolvementRoleEnum,
  VerificationLevelEnum,
} from '../common/enums.js';
import { InvestigationOutcomeEnum } from '../investigation/investigation.type.js';
import { PersonKindEnum } from '../person/person-enums.js';
import { RecheckResultEnum, SourceKindEnum, SourceTierEnum } from '../source/source.type.js';
import { ClaimActEnum } from '../statement/claim.type.js';
import { StanceKindEnum } from '../statement/statement.type.js';

export interface FacetValues {
  readonly name: string;
  readonly type: object;
}

/** Facets whose values are a closed list: a misspelt one is then refused, and does not quietly match nothing. */
export const FACET_ENUMS: { readonly [Kind in ListedKind]?: { readonly [Name in FacetName<Kind>]?: FacetValues } } = {
  incident: {
    relevance: { name: 'IncidentRelevance', type: IncidentRelevanceEnum },
    verification: { name: 'VerificationLevel', type: VerificationLevelEnum },
    personRole: { name: 'InvolvementRole', type: InvolvementRoleEnum },
    injury: { name: 'InjurySeverity', type: InjurySeverityEnum },
    status: { name: 'InvestigationStatus', type: InvestigationStatusEnum },
    caseKind: { name: 'CaseKind', type: CaseKindEnum },
    arrests: { name: 'Side', type: SideEnum },
    chargedSide: { name: 'Side', type: SideEnum },
  },
  investigation: {
    status: { name: 'InvestigationStatus', type: InvestigationStatusEnum },
    outcome: { name: 'InvestigationOutcome', type: InvestigationOutcomeEnum },
  },
  case: {
    kind: { name: 'CaseKind', type: CaseKindEnum },
    against: { name: 'Side', type: SideEnum },
    jurisdiction: { name: 'Jurisdiction', type: JurisdictionEnum },
    charge: { name: 'ChargeStatus', type: ChargeStatusEnum },
  },
  statement: {
    act: { name: 'ClaimAct', type: ClaimActEnum },
    stance: { name: 'StanceKind', type: StanceKindEnum },
  },
  agency: { jurisdiction: { name: 'AgencyJurisdiction', type: AgencyJurisdictionEnum } },
  person: { kind: { name: 'PersonKind', type: PersonKindEnum } },
  source: {
    kind: { name: 'SourceKind', type: SourceKindEnum },
    tier: { name: 'SourceTier', type: SourceTierEnum },
    state: { name: 'RecheckResult', type: RecheckResultEnum },
  },
};
