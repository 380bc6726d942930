// Pages of checks are tests: prose, then blocks of YAML in which marker lines say what is expected of the line above.
import { type Kind, kinds } from '../server/src/core/languages'
import { apply, Lines, type Problem } from '../server/src/core/text'
import { emptyWorkspace, fileProblems, makeFile, noSettings, update, type Workspace, withFiles } from '../server/src/core/workspace'

export interface Block {
  /** Line of the opening fence in the page, from 0. */
  readonly line: number
  readonly info: Readonly<Record<string, string>>
  /** As written, markers included. */
  readonly lines: readonly string[]
  readonly fixed?: string
}

export interface Case {
  readonly blocks: readonly Block[]
}

const marker = /^(\s*)(\^+) (error|warning|information|hint) ([a-z0-9-]+)(?:: (.*))?$/

/**
 * The cases of a page; each is one block, or several with `file=` that follow one with `case`. `only=CODE` shows no other problems of the
 * block, for what takes too many of them.
 */
export function casesOf(page: string): Case[] {
  const cases: Block[][] = []
  const lines = page.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const fence = /^```(\w+)(.*)$/.exec(lines[i] ?? '')
    if (!fence) continue
    const from = i
    const end = lines.indexOf('```', i + 1)
    const body = lines.slice(i + 1, end)
    i = end
    const words = (fence[2] ?? '').trim().split(/\s+/).filter(Boolean)
    if (words[0] === 'fixed') {
      const block = cases.at(-1)?.at(-1)
      if (block) Object.assign(block, { fixed: `${body.join('\n')}\n` })
      continue
    }
    const info = Object.fromEntries(
      words.map(word => {
        const at = word.indexOf('=')
        return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)]
      }),
    )
    if (info.kind === undefined) continue
    const block: Block = { line: from, info, lines: body }
    if (info.file !== undefined && info.case === undefined && cases.length > 0 && cases.at(-1)?.[0]?.info.file !== undefined) cases.at(-1)?.push(block)
    else cases.push([block])
  }
  return cases.map(blocks => ({ blocks }))
}

/** The text without its markers. */
export const textOf = (block: Block): string => `${block.lines.filter(line => !marker.test(line)).join('\n')}\n`

const nameOf = (block: Block): string => `file:///case/${block.info.file ?? 'file.yml'}`

export function workspaceOf({ blocks }: Case): Workspace {
  const target = blocks[0]?.info.target ?? ''
  const versions = Object.fromEntries(
    target
      .split(',')
      .filter(Boolean)
      .map(one => one.split('=') as [string, string]),
  )
  const files = blocks.map(block => makeFile(nameOf(block), textOf(block)))
  const chosen = new Map(blocks.map(block => [nameOf(block), block.info.kind as Kind]))
  for (const block of blocks) if (!kinds.includes(block.info.kind as Kind)) throw new Error(`unknown kind ${block.info.kind}`)
  const workspace = update(emptyWorkspace, { folders: ['file:///case'], chosen, whole: true, asked: { ...noSettings, versions } })
  return withFiles(workspace, files)
}

/** Each block as it would be written with the problems that are found now. */
export function writtenBlocks(one: Case): { readonly block: Block; readonly lines: readonly string[]; readonly fixed: string | undefined }[] {
  const workspace = workspaceOf(one)
  return one.blocks.map(block => {
    const text = textOf(block)
    const problems = fileProblems(workspace, nameOf(block)).filter(one => block.info.only === undefined || one.code === block.info.only)
    const table = new Lines(text)
    const written = text.replace(/\n$/, '').split('\n')
    // What is wrong with the end of the text is shown under its last line.
    const lineOf = (problem: Problem) => Math.min(table.position(problem.span.start).line, written.length - 1)
    const found = problems.map(problem => ({ line: lineOf(problem), text: markerOf(problem, table, block) }))
    const lines = written.flatMap((line, i) => [line, ...found.filter(problem => problem.line === i).map(problem => problem.text)])
    const fix = problems.find(problem => problem.fixes?.length)?.fixes?.[0]
    return {
      block,
      lines,
      fixed:
        block.fixed !== undefined && fix
          ? apply(
              text,
              fix.edits.filter(edit => edit.uri === undefined),
            )
          : undefined,
    }
  })
}

/** A message part that the page asks for stays when it is still there. */
function markerOf(problem: Problem, table: Lines, block: Block): string {
  const start = table.position(problem.span.start)
  const end = table.position(problem.span.end)
  const width = Math.max(1, (end.line === start.line ? end.character : table.end(start.line) - (table.starts[start.line] ?? 0)) - start.character)
  const plain = `${' '.repeat(start.character)}${'^'.repeat(width)} ${problem.severity} ${problem.code}`
  const asked = block.lines
    .map(line => marker.exec(line))
    .find(found => found && `${found[1]}${found[2]} ${found[3]} ${found[4]}` === plain && found[5] !== undefined && problem.message.includes(found[5]))
  return asked ? `${plain}: ${asked[5]}` : plain
}
