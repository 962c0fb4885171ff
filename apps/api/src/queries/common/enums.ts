import {
  AgencyRole,
  AttributionKind,
  DepartureReason,
  EvidenceAccess,
  ForceManner,
  IncidentRelevance,
  InjurySeverity,
  InvolvementRole,
  LinkRelation,
  ParticipationRole,
  PlacePrecision,
  ThreeState,
  VerificationLevel,
  Count,
} from '#domain';
import { enumOf, enumType } from '../../graphql/choice-enum.js';

/** Closed lists, as the API's enums. Lists that will grow are `Coded` instead. */
export const IncidentRelevanceEnum = enumOf(IncidentRelevance);
export const IncidentAgencyRoleEnum = enumOf(AgencyRole);
export const InvolvementRoleEnum = enumOf(InvolvementRole);
export const ForceMannerEnum = enumOf(ForceManner);
export const InjurySeverityEnum = enumOf(InjurySeverity);
export const IncidentRelationEnum = enumOf(LinkRelation);
export const VerificationLevelEnum = enumOf(VerificationLevel);
export const ThreeStateEnum = enumOf(ThreeState);
export const PlacePrecisionEnum = enumOf(PlacePrecision);
export const AttributionKindEnum = enumOf(AttributionKind);
export const ParticipationRoleEnum = enumOf(ParticipationRole);
export const DepartureReasonEnum = enumOf(DepartureReason);
export const EvidenceAccessEnum = enumOf(EvidenceAccess);
export const CountQualifierEnum = enumOf(Count.properties.qualifier);

export const InvestigationStatusEnum = enumType(
  'InvestigationStatus',
  {
    ANNOUNCED: 'Announced; that it has begun is not on record.',
    OPEN: 'Under way.',
    SUSPENDED: 'Halted for a time.',
    REFERRED: 'Handed on for a decision.',
    CLOSED: 'Ended.',
    DECLINED: 'An agency said that it will not investigate.',
    NONE_KNOWN: 'No investigation is on record.',
  },
  'Where an investigation, or what is being done about an incident, stands.',
);
