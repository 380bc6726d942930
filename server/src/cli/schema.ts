// `alertpath schema`: the kinds of files, or the JSON Schema of one for other editors.
import { type Kind, languageOf, languages } from '../core/languages'
import { emitSchema } from '../core/schema'
import { type Exit, type Io, Usage } from './io'
import { type Flag, readArguments } from './options'

export const schemaFlags: Readonly<Record<string, Flag>> = { help: { help: 'Show this help.' } }

export async function schema(args: readonly string[], { out }: Io): Promise<Exit> {
  const { rest } = readArguments(args, schemaFlags)
  if (rest.length > 1) throw new Usage('Name one kind, or none to list them all.')
  const [kind] = rest
  const known = languages.filter(one => !one.text).map(one => one.kind)
  if (kind === undefined) {
    for (const one of known) out(`${one.padEnd(16)}${languageOf(one)?.label}\n`)
    return 0
  }
  const text = schemaText(kind as Kind)
  if (text === undefined) throw new Usage(`There is no schema of "${kind}". There are: ${known.join(', ')}.`)
  out(text)
  return 0
}

/** Undefined for kinds that are not YAML or not known. The newest line of the program. */
export function schemaText(kind: Kind): string | undefined {
  const language = languageOf(kind)
  const [grammar] = language && !language.text ? language.grammars(undefined) : []
  return grammar && `${JSON.stringify(emitSchema(grammar.schema, grammar.version, grammar.dialect), undefined, 2)}\n`
}
