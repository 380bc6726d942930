// What the names of a flow belong to and what happens when one is there twice.
import type { Mention } from '../../text'
import type { FileView, NameKind } from '../language'
import { isDynamic } from './checks/problem'

const refused = 'Kestra refuses the flow.'

export const names: Readonly<Record<string, NameKind>> = {
  flow: {
    label: 'flow',
    scope: 'namespace',
    symbol: 'module',
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/,
    sense: namespaceOf,
    // in an address that is not followed, or in a file of its own; a namespace with other signs than its own is filled in, and may be any
    elsewhere: (name, namespace) =>
      new RegExp(`\\/webhook\\/${namespace === undefined ? '[^/\\s]+' : `(?:${namespace}|[^/\\s]*[^/\\s\\w.-][^/\\s]*)`}\\/(${name})(?![\\w.-])`, 'g'),
  },
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

/** Flows of one id live in several namespaces: a flow stands in its own, a task that starts one names it beside. */
function namespaceOf(file: FileView, { role, span }: Mention): string | undefined {
  const owner = role === 'declares' ? file.root : file.root?.find(span.start)?.parent
  const namespace = owner?.get('namespace')
  return namespace === undefined || isDynamic(namespace) ? undefined : namespace.string
}
