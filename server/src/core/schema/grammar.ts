// A language's structure as one target version reads it: what `decode` needs to know, and the key of what it remembers.
import type { InlineLanguage } from '../inline'
import type { Problem } from '../text'
import type { At } from '../yaml'
import type { Dialect } from './scalar'
import type { Schema } from './schema'
import type { Version } from './version'

/** Looks at one object alone: neither parents nor other files, since its result is kept while the object stays the same. */
export type LocalCheck = (at: At, grammar: Grammar) => Iterable<Problem>

/** Immutable; made once per language and version, so that its identity can be a key. */
export interface Grammar {
  readonly schema: Schema
  readonly dialect: Dialect
  /** What is refused about `<<`: a free name that is there already (`names`, yaml.v2), or a second `<<` in one map (`second`, yaml.v3). */
  readonly refusesMerged?: 'names' | 'second'
  /** `Prometheus`, for messages. */
  readonly program: string
  /** The line that is meant; undefined = unknown, read as the newest. */
  readonly version: Version | undefined
  /** By model name. */
  readonly checks: Readonly<Record<string, readonly LocalCheck[]>>
  /** By the id that schemas use. */
  readonly inline: Readonly<Record<string, InlineLanguage>>
  /** True for scalars that the program computes at run time (`{{ … }}` of Kestra): no type can be checked. Returns the inline language. */
  readonly dynamic?: (text: string, schema: Schema) => string | undefined
}
