// One text of the workspace: its document, what it is, and what was computed from it. A new text is a new `File`.
import { isForeign, type Kind, languageOf, recognise } from '../languages'
import { type Edit, Source } from '../text'
import { At, change, type Document, type MapNode, type Memo, memo, parse } from '../yaml'

export interface File extends Memo {
  readonly uri: string
  /** All of the text, made when first asked for: what is read in places is read from `source`. */
  readonly text: string
  readonly source: Source
  /** For template files too, where nobody looks at it. */
  readonly doc: Document
  /** What the content says; settings and directives may say otherwise. */
  readonly content: Kind | undefined
}

const empty = parse('')

/**
 * Texts that are no YAML of ours are not parsed twice: `doc` of a template is empty. `before` is what somebody edits; a text that came
 * from outside has none.
 */
export function makeFile(uri: string, text: string, before?: File): File {
  if (isTemplate(uri)) return new Loaded(uri, Source.of(text), empty, recognise(undefined, uri, text))
  const doc = parse(text)
  return new Loaded(uri, doc.source, doc, recognise(At.root(doc), uri, text) ?? sticky(before, doc, text.length))
}

class Loaded implements File {
  memos?: Memo['memos']

  constructor(
    readonly uri: string,
    readonly source: Source,
    readonly doc: Document,
    readonly content: Kind | undefined,
  ) {}

  get text(): string {
    return this.source.whole
  }
}

/** Applies edits one after another, each with offsets into the text that the one before it left. */
export function changeFile(file: File, edits: readonly Edit[]): File {
  if (isTemplate(file.uri)) {
    const text = edits.reduce((now, edit) => now.slice(0, edit.span.start) + edit.text + now.slice(edit.span.end), file.text)
    return makeFile(file.uri, text, file)
  }
  const doc = edits.reduce(change, file.doc)
  const typed = edits.reduce((sum, { text }) => sum + text.length, 0)
  const content =
    file.content !== undefined && sameTop(file.doc, doc) ? file.content : (recognise(At.root(doc), file.uri, doc.text) ?? sticky(file, doc, typed))
  return new Loaded(file.uri, doc.source, doc, content)
}

/** Edits further in do not change what a text is: recognising reads the head of it, too long for each letter. */
function sameTop(before: Document, after: Document): boolean {
  const [a, b] = [before.root, after.root]
  if (a?.kind !== b?.kind) return false
  if (a?.kind !== 'map' || b?.kind !== 'map') return a?.kind === 'seq'
  return a.offsets.length === b.offsets.length && [...topKeys(a)].join('\n') === [...topKeys(b)].join('\n')
}

function* topKeys(map: MapNode): Generator<string> {
  for (const { key } of map.pairs) yield key.kind === 'scalar' ? key.text : ''
}

/**
 * While somebody types, a text may look like nothing for a moment: it stays what it was, until most of it is new and none of its keys was
 * there before. `typed`: how many characters of it are new.
 */
function sticky(before: File | undefined, doc: Document, typed: number): Kind | undefined {
  if (before?.content === undefined || isForeign(At.root(doc), doc.text)) return undefined
  const root = doc.root
  if (root?.kind !== 'map' || typed * 2 < doc.source.length) return before.content
  const keys = new Set(topKeys(root))
  const old = before.doc.root
  return old?.kind === 'map' && [...topKeys(old)].some(key => keys.has(key)) ? before.content : undefined
}

export const isTemplate = (uri: string): boolean => /\.(?:tmpl|tpl|gotmpl)$/i.test(uri)

export const fileOnce = <T>(file: File, key: object, compute: () => T): T => memo(file, key, compute)

export { languageOf }
