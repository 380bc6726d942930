// From a text to its tree, and from a tree and an edit to the next tree, which shares all that the edit does not touch.
import { type Edit, lineStart, type Problem, type Slices, Source } from '../text'
import { alter } from './alter'
import { anchored } from './anchors'
import type { CutNode } from './box'
import type { Document } from './document'
import { marksOf } from './leaf'
import { duplicateKey, ignoredRest, syntax, tooLarge, unknownAlias } from './mistake'
import type { YamlNode } from './node'
import type { Mark } from './part'
import { controlIn, type ReadDocument, readDocument, secondAfter } from './read'
import { type Reuse, reuse } from './reuse'
import { cutRoot, cutting } from './split'

export interface ParseOptions {
  /** Parts of at most this many characters are not cut further (4096). */
  readonly min?: number
}

/** A text beyond this many characters is not read. */
const most = 20_000_000
/** A cut text with mistakes is read as a whole too, up to this size: some lines look like seams and are inside quotes or brackets. */
const confirmed = 262_144

/** Something in it may be an alias: `*` and a word, not in the middle of another one. */
function hasAlias(text: string): boolean {
  for (let at = text.indexOf('*'); at >= 0; at = text.indexOf('*', at + 1))
    if (/[\w-]/.test(text[at + 1] ?? '') && (at === 0 || /[\s[{,:-]/.test(text[at - 1] ?? ''))) return true
  return false
}

export function parse(text: string, { min = 4096 }: ParseOptions = {}): Document {
  return new Parsed(Source.of(text), min, !hasAlias(text), undefined)
}

/** The document after `edit`. Parts that the edit does not touch stay the same objects. */
export function change(doc: Document, edit: Edit): Document {
  const old = doc.source
  const start = Math.max(0, Math.min(edit.span.start, old.length))
  const end = Math.max(start, Math.min(edit.span.end, old.length))
  const next = old.replaced(start, end, edit.text)
  if (!(doc instanceof Parsed)) return parse(next.whole)
  const { min, cut } = doc
  const around = old.slice(Math.max(0, start - 1), start) + edit.text + old.slice(end, end + 2)
  const plain = doc.plain && !hasAlias(around)
  if (!cut) return doc.handOn(new Parsed(next, min, plain, undefined), start, end, edit.text)
  const by = edit.text.length - (end - start)
  const inside = start >= cut.at && (end < cut.end || (end === cut.end && (cut.end === old.length || edit.text.endsWith('\n'))))
  const root = inside ? alter(cut.root, cut.at, { old, start, end, insert: edit.text, min, plain }) : undefined
  if (root) return doc.handOn(new Parsed(next, min, plain, undefined, { root, at: cut.at, end: cut.end + by }), start, end, edit.text)
  const known = reuse(cut.root.parts, i => cut.at + (cut.root.starts[i] ?? 0), { start, end, by, askew: cut.root.hints.askew })
  return doc.handOn(new Parsed(next, min, plain, known), start, end, edit.text)
}

/** Reads about `budget` characters of what was not read yet. True when all is: `problems` then costs next to nothing. */
export function settle(doc: Document, budget: number): boolean {
  return !(doc instanceof Parsed) || doc.settle(budget)
}

interface CutText {
  readonly root: CutNode
  readonly at: number
  readonly end: number
}

/** A tree and what is wrong with it, once it is clear whether the text could be cut. */
interface Form {
  readonly root: YamlNode | undefined
  readonly rootAt: number
  readonly second: number | undefined
  readonly marks: () => readonly Mark[]
  readonly problems: () => Problem[]
}

class Parsed implements Document {
  #form: Form | undefined
  #problems: readonly Problem[] | undefined
  #directives: Document['directives'] | undefined
  #marks: readonly Mark[] | undefined
  readonly cut: CutText | undefined

  constructor(
    readonly source: Source,
    readonly min: number,
    readonly plain: boolean,
    known: Reuse | undefined,
    cut?: CutText,
  ) {
    this.cut = cut ?? (source.length > most ? undefined : cutRoot(cutting(source.whole, min, plain, known)))
  }

  get text(): string {
    return this.source.whole
  }

  get root(): YamlNode | undefined {
    return this.#solved.root
  }
  get rootAt(): number {
    return this.#solved.rootAt
  }
  get second(): number | undefined {
    return this.#solved.second
  }

  get problems(): readonly Problem[] {
    this.#problems ??= [...this.#solved.problems(), ...this.#unknownAliases()].sort((a, b) => a.span.start - b.span.start)
    return this.#problems
  }

  get directives(): Document['directives'] {
    this.#directives ??= directivesOf(this.text)
    return this.#directives
  }

  /** What is known of this text and holds in the next one, too: looking for a comment in 5 MB takes longer than all else a letter needs. */
  handOn(next: Parsed, start: number, end: number, insert: string): Parsed {
    if (this.#directives) next.#directives = changedDirectives(this.#directives, this.source, start, end, insert)
    return next
  }

  anchor(name: string): { readonly node: YamlNode; readonly at: number } | undefined {
    const { root, rootAt } = this
    if (!root) return undefined
    const places = this.#allMarks.filter(mark => !mark.alias && mark.name === name)
    const last = places.at(-1)
    return last && anchored(root, rootAt, name, last.start)
  }

  settle(budget: number): boolean {
    return !this.cut || this.cut.root.settled || this.cut.root.settle(budget) > 0
  }

  get #allMarks(): readonly Mark[] {
    this.#marks ??= this.#solved.marks()
    return this.#marks
  }

  #unknownAliases(): Problem[] {
    if (this.plain) return []
    const named = new Set<string>()
    const out: Problem[] = []
    for (const mark of this.#allMarks) {
      if (!mark.alias) named.add(mark.name)
      else if (!named.has(mark.name)) out.push(unknownAlias(this.text, mark))
    }
    return out
  }

  get #solved(): Form {
    this.#form ??= solve(this)
    return this.#form
  }
}

