import {
  ErasureOutcome,
  ErasureRequester,
  OfficerStatus,
  PersonField,
  PersonKind,
  PersonLinkKind,
  RestrictionGround,
} from '#domain';
import { enumOf } from '../../graphql/choice-enum.js';

export const PersonKindEnum = enumOf(PersonKind);
export const OfficerStatusEnum = enumOf(OfficerStatus);
export const PersonLinkKindEnum = enumOf(PersonLinkKind);
export const PersonFieldEnum = enumOf(PersonField);
export const RestrictionGroundEnum = enumOf(RestrictionGround);
export const ErasureRequesterEnum = enumOf(ErasureRequester);
export const ErasureOutcomeEnum = enumOf(ErasureOutcome);
