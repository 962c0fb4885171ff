import { Option } from 'commander';

/** Better in the environment: the arguments of a command can be seen by everybody on the machine. */
export const tokenOption = (purpose: string): Option =>
  new Option('--token <token>', `${purpose}; better given as AUDITOR_TOKEN`).env('AUDITOR_TOKEN');
