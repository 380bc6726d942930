// npm start: opens VS Code with the extension on the demo stack.
//
//   npm start                    in the browser, with a VS Code from the npm registry
//   npm start -- FOLDER          the same on a folder of yours
//   npm start -- --desktop       in the VS Code that is installed on this machine
//   npm start -- --port 8080     in the browser, on a fixed port
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildAll } from './build.mjs'
import { startServer } from './vscode.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const { values, positionals } = parseArgs({ allowPositionals: true, options: { desktop: { type: 'boolean' }, port: { type: 'string', default: '0' } } })
const demo = path.join(root, 'examples', 'stack')
const folder = path.resolve(positionals[0] ?? demo)

if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`There is no folder ${folder}.`)
  process.exit(2)
}
await buildAll({ dev: true })
if (values.desktop) desktop()
else await browser()

function desktop() {
  const child = spawn('code', ['--new-window', `--extensionDevelopmentPath=${root}`, folder], { stdio: 'inherit', shell: process.platform === 'win32' })
  child.once('error', () => {
    console.error('There is no `code` command; run "npm start" without --desktop to use the browser.')
    process.exitCode = 1
  })
}

async function browser() {
  const server = await startServer({ linked: [root], port: Number(values.port), unattended: false })
  const payload = first() ? [['openFile', `vscode-remote://${server.authority}${encodeURI(first())}`]] : []
  console.log(`\n  VS Code is running at  ${server.url(folder, payload)}\n\n  Stop it with Ctrl+C.\n`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => server.stop().then(() => process.exit()))
  server.exited.then(code => process.exit(code ?? 0))
}

/** A file worth showing at once: of the demo its rules, else what looks like a start. */
function first() {
  const names = ['prometheus/rules/host.yml', 'alertmanager.yml', 'prometheus.yml', 'alertmanager/alertmanager.yml', 'prometheus/prometheus.yml']
  const found = names.map(name => path.join(folder, name)).find(existsSync)
  const any = readdirSync(folder).find(name => /\.ya?ml$/.test(name))
  return found ?? (any && path.join(folder, any))
}
