import { FINE, type Rule } from './rule.js';

const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Regions that Unicode names and ISO 3166-1 does not assign: exceptional, withdrawn and private ones. Kosovo (XK) stays. */
const NOT_ASSIGNED: ReadonlySet<string> = new Set(
  'AC AN BU CP CQ CS CT DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ QO QU RH SU TA TP UK UN VD WK XA XB YD YU ZR ZZ'.split(
    ' ',
  ),
);

export const isCountry = (code: string): boolean => !NOT_ASSIGNED.has(code) && NAMES.of(code) !== undefined;

export const countryRule: Rule = (code: string) =>
  isCountry(code) ? FINE : [{ path: '', expected: 'a country code of ISO 3166-1, such as US', actual: code }];
