// What ids, namespaces and label keys may look like in a flow; the limits are those of Kestra's own model.
import type { Schema } from '../../../schema'

export const flowId: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: 100,
  pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]*$',
  repair: { drop: '[^a-zA-Z0-9._-]', by: '-' },
  wants: 'a flow id begins with a letter or digit and holds only letters, digits, ".", "_" and "-"',
  declares: 'flow',
  outline: true,
}

export const namespace: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: 150,
  pattern: '^[a-z0-9][a-z0-9._-]*$',
  repair: { drop: '[^a-z0-9._-]', by: '-', lower: true },
  wants: 'a namespace begins with a lower-case letter or digit and holds only lower-case letters, digits, ".", "_" and "-"',
}

const dotless = '^[a-zA-Z0-9][a-zA-Z0-9_-]*$'

export const taskId: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: 256,
  pattern: dotless,
  repair: { drop: '[^a-zA-Z0-9_-]', by: '_' },
  wants: 'a task id begins with a letter or digit and holds only letters, digits, "_" and "-"',
  declares: 'task',
  outline: true,
}

export const triggerId: Schema = {
  ...taskId,
  wants: 'a trigger id begins with a letter or digit and holds only letters, digits, "_" and "-"',
  declares: 'trigger',
}

const dotted = '^[a-zA-Z0-9][.a-zA-Z0-9_-]*$'

export const inputId: Schema = {
  type: 'string',
  minLength: 1,
  pattern: dotted,
  repair: { drop: '[^.a-zA-Z0-9_-]', by: '_' },
  wants: 'an input id begins with a letter or digit and holds only letters, digits, ".", "_" and "-"',
  declares: 'input',
  outline: true,
}

export const outputId: Schema = {
  ...inputId,
  wants: 'an output id begins with a letter or digit and holds only letters, digits, ".", "_" and "-"',
  declares: 'output',
}

export const labelKey: Schema = {
  type: 'string',
  pattern: '^\\p{Ll}[\\p{L}0-9._-]*$',
  patternSince: '1.3',
  repair: { drop: '[^\\p{L}0-9._-]', by: '-', lower: true },
  wants: 'the key of a label begins with a lower-case letter and holds only letters, digits, ".", "_" and "-"',
}
