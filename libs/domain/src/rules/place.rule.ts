import type { Place } from '../incident/place.schema.js';
import { FINE, type Rule } from './rule.js';

/** A region is a part of its country: US-MN is in no other than US. */
export const placeRule: Rule = ({ region, country }: Pick<Place, 'region' | 'country'>) =>
  region === undefined || region.startsWith(`${country}-`)
    ? FINE
    : [{ path: '/region', expected: `a region of the country ${country} (ISO 3166-2): ${country}-…`, actual: region }];
