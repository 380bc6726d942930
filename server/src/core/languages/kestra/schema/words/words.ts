// How the words for people meet the generated tables.
import type { Schema } from '../../../../schema'
import { commonWords } from './common'

/** By type without `io.kestra.plugin.core.`: a sentence on the type and words for its keys. */
export type Words = Readonly<Record<string, { readonly about: string; readonly keys?: Readonly<Record<string, string>> }>>

export function described(schema: Schema, words: Words, name: string): Schema {
  const own = Object.hasOwn(words, name) ? words[name] : undefined
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([key, one]) => {
      const description = own?.keys?.[key] ?? (Object.hasOwn(commonWords, key) ? commonWords[key] : undefined)
      return [key, description === undefined ? one : { ...one, description }]
    }),
  )
  return { ...schema, properties, ...(own && { description: own.about }) }
}
