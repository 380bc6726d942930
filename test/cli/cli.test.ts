// The command line: formats, exit statuses, what is read and what is said of the rest.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { after, test } from 'node:test'
import { main } from '../../server/src/cli/main'
import { version } from '../../server/src/lsp/version'

const root = mkdtempSync(path.join(tmpdir(), 'alertpath-'))
after(() => rmSync(root, { recursive: true, force: true }))

const good = 'groups:\n- name: a\n  rules: []\n'
const bad = 'groups:\n- name: a\n  rulez: []\n'

let serial = 0
function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const made = path.join(root, String(serial++))
  mkdirSync(made, { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(made, name)), { recursive: true })
    writeFileSync(path.join(made, name), text)
  }
  return made
}

async function run(
  args: readonly string[],
  cwd: string,
  { terminal = false, input = '', env = {} }: { terminal?: boolean; input?: string; env?: Record<string, string> } = {},
) {
  const out: string[] = []
  const err: string[] = []
  const home = path.join(process.cwd(), 'dist')
  const status = await main(args, { cwd, env, terminal, home, out: text => out.push(text), err: text => err.push(text), input: async () => input })
  return { status, out: out.join(''), err: err.join('') }
}

interface Json {
  readonly version: number
  readonly files: readonly {
    readonly path: string
    readonly kind: string
    readonly problems: readonly { readonly code: string; readonly severity: string }[]
  }[]
}

const json = async (args: readonly string[], cwd: string): Promise<Json> => JSON.parse((await run(['check', '--format', 'json', ...args], cwd)).out)

test('a folder is one workspace; paths are relative to it', async () => {
  const cwd = folder({ 'w/a/rules.yml': bad, 'w/b.yml': good, 'w/notes.yml': 'hello: world\n', 'w/node_modules/x/rules.yml': bad, 'w/.hidden/rules.yml': bad })
  const { version: form, files } = await json(['w'], cwd)
  assert.equal(form, 1)
  assert.deepEqual(
    files.map(one => [one.path, one.kind, one.problems.map(problem => problem.code)]),
    [
      ['a/rules.yml', 'rules', ['unknown-key']],
      ['b.yml', 'rules', []],
    ],
  )
})

test('a file keeps the path that was given', async () => {
  const cwd = folder({ 'a.yml': bad })
  assert.equal((await json(['./a.yml'], cwd)).files[0]?.path, './a.yml')
  assert.equal((await json(['--kind', 'rules', path.join(cwd, 'a.yml')], cwd)).files[0]?.path, path.join(cwd, 'a.yml'))
})

test('the exit status keeps its promise', async () => {
  const cwd = folder({ 'bad.yml': bad, 'good.yml': good })
  const status = async (...args: string[]) => (await run(args, cwd)).status
  assert.equal(await status('check', 'good.yml'), 0)
  assert.equal(await status('check', 'bad.yml'), 1)
  assert.equal(await status('check', '--fail-on', 'never', 'bad.yml'), 0)
  assert.equal(await status('check'), 2)
  assert.equal(await status('check', 'missing.yml'), 2)
  assert.equal(await status('check', '--format', 'xml', 'good.yml'), 2)
  assert.equal(await status('check', '--target', 'prometheus=new', 'good.yml'), 2)
  assert.equal(await status('check', '--target', 'grafana=1.0', 'good.yml'), 2)
  assert.equal(await status('check', '--kind', 'rulez', 'good.yml'), 2)
  assert.equal(await status('nonsense'), 2)
  assert.equal(await status(), 2)
  assert.equal(await status('--version'), 0)
  assert.equal(await status('--help'), 0)
})

test('mistakes in the usage name what is meant', async () => {
  assert.match((await run(['chekc'], root)).err, /Did you mean "check"/)
  assert.match((await run(['check', '--formt', 'json', 'x'], root)).err, /Did you mean "--format"/)
  assert.match((await run(['check', '--kind', 'rule', 'x'], root)).err, /Did you mean "rules"/)
})

test('help speaks of every command', async () => {
  const { out } = await run(['--help'], root)
  for (const name of ['check', 'route', 'schema', 'explain', 'lsp']) {
    assert.match(out, new RegExp(`^ {2}${name} `, 'm'))
    assert.match((await run([name, '--help'], root)).out, /^Usage: alertpath/)
  }
})

