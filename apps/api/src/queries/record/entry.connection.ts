import { type Connection, connectionOf } from '../common/connection.js';
import { Entry } from './entry.type.js';
import { LoggedEvent } from './history.type.js';

export const EntryConnection = connectionOf('Entry', () => Entry, 'entries');
export type EntryConnection = Connection<Entry>;

export const LoggedEventConnection = connectionOf('LoggedEvent', () => LoggedEvent, 'events');
export type LoggedEventConnection = Connection<LoggedEvent>;
