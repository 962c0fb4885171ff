import { entryProjection } from './entry.projection.js';
import { linkProjection } from './link.projection.js';
import { mergeProjection } from './merge.projection.js';
import type { Projection, ProjectionContext, ProjectionFactory } from './projection.js';
import { rowProjection } from './row.projection.js';
import { textProjection } from './text.projection.js';
import { versionProjection } from './version.projection.js';

/**
 * In the order in which they are told of a change: rows and merges look at entries and links. A version is raised with every change
 * of what the projection writes: the read model is then filled anew, beside the one that serves.
 */
const PROJECTIONS: Readonly<Record<string, readonly [factory: ProjectionFactory, version: number]>> = {
  entry: [entryProjection, 1],
  version: [versionProjection, 4],
  link: [linkProjection, 1],
  merge: [mergeProjection, 1],
  text: [textProjection, 1],
  row: [rowProjection, 5],
};

export const projectionVersions = (): readonly string[] =>
  Object.entries(PROJECTIONS).map(([name, [, version]]) => `${name}/${version}`);

export const createProjections = (context: ProjectionContext): readonly Projection[] =>
  Object.values(PROJECTIONS).map(([create]) => create(context));
