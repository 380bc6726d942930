// Which scalars Kestra computes when the flow runs: those that hold `{{` or `{%`, where the property is rendered at all.
import type { Schema } from '../../../schema'

const computed = /\{[{%]/

/** Properties of plugins that we do not know are taken to be rendered, as nearly all are. */
export function dynamic(text: string, schema: Schema): string | undefined {
  if (!computed.test(text)) return undefined
  if (schema.inline !== undefined) return schema.inline === 'pebble' ? 'pebble' : undefined
  return schema.type === undefined && schema.enum === undefined && !schema.oneOf && schema.declares === undefined ? 'pebble' : undefined
}
