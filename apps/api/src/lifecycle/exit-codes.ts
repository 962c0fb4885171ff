/** Exit codes of the server; `docs/operators.md` explains them. 70 and 78 are those of sysexits(3). */
export const EXIT = { stopped: 0, couldNotStart: 1, defect: 70, wrongConfiguration: 78 } as const;