test('text shows the line and the word at fault; colours only for a terminal that wants them', async () => {
  const cwd = folder({ 'a.yml': bad })
  const plain = await run(['check', 'a.yml'], cwd)
  assert.match(plain.out, /^a\.yml:3:3: error: .*\[unknown-key\]\n {2}3 \| {3}rulez: \[\]\n {4}\| {3}\^{5}\n/)
  assert.match(plain.out, /1 file checked: 1 error\.\n$/)
  assert.ok(!plain.out.includes('\u001b'))
  assert.ok((await run(['check', 'a.yml'], cwd, { terminal: true })).out.includes('\u001b[1;31m'))
  assert.ok(!(await run(['check', 'a.yml'], cwd, { terminal: true, env: { NO_COLOR: '1' } })).out.includes('\u001b'))
})

test('nothing in a file or a name reaches the terminal as it is', async () => {
  const nasty = 'groups:\n- name: a\n  "x\\e]0;boo\\a\\u202E%0A::error::": 1\n'
  const cwd = folder({ 'a\u001b[2J.yml': nasty })
  for (const format of ['text', 'github', 'sarif']) {
    const { out } = await run(['check', '--format', format, '.'], cwd)
    assert.ok(!/[\u0000-\u0009\u000b-\u001f\u202e]/.test(out), format)
    assert.ok(out.includes('boo'), format)
  }
})

test('GitHub gets one annotation a problem, its properties escaped', async () => {
  const cwd = folder({ 'w/a,b: %.yml': 'groups:\n- name: a\n  "100%": 1\n' })
  const { out } = await run(['check', '--format', 'github', 'w'], cwd)
  const lines = out.trimEnd().split('\n')
  assert.equal(lines.length, 1)
  assert.match(lines[0] ?? '', /^::error file=w\/a%2Cb%3A %25\.yml,line=3,endLine=3,col=3,endColumn=8,title=unknown-key::.*100%25/)
})

test('SARIF names rules and places relative to the working directory', async () => {
  const cwd = folder({ 'w/a b.yml': 'groups:\n- name: a\n- name: a\n' })
  const { out } = await run(['check', '--format', 'sarif', 'w'], cwd)
  const log = JSON.parse(out)
  assert.equal(log.version, '2.1.0')
  const [{ tool, results, columnKind }] = log.runs
  assert.equal(columnKind, 'utf16CodeUnits')
  assert.equal(tool.driver.name, 'Alertpath')
  assert.ok(results.length > 0)
  for (const result of results) {
    const rule = tool.driver.rules[result.ruleIndex]
    assert.equal(rule.id, result.ruleId)
    assert.ok(rule.shortDescription.text && rule.help.text && rule.help.markdown)
    assert.ok(['error', 'warning', 'note'].includes(result.level))
    const { artifactLocation, region } = result.locations[0].physicalLocation
    assert.equal(artifactLocation.uri, 'w/a%20b.yml')
    assert.ok(region.startLine >= 1 && region.startColumn >= 1 && region.endLine >= region.startLine)
    assert.ok(region.endLine > region.startLine || region.endColumn >= region.startColumn)
  }
})

test('.gitignore is respected, near and far', async () => {
  const cwd = folder({
    'w/.gitignore': 'out/\n*.gen.yml\n!kept.gen.yml\n',
    'w/out/r.yml': bad,
    'w/a.gen.yml': bad,
    'w/kept.gen.yml': good,
    'w/sub/.gitignore': '/here.yml\n',
    'w/sub/here.yml': bad,
    'w/sub/deep/here.yml': good,
  })
  assert.deepEqual(
    (await json(['w'], cwd)).files.map(one => one.path),
    ['kept.gen.yml', 'sub/deep/here.yml'],
  )
})

test('what the project file ignores counts as not checked', async () => {
  const cwd = folder({ 'w/.alertpath.yml': 'ignore: [old]\n', 'w/old/r.yml': bad, 'w/r.yml': good })
  assert.deepEqual(
    (await json(['w'], cwd)).files.map(one => one.path),
    ['.alertpath.yml', 'r.yml'],
  )
})

test('a slip in the comment that says what a file is, is told in a file that is nobody’s', async () => {
  const cwd = folder({ 'a.yml': '# alertpath: kind=rulez\nfoo: 1\n', 'b.yml': '# alertpath: kind=none\n# alertpath: kind=x\nfoo: 1\n', 'c.yml': 'foo: 1\n' })
  const { files } = await json(['.'], cwd)
  assert.deepEqual(
    files.map(one => [one.path, one.kind, one.problems.map(problem => problem.code)]),
    [['a.yml', 'none', ['bad-directive']]],
  )
})

test('rule tests alone get the rule files that they name', async () => {
  const cwd = folder({ 'rules/a.yml': bad, 't.yml': 'rule_files: [rules/*.yml, absent.yml]\ntests: []\n' })
  const { files } = await json(['--kind', 'rule-tests', 't.yml'], cwd)
  assert.equal(files.length, 1)
  assert.equal(files[0]?.kind, 'rule-tests')
})

