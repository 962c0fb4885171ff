import { serve } from '../query/serving.model.js';
import { modelSignature } from '../tables/model.signature.js';
import { isComplete } from './model.file.js';
import { ModelPointer } from './model.pointer.js';

/**
 * Id of the log that a folder's read model was filled from. Looks, and makes or removes nothing.
 * @returns undefined where there is none that this version could serve, or its log had not been opened
 */
export function projectedLog(folder: string, staleAfterDays: number): string | undefined {
  const file = new ModelPointer(folder).read();
  if (file === undefined || !isComplete(file, modelSignature({ staleAfterDays }))) return undefined;
  const { reader, index } = serve(file);
  try {
    return reader.logId(index);
  } finally {
    reader.close();
  }
}
