import type { CommandContext, CommandRefusal, CommandRequest, CommandResult } from '#commands';
import type { StoredEvent, Warning } from '#domain';
import type { StorePosition } from '#event-store';
import type { Recorder } from '../recorder.port.js';

export const ENTRY = '7f1c2d3e-4b5a-4c6d-8e9f-0a1b2c3d4e5f';
export const INCIDENT = 'incident-1b4e28ba-2fa1-41d2-883f-0016d3cca427';
export const SOURCE = 'source-6fa459ea-ee8a-4ca4-894e-db77e160355e';

/** Keeps what it is asked to record, and answers as it was told to. */
export class FakeRecorder implements Recorder {
  readonly requests: CommandRequest[] = [];
  readonly contexts: CommandContext[] = [];
  answer: (request: CommandRequest) => CommandResult = (request) => recorded(request);

  async record(request: CommandRequest, context: CommandContext): Promise<CommandResult> {
    this.requests.push(request);
    this.contexts.push(context);
    return this.answer(request);
  }

  /** The only request so far. */
  get request(): CommandRequest {
    const [request] = this.requests;
    if (!request || this.requests.length > 1) throw new Error(`${this.requests.length} requests were recorded`);
    return request;
  }
}

export function recorded(
  { type, record = INCIDENT, data }: CommandRequest,
  more: { repeated?: boolean; warnings?: readonly Warning[] } = {},
): CommandResult {
  const event = { id: ENTRY, stream: record, revision: 3, type, data } as unknown as StoredEvent;
  const { repeated = false, warnings = [] } = more;
  return { outcome: 'RECORDED', record, entry: ENTRY, event, position: 7n as StorePosition, repeated, warnings };
}

export const refused = (refusal: CommandRefusal): CommandResult => ({ outcome: 'REFUSED', refusal });
