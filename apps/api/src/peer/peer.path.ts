/** Where a node gives another its read model. */
export const PEER_READ_MODEL = '/peer/read-model';
