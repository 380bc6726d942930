// What a parsed text offers. `parse` makes it, `change` makes the next one from it and shares all that did not change.
import type { Problem, Source } from '../text'
import type { YamlNode } from './node'

export interface Document {
  /** All of the text, made when first asked for: what is read in places is read from `source`. */
  readonly text: string
  readonly source: Source
  /** The first document's content; undefined when there is none (empty, comments only). */
  readonly root: YamlNode | undefined
  readonly rootAt: number
  /** Where a second document starts (after its `---`), if there is one. Programs of this field read only the first. */
  readonly second: number | undefined
  /** Syntax errors (`yaml-syntax`), duplicate keys (`duplicate-key`), in order of place; absolute places. */
  readonly problems: readonly Problem[]
  /** The node that an anchor names and its absolute start; the last one wins, as in YAML. */
  anchor(name: string): { readonly node: YamlNode; readonly at: number } | undefined
  /** Comments that start with `# alertpath:`, absolute places of the whole comment. */
  readonly directives: readonly { readonly start: number; readonly end: number; readonly text: string }[]
}
