import { FINE, type Rule } from './rule.js';

const KNOWN: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export const currencyRule: Rule = (code: string) =>
  KNOWN.has(code) ? FINE : [{ path: '', expected: 'a currency code of ISO 4217, such as USD', actual: code }];
