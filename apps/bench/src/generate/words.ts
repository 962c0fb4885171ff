import type { Random } from './random.js';

const WHO = [
  'Officers',
  'Two agents',
  'A deputy',
  'Federal agents',
  'Witnesses',
  'A spokesperson',
  'Medics',
  'Neighbours',
];
const DID = [
  'stopped a vehicle at the crossing',
  'followed a man on foot for two blocks',
  'said that the person reached towards the waistband',
  'used a chemical agent on those who stood nearby',
  'gave aid until an ambulance arrived',
  'did not say on what grounds the house was entered',
  'recorded the scene from a second-floor window',
  'declined to release the footage, citing an open inquiry',
  'called the use of force proportionate to the threat',
  'disputed that a warning had been given',
  'held several people for hours without processing them',
  'closed the street and asked bystanders to step back',
];
const WHEN = [
  'shortly after noon',
  'late in the evening',
  'within minutes of the call',
  'before the area was secured',
  'on the following morning',
  'during an operation that had been announced the day before',
];
const PLACES = [
  'Lake Street',
  'Main Street',
  'the county courthouse',
  'Park Avenue',
  'a parking lot',
  'the north side',
];
const THINGS = ['Shooting', 'Use of force', 'Arrest', 'Clash', 'Raid', 'Pursuit', 'Detention'];

export const sentence = (random: Random): string => `${random.pick(WHO)} ${random.pick(DID)} ${random.pick(WHEN)}.`;

/** Some sentences of neutral prose. */
export const prose = (random: Random, sentences: number): string =>
  Array.from({ length: sentences }, () => sentence(random)).join(' ');

export const headline = (random: Random): string =>
  `${random.pick(THINGS)} near ${random.pick(PLACES)}, ${random.pick(WHEN)}`;

export const placeName = (random: Random): string => `${random.int(1, 99)}00 block of ${random.pick(PLACES)}`;

const GIVEN = ['Alder', 'Briar', 'Cedar', 'Dale', 'Elm', 'Fern', 'Gale', 'Hazel', 'Indigo', 'Juniper', 'Lark', 'Maple'];
const FAMILY = ['Ashgrove', 'Birchwood', 'Coldbrook', 'Dunmore', 'Eastlake', 'Foxglove', 'Greenhill', 'Hollowell'];

/** Names of nobody: words that are no names, with a number. */
export const nameOfNobody = (random: Random): { given: string; family: string } => ({
  given: random.pick(GIVEN),
  family: `${random.pick(FAMILY)}${random.int(1, 9_999)}`,
});
