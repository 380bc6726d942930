// What the build derives from the core and the test cases: a JSON Schema for each kind of file, and a page for each check.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { schemaText } from './cli/schema'
import { kinds } from './core/languages'

/** Absolute folders: of the project, and of what is built. */
export function emit({ root, dist }: { readonly root: string; readonly dist: string }): void {
  const schemas = emptied(path.join(dist, 'schemas'))
  for (const kind of kinds) {
    const text = schemaText(kind)
    if (text) writeFileSync(path.join(schemas, `${kind}.json`), text)
  }
  const pages = emptied(path.join(dist, 'pages'))
  for (const [code, text] of pagesIn(path.join(root, 'test', 'cases'))) writeFileSync(path.join(pages, `${code}.md`), text)
}

function emptied(folder: string): string {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Pages of several kinds with one code become one page. */
function pagesIn(folder: string): Map<string, string> {
  const pages = new Map<string, string>()
  const names = readdirSync(folder, { recursive: true }).map(String).sort()
  for (const name of names) {
    const code = path.basename(name, '.md')
    if (!name.endsWith('.md') || !/^[a-z0-9-]+$/.test(code)) continue
    const text = readable(readFileSync(path.join(folder, name), 'utf8'))
    const before = pages.get(code)
    pages.set(code, before ? `${before.trimEnd()}\n\n${text.replace(/^# .*\n+/, '')}` : text)
  }
  return pages
}

/** Marker lines become comments, and what follows a fix is introduced. */
export const readable = (page: string): string =>
  page
    .replace(/^```(\w+) fixed.*$/gm, 'Mended:\n\n```$1')
    .replace(/^```(\w+)[ \t]+.*$/gm, '```$1')
    .replace(
      /^([ \t]*)(\^+) (error|warning|information|hint) ([a-z0-9-]+)(?:: .*)?$/gm,
      (_, blanks: string, carets: string, severity: string) => `#${blanks.slice(1)}${blanks ? carets : carets.slice(1)} ${severity}`,
    )
