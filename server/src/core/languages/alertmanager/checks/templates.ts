// Templates across files: names that nothing defines, paths that match no file. Only what is known for sure is said.
import { builtinTemplates } from '../../../inline'
import { closest } from '../../../text'
import type { Check, FileView, World } from '../../language'
import { wordSpan } from '../values'

export const unknownTemplate: Check = {
  code: 'unknown-template',
  across: true,
  *run(file, world) {
    const uses = [...file.mentions(['template'], 'uses')]
    if (uses.length === 0) return
    const defined = definedFor(file, world)
    if (!defined) return
    for (const { name, span } of uses) {
      if (defined.has(name)) continue
      const near = closest(name, defined)
      yield {
        code: 'unknown-template',
        severity: 'warning',
        message: `No loaded file defines the template "${name}": the notification fails when it is sent.${where(name, near, elsewhere(name, file, world))}`,
        span,
        ...(near !== undefined && { fixes: [{ title: `Change to "${near}"`, edits: [{ span, text: near }] }] }),
      }
    }
  },
}

export const noTemplateFile: Check = {
  code: 'no-template-file',
  across: true,
  *run(file, world) {
    for (const item of file.root?.get('templates')?.items() ?? []) {
      const path = item.string
      if (path === undefined || path === '') continue
      const { uris, known } = world.loaded(file, path)
      if (!known || uris.length > 0) continue
      // a pattern that many files start with, where there are no templates, loses nothing
      const spare = path.includes('*') && [...world.files('alert-template', file)].length === 0
      yield {
        code: 'no-template-file',
        severity: spare ? 'information' : 'warning',
        message: `No file matches "${path}": Alertmanager starts without it, and what its templates should define is missing when a notification is sent.`,
        span: wordSpan(item),
      }
    }
  },
}

/** A template file that defines it, but is not under `templates`. */
function elsewhere(name: string, file: FileView, world: World): string | undefined {
  for (const other of world.files('alert-template', file))
    if (other.names('template', 'declares').has(name)) return other.uri.slice(other.uri.lastIndexOf('/') + 1)
  return undefined
}

function where(name: string, near: string | undefined, other: string | undefined): string {
  if (other !== undefined) return ` "${other}" defines "${name}", but no path under "templates" leads there.`
  return near ? ` Did you mean "${near}"?` : ''
}

/** Names of all templates that a configuration has; undefined when some of its files cannot be seen. */
export function definedFor(file: FileView, world: World): ReadonlySet<string> | undefined {
  const names = new Set([...builtinTemplates, ...file.names('template', 'declares')])
  for (const item of file.root?.get('templates')?.items() ?? []) {
    const { uris, known } = item.string === undefined ? { uris: [], known: false } : world.loaded(file, item.string)
    if (!known) return undefined
    for (const uri of uris) {
      const view = world.view(uri)
      if (view?.kind !== 'alert-template') return undefined
      for (const name of view.names('template', 'declares')) names.add(name)
    }
  }
  return names
}
