import type { CommandOf, Decider } from '../shared/decider.js';
import { record, refuse, type Command, type Decision } from '../shared/decision.js';
import type { LOG_EVENTS } from './log.events.js';
import { evolveLog } from './log.evolve.js';
import { currentKey, initialLog, withheldText, type Log } from './log.state.js';

type LogCommand = {
  [D in (typeof LOG_EVENTS)[number] as D['type']]: CommandOf<D>;
}[(typeof LOG_EVENTS)[number]['type']];
type Of<Type extends LogCommand['type']> = Extract<LogCommand, { type: Type }>;

export const logDecider: Decider<Log> = {
  initialState: initialLog,
  evolve: evolveLog,
  decide(asked: Command, state: Log): Decision {
    const command = asked as unknown as LogCommand;
    switch (command.type) {
      case 'TextWithheld':
        return withhold(command, state);
      case 'ExportIssued':
        return issue(command, state);
      case 'SigningKeyRotated':
        return rotate(command, state);
      default:
        return record();
    }
  },
};

/** What is hidden from everybody is answered for: who looks for a text finds why it is not there. */
function withhold({ data: { entry, path }, reason }: Of<'TextWithheld'>, state: Log): Decision {
  if (!reason)
    return refuse('REASON_REQUIRED', 'A text is not withheld without a reason: say why in `reason`.', {
      path: '/reason',
    });
  const known = withheldText(state, entry, path);
  return known
    ? refuse('NOTHING_CHANGES', `${path} of entry ${entry} is withheld already, by entry ${known.withheldBy}.`, {
        path: '/data/path',
        entry: known.withheldBy,
      })
    : record();
}

function issue({ data: { exportId } }: Of<'ExportIssued'>, state: Log): Decision {
  const known = state.exports.find((one) => one.exportId === exportId);
  return known
    ? refuse('DUPLICATE_ITEM', `Export ${exportId} is on record already, by entry ${known.entry}.`, {
        path: '/data/exportId',
        entry: known.entry,
      })
    : record();
}

/** The chain of keys has no holes: who trusts the first can follow it to the last. */
function rotate({ data: { publicKey, replaces } }: Of<'SigningKeyRotated'>, state: Log): Decision {
  if (state.keys.some((key) => key.publicKey === publicKey))
    return refuse('NOTHING_CHANGES', `The key ${publicKey} has been in use: a key is never taken up again.`, {
      path: '/data/publicKey',
    });
  const current = currentKey(state)?.publicKey;
  return replaces === current
    ? record()
    : refuse('WRONG_STATE', `The key in use is ${current ?? 'none'}: name it in \`replaces\`.`, {
        path: '/data/replaces',
        current,
      });
}
