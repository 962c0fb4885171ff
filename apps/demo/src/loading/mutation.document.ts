import { DECLARATIONS, type EventDeclaration } from '#domain';

const declarations = new Map(
  (DECLARATIONS as readonly EventDeclaration[]).flatMap((declaration) =>
    declaration.mutation ? [[declaration.mutation, declaration] as const] : [],
  ),
);
const documents = new Map<string, string>();

/** The GraphQL text that runs a mutation and asks for all that a loader or a test wants to know of its outcome. */
export function mutationDocument(name: string): string {
  const known = documents.get(name);
  if (known) return known;
  const declaration = declarations.get(name);
  if (!declaration) throw new Error(`there is no mutation ${name}`);
  const text = `mutation ($input: ${capitalised(name)}Input!) {
  ${name}(input: $input) {
    __typename
    ... on Recording { entry revision cursor repeated warnings { code message path } }
    ${specific(declaration)}
    ... on Refusal { code message path }
    ... on InvalidInput { problems { path expected actual } }
    ... on Conflict { expectedRevision actualRevision }
    ... on Unacknowledged { warnings { code message path } }
    ... on RuleBroken { details { key values } }
  }
}`;
  documents.set(name, text);
  return text;
}

function specific({ type, aggregate }: EventDeclaration): string {
  if (type === 'TokenIssued') return '... on TokenIssuedOnce { record { id } tokenId secret }';
  if (aggregate === 'log') return '';
  return `... on ${aggregate === 'any' ? '' : capitalised(aggregate)}Recorded { record { id } }`;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
