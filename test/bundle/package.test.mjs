// What ships: its size, its files, and that all texts are there in both languages.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { vsixPath } from '../../scripts/package.mjs'
import { entries } from './zip.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const json = file => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
const manifest = json('package.json')

test('the package is small and holds only what runs', () => {
  assert.ok(statSync(vsixPath()).size <= 2 * 1024 * 1024)
  const names = entries(vsixPath())
  assert.deepEqual(
    names.filter(name => /node_modules|\.map$|\.ts$|\/test\/|\/src\//.test(name)),
    [],
  )
  for (const name of [
    manifest.main,
    manifest.browser,
    './dist/server.js',
    './dist/server.web.js',
    './package.nls.de.json',
    './l10n/bundle.l10n.de.json',
    `./${manifest.icon}`,
  ]) {
    assert.ok(names.includes(`extension/${name.slice(2)}`), `${name} is missing`)
  }
})

test('bundles have no source maps and no paths of this machine', () => {
  for (const name of readdirSync(path.join(root, 'dist')).filter(name => name.endsWith('.js'))) {
    const text = readFileSync(path.join(root, 'dist', name), 'utf8')
    assert.ok(!text.includes('sourceMappingURL='), `${name} refers to a source map`)
    assert.ok(!text.includes(root), `${name} names ${root}`)
  }
})

test('the server for browsers needs nothing of Node, and no bundle evaluates text', () => {
  for (const name of ['server.web.js', 'extension.web.js']) {
    const text = readFileSync(path.join(root, 'dist', name), 'utf8')
    assert.doesNotMatch(text, /require\("(?:node:)?(?:fs|path|child_process|os|net|crypto)"\)/, name)
  }
  for (const name of ['server.web.js', 'server.js']) {
    assert.doesNotMatch(readFileSync(path.join(root, 'dist', name), 'utf8'), /\bnew Function\(/, name)
  }
})

test('every text of the manifest is there in both languages', () => {
  const used = new Set([...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(match => match[1]))
  for (const file of ['package.nls.json', 'package.nls.de.json']) assert.deepEqual(Object.keys(json(file)).sort(), [...used].sort(), file)
})

test('every text of the client is there in German, and no other', () => {
  const sources = readdirSync(path.join(root, 'client', 'src'), { recursive: true }).filter(name => String(name).endsWith('.ts'))
  const text = sources.map(name => readFileSync(path.join(root, 'client', 'src', String(name)), 'utf8')).join('\n')
  const used = [...text.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(match => match[1].replaceAll("\\'", "'"))
  assert.deepEqual(Object.keys(json('l10n/bundle.l10n.de.json')).sort(), [...new Set(used)].sort())
})

test('settings are few and all ours', () => {
  const settings = manifest.contributes.configuration.flatMap(group => Object.keys(group.properties))
  assert.ok(settings.length <= 25)
  for (const name of settings) assert.match(name, /^alertpath\./)
  for (const { command } of manifest.contributes.commands) assert.match(command, /^alertpath\./)
})
