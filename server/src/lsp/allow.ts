// "Allow … here": where the comment that silences a problem can stand without changing what the YAML says.
import { type Edit, newlineOf, type Problem } from '../core/text'
import { type File, languageFor, type Workspace } from '../core/workspace'
import { At } from '../core/yaml'
import { linesOf } from './convert'

/** Problems of the text itself and of our own comments cannot be allowed. */
const never = new Set(['yaml-syntax', 'unused-allow', 'bad-directive', 'too-many-problems'])

/** Undefined where no comment can be: in JSON, in templates, in a text that is no YAML. */
export function allowEdit(workspace: Workspace, file: File, problem: Problem): Edit | undefined {
  if (never.has(problem.code) || /\.json$/i.test(file.uri) || languageFor(workspace, file)?.text) return undefined
  const root = At.root(file.doc)
  const lines = linesOf(file)
  const line = lines.line(problem.span.start)
  const end = lines.end(line)
  const text = file.source.slice(lines.starts[line] ?? 0, end)
  const open = root && multiline(root, problem.span.start, end, line, file)
  const words = `# alertpath: allow ${problem.code}`
  if (open === undefined && text.trim() !== '' && !text.includes('# alertpath:') && root) {
    const blanks = /[ \t]*$/.exec(text)?.[0].length ?? 0
    return { span: { start: end - blanks, end }, text: ` ${words}` }
  }
  return above(file, open ?? line, words)
}

/** The line where the scalar of several lines begins that the problem's line is part of, or that begins there. */
function multiline(root: At, start: number, end: number, line: number, file: File): number | undefined {
  const lines = linesOf(file)
  for (const offset of [start, end]) {
    const at = root.find(offset)
    if (at.node.kind !== 'scalar' || at.node.length === 0 || at.start > end) continue
    const first = lines.line(at.start)
    const last = lines.line(Math.max(at.start, at.span.end - 1))
    if (first === last || last < line) continue
    return Math.min(first, lines.line(at.key?.start ?? at.start))
  }
  return undefined
}

function above(file: File, line: number, words: string): Edit {
  const lines = linesOf(file)
  const start = lines.starts[line] ?? 0
  const indent = /^[ \t]*/.exec(file.source.slice(start, lines.end(line)))?.[0].replace(/\t/g, ' ') ?? ''
  const newline = newlineOf(file.source)
  return { span: { start, end: start }, text: `${indent}${words}${newline}` }
}
