import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * What V8 compiled is kept for the next start; where the folder cannot be written to, nothing is. Not in the folder for
 * temporary files, which is Node's default: whoever can write there could have code of theirs run. Node 20 has none.
 */
const COMPILED = fileURLToPath(new URL('../../../../node_modules/.cache/on-record', import.meta.url));
nodeModule.enableCompileCache?.(COMPILED);

// Nothing may be imported above: it would be loaded first, and without the cache.
await import('./serve.js');
