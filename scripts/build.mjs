// npm run build: everything that ships, into dist/. Minified and without source maps; `--dev` and `--watch` keep both readable.
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { build, context } from 'esbuild'
import { emit } from './emit.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** The bundles of a product build, by name. `tests` adds what runs inside the extension host. */
function bundles({ dev, tests }) {
  const common = {
    absWorkingDir: root,
    bundle: true,
    outdir: 'dist',
    minify: !dev,
    sourcemap: dev ? 'linked' : false,
    legalComments: 'none',
    logLevel: 'warning',
    charset: 'utf8',
  }
  const node = { ...common, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] }
  const web = { ...common, platform: 'browser', target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } }
  const product = [
    { ...node, external: ['vscode'], entryPoints: { extension: 'client/src/node.ts' } },
    { ...node, entryPoints: { server: 'server/src/node.ts' } },
    { ...node, entryPoints: { cli: 'server/src/cli.ts' }, banner: { js: '#!/usr/bin/env node' } },
    { ...web, format: 'cjs', external: ['vscode'], entryPoints: { 'extension.web': 'client/src/web.ts' } },
    { ...web, format: 'iife', entryPoints: { 'server.web': 'server/src/worker.ts' } },
  ]
  const readable = { minify: false, sourcemap: false, outdir: 'dist/test' }
  const inHost = [
    { ...node, ...readable, external: ['vscode', 'mocha'], entryPoints: { 'tests.node': 'test/integration/run.node.ts' } },
    { ...web, ...readable, format: 'cjs', external: ['vscode'], entryPoints: { 'tests.web': 'test/integration/run.web.ts' }, loader: textual },
  ]
  return [...product, ...(tests ? inHost : [])].filter(options => Object.values(options.entryPoints).every(entry => existsSync(path.join(root, entry))))
}

const textual = { '.yml': 'text', '.yaml': 'text', '.tmpl': 'text', '.md': 'text' }

export async function buildAll({ dev = false, tests = false } = {}) {
  const dist = path.join(root, 'dist')
  mkdirSync(dist, { recursive: true })
  if (!dev) for (const name of readdirSync(dist)) if (name.endsWith('.map')) rmSync(path.join(dist, name))
  await Promise.all(bundles({ dev, tests }).map(options => build(options)))
  if (existsSync(path.join(dist, 'cli.js'))) chmodSync(path.join(dist, 'cli.js'), 0o755)
  await emit(root)
}

async function watchAll() {
  await buildAll({ dev: true, tests: true })
  const contexts = await Promise.all(bundles({ dev: true, tests: true }).map(options => context({ ...options, logLevel: 'info' })))
  await Promise.all(contexts.map(one => one.watch()))
  console.log('Watching.')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flags = new Set(process.argv.slice(2))
  if (flags.has('--watch')) await watchAll()
  else await buildAll({ dev: flags.has('--dev'), tests: flags.has('--tests') })
}
