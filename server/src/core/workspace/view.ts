// A file as one grammar reads it: what checks see. Made once per file and grammar.
import type { FileView, Kind, Language } from '../languages'
import { decode, decodeText, type Facts, foundOf, type Grammar, mentionsOf, type Names, namesOf, noFacts, repeatedNames, type Wanted } from '../schema'
import type { Mention } from '../text'
import { At, memo } from '../yaml'
import { type File, fileOnce } from './file'

export function viewOf(file: File, language: Language, grammar: Grammar): View {
  return fileOnce(file, grammar, () => new View(file, language, grammar))
}

export class View implements FileView {
  private readonly computed = new Map<unknown, unknown>()
  private decoded: Facts | undefined

  constructor(
    private readonly file: File,
    private readonly language: Language,
    readonly grammar: Grammar,
  ) {}

  get uri(): string {
    return this.file.uri
  }

  get kind(): Kind {
    return this.language.kind
  }

  get doc() {
    return this.file.doc
  }

  get root(): At | undefined {
    return At.root(this.file.doc)
  }

  get version() {
    return this.grammar.version
  }

  get isRead(): boolean {
    return this.decoded !== undefined
  }

  get facts(): Facts {
    this.prepare(Number.POSITIVE_INFINITY)
    return this.decoded ?? noFacts
  }

  factsIn(start: number, end: number): Facts {
    if (this.decoded || this.language.text) return this.facts
    return decode(this.file.doc, this.grammar, { left: Number.POSITIVE_INFINITY, within: { start, end }, cutShort: false })
  }

  /** Reads so many parts that were not read yet. True when there are none left: `facts` then costs nothing. */
  prepare(parts: number): boolean {
    if (this.decoded) return true
    const { text } = this.language
    const pace = { left: parts, cutShort: false }
    const facts = text ? decodeText(this.file.text, text.inline, text.flavour, this.grammar) : decode(this.file.doc, this.grammar, pace)
    if (!pace.cutShort) this.decoded = facts
    return !pace.cutShort
  }

  *found(model: string): Generator<At> {
    for (const { node, start } of foundOf(this.facts, model)) yield At.of(this.file.doc, node, start)
  }

  *each<T>(model: string, compute: (at: At) => T | undefined): Generator<{ readonly value: T; readonly start: number }> {
    for (const { node, start } of foundOf(this.facts, model)) {
      const fresh = (): T | undefined => compute(At.of(this.file.doc, node, 0))
      const value = node.aliased ? fresh() : memo(node, compute, fresh)
      if (value !== undefined) yield { value, start }
    }
  }

  mentions(kinds: readonly string[], role?: Mention['role'], wanted?: Wanted): Iterable<Mention> {
    return mentionsOf(this.facts, kinds, role, wanted)
  }

  names(kind: string, role?: Mention['role']): Names {
    return namesOf(this.facts, kind, role)
  }

  repeated(kind: string): ReadonlySet<string> {
    return repeatedNames(this.facts, kind)
  }

  once<T>(compute: (file: FileView) => T): T {
    if (!this.computed.has(compute)) this.computed.set(compute, compute(this))
    return this.computed.get(compute) as T
  }
}
