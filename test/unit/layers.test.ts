// The layers hold: a wrong import does not compile. Runs the real compiler on a copy of the core with one offending file.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { languages } from '../../server/src/core/languages'

const root = process.cwd()
const layers = ['text', 'yaml', 'inline', 'schema', 'alertpath', 'languages', 'workspace', 'scaffold', 'features']
let copy: string

before(() => {
  mkdirSync(path.join(root, 'dist'), { recursive: true })
  copy = mkdtempSync(path.join(root, 'dist', 'layers-'))
  cpSync(path.join(root, 'tsconfig.base.json'), path.join(copy, 'tsconfig.base.json'))
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction')
  for (const layer of layers) {
    const folder = path.join('server', 'src', 'core', layer)
    mkdirSync(path.join(copy, folder), { recursive: true })
    cpSync(path.join(root, folder, 'tsconfig.json'), path.join(copy, folder, 'tsconfig.json'))
    writeFileSync(path.join(copy, folder, 'index.ts'), `export const ${layer} = 1\n`)
  }
})

after(() => rmSync(copy, { recursive: true, force: true }))

/** Compiles one layer with a file of this text in it; returns what the compiler says. */
function compile(layer: string, text: string): string {
  const folder = path.join(copy, 'server', 'src', 'core', layer)
  const file = path.join(folder, 'offending.ts')
  writeFileSync(file, text)
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const done = spawnSync(process.execPath, [tsc, '-b', folder], { encoding: 'utf8' })
  rmSync(file)
  return done.status === 0 ? '' : done.stdout + done.stderr
}

test('an import to the left compiles', () => {
  assert.equal(compile('features', "import { text } from '../text'\nexport const x = text\n"), '')
})

for (const [layer, right] of [
  ['text', 'yaml'],
  ['yaml', 'inline'],
  ['inline', 'schema'],
  ['schema', 'languages'],
  ['alertpath', 'yaml'],
  ['languages', 'workspace'],
  ['workspace', 'features'],
  ['scaffold', 'features'],
] as const) {
  test(`${layer} cannot import ${right}`, () => {
    assert.match(compile(layer, `import { ${right} } from '../${right}'\nexport const x = ${right}\n`), /offending\.ts\(1,\d+\): error TS6059/)
  })
}

test('the core has no ambient types: no Node, no browser, no clock of theirs', () => {
  assert.match(compile('text', "import { readFileSync } from 'node:fs'\nexport const x = readFileSync\n"), /offending\.ts\(1,\d+\): error TS(?:2307|2591)/)
  for (const name of ['process', 'setTimeout', 'document', 'fetch', 'console']) {
    assert.match(compile('features', `export const x = ${name}\n`), /offending\.ts\(1,\d+\): error TS/, name)
  }
})

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')

const sources = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true })
    .map(name => path.join(folder, String(name)))
    .filter(name => name.endsWith('.ts'))

const imports = (file: string): string[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(match => match[1] ?? '')

/** Package → the folders that may import it. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  yaml: ['server/src/core/yaml/'],
  vscode: ['client/'],
  'vscode-languageclient': ['client/'],
  'vscode-languageserver': ['server/src/lsp/', 'server/src/node', 'server/src/worker.ts', 'server/src/cli'],
  '@prometheus-io/lezer-promql': ['server/src/core/inline/promql/'],
}

test('packages are imported only where they may be', () => {
  for (const file of [...sources('server/src'), ...sources('client/src')]) {
    const at = file.split(path.sep).join('/')
    for (const name of imports(file)) {
      const folders =
        allowed[name] ??
        allowed[
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/')
        ]
      if (folders)
        assert.ok(
          folders.some(folder => at.startsWith(folder)),
          `${at} imports ${name}`,
        )
    }
  }
})

/** Words by which a text of code names a language: its kind as a literal, its program anywhere, a path into its folder. */
const languageNames: readonly RegExp[] = [
  /from '\.\.\/languages\//,
  new RegExp(`(['"\`])(?:${languages.map(one => one.kind).join('|')})\\1`),
  new RegExp(languages.flatMap(one => (one.program === 'alertpath' ? [] : (one.grammars(undefined)[0]?.program ?? []))).join('|'), 'i'),
]

test('no feature names a language', () => {
  for (const word of [...languages.map(one => `if (kind === '${one.kind}')`), "import x from '../languages/rules'", '// Kestra', 'isKestra'])
    assert.equal(
      languageNames.some(name => name.test(withoutComments(word))),
      !word.startsWith('//'),
      word,
    )
  for (const file of sources('server/src/core/features')) {
    const text = withoutComments(readFileSync(path.join(root, file), 'utf8'))
    for (const name of languageNames) assert.doesNotMatch(text, name, file)
  }
})

test('the core is pure: no clock, no randomness, no waiting', () => {
  for (const file of sources('server/src/core')) {
    const text = withoutComments(readFileSync(path.join(root, file), 'utf8'))
    for (const word of [/\bDate\.now\(/, /\bnew Date\(\)/, /\bMath\.random\(/, /\basync\b\s*(?:function|\()/, /\bawait\b\s/]) {
      assert.doesNotMatch(text, word, file)
    }
  }
})
