// Single words at the top of a flow that Kestra refuses.
import type { LocalCheck } from '../../../schema'
import { problem, replace, wordOf } from './problem'

/** Words of addresses, which 1.x did not let a flow take. */
const reserved: ReadonlySet<string> = new Set(['pause', 'resume', 'force-run', 'change-status', 'kill', 'executions', 'search', 'source', 'disable', 'enable'])

export const flowTop: LocalCheck = function* (at, grammar) {
  const id = at.get('id')
  if (id?.string !== undefined && reserved.has(id.string) && (grammar.version?.major ?? 2) < 2)
    yield problem('reserved-flow-id', 'error', wordOf(id), `"${id.string}" is a word of Kestra's own addresses: Kestra 1.x refuses a flow of that name.`)
  const revision = at.get('revision')
  if (revision?.node.kind === 'scalar' && revision.node.style !== 'plain')
    yield problem('wrong-type', 'error', revision.span, '"revision" must be a number without quotes. Better leave it out: the server counts.', [
      replace(revision.span, revision.text ?? '', 'Remove the quotes'),
    ])
}
