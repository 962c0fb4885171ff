import { invalid, refuse, type Decision } from '../shared/decision.js';
import type { Place } from './place.schema.js';

const FINER_THAN_BLOCK: readonly string[] = ['ADDRESS', 'INTERSECTION'];
/** Three decimals of a degree are about 110 m: a block. */
const DECIMALS_OF_A_BLOCK = 3;

/** What is wrong with places, whatever the state; the first thing found. */
export function examinePlaces(places: readonly Place[] = []): Decision | undefined {
  for (const [n, place] of places.entries()) {
    const wrong = coordinates(place, `/data/places/${n}`) ?? home(place, `/data/places/${n}`);
    if (wrong) return wrong;
  }
  return undefined;
}

function coordinates({ lat, lon }: Place, at: string): Decision | undefined {
  if ((lat === undefined) !== (lon === undefined))
    return invalid({ path: at, expected: 'a place with a latitude and a longitude, or with neither' });
  if (lat !== undefined && Math.abs(Number(lat)) > 90)
    return invalid({ path: `${at}/lat`, expected: 'a latitude from -90 to 90 degrees', actual: lat });
  if (lon !== undefined && Math.abs(Number(lon)) > 180)
    return invalid({ path: `${at}/lon`, expected: 'a longitude from -180 to 180 degrees', actual: lon });
  return undefined;
}

/** At a home, the public part stops at the block; what is finer is sealed to the person in `exact`. */
function home({ home, exact, precision, lat, lon }: Place, at: string): Decision | undefined {
  if (exact && !home)
    return refuse('NOT_ALLOWED', 'An exact place is for a home: name the person in `home`, or leave `exact` out.', {
      path: `${at}/exact`,
    });
  if (!home) return undefined;
  if (FINER_THAN_BLOCK.includes(precision))
    return refuse(
      'NOT_ALLOWED',
      `At a person's home the place stops at BLOCK, not ${precision}: put the address into \`exact\`, where it is sealed.`,
      { path: `${at}/precision` },
    );
  const finer = [lat, lon].find((degrees) => (degrees?.split('.')[1] ?? '').length > DECIMALS_OF_A_BLOCK);
  return finer === undefined
    ? undefined
    : refuse(
        'NOT_ALLOWED',
        `At a person's home coordinates have at most ${DECIMALS_OF_A_BLOCK} decimals, not ${finer}: put the exact ones into \`exact\`.`,
        { path: at },
      );
}
