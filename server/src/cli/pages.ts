// The pages that explain the checks; they lie beside the program.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface Page {
  readonly code: string
  /** Markdown. */
  readonly text: string
}

export function pageOf(home: string, code: string): Page | undefined {
  if (!/^[a-z0-9-]+$/.test(code)) return undefined
  try {
    return { code, text: readFileSync(path.join(home, 'pages', `${code}.md`), 'utf8') }
  } catch {
    return undefined
  }
}

export function pageCodes(home: string): string[] {
  try {
    return readdirSync(path.join(home, 'pages')).flatMap(name => (name.endsWith('.md') ? [name.slice(0, -3)] : []))
  } catch {
    return []
  }
}

/** The first sentence under the title. */
export function summaryOf({ code, text }: Page): string {
  const prose = text
    .replace(/^#.*\n/, '')
    .trim()
    .split(/\n\s*\n/)[0]
    ?.replace(/\s+/g, ' ')
  const sentence = /^.*?[.!?](?=\s|$)/.exec(prose ?? '')?.[0] ?? prose
  return sentence || code
}
