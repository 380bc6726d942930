// Whatever stands in a file: nothing throws, and every place lies inside the text. Texts of all pages and examples, mutated; the seed of a
// failure is printed and repeats it (ALERTPATH_SEED). `npm run fuzz` runs longer (FUZZ: minutes).
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { test } from 'node:test'
import fc from 'fast-check'
import * as features from '../../server/src/core/features'
import { type Kind, kinds } from '../../server/src/core/languages'
import type { Span } from '../../server/src/core/text'
import {
  changeFile,
  emptyWorkspace,
  fileProblems,
  makeFile,
  mostProblems,
  prepare,
  update,
  viewsOf,
  type Workspace,
  withFiles,
} from '../../server/src/core/workspace'
import { casesOf, textOf } from '../cases'

const minutes = Number(process.env.FUZZ ?? 0)
const seed = Number(process.env.ALERTPATH_SEED ?? Date.now() % 2 ** 31)

interface Sample {
  readonly name: string
  readonly text: string
  readonly kind: Kind | undefined
}

function samples(): Sample[] {
  const out: Sample[] = []
  for (const name of walk('test/cases'))
    if (name.endsWith('.md'))
      for (const { blocks } of casesOf(readFileSync(name, 'utf8')))
        for (const block of blocks) out.push({ name: `${name}:${block.line}`, text: textOf(block), kind: kinds.find(one => one === block.info.kind) })
  for (const name of walk('examples')) if (/\.(?:ya?ml|json|tmpl|rules)$/.test(name)) out.push({ name, text: readFileSync(name, 'utf8'), kind: undefined })
  return out
}

function walk(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true }).map(name => path.join(folder, String(name)))
  } catch {
    return []
  }
}

const pieces = [
  '"',
  "'",
  '|',
  '>-',
  '&a ',
  '*a',
  '<<: *a',
  '{',
  '}',
  '[',
  ']',
  ': ',
  '- ',
  '\t',
  '\r\n',
  '\r',
  '\n',
  '#',
  '---\n',
  '...\n',
  '\ufeff',
  '\ud83d',
  '\ude00',
  '\u0000',
  '\u2028',
  '!!str ',
  '!x ',
  '? ',
  '%YAML 1.2\n',
  '{{ ',
  ' }}',
  '{%',
  '$',
  '${',
  '\\',
  '`',
  '~',
  '@',
  '&',
  'key: x\n',
  '  ',
  '\n\n',
  '=~',
  '(',
  ')',
  '# alertpath: allow x',
  '# alertpath: kind=kestra\n',
]

type Change = readonly [place: number, length: number, insert: string]

const change = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 }), fc.constant('')),
)

const edit = (text: string, [place, length, insert]: Change) => {
  const start = Math.floor(place * text.length)
  return { span: { start, end: Math.min(text.length, start + length) }, text: insert }
}

function inside(span: Span, text: string, what: string): void {
  assert.ok(Number.isInteger(span.start) && Number.isInteger(span.end), `${what}: ${JSON.stringify(span)}`)
  assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${what}: ${JSON.stringify(span)} of ${text.length}`)
}

/** Everything that the editor may ask. */
function askAll(workspace: Workspace, uri: string, offset: number): void {
  const text = workspace.files.get(uri)?.text ?? ''
  const textAt = (other: string): string => workspace.files.get(other)?.text ?? ''
  prepare(workspace, uri, { parts: 3 }).next()
  for (const view of viewsOf(workspace, workspace.files.get(uri) ?? assert.fail())) view.factsIn(offset, offset)
  const problems = fileProblems(workspace, uri)
  assert.ok(problems.length <= mostProblems)
  for (const problem of problems) {
    inside(problem.span, text, problem.code)
    assert.match(problem.message, /\S/)
    for (const one of problem.related ?? []) inside(one.span, one.uri === undefined ? text : textAt(one.uri), `${problem.code} related`)
    for (const fix of problem.fixes ?? []) for (const one of fix.edits) inside(one.span, one.uri === undefined ? text : textAt(one.uri), `${problem.code} fix`)
  }
  for (const item of features.completion(workspace, uri, offset).items) inside(item.edit.span, text, `completion ${item.label}`)
  const hover = features.hover(workspace, uri, offset)
  if (hover) inside(hover.span, text, 'hover')
  const definition = features.definition(workspace, uri, offset)
  if (definition) inside(definition.origin, text, 'definition')
  for (const one of definition?.targets ?? []) inside(one.span, textAt(one.uri), 'target')
  for (const one of features.references(workspace, uri, offset, true)) inside(one.span, textAt(one.uri), 'reference')
  for (const one of features.highlights(workspace, uri, offset)) inside(one.span, text, 'highlight')
  const renamed = features.rename(workspace, uri, offset, 'renamed')
  if ('edits' in renamed) for (const one of renamed.edits) inside(one.span, textAt(one.uri), 'rename')
  for (const one of features.folding(workspace, uri)) inside(one.span, text, 'folding')
  for (const one of features.selectionRanges(workspace, uri, offset)) inside(one, text, 'selection')
  for (const one of features.documentLinks(workspace, uri)) inside(one.span, text, 'link')
  for (const one of features.semanticTokens(workspace, uri)) inside(one.span, text, 'token')
  const symbols = [...features.outline(workspace, uri)]
  for (let one = symbols.pop(); one; one = symbols.pop()) {
    inside(one.span, text, 'symbol')
    inside(one.selection, text, 'symbol')
    symbols.push(...one.children)
  }
  features.workspaceSymbols(workspace, 'a')
}

const uri = 'file:///work/file.yml'

function workspaceOf(sample: Sample, text: string): Workspace {
  const name = /\.tmpl$/.test(sample.name) || sample.kind === 'alert-template' ? 'file:///work/file.tmpl' : uri
  const workspace = withFiles({ ...emptyWorkspace, folders: ['file:///work'], whole: true }, [makeFile(name, text)])
  return sample.kind ? update(workspace, { chosen: new Map([[name, sample.kind]]) }) : workspace
}

test(`mutated texts break nothing (seed ${seed})`, () => {
  const all = samples()
  assert.ok(all.length > 20)
  fc.assert(
    fc.property(
      fc.nat(all.length - 1),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (index, changes, place) => {
        const sample = all[index] ?? assert.fail()
        const started = performance.now()
        const before = workspaceOf(sample, sample.text)
        const [name = uri] = before.files.keys()
        let file = before.files.get(name) ?? assert.fail()
        for (const one of changes) file = changeFile(file, [edit(file.text, one)])
        askAll(withFiles(before, [file]), name, Math.floor(place * file.text.length))
        assert.equal(makeFile(name, file.text).text, file.text)
        const took = performance.now() - started
        assert.ok(took < 2000, `${took} ms for ${sample.name}`)
      },
    ),
    minutes ? { seed, numRuns: 10_000_000, interruptAfterTimeLimit: minutes * 60_000 } : { seed, numRuns: 400 },
  )
})

test('every beginning of a short text breaks nothing', () => {
  const short = samples().filter(one => one.text.length < 400)
  const step = Math.max(1, Math.floor(short.length / 12))
  for (const sample of short.filter((_, i) => i % step === 0))
    for (let end = 0; end <= sample.text.length; end += 3) {
      const workspace = workspaceOf(sample, sample.text.slice(0, end))
      const [name = uri] = workspace.files.keys()
      askAll(workspace, name, end)
    }
})
