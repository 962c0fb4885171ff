/** The published registry: a code keeps its meaning for ever. */
export const REFUSALS = {
  INVALID_INPUT: 'A value does not have the form that is required; each is listed with its path and what is expected.',
  UNKNOWN_RECORD: 'The record that the command is about does not exist.',
  UNKNOWN_REFERENCE: 'A record, entry or claim that the command refers to does not exist.',
  UNKNOWN_CODE: 'A code is not in its vocabulary.',
  ALREADY_EXISTS: 'The record that would be created exists.',
  RECORD_RETRACTED: 'The record is retracted: reinstate it before anything is added.',
  NOT_RETRACTED: 'The record is not retracted.',
  CONFLICT: 'The record has changed since the revision that the caller expected.',
  COMMAND_ID_REUSED: 'The same commandId was used before with other content.',
  UNACKNOWLEDGED: 'There are warnings that the caller has not acknowledged.',
  SOURCES_REQUIRED: 'A fact needs at least one source.',
  REASON_REQUIRED: 'An editorial or administrative event needs a reason.',
  NOT_A_FACT: 'Only facts, and corrections of facts, can be corrected or withdrawn.',
  ALREADY_WITHDRAWN: 'The entry is withdrawn.',
  NOT_WITHDRAWN: 'The entry is not withdrawn.',
  TYPE_MISMATCH: 'A correction keeps the type of the entry that it replaces.',
  CYCLE: 'The order of entries, or a chain of records, would close a circle.',
  NOTHING_CHANGES: 'The record says this already.',
  NOT_PARTICIPATING: 'The agency does not take part.',
  ALREADY_PARTICIPATING: 'The agency takes part already.',
  LEAD_MUST_BE_TRANSFERRED: 'A lead does not leave without a successor: record a transfer.',
  WRONG_STATE: 'The record is not in a state that allows this.',
  UNKNOWN_ITEM: 'The record has no such deadline, charge, claim, person, link or text.',
  DUPLICATE_ITEM: 'The record has an item with this id already.',
  SELF_REFERENCE: 'A record cannot refer to itself here.',
  SUBJECT_ERASED: 'The personal data of this subject has been erased; nothing new can be sealed for them.',
  NOT_ALLOWED: 'The rules do not allow this, whatever the state.',
  TOO_LARGE: 'The entry is larger than the log accepts.',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

export const WARNINGS = {
  SEQUENCE: 'The sequence of entries does not fit; acknowledged, it is recorded and shown as a gap.',
  NAME_IN_TEXT:
    'A text, or a code that takes any word, holds a name that is sealed; use the mention that is shown, or acknowledge it.',
  POSSIBLE_NAME: 'A text, or a code that takes any word, holds a word that is part of a sealed name.',
  NAME_IN_EARLIER_TEXT: 'Texts that are on record already name the person: look at `namedInTexts` of the person.',
  POSSIBLE_DUPLICATE: 'Another record has the same external id, hash or address.',
  RETRACTED_REFERENCE:
    'A record that the entry is about was retracted; acknowledged, it is recorded, since it may be so all the same.',
  EXPORTED_EARLIER: 'Exports that were made earlier hold what was removed: their recipients have to be told.',
} as const;
export type WarningCode = keyof typeof WARNINGS;

/** Warnings that are shown but need no acknowledgement. */
export const NEEDS_NO_ACKNOWLEDGEMENT: readonly WarningCode[] = [
  'POSSIBLE_NAME',
  'NAME_IN_EARLIER_TEXT',
  'POSSIBLE_DUPLICATE',
  'EXPORTED_EARLIER',
];
