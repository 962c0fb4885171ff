import type { CommandOf, Decider } from '../shared/decider.js';
import { invalid, record, refuse, together, type Command, type Decision } from '../shared/decision.js';
import type { SOURCE_EVENTS } from './source.events.js';
import { evolveSource } from './source.evolve.js';
import { currentHash, initialSource, type Source } from './source.state.js';

type SourceCommand = {
  [D in (typeof SOURCE_EVENTS)[number] as D['type']]: CommandOf<D>;
}[(typeof SOURCE_EVENTS)[number]['type']];
type Of<Type extends SourceCommand['type']> = Extract<SourceCommand, { type: Type }>;

export const sourceDecider: Decider<Source> = {
  initialState: initialSource,
  evolve: evolveSource,
  examine: (content) => examine(content as unknown as SourceCommand),
  decide(asked: Command, state: Source): Decision {
    const command = asked as unknown as SourceCommand;
    return command.type === 'SourceRechecked' ? recheck(command, state) : record();
  },
};

/** Addresses and publishers are public: of a confidential source they would give away who it is. */
const GIVES_AWAY = ['url', 'archiveUrl', 'publisher'] as const;

function examine({ type, data }: Pick<SourceCommand, 'type' | 'data'>): Decision | undefined {
  const content = { type, data } as SourceCommand;
  if (content.type !== 'SourceRecorded') return undefined;
  return together(...unnamed(content.data), ...ofAnotherKind(content.data));
}

type Recorded = Of<'SourceRecorded'>['data'];

const unnamed = ({ kind, url, title, publisher }: Recorded): Decision[] =>
  kind === 'WEB' && (url ?? title ?? publisher) === undefined
    ? [
        invalid({
          path: '/data/url',
          expected: 'given for a WEB source, or else its `title` or `publisher`',
          why: 'Nothing says which page it is.',
        }),
      ]
    : [];

/** What only a confidential source has, and what it must not have. */
function ofAnotherKind(data: Recorded): Decision[] {
  if (data.kind === 'CONFIDENTIAL')
    return GIVES_AWAY.filter((name) => data[name] !== undefined).map((open) =>
      refuse('NOT_ALLOWED', `A confidential source has no public ${open}: put who it is into \`identity\`.`, {
        path: `/data/${open}`,
      }),
    );
  return data.identity === undefined
    ? []
    : [
        refuse('NOT_ALLOWED', `Only a CONFIDENTIAL source has a sealed identity, not ${data.kind}.`, {
          path: '/data/identity',
        }),
      ];
}

function recheck({ data: { result, sha256, archiveUrl } }: Of<'SourceRechecked'>, state: Source): Decision {
  if (archiveUrl !== undefined && state.kind === 'CONFIDENTIAL')
    return refuse('NOT_ALLOWED', 'A confidential source has no public archiveUrl: leave it out.', {
      path: '/data/archiveUrl',
    });
  const known = currentHash(state);
  if (!sha256 || !known) return record();
  if (result === 'UNCHANGED' && sha256 !== known)
    return refuse('NOT_ALLOWED', `The bytes differ (${known} before), so the source is not UNCHANGED.`, {
      path: '/data/result',
      known,
    });
  if (result === 'CHANGED' && sha256 === known)
    return refuse('NOT_ALLOWED', `The bytes are those captured before (${known}), so the source is UNCHANGED.`, {
      path: '/data/result',
      known,
    });
  return record();
}
