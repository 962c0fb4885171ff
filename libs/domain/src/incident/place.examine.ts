import { invalid, refuse, type Decision } from '../shared/decision.js';
import type { Place } from './place.schema.js';

const FINER_THAN_BLOCK: readonly string[] = ['ADDRESS', 'INTERSECTION'];
/** Three decimals of a degree are about 110 m: a block. */
const DECIMALS_OF_A_BLOCK = 3;

/** What is wrong with places, whatever the state. */
export const examinePlaces = (places: readonly Place[] = []): Decision[] =>
  places.flatMap((place, n) => [...coordinates(place, `/data/places/${n}`), ...home(place, `/data/places/${n}`)]);

function coordinates({ lat, lon }: Place, at: string): Decision[] {
  const wrong: Decision[] = [];
  if ((lat === undefined) !== (lon === undefined))
    wrong.push(invalid({ path: at, expected: 'a place with a latitude and a longitude, or with neither' }));
  if (lat !== undefined && Math.abs(Number(lat)) > 90)
    wrong.push(invalid({ path: `${at}/lat`, expected: 'a latitude from -90 to 90 degrees', actual: lat }));
  if (lon !== undefined && Math.abs(Number(lon)) > 180)
    wrong.push(invalid({ path: `${at}/lon`, expected: 'a longitude from -180 to 180 degrees', actual: lon }));
  return wrong;
}

/** At a home, the public part stops at the block; what is finer is sealed to the person in `exact`. */
function home({ home, exact, precision, lat, lon }: Place, at: string): Decision[] {
  if (!home)
    return exact
      ? [
          refuse('NOT_ALLOWED', 'An exact place is for a home: name the person in `home`, or leave `exact` out.', {
            path: `${at}/exact`,
          }),
        ]
      : [];
  const wrong: Decision[] = [];
  if (FINER_THAN_BLOCK.includes(precision))
    wrong.push(
      refuse(
        'NOT_ALLOWED',
        `At a person's home the place stops at BLOCK, not ${precision}: put the address into \`exact\`, where it is sealed.`,
        { path: `${at}/precision` },
      ),
    );
  const finer = [lat, lon].find((degrees) => (degrees?.split('.')[1] ?? '').length > DECIMALS_OF_A_BLOCK);
  if (finer !== undefined)
    wrong.push(
      refuse(
        'NOT_ALLOWED',
        `At a person's home coordinates have at most ${DECIMALS_OF_A_BLOCK} decimals, not ${finer}: put the exact ones into \`exact\`.`,
        { path: at },
      ),
    );
  return wrong;
}
