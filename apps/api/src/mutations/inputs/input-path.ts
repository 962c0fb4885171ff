import type { Alternative, InputShape } from './input-shape.js';

/**
 * Where the caller wrote what stands at a path of the stored form. What has no place in the input keeps its own name.
 *
 * @param value the value as the caller gave it, which tells which alternative was chosen
 */
export function toGivenPath(shape: InputShape, path: readonly string[], value: unknown): string[] {
  const [head, ...rest] = path;
  if (head === undefined) return [];
  switch (shape.kind) {
    case 'list':
      return [head, ...toGivenPath(shape.items, rest, at(value, head))];
    case 'object': {
      const field = shape.fields.find((candidate) => candidate.stored === head);
      return field ? [field.name, ...toGivenPath(field.shape, rest, at(value, field.name))] : [...path];
    }
    case 'alternatives': {
      const member = shape.members.find((candidate) => at(value, candidate.name) != null);
      return member ? [member.name, ...withinMember(member, path, at(value, member.name))] : [...path];
    }
    default:
      return [...path];
  }
}

function withinMember(member: Alternative, path: readonly string[], value: unknown): string[] {
  if (member.stored === undefined) return toGivenPath(member.shape, path, value);
  return path[0] === member.stored ? toGivenPath(member.shape, path.slice(1), value) : [...path];
}

const at = (value: unknown, key: string): unknown => (value as Readonly<Record<string, unknown>> | undefined)?.[key];
