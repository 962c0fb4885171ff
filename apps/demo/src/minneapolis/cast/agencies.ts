import { step, type Step } from '../../scenario/step.js';

type Jurisdiction = 'FEDERAL' | 'STATE' | 'COUNTY' | 'MUNICIPAL';

const registered = (slug: string, name: string, jurisdiction: Jurisdiction, parent?: Step, alias?: string) =>
  step(`agency: ${name}`, 'registerAgency', {
    record: `agency-${slug}`,
    name,
    jurisdiction,
    parent: parent?.record,
    aliases: alias ? [{ name: alias }] : undefined,
  });

export const dhs = registered('us-dhs', 'Department of Homeland Security', 'FEDERAL', undefined, 'DHS');
export const ice = registered('us-dhs-ice', 'Immigration and Customs Enforcement', 'FEDERAL', dhs, 'ICE');
export const doj = registered('us-doj', 'Department of Justice', 'FEDERAL', undefined, 'Justice Department');
export const fbi = registered('us-doj-fbi', 'Federal Bureau of Investigation', 'FEDERAL', doj, 'FBI');
export const usAttorney = registered(
  'us-doj-usao-mn',
  "United States Attorney's Office, District of Minnesota",
  'FEDERAL',
  doj,
  "US Attorney's Office",
);
export const bureau = registered('us-mn-bca', 'Minnesota Bureau of Criminal Apprehension', 'STATE', undefined, 'BCA');
export const attorneyGeneral = registered('us-mn-ag', 'Office of the Minnesota Attorney General', 'STATE');
export const countyAttorney = registered('us-mn-hennepin-attorney', 'Hennepin County Attorney', 'COUNTY');
export const city = registered('us-mn-minneapolis', 'City of Minneapolis', 'MUNICIPAL');

export const AGENCIES = [dhs, ice, doj, fbi, usAttorney, bureau, attorneyGeneral, countyAttorney, city];
