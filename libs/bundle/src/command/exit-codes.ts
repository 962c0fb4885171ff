/** As all commands of the auditor have them. */
export const EXIT = { holds: 0, doesNotHold: 1, cannotTell: 2, usage: 3 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];
