import type { RuleName } from '../shared/marks.js';
import { countRule } from './count.rule.js';
import { countryRule } from './country.rule.js';
import { currencyRule } from './currency.rule.js';
import { edtfRule, notFutureRule, notPastRule } from './dates.rule.js';
import { distinctRule } from './distinct.rule.js';
import { placeRule } from './place.rule.js';
import type { Rule } from './rule.js';
import { webAddressRule } from './web-address.rule.js';
import { zoneRule } from './zone.rule.js';

export type { Rule, RuleContext } from './rule.js';

/** What each rule that a schema may name requires. */
export const RULES: Readonly<Record<RuleName, Rule>> = {
  COUNT: countRule,
  COUNTRY: countryRule,
  CURRENCY: currencyRule,
  DISTINCT: distinctRule,
  EDTF: edtfRule,
  NOT_FUTURE: notFutureRule,
  NOT_PAST: notPastRule,
  PLACE: placeRule,
  WEB_ADDRESS: webAddressRule,
  ZONE: zoneRule,
};
