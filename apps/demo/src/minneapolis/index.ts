import type { Chapter } from '../scenario/step.js';
import { AFTERMATH } from './aftermath/index.js';
import { ARTICLE } from './article/index.js';
import { CAST } from './cast/index.js';

/** Minneapolis, January 2026: a shooting, a killing the week before, and what was done about them. */
export const MINNEAPOLIS: readonly Chapter[] = [CAST, ARTICLE, AFTERMATH];
