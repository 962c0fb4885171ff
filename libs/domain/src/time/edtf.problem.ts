export type EdtfProblemCode =
  'UNKNOWN_ZONE' | 'TOO_LONG' | 'SYNTAX' | 'NO_SUCH_DATE' | 'OUT_OF_RANGE' | 'ENDS_BEFORE_START' | 'NO_DATE_NAMED';

/** Why a text is not a time that can be recorded; `message` is for the person who wrote it. */
export interface EdtfProblem {
  readonly problem: EdtfProblemCode;
  /** What was given: the whole text, its faulty part, or the zone; cut to 60 characters. */
  readonly given: string;
  readonly message: string;
}

export function edtfProblem(problem: EdtfProblemCode, given: string, message: (quoted: string) => string): EdtfProblem {
  const cut = given.length > 60 ? `${given.slice(0, 59)}…` : given;
  return { problem, given: cut, message: message(`"${cut}"`) };
}

export function isEdtfProblem(value: object): value is EdtfProblem {
  return 'problem' in value;
}
