import { readFileSync, writeFileSync } from 'node:fs';
import { withConfigTable } from '../apps/api/src/config/config-table.js';

/** Writes the configuration table of `docs/operators.md` from the declarations. */
const file = 'docs/operators.md';
writeFileSync(file, withConfigTable(readFileSync(file, 'utf8')));
