import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** What a document looks like without knowing the schema; fragments count wherever they are spread. */
export interface DocumentShape {
  readonly operations: number;
  /** Levels of fields. */
  readonly depth: number;
  /** Most fields in one selection. */
  readonly breadth: number;
  /** Aliases of the operation that has most. */
  readonly aliases: number;
}

interface SelectionShape {
  readonly depth: number;
  /** Fields directly in this selection. */
  readonly fields: number;
  /** Most fields in this selection or in one below. */
  readonly breadth: number;
  readonly aliases: number;
}

const EMPTY: SelectionShape = { depth: 0, fields: 0, breadth: 0, aliases: 0 };

/**
 * Measures in one pass: each fragment once, since fragments that spread each other twice would otherwise take
 * exponential time. A fragment that spreads itself counts as empty there; validation refuses it by name.
 */
export function documentShape(document: DocumentNode): DocumentShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const measured = new Map<string, SelectionShape>();

  const ofFragment = (name: string): SelectionShape => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    measured.set(name, EMPTY);
    const fragment = fragments.get(name);
    const shape = fragment === undefined ? EMPTY : ofSelection(fragment.selectionSet);
    measured.set(name, shape);
    return shape;
  };

  const ofSelection = ({ selections }: SelectionSetNode): SelectionShape => {
    let [depth, fields, breadth, aliases] = [0, 0, 0, 0];
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const below = node.selectionSet === undefined ? EMPTY : ofSelection(node.selectionSet);
        fields += 1;
        depth = Math.max(depth, below.depth + 1);
        breadth = Math.max(breadth, below.breadth);
        aliases += below.aliases + (node.alias === undefined ? 0 : 1);
      } else {
        const part = node.kind === Kind.INLINE_FRAGMENT ? ofSelection(node.selectionSet) : ofFragment(node.name.value);
        fields += part.fields;
        depth = Math.max(depth, part.depth);
        breadth = Math.max(breadth, part.breadth);
        aliases += part.aliases;
      }
    }
    return { depth, fields, breadth: Math.max(breadth, fields), aliases };
  };

  let shape: DocumentShape = { operations: 0, depth: 0, breadth: 0, aliases: 0 };
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue;
    // A fragment that no operation spreads is never executed, but validation works through it.
    const part = node.kind === Kind.FRAGMENT_DEFINITION ? ofFragment(node.name.value) : ofSelection(node.selectionSet);
    shape = {
      operations: shape.operations + (node.kind === Kind.OPERATION_DEFINITION ? 1 : 0),
      depth: Math.max(shape.depth, part.depth),
      breadth: Math.max(shape.breadth, part.breadth),
      aliases: Math.max(shape.aliases, part.aliases),
    };
  }
  return shape;
}
