export * from './form/export.form.js';
export * from './form/lines.form.js';
export * from './form/receipt.form.js';
export type { BagInfo, Oxum } from './bag/bag.files.js';
export * from './bag/bundle.writer.js';
export { VERIFIER_FILE } from './standalone/verifier.file.js';
