// What a scalar means to the target program: Go's YAML decodes by the type of the field, Jackson coerces more.
import type { ScalarNode, YamlNode } from '../yaml'
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
  if (isNothing(node, dialect)) return { value: null }
  if (types.length === 0) return { value: plainValue(node) }
  if (dialect === 'jackson' && isBlank(node) && !types.includes('string')) return { value: null }
  for (const type of types) {
    const value = dialect === 'go' ? goValue(node, type) : jacksonValue(node, type)
    if (value !== undefined) return { value }
  }
  return undefined
}

function goValue(node: ScalarNode, type: Type): string | number | boolean | undefined {
  if (type === 'string') return node.text
  const tag = tagOf(node)
  if (node.style !== 'plain' && tag === undefined) return undefined
  if (type === 'boolean' && (tag === undefined || tag === 'bool')) return goTrue.test(node.text) ? true : goFalse.test(node.text) ? false : undefined
  if ((type !== 'integer' && type !== 'number') || (tag !== undefined && tag !== 'int' && tag !== 'float')) return undefined
  const value = numberOf(node.text)
  return type === 'integer' && Number.isNaN(value) ? undefined : value
}

/** `int` for `!!int`; a tag of somebody's own as it is written; undefined without one. */
const tagOf = ({ tag }: ScalarNode): string | undefined => tag && (/^(?:!!|!?<?tag:yaml\.org,2002:)(\w+)>?$/.exec(tag)?.[1] ?? tag)

const tagged: Readonly<Record<string, readonly [noun: string, good: (text: string) => boolean]>> = {
  int: ['a whole number', text => integer.test(text)],
  float: ['a number', text => numberOf(text) !== undefined],
  bool: ['true or false', text => goTrue.test(text) || goFalse.test(text)],
  binary: ['Base64', text => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replace(/[\r\n]/g, ''))],
}

/** Go's YAML reads a tagged scalar as its tag says before it looks at the field, and fails when it cannot. Says what the text should be. */
export function brokenTag(node: ScalarNode, dialect: Dialect): string | undefined {
  const tag = dialect === 'go' ? tagOf(node) : undefined
  const [noun, good] = (tag !== undefined && Object.hasOwn(tagged, tag) && tagged[tag]) || []
  return good?.(node.text) === false ? noun : undefined
}

/**
 * Jackson reads YAML 1.1 scalars first and then coerces them: whole numbers to booleans, quoted decimal numbers to numbers, but no quoted
 * `yes`. A tag other than those of plain scalars makes text of a scalar, as quotes do.
 */
function jacksonValue(node: ScalarNode, type: Type): string | number | boolean | undefined {
  if (type === 'string') return node.text
  const plain = node.style === 'plain' ? node.tag === undefined || resolved.test(node.tag) : numeric.test(node.tag ?? '')
  const word = plain ? node.text : node.text.trim()
  if (type === 'boolean') {
    if (plain && jacksonInteger.test(word)) return numberOf(word) !== 0
    if ((plain ? jacksonTrue : quotedTrue).test(word)) return true
    return (plain ? jacksonFalse : quotedFalse).test(word) ? false : undefined
  }
  if (type !== 'number' && type !== 'integer') return undefined
  if (plain) return /^[-+]?0o/.test(word) ? undefined : (numberOf(word) ?? javaNumber(word, type))
  return (type === 'integer' ? quotedInteger : quotedNumber).test(word) ? Number(word) : javaNumber(word, type)
}

/** Words that Java's own reader of numbers knows. */
const javaNumber = (word: string, type: Type): number | undefined =>
  type === 'number' && /^(?:[-+]?(?:Infinity|INF)|NaN)$/.test(word) ? Number.POSITIVE_INFINITY : undefined

const resolved = /^(?:!!|tag:yaml.org,2002:)(?:int|float|bool)$/
const numeric = /^(?:!!|tag:yaml.org,2002:)int$/
const jacksonInteger = /^[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)$/
const quotedInteger = /^[-+]?[0-9]+$/
const quotedNumber = /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/
const quotedTrue = /^(?:true|True|TRUE)$/
const quotedFalse = /^(?:false|False|FALSE)$/
const jacksonTrue = /^(?:yes|Yes|YES|on|On|ON|true|True|TRUE)$/
const jacksonFalse = /^(?:no|No|NO|off|Off|OFF|false|False|FALSE)$/

/** For a field that takes no text, Jackson reads blanks and the word null as nothing, quoted or not. */
export const isBlank = (node: ScalarNode): boolean => /^(?:\s*|null)$/.test(node.text)

/** Null to the program: Jackson, as Kestra sets it up, takes an empty value for empty text. */
export const isNothing = (node: YamlNode, dialect: Dialect): boolean => isNull(node) && !(dialect === 'jackson' && node.kind === 'scalar' && node.text === '')

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
