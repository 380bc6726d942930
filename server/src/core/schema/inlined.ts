// Problems and names of an inline language, carried from its decoded text to places in the YAML.
import type { InlineProblem } from '../inline'
import { type Fix, type Slices, Source, type Span } from '../text'
import { type ScalarNode, scalarMap } from '../yaml'
import { Collector } from './collect'
import type { Walk } from './decode'
import type { Facts } from './facts'
import type { Grammar } from './grammar'
import type { Schema } from './schema'
import { versionText } from './version'

/** The scope that problems and names are read in: nothing of other files. */
export const inlineScope = (schema: Schema, grammar: Grammar) => ({
  ...(schema.flavour !== undefined && { flavour: schema.flavour }),
  ...(grammar.version && { version: versionText(grammar.version) }),
})

/** Offsets of the decoded text to offsets in the file. */
export function placer(node: ScalarNode, start: number, text: Slices): (offset: number) => number {
  if (node.length === node.text.length) return offset => start + offset
  if (node.length === node.text.length + 2 && (node.style === 'single' || node.style === 'double')) return offset => start + 1 + offset
  const map = scalarMap(text.slice(start, start + node.length), node)
  return offset => start + map.source(offset)
}

/** Offsets of the file to offsets in the decoded text. */
export function unplacer(node: ScalarNode, start: number, text: Slices): (offset: number) => number {
  if (node.length === node.text.length) return offset => offset - start
  const map = scalarMap(text.slice(start, start + node.length), node)
  return offset => map.decoded(offset - start)
}

export function decodeInline(node: ScalarNode, start: number, schema: Schema, into: Collector, walk: Walk): void {
  const language = walk.grammar.inline[schema.inline ?? '']
  if (!language) return
  into.inline(node, start, schema)
  if (language.isAbsent?.(node.text)) return
  const scope = inlineScope(schema, walk.grammar)
  const tree = language.parse(node.text, scope)
  const problems = language.problems(tree, scope)
  const mentions = language.mentions(tree)
  if (problems.length === 0 && mentions.length === 0) return
  const place = placer(node, start, walk.doc.source)
  const spanOf = (span: Span): Span => ({ start: place(span.start), end: Math.max(place(span.start), place(span.end)) })
  for (const problem of problems) {
    const fixes = problem.fixes?.map(fix => fixOf(fix, node, spanOf))
    into.problem({ code: problem.code, severity: problem.severity, message: problem.message, span: spanOf(problem.span), ...(fixes && { fixes }) })
  }
  for (const one of mentions) into.placed(one, place)
}

function fixOf(fix: NonNullable<InlineProblem['fixes']>[number], node: ScalarNode, spanOf: (span: Span) => Span): Fix {
  return { title: fix.title, edits: fix.edits.map(edit => ({ span: spanOf(edit.span), text: written(edit.text, node.style) })) }
}

/** Text as it stands in a scalar of this style. */
export function written(text: string, style: ScalarNode['style']): string {
  if (style === 'single') return text.replace(/'/g, "''")
  if (style === 'double') return JSON.stringify(text).slice(1, -1)
  return text
}

/** Facts of a text that is, as a whole, in one inline language (a template file). */
export function decodeText(text: string, id: string, flavour: string | undefined, grammar: Grammar): Facts {
  const into = new Collector(0)
  const node: ScalarNode = { kind: 'scalar', style: 'plain', text, length: text.length, indent: -1, aliased: false }
  decodeInline(node, 0, { inline: id, ...(flavour !== undefined && { flavour }) }, into, { grammar, doc: { source: Source.of(text) } } as Walk)
  return into.done()
}
