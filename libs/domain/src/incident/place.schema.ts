import type { Static } from '#typebox';
import { sealed } from '../shared/marks.js';
import { choice, decimal, object, optional, ref, secret, text, token, zone } from '../shared/schema.js';

/** From fine to coarse. */
export const PlacePrecision = choice('PlacePrecision', {
  ADDRESS: 'A house or a named building.',
  INTERSECTION: 'A crossing of two roads.',
  BLOCK: 'A block of a street.',
  ROAD: 'A road, or a stretch of it.',
  LOCALITY: 'A town, a city or a part of it.',
  COUNTY: 'A county.',
  REGION: 'A state or province.',
  COUNTRY: 'A country.',
});

const homeAddress = sealed('homeAddress', '2/home');

/**
 * Where something happened. Coordinates are WGS 84 degrees, decimal strings. At a person's home what is public stops
 * at the block, and the exact place is sealed to that person.
 */
export const Place = object(
  {
    text: text('The place in words: "North Minneapolis".', 500),
    locality: optional(token('Town or city.')),
    region: optional(
      token('ISO 3166-2: US-MN.', {
        pattern: '^[A-Z]{2}-[A-Z0-9]{1,3}$',
        form: 'a region code of ISO 3166-2, such as US-MN',
      }),
    ),
    country: token('ISO 3166-1 alpha-2: US.', {
      pattern: '^[A-Z]{2}$',
      form: 'a country code of ISO 3166-1, such as US',
      rule: 'COUNTRY',
    }),
    zone: zone('ZONE'),
    lat: optional(decimal('Latitude, WGS 84 degrees, -90 to 90.')),
    lon: optional(decimal('Longitude, WGS 84 degrees, -180 to 180.')),
    precision: PlacePrecision,
    home: optional(ref('person', 'The person whose home it is at.')),
    exact: optional(
      object(
        {
          text: optional(secret(homeAddress, 'The address.', 500)),
          lat: optional(decimal('Latitude, WGS 84 degrees.', homeAddress)),
          lon: optional(decimal('Longitude, WGS 84 degrees.', homeAddress)),
        },
        { name: 'ExactPlace', description: "The exact place, at a person's home. Personal data of that person." },
      ),
    ),
  },
  { name: 'Place', description: 'Where something happened.', rule: 'PLACE' },
);
export type Place = Static<typeof Place>;
