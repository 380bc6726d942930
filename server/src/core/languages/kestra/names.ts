// What the names of a flow belong to and what happens when one is there twice.
import type { NameKind } from '../language'

const refused = 'Kestra refuses the flow.'

export const names: Readonly<Record<string, NameKind>> = {
  flow: { label: 'flow', scope: 'namespace', symbol: 'module' },
  task: {
    label: 'task',
    scope: 'file',
    symbol: 'function',
    duplicate: { code: 'duplicate-task', severity: 'error', say: `Ids of tasks are unique in the whole flow, nested ones included. ${refused}` },
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/,
  },
  trigger: {
    label: 'trigger',
    scope: 'file',
    symbol: 'event',
    duplicate: { code: 'duplicate-trigger', severity: 'error', say: refused },
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/,
  },
  input: {
    label: 'input',
    scope: 'file',
    symbol: 'variable',
    duplicate: { code: 'duplicate-input', severity: 'error', say: refused },
    pattern: /^[a-zA-Z0-9][.a-zA-Z0-9_-]*$/,
  },
  'form-field': { label: 'form field', scope: 'file', symbol: 'variable' },
  output: {
    label: 'output',
    scope: 'file',
    symbol: 'constant',
    duplicate: { code: 'duplicate-output', severity: 'error', say: refused },
    pattern: /^[a-zA-Z0-9][.a-zA-Z0-9_-]*$/,
  },
  'webhook-key': { label: 'webhook key', scope: 'stack', pattern: /^[\w.~-]+$/ },
  variable: { label: 'variable', scope: 'file', symbol: 'constant' },
  'flow-label': { label: 'label', scope: 'file' },
}
