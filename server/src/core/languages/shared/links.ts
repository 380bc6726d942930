// Pages of the documentation for keys that have none of their own: the page of the section that they stand in.
import type { Schema } from '../../schema'

/** The page of each schema below `root`, by identity. A part of several sections has the page of the first. */
export function inheritedLinks(root: Schema): (schema: Schema) => string | undefined {
  let pages: Map<Schema, string> | undefined
  return schema => {
    pages ??= collect(root)
    return pages.get(schema)
  }
}

function collect(root: Schema): Map<Schema, string> {
  const pages = new Map<Schema, string>()
  const visit = (schema: Schema, above: string | undefined): void => {
    if (pages.has(schema)) return
    const link = schema.link ?? above
    if (link !== undefined) pages.set(schema, link)
    for (const one of Object.values(schema.properties ?? {})) visit(one, link)
    if (schema.items) visit(schema.items, link)
    if (typeof schema.additionalProperties === 'object') visit(schema.additionalProperties, link)
  }
  visit(root, undefined)
  return pages
}
