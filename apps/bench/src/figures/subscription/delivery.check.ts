/** What went wrong on the way to one client. */
export interface Faults {
  /** Never arrived. */
  readonly missed: number;
  /** Arrived again. */
  readonly repeated: number;
  /** Arrived after something that belongs behind it. */
  readonly outOfOrder: number;
  /** Arrived although it was none of the client's business, or with a wrong account of what it means to it. */
  readonly foreign: number;
}

export const NO_FAULTS: Faults = { missed: 0, repeated: 0, outOfOrder: 0, foreign: 0 };

/**
 * Compares what one client received with what it should have.
 * @param expected keys in their order, each once
 * @param received keys in the order of arrival
 */
export function checkDeliveries(expected: readonly string[], received: readonly string[]): Faults {
  const places = new Map(expected.map((key, place) => [key, place]));
  const seen = new Set<string>();
  let [repeated, outOfOrder, foreign, furthest] = [0, 0, 0, -1];
  for (const key of received) {
    const place = places.get(key);
    if (place === undefined) foreign += 1;
    else if (seen.has(key)) repeated += 1;
    else {
      seen.add(key);
      if (place < furthest) outOfOrder += 1;
      else furthest = place;
    }
  }
  return { missed: expected.length - seen.size, repeated, outOfOrder, foreign };
}

export const addFaults = (a: Faults, b: Faults): Faults => ({
  missed: a.missed + b.missed,
  repeated: a.repeated + b.repeated,
  outOfOrder: a.outOfOrder + b.outOfOrder,
  foreign: a.foreign + b.foreign,
});

export const totalOf = ({ missed, repeated, outOfOrder, foreign }: Faults): number =>
  missed + repeated + outOfOrder + foreign;
