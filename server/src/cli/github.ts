// Annotations of GitHub's workflows: one command a problem.
import type { Severity } from '../core/text'
import { annotation, property } from './escape'
import { relativeTo } from './paths'
import type { Checked } from './report'

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' }

export function toGithub(files: readonly Checked[], cwd: string): string {
  let out = ''
  for (const { uri, problems } of files) {
    const file = property(relativeTo(cwd, uri))
    for (const { severity, code, message, range } of problems) {
      const { start, end } = range
      const columns = end.line === start.line ? `,endColumn=${Math.max(end.character, start.character + 1)}` : ''
      out += `::${commands[severity]} file=${file},line=${start.line + 1},endLine=${end.line + 1},col=${start.character + 1}${columns},title=${property(code)}::${annotation(message)}\n`
    }
  }
  return out
}