test('a project file beside a single file speaks for it', async () => {
  const cwd = folder({ '.alertpath.yml': 'severities:\n  unknown-key: hint\n', 'sub/a.yml': bad })
  assert.equal((await json(['sub/a.yml'], cwd)).files[0]?.problems[0]?.severity, 'hint')
})

test('odd input: a clear sentence or silence, and never a throw', async () => {
  const cwd = folder({
    'w/binary.yml': Buffer.from([0, 1, 2, 255, 0, 10]),
    'w/bom.yml': `\ufeff${bad}`,
    'w/utf16.yml': Buffer.from(`\ufeff${bad}`, 'utf16le'),
    'w/latin.yml': Buffer.from([0x67, 0x3a, 0x20, 0xe9, 0x0a]),
    'w/empty.yml': '',
    'w/large.yml': `groups: [] #${' '.repeat(20_000_000)}\n`,
    'w/tabs.yml': 'groups:\n\t- name: a\n',
    'w/deep.yml': `groups: ${'['.repeat(200)}${']'.repeat(200)}\n`,
    'w/bomb.yml': `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((one, i) => `${one}: &${one} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
      .join('\n')}\ngroups: *i\n`,
  })
  symlinkSync('.', path.join(cwd, 'w', 'loop'))
  symlinkSync('self', path.join(cwd, 'w', 'self'))
  symlinkSync('/', path.join(cwd, 'w', 'outside'))
  const started = performance.now()
  const { out, err } = await run(['check', '--format', 'json', 'w'], cwd)
  assert.ok(performance.now() - started < 5000)
  const files = new Map((JSON.parse(out) as Json).files.map(one => [one.path, one.problems.map(problem => problem.code)]))
  assert.deepEqual(files.get('bom.yml'), ['unknown-key'])
  assert.deepEqual(files.get('utf16.yml'), ['unknown-key'])
  assert.ok(!files.has('binary.yml'))
  assert.match(err, /large\.yml: Left out\. It is larger than 20 MB/)
  assert.equal((await run(['check', 'w/binary.yml'], cwd)).status, 2)
  assert.match((await run(['check', 'w/large.yml'], cwd)).err, /larger than 20 MB/)
  assert.equal((await run(['check', 'w/self'], cwd)).status, 2)
})

test('a folder that may not be read is named', { skip: process.getuid?.() === 0 && 'root may read everything' }, async () => {
  const cwd = folder({ 'w/a.yml': good, 'w/closed/b.yml': good })
  chmodSync(path.join(cwd, 'w', 'closed'), 0)
  const { status, err } = await run(['check', 'w'], cwd)
  chmodSync(path.join(cwd, 'w', 'closed'), 0o700)
  assert.equal(status, 2)
  assert.match(err, /closed: You may not read it\./)
})

const config =
  'route:\n  receiver: all\n  routes:\n  - matchers: [team="db"]\n    receiver: db\n    continue: true\n  - matchers: [severity=~"crit.*"]\n    receiver: page\nreceivers: [{name: all}, {name: db}, {name: page}]\n'

test('route says who gets an alert', async () => {
  const cwd = folder({ 'am.yml': config })
  assert.equal((await run(['route', 'am.yml', '--format', 'json', 'team=db', 'severity=critical'], cwd)).out, '{"receivers":["db","page"]}\n')
  assert.match((await run(['route', 'am.yml', 'team=web'], cwd)).out, /^all {2}am\.yml:2 /)
  const lines = await run(['route', 'am.yml', '--stdin', '--format', 'json'], cwd, { input: '{"team":"db"}\n\n{}\n' })
  assert.equal(lines.out, '{"receivers":["db"]}\n{"receivers":["all"]}\n')
  for (const args of [['route'], ['route', 'none.yml', 'a=b'], ['route', 'am.yml', 'nonsense']]) assert.equal((await run(args, cwd)).status, 2)
  assert.equal((await run(['route', 'am.yml', '--stdin'], cwd, { input: '[1]\n' })).status, 2)
})

test('schema lists kinds and prints JSON Schema', async () => {
  assert.match((await run(['schema'], root)).out, /^rules +Prometheus rules$/m)
  assert.equal(JSON.parse((await run(['schema', 'rules'], root)).out).$schema, 'https://json-schema.org/draft/2020-12/schema')
  assert.equal((await run(['schema', 'nonsense'], root)).status, 2)
})

test('explain refuses what is no code', async () => {
  assert.equal((await run(['explain', '../../package'], root)).status, 2)
  assert.equal((await run(['explain', 'no-such-code'], root)).status, 2)
})

test('the version is that of the package', () => {
  assert.equal(version, JSON.parse(readFileSync('package.json', 'utf8')).version)
})
