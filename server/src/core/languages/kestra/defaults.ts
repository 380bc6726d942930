// Values that a flow gives to all plugins of a type: what a task leaves out may stand there.
import type { Problem } from '../../text'
import type { At } from '../../yaml'
import type { FileView } from '../language'

interface Default {
  /** A type or the beginning of one, as Kestra compares them. */
  readonly type: string
  readonly keys: readonly string[]
}

/** A key is missing in an object that the flow's own defaults add keys to. */
export function filledIn(file: FileView, problem: Problem): boolean {
  if (problem.code !== 'missing-key') return false
  const defaults = file.once(defaultsOf)
  if (defaults.length === 0) return false
  const plugin = pluginAt(file, problem.span.start)
  const type = plugin?.get('type')?.string
  return type !== undefined && defaults.some(one => type.startsWith(one.type) && one.keys.some(key => plugin?.get(key) === undefined))
}

function defaultsOf(file: FileView): readonly Default[] {
  const lists = ['pluginDefaults', 'taskDefaults'].flatMap(key => [...(file.root?.get(key)?.items() ?? [])])
  return lists.flatMap(one => {
    const type = one.get('type')?.string
    const keys = [...(one.get('values')?.entries() ?? [])].flatMap(value => value.key?.text ?? [])
    return type === undefined || keys.length === 0 ? [] : [{ type, keys }]
  })
}

/** The innermost object with a type around a place. */
function pluginAt(file: FileView, offset: number): At | undefined {
  for (let at = file.root?.find(offset); at; at = at.parent) if (at.kind === 'map' && at.get('type')) return at
  return undefined
}
