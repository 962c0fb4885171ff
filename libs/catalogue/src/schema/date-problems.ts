import { edtfDate, occurredProblem, type Occurred, type Problem } from '#domain';

/** Dates that stand with a zone, wherever they are: their grammar is more than a pattern can say. */
export function dateProblems(value: unknown, path: string): Problem[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => dateProblems(item, `${path}/${i}`));
  if (!isDated(value)) return Object.entries(value).flatMap(([key, inner]) => dateProblems(inner, `${path}/${key}`));
  const problem = occurredProblem(value);
  if (!problem) return [];
  const given = { '/edtf': value.edtf, '/until': value.until, '/zone': value.zone }[problem.path] ?? problem.given;
  return [{ path: path + problem.path, ...edtfDate(given, problem) }];
}

const isDated = (value: object): value is Occurred =>
  typeof (value as Occurred).edtf === 'string' && typeof (value as Occurred).zone === 'string';