function solve({ source, min, plain, cut }: Parsed): Form {
  const { length } = source
  if (length > most) return { root: undefined, rootAt: 0, second: undefined, marks: () => [], problems: () => [tooLarge(length)] }
  if (cut && (length > confirmed || cut.root.sums.syntax === 0)) return ofCut(source, cut)
  const text = source.whole
  const whole = readDocument(text)
  if (!whole.failure) return ofWhole(text, whole)
  const form = cut ?? cutRoot(cutting(text, length > confirmed ? min : 0, plain, undefined))
  if (!form) return ofWhole(text, whole)
  return ofCut(source, form, form.root.sums.syntax > 0 ? undefined : syntax(text, whole.failure, 0, text.length))
}

function ofCut(source: Source, { root, at, end }: CutText, more?: Problem): Form {
  return {
    root,
    rootAt: at,
    second: end < source.length ? secondAfter(source.whole, end) : undefined,
    problems: () => {
      const out: Problem[] = more ? [more] : []
      const control = controlIn(source, 0, at)
      if (control) out.push(syntax(source.whole, control, 0, at))
      if (root.sums.problems) root.problemsInto(at, out)
      return out
    },
    marks: () => {
      const out: Mark[] = []
      if (root.sums.marks) root.marksInto(at, out)
      return out
    },
  }
}

function ofWhole(text: string, whole: ReadDocument): Form {
  const { root, rootAt, second, failure, rest, duplicates } = whole
  return {
    root,
    rootAt,
    second,
    problems: () => [
      ...(failure ? [syntax(text, failure, 0, text.length)] : []),
      ...(rest === undefined || failure ? [] : [ignoredRest(text, rest)]),
      ...duplicates.map(one => duplicateKey(one)),
    ],
    marks: () => marksOf(whole, 0),
  }
}

/** Directives after an edit of `old`: only the lines that it touches are read. */
function changedDirectives(before: Document['directives'], old: Slices, start: number, end: number, insert: string): Document['directives'] {
  const from = lineStart(old, start)
  const next = old.indexOf('\n', end)
  const stop = next < 0 ? old.length : next
  const by = insert.length - (end - start)
  const moved = (one: Document['directives'][number], shift: number) => ({ ...one, start: one.start + shift, end: one.end + shift })
  return [
    ...before.filter(one => one.end <= from),
    ...directivesOf(old.slice(from, start) + insert + old.slice(end, stop)).map(one => moved(one, from)),
    ...before.filter(one => one.start >= stop).map(one => moved(one, by)),
  ]
}

function directivesOf(text: string): Document['directives'] {
  const out: { start: number; end: number; text: string }[] = []
  for (let at = text.indexOf('alertpath:'); at >= 0; at = text.indexOf('alertpath:', at + 1)) {
    let start = at - 1
    while (text[start] === ' ' || text[start] === '\t') start--
    if (text[start] !== '#' || (start > 0 && !/\s/.test(text[start - 1] ?? ''))) continue
    const stop = text.indexOf('\n', at)
    const found = text.slice(start, stop < 0 ? text.length : stop).trimEnd()
    out.push({ start, end: start + found.length, text: found })
  }
  return out
}
