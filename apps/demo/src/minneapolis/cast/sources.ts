import { ZONE } from '../../scenario/phrases.js';
import { step, type Input } from '../../scenario/step.js';

const published = (edtf: string): Input => ({ edtf, zone: ZONE });

const web = (label: string, on: string, title: string, publisher?: string, tier = 'SECONDARY') =>
  step(`source: ${label}`, 'recordSource', { kind: 'WEB', publisher, title, published: published(on), tier });

/** The captured copies are not at hand, so publisher, date and title are all that is recorded of them. */
export const article = web('the article', '2026-01-15', 'ICE officer shoots man in the leg in Minneapolis');
export const bca = web(
  'the BCA on the joint investigation',
  '2026-01-08',
  'Statement on the investigation of the shooting of 7 January',
  'Minnesota Bureau of Criminal Apprehension',
  'PRIMARY',
);
export const cbs = web(
  'CBS News, 8 January',
  '2026-01-08',
  'Minnesota investigators withdraw from the inquiry into the shooting',
  'CBS News',
);
export const spokesman = web(
  'Star Tribune, 9 January',
  '2026-01-09',
  'County and state open a review of their own',
  'Star Tribune, in The Spokesman-Review',
);
export const hill = web(
  'The Hill, 8 January',
  '2026-01-08',
  'Accounts of the shooting by the department and the mayor',
  'The Hill',
);
export const ap = web(
  'Associated Press, 14 January',
  '2026-01-14',
  'Justice Department sees no basis for a civil-rights investigation',
  'Associated Press',
);
export const fox9 = web(
  'FOX 9, 22 January',
  '2026-01-22',
  'State investigators on the shooting of 14 January',
  'FOX 9',
);
export const apDismissal = web(
  'Associated Press, 13 February',
  '2026-02-13',
  'Judge dismisses the charges against two men with prejudice',
  'Associated Press',
);
export const people = web(
  'People, 13 February',
  '2026-02-13',
  "ICE's acting director on the video, and on two officers' testimony",
  'People',
);
export const tribuneCharges = web(
  'Star Tribune, 18 May',
  '2026-05-18',
  'Hennepin County charges an ICE agent',
  'Star Tribune',
);
export const arrestReport = web('the report of the arrest', '2026-05-29', 'ICE agent arrested in Texas');

export const SOURCES = [
  article,
  bca,
  cbs,
  spokesman,
  hill,
  ap,
  fox9,
  apDismissal,
  people,
  tribuneCharges,
  arrestReport,
];

/** Not public; it came to be known of by what others say that it shows, so it is recorded with them. */
export const footage = step('source: the surveillance footage', 'recordSource', {
  kind: 'FOOTAGE',
  title: 'Surveillance footage of the shooting of 14 January; not public',
  published: published('2026-02-13'),
  tier: 'PRIMARY',
});
