import { shorten } from '../shared/problem.js';
import { FINE, type Rule } from './rule.js';

/** Addresses are shown as links: one of another scheme would run something, or lead into the reader's own machine. */
export const webAddressRule: Rule = (address: string) =>
  /^https?:\/\/[^\s/]/i.test(address) && URL.canParse(address)
    ? FINE
    : [
        {
          path: '',
          expected: 'a web address that begins with https:// or http://',
          actual: shorten(address),
        },
      ];
