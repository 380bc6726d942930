// Checks that look at one scalar at a time, with what the schema says of it. They run once for each text of a scalar, wherever it moves.
import { type Grammar, propertySchema, type Schema, settled } from '../../../schema'
import { lookup, type Problem, shiftProblem } from '../../../text'
import { At, type Document, isNull } from '../../../yaml'
import type { Check, FileView } from '../../language'
import { type Found, type Search, type SearchKey, search, searchKey, searchSteps, spots } from '../../shared/search'

/** A scalar that is not null. `at` knows nothing around it, and starts at 0. */
export interface Leaf {
  readonly at: At
  readonly schema: Schema
  /** The nearest key above it. */
  readonly key: string
  readonly text: string
}

export interface LeafCheck {
  readonly code: string
  /** Files that it has nothing to say about, by their names. */
  readonly except?: RegExp
  judge(leaf: Leaf): Problem | undefined
}

/** One search serves all of them. */
export function leafChecks(all: readonly LeafCheck[]): Check[] {
  const how = searchFor(all)
  const contextOf = ({ grammar, doc }: FileView): Context => ({ written: grammar.schema, key: '', grammar, doc })
  const found = (file: FileView): Found<readonly Problem[]> | undefined => file.root && search(file.root.node, contextOf(file), how)
  const steps = (file: FileView): Iterable<undefined> => (file.root ? searchSteps(file.root.node, contextOf(file), how) : [])
  return all.map(({ code, except }) => ({
    code,
    steps,
    *run(file) {
      if (!file.root || except?.test(file.uri.slice(file.uri.lastIndexOf('/') + 1))) return
      for (const { value, start } of spots(file.once(found), file.root.node, file.root.start))
        for (const problem of value) if (problem.code === code) yield shiftProblem(problem, start)
    },
  }))
}

interface Context {
  readonly written: Schema
  readonly key: string
  readonly grammar: Grammar
  readonly doc: Document
}

function searchFor(all: readonly LeafCheck[]): Search<Context, readonly Problem[]> {
  const keys = new WeakMap<Grammar, WeakMap<Schema, Map<string, SearchKey>>>()
  const schemaOf = (node: At['node'], { written, grammar, doc }: Context): Schema => settled(At.of(doc, node, 0), written, grammar)
  return {
    key: ({ written, key, grammar }) =>
      lookup(
        lookup(
          lookup(keys, grammar, () => new WeakMap()),
          written,
          () => new Map(),
        ),
        key,
        searchKey,
      ),
    scalar(node, context) {
      if (isNull(node)) return undefined
      const leaf = { at: At.of(context.doc, node, 0), schema: schemaOf(node, context), key: context.key, text: node.text }
      let problems: Problem[] | undefined
      for (const one of all) {
        const problem = one.judge(leaf)
        if (problem) problems = [...(problems ?? []), problem]
      }
      return problems
    },
    inside(node, context) {
      const schema = schemaOf(node, context)
      const { grammar, doc } = context
      if (node.kind === 'seq') return () => ({ written: schema.items ?? anything, key: context.key, grammar, doc })
      return key => (key === '<<' ? undefined : { written: propertySchema(schema, key) ?? anything, key, grammar, doc })
    },
  }
}

const anything: Schema = {}
