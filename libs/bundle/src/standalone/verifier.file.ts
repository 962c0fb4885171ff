import { fileURLToPath } from 'node:url';

/** Where the build puts the single-file verifier: `dist/libs/bundle/verify.mjs`. */
export const VERIFIER_FILE = fileURLToPath(new URL('../../verify.mjs', import.meta.url));
