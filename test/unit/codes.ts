// Which codes the source can report, read from its text: `code: …` with literals, tables of codes, and functions that are handed
// one. Whatever cannot be traced to a literal is listed, so that no code gets by unseen.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Codes {
  /** Code → a file that reports it. */
  readonly found: ReadonlyMap<string, string>
  /** Places whose code is not a literal and comes from nowhere that is looked at. */
  readonly unseen: readonly string[]
}

interface Source {
  readonly file: string
  readonly text: string
}

export function codesUnder(root: string): Codes {
  const sources = readdirSync(root, { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.ts'))
    .sort()
    .map(name => ({ file: join(root, name), text: withoutComments(readFileSync(join(root, name), 'utf8')) }))
  const found = new Map<string, string>()
  const unseen: string[] = []
  const take = (expression: string, source: Source, at: number): void => {
    const codes = literals(expression)
    for (const code of codes) found.set(code, source.file)
    if (codes.length === 0 && !isTraced(expression, source.text)) unseen.push(`${source.file}:${lineAt(source.text, at)} ${expression}`)
  }
  for (const source of sources) {
    for (const one of source.text.matchAll(/(?<![\w.'"-])code:\s*/g)) {
      const expression = upTo(source.text, one.index + one[0].length)
      if (!isType(expression)) take(expression, source, one.index)
    }
    for (const one of source.text.matchAll(/(?<!\$)\{(?:[^{}'"`]*,)?\s*code\s*[,}]/g)) if (!isImport(source.text, one.index)) take('code', source, one.index)
    for (const one of source.text.matchAll(/\bconst codes?\b(?::[^=]+)? = (\{[^}]*\}|'[^']*')/g)) take(one[1] ?? '', source, one.index)
  }
  for (const { name, index, source } of sources.flatMap(takers)) {
    for (const one of sources.filter(other => other === source || imports(other, name, source)))
      for (const call of callsOf(name, one.text)) take(argument(one.text, call, index), one, call)
  }
  return { found, unseen }
}

/** Functions with a parameter `code`, and which it is. */
function takers(source: Source): { readonly name: string; readonly index: number; readonly source: Source }[] {
  const declared = /\bfunction\*? (\w+)(?:<[^>]*>)?\(([^)]*)|\bconst (\w+) =\s*(?:<[^>]*>)?\(([^)]*)\)[^=\n]*=>/g
  return [...source.text.matchAll(declared)].flatMap(one => {
    const parameters = one[2] ?? one[4] ?? ''
    const at = parameters.search(/\bcode\??: (?:string|Code)\b/)
    return at < 0 ? [] : [{ name: one[1] ?? one[3] ?? '', index: commas(parameters.slice(0, at)), source }]
  })
}

/** From the file itself, or through the index of a folder around it. */
function imports({ file, text }: Source, name: string, from: Source): boolean {
  for (const one of text.matchAll(/import (?:type )?\{([^}]*)\} from '(\.[^']*)'/g)) {
    const path = join(dirname(file), one[2] ?? '')
    if (new RegExp(`\\b${name}\\b`).test(one[1] ?? '') && (from.file === `${path}.ts` || from.file.startsWith(`${path}/`))) return true
  }
  return false
}

/** Places behind the opening bracket of each call. */
const callsOf = (name: string, text: string): number[] =>
  [...text.matchAll(new RegExp(`(?<!function\\*? |[.\\w])${name}\\(`, 'g'))].map(one => one.index + one[0].length)

function argument(text: string, start: number, index: number): string {
  let at = start
  for (let i = 0; i < index; i++) at += upTo(text, at).length + 1
  return upTo(text, at).trim()
}

/** Commas outside brackets. */
function commas(parameters: string): number {
  let parts = 0
  for (let at = 0; at < parameters.length; parts++) at += upTo(parameters, at).length + 1
  return Math.max(0, parts - 1)
}

/** The expression that starts here, up to the comma, bracket or line break that ends it. */
function upTo(text: string, start: number): string {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const c = text[at] ?? ''
    if (/['"`]/.test(c)) at = closing(text, at)
    else if (/[([{]/.test(c)) depth++
    else if (/[)\]}]/.test(c) && depth-- === 0) return text.slice(start, at)
    else if (c === ',' && depth === 0) return text.slice(start, at)
  }
  return text.slice(start)
}

function closing(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === text[open]) return at
  }
  return text.length
}

/** What a condition compares with is no code. */
const literals = (expression: string): string[] =>
  [...expression.replace(/[!=]==? '[^']*'/g, '').matchAll(/'([a-z0-9]+(?:-[a-z0-9]+)*)'/g)].map(one => one[1] ?? '')

/** A type, not a value. */
const isType = (expression: string): boolean => /^(?:string|number|Code)\b/.test(expression)

const isImport = (text: string, at: number): boolean =>
  /(?:import|export)\s*(?:type\s*)?$/.test(text.slice(0, at)) || /^\{[^}]*\}\s*from\b/.test(text.slice(at))

/** Comes from another problem, format or row that is looked at where it is written, from a table or constant beside it, or from the caller. */
function isTraced(expression: string, text: string): boolean {
  if (/^\w+\.code$/.test(expression.trim())) return true
  // What a person allows is no report.
  if (expression.startsWith('allow[')) return true
  if (/^codes\[\w+\]$/.test(expression.trim())) return /\bconst codes\b/.test(text)
  return expression.trim() === 'code' && (/\bconst code = '/.test(text) || /\bcode\??: (?:string|Code)\b/.test(text) || /\{ code, severity, say \}/.test(text))
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

/** Blanked, so that places stay. */
const withoutComments = (text: string): string => text.replace(/^\s*(?:\/\/.*|\/?\*.*)$/gm, one => ' '.repeat(one.length))
