// SARIF 2.1.0, as code scanning reads it: rules with their pages, results with places relative to the working directory.
import type { Severity } from '../core/text'
import { version } from '../lsp/version'
import { printable } from './escape'
import { type Page, summaryOf } from './pages'
import { relativeTo } from './paths'
import type { Checked, Found, Range } from './report'

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' }

export function toSarif(files: readonly Checked[], cwd: string, page: (code: string) => Page | undefined): string {
  const codes = [...new Set(files.flatMap(file => file.problems.map(one => one.code)))].sort()
  const results = files.flatMap(file => file.problems.map(one => result(one, file.uri, cwd, codes.indexOf(one.code))))
  const driver = { name: 'Alertpath', version, semanticVersion: version, rules: codes.map(code => rule(code, page(code))) }
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, undefined, 2)}\n`
}

function rule(id: string, page: Page | undefined) {
  const text = page ? summaryOf(page) : id
  return { id, name: pascal(id), shortDescription: { text }, fullDescription: { text }, help: { text: page?.text ?? text, markdown: page?.text ?? text } }
}

const pascal = (code: string): string => code.replace(/(?:^|-)(\w)/g, (_, c: string) => c.toUpperCase())

function result(one: Found, uri: string, cwd: string, ruleIndex: number) {
  const related = one.related.map((other, i) => ({ id: i + 1, message: { text: printable(other.message) }, ...location(other.uri, other.range, cwd) }))
  return {
    ruleId: one.code,
    ruleIndex,
    level: levels[one.severity],
    message: { text: printable(one.message) },
    locations: [location(uri, one.range, cwd)],
    ...(related.length > 0 && { relatedLocations: related }),
  }
}

function location(uri: string, { start, end }: Range, cwd: string) {
  const region = { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 }
  return { physicalLocation: { artifactLocation: { uri: encodePath(relativeTo(cwd, uri)) }, region } }
}

/** A relative reference must not look as if it had a scheme. */
function encodePath(path: string): string {
  const encoded = path.split('/').map(encode).join('/')
  return /^[^/]*:/.test(encoded) && !/^[a-z][a-z+.-]*:\/\//.test(path) ? `./${encoded}` : encoded
}

function encode(segment: string): string {
  try {
    return encodeURIComponent(segment)
  } catch {
    return encodeURIComponent(segment.replace(/[\ud800-\udfff]/g, '\ufffd'))
  }
}
