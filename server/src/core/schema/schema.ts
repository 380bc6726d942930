// Standard JSON Schema (draft 2020-12), written as TypeScript data, plus the annotations that feed the engines.
// `emit.ts` turns it into what any other editor can use; nothing here knows a language or a program.

import { lookup } from '../text'

export type Type = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null'

export interface Schema {
  /** `#/$defs/NAME`; keywords beside it win over those of the target. */
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly $id?: string
  readonly title?: string

  readonly type?: Type | readonly Type[]
  /** A key of `formats.ts`. */
  readonly format?: string
  readonly enum?: readonly (string | number | boolean)[]
  readonly const?: string | number | boolean
  /** The values of `enum` are read in any mix of capitals and small letters. */
  readonly anyCase?: boolean
  /** Beside `enum`: an empty text is taken, too, and means the default. */
  readonly emptyToo?: boolean
  readonly pattern?: string
  /** The release that first refused what `pattern` refuses, where earlier ones are read by the same schema. */
  readonly patternSince?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number

  readonly items?: Schema
  readonly minItems?: number
  readonly uniqueItems?: boolean

  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly propertyNames?: Schema
  readonly required?: readonly string[]
  /** When the key is there, so must be the others. */
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>

  /** The branch is picked by `discriminator`, else by the kind of node, else the first that fits. */
  readonly oneOf?: readonly Schema[]
  /** The value of `key` names a branch. Values outside the mapping fall to `otherwise` (default: `unknown-type` if not `open`). */
  readonly discriminator?: Discriminator
  /** The first of these whose key is set (and not null) is read beside the rest. */
  /** `without`: keys that make no sense beside it, which completion leaves out. */
  readonly variants?: readonly { readonly has: string; readonly schema: Schema; readonly without?: readonly string[] }[]

  // Annotations
  /** Our own words, Markdown; the unit and the default belong in it. Feeds hover and completion. */
  readonly description?: string
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly deprecated?: boolean
  /** What to write instead of a deprecated or removed key, one sentence. */
  readonly instead?: string
  /** The key that took over, value and all: offered as a fix where this one is deprecated or removed. */
  readonly renamedTo?: string
  /** The scalar is in this inline language. */
  readonly inline?: string
  /** Flavour for the inline language, such as `prometheus`. */
  readonly flavour?: string
  /** The scalar (or, beside `additionalProperties` or `propertyNames`, each key) declares or uses a name of this kind. */
  readonly declares?: string
  readonly uses?: string
  /** First and first-without version of the target program: `0.32`. */
  readonly since?: string
  readonly until?: string
  readonly outline?: boolean
  /** The scalar is a path or glob of files of this kind, resolved as the program does. Feeds links and completion. */
  readonly files?: string
  /** VS Code snippet for the value when the key is completed; default by type. */
  readonly insert?: string
  /** Name of the object for checks and models: `route`. Objects so named are found by `found(facts, 'route')`. */
  readonly model?: string
  /** A second name that only some objects of a model have, such as `recording-rule`: for `found` alone, checks hang on the model. */
  readonly submodel?: string
  /** With its article, for messages: `a route`, `an alerting rule`. */
  readonly noun?: string
  /** Any number of groups of keys of which at most / at least / exactly one may be set (null counts as not set). */
  readonly atMostOne?: readonly (readonly string[])[]
  readonly atLeastOne?: readonly (readonly string[])[]
  readonly exactlyOne?: readonly (readonly string[])[]
  /** Keys that people write here and what to do about it: the right key, or a sentence. */
  readonly misnamed?: Readonly<Record<string, string | { readonly to?: string; readonly say: string }>>
  /** Values that people write here and what to do about it: the right value, or a sentence. */
  readonly misvalued?: Readonly<Record<string, string | { readonly to?: string; readonly say: string }>>
  /** How a text that `pattern` refuses is mended: `drop` (a pattern of one character) becomes `by`. */
  readonly repair?: { readonly drop: string; readonly by: string; readonly lower?: boolean }
  /** Says what a refused `pattern` wants: `lower-case letters, digits, "-" and "_"`. */
  readonly wants?: string
  /**
   * Taken as it stands and judged only when the program gets to use it: a constant that does not fit is a warning (`wrong-at-run`), and
   * text may stand for a list or a map.
   */
  readonly late?: boolean
  /** Null is refused here (the program says "empty or null section"). */
  readonly nullable?: false
  /** Empty text, and 0 for a whole number, count as not set for `required` and the groups above (Go's zero value). A text that its own `format` refuses is told once. */
  readonly blankIsUnset?: boolean
  /** The value is a credential: it is never shown, and better kept in a file. */
  readonly secret?: boolean
  /** A check of its own reports this deprecated key, with a better fix. */
  readonly saidBy?: string
  /** Page of the program's documentation. */
  readonly link?: string
}

export interface Discriminator {
  readonly key: string
  readonly mapping: Readonly<Record<string, Schema>>
  /** Values that are not in the mapping are nobody's mistake (plugins); a pattern says which of them. */
  readonly open?: boolean | string
  /** What a value outside the mapping (or none) is decoded with. */
  readonly otherwise?: Schema
  /**
   * Old value → new value: `deprecated-type` with a fix; decoded as the new one. `until`: refused from that version on. Without `to`
   * there is no simple successor: `say` is a sentence on what to write instead. `since`: the successor is there only from that version
   * on; before it nothing is said.
   */
  readonly renamed?: Readonly<Record<string, Renamed>>
  /** Values that belong elsewhere, with a sentence on where. */
  readonly misplaced?: Readonly<Record<string, string>>
  readonly uses?: string
}

export interface Renamed {
  readonly to?: string
  readonly since?: string
  readonly until?: string
  readonly say?: string
}

const merged = new WeakMap<Schema, WeakMap<Schema, Schema>>()

/** Follows `$ref` within `root`; the same objects give the same answer object. Unknown references mean "anything". */
export function resolve(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const { $ref, ...rest } = schema
  const byRoot = lookup(merged, root, () => new WeakMap<Schema, Schema>())
  return lookup(byRoot, schema, () => ({ ...resolve(root.$defs?.[$ref.slice('#/$defs/'.length)] ?? {}, root), ...rest }))
}

export const typesOf = (schema: Schema): readonly Type[] => (schema.type === undefined ? [] : typeof schema.type === 'string' ? [schema.type] : schema.type)
