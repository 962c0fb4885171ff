import type { JsonObject, StoredEvent, StreamName, Warning } from '#domain';
import type { ReadModel } from '#read-model';
import type { Config } from '../../config/index.js';
import { RequestScope } from '../../graphql/request-scope.js';
import { Moments } from '../../queries/moment/moments.js';
import type { ReadingVault } from '../../queries/moment/reading.js';
import { namesInTexts } from '../../queries/person/names-in-texts.js';
import type { LookBack } from './look-back.js';

/** Texts that are counted; how many there are beyond is said by "or more". */
const COUNTED = 100;

/**
 * The persons whose name an entry puts on record, or whom it puts into an incident: only then can a text from before
 * hold a name that nobody was warned of. A correction counts as what it corrects.
 */
export function personsBroughtIn({ type, stream, data, sealed = [] }: StoredEvent): readonly StreamName[] {
  const correction = type === 'EntryCorrected';
  const kind = correction ? data['type'] : type;
  const said = (correction ? data['replacement'] : data) as JsonObject | undefined;
  if (kind === 'PersonDescribed')
    return sealed.some(({ path }) => /^\/data\/(?:replacement\/)?name\//.test(path)) ? [stream] : [];
  return kind === 'PersonInvolved' && typeof said?.['person'] === 'string' ? [said['person']] : [];
}

/** Warns of texts from before an entry that name a person whom the entry is about. */
export function earlierTexts(model: ReadModel, vault: ReadingVault, config: Config): LookBack {
  const moments = new Moments(model, vault, config);
  return async (event, { index }, { viewer }) => {
    const moment = moments.at(index, { scope: new RequestScope(), viewer });
    const warnings = personsBroughtIn(event).map(async (id): Promise<Warning[]> => {
      const person = await moment.find(id, 'Person');
      const found = person && (await namesInTexts(person, { first: COUNTED }));
      const count = found?.texts.length ?? 0;
      if (!found || count === 0) return [];
      const more = found.next !== undefined || found.leftOut;
      return [
        {
          code: 'NAME_IN_EARLIER_TEXT',
          message: `${count}${more ? ' or more' : ''} of the texts on record ${count === 1 && !more ? 'names' : 'name'} ${id}: look at its \`namedInTexts\`, and withhold those that should not.`,
          details: { person: id, texts: count },
        },
      ];
    });
    return (await Promise.all(warnings)).flat();
  };
}
