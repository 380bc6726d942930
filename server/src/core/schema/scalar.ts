// What a scalar means to the target program: Go's YAML decodes by the type of the field, Jackson coerces more.
import type { ScalarNode } from '../yaml'
import { isNull } from '../yaml'
import type { Type } from './schema'

/** `go` = yaml.v2 / yaml.v3 into Go structs; `jackson` = Kestra. */
export type Dialect = 'go' | 'jackson'

const goTrue = /^(?:y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/
const goFalse = /^(?:n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/
const integer = /^[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*)$/
const float = /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/

/** The value of a scalar for a field of one of `types`; undefined when no type takes it. `null` stands for null. */
export function scalarValue(node: ScalarNode, types: readonly Type[], dialect: Dialect): { readonly value: string | number | boolean | null } | undefined {
  if (isNull(node)) return { value: null }
  if (types.length === 0) return { value: plainValue(node) }
  for (const type of types) {
    const value = dialect === 'go' ? goValue(node, type) : jacksonValue(node, type)
    if (value !== undefined) return { value }
  }
  return undefined
}

function goValue(node: ScalarNode, type: Type): string | number | boolean | undefined {
  if (type === 'string') return node.text
  if (node.style !== 'plain' && !/^(?:!!|tag:yaml.org,2002:)(?:int|float|bool)$/.test(node.tag ?? '')) return undefined
  if (type === 'boolean') return goTrue.test(node.text) ? true : goFalse.test(node.text) ? false : undefined
  if (type === 'integer' || type === 'number') return numberOf(node.text)
  return undefined
}

function jacksonValue(node: ScalarNode, type: Type): string | number | boolean | undefined {
  const text = node.text.trim()
  if (type === 'string') return node.text
  if (type === 'boolean') return /^(?:true|True|TRUE)$/.test(text) ? true : /^(?:false|False|FALSE)$/.test(text) ? false : undefined
  if (type === 'number') return numberOf(text)
  if (type === 'integer') return numberOf(text)
  return undefined
}

/** A plain scalar's own type (YAML 1.1 core as Go resolves it into an untyped value). */
function plainValue(node: ScalarNode): string | number | boolean {
  if (node.style !== 'plain' || node.tag !== undefined) return node.text
  if (/^(?:true|True|TRUE)$/.test(node.text)) return true
  if (/^(?:false|False|FALSE)$/.test(node.text)) return false
  return numberOf(node.text) ?? node.text
}

/** Numbers as Go's YAML reads them: underscores, octal, hexadecimal, binary, `.inf`. */
export function numberOf(text: string): number | undefined {
  if (integer.test(text)) {
    const plain = text.replace(/_/g, '')
    const sign = plain.startsWith('-') ? -1 : 1
    const digits = plain.replace(/^[-+]/, '')
    if (/^0[xbo]/.test(digits)) return sign * Number(digits)
    if (/^0[0-7]+$/.test(digits)) return sign * Number.parseInt(digits, 8)
    const value = Number(digits)
    return Number.isNaN(value) ? undefined : sign * value
  }
  if (!float.test(text)) return undefined
  if (/nan/i.test(text)) return Number.NaN
  if (/inf/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return Number(text.replace(/_/g, ''))
}
