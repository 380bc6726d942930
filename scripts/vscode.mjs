// Installs and starts a real VS Code (the web build with its server and Node extension host),
// using nothing but the npm registry.
//
//   node scripts/vscode.mjs install           install once, print where
//   node scripts/vscode.mjs install --force   install again
//
// The VS Code server and workbench come out of the npm package `code-server`; its own wrapper
// (log-in page, proxy) is left out, and so are the parts of VS Code that this project never uses.
import { execFileSync, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** 4.139.1 contains VS Code 1.139.1. */
const codeServer = { version: '4.139.1', integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==' }

/** The version of Node used for the server where the running Node is too old for it. */
const nodeVersion = '24.21.0'

/** VS Code's dependencies that are needed to boot, edit, search and run extensions. */
const keptDependencies = [
  // imported by the server, the extension host and the file watcher
  '@microsoft/1ds-core-js',
  '@parcel/watcher',
  '@vscode/deviceid',
  '@vscode/iconv-lite-umd',
  '@vscode/proxy-agent',
  '@vscode/ripgrep-universal',
  'cookie',
  'http-proxy-agent',
  'https-proxy-agent',
  'minimist',
  'vscode-regexpp',
  'ws',
  'yauzl',
  'yazl',
  // imported by the workbench in the browser
  'jschardet',
  'vscode-oniguruma',
  'vscode-textmate',
  // the terminal
  '@xterm/addon-clipboard',
  '@xterm/addon-image',
  '@xterm/addon-ligatures',
  '@xterm/addon-progress',
  '@xterm/addon-search',
  '@xterm/addon-serialize',
  '@xterm/addon-unicode11',
  '@xterm/addon-webgl',
  '@xterm/headless',
  '@xterm/xterm',
  'node-pty',
]

/** Built-in extensions that only cost time here, or that need an account or a network. */
const droppedExtensions = [
  'copilot',
  'git',
  'github',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'tunnel-forwarding',
  'typescript-language-features', // its compiler is not part of the package
]

/**
 * Two native modules would need a C++ compiler. The watchdog is optional; the log writer is not
 * (without it the Output panel stays empty), so it gets a stand-in with the same interface.
 */
const standIns = {
  '@vscode/native-watchdog': 'exports.start = () => {};\n',
  '@vscode/spdlog': `
const fs = require('node:fs');
const path = require('node:path');
class Logger {
  constructor(type, name, file) {
    this.file = file;
    this.level = 2;
    this.raw = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.raw = true; }
  flush() {}
  drop() {}
  write(level, message) {
    if (level < this.level) return;
    const name = ['trace', 'debug', 'info', 'warning', 'error', 'critical'][level];
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    fs.appendFileSync(this.file, this.raw ? message : \`\${time} [\${name}] \${message}\\n\`);
  }
  trace(message) { this.write(0, message); }
  debug(message) { this.write(1, message); }
  info(message) { this.write(2, message); }
  warn(message) { this.write(3, message); }
  error(message) { this.write(4, message); }
  critical(message) { this.write(5, message); }
}
const create = async (name, file) => new Logger('rotating', name, file);
exports.Logger = Logger;
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`.trimStart(),
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

function run(command, args, cwd) {
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_audit: 'false', npm_config_fund: 'false', npm_config_loglevel: 'error' },
  })
}

function supportsServer(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 15) // It imports `registerHooks` from node:module.
}

/** Installs VS Code unless it is there already; returns the paths of its server and its Node. */
export function install({ force = false, log = console.error } = {}) {
  const base = path.resolve(process.env.VSCODE_TEST_DIR ?? path.join(projectRoot, '.vscode-test'))
  const ownNode = supportsServer(process.versions.node)
  const recipe = JSON.stringify([codeServer, ownNode || nodeVersion, keptDependencies, droppedExtensions, standIns])
  const id = createHash('sha256').update(recipe).digest('hex').slice(0, 8)
  const root = path.join(base, `vscode-${codeServer.version}-${process.platform}-${process.arch}-${id}`)
  const installed = {
    root,
    node: ownNode ? process.execPath : path.join(root, 'node', 'node_modules', nodePackage(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    version: codeServer.version,
  }
  if (existsSync(root) && !force) return installed

  const started = Date.now()
  log(`Installing VS Code from code-server@${codeServer.version} into ${root} …`)
  mkdirSync(base, { recursive: true })
  const work = mkdtempSync(path.join(base, 'installing-'))
  try {
    const [packed] = JSON.parse(run(npm, ['pack', `code-server@${codeServer.version}`, '--json', '--pack-destination', '.'], work))
    if (packed.integrity !== codeServer.integrity) {
      throw new Error(`code-server@${codeServer.version}: expected ${codeServer.integrity}, got ${packed.integrity}`)
    }
    const excluded = droppedExtensions.flatMap(name => ['--exclude', `package/lib/vscode/extensions/${name}`])
    run('tar', ['-xzf', packed.filename, ...excluded, '--strip-components=3', 'package/lib/vscode'], work)
    rmSync(path.join(work, packed.filename))

    const manifestFile = path.join(work, 'package.json')
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'))
    manifest.dependencies = Object.fromEntries(
      keptDependencies.map(name => {
        if (!manifest.dependencies[name]) throw new Error(`VS Code no longer depends on ${name}`)
        return [name, manifest.dependencies[name]]
      }),
    )
    writeFileSync(manifestFile, JSON.stringify(manifest, undefined, 2))
    // The exact versions come from npm-shrinkwrap.json. Everything that is kept is either
    // JavaScript, WebAssembly or ships its binary, so no install script has to run.
    run(npm, ['install', '--omit=dev', '--ignore-scripts'], work)

    for (const [name, source] of Object.entries(standIns)) {
      const folder = path.join(work, 'node_modules', name)
      mkdirSync(folder, { recursive: true })
      writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }))
      writeFileSync(path.join(folder, 'index.js'), source)
    }

    if (!ownNode) {
      const node = path.join(work, 'node')
      mkdirSync(node)
      writeFileSync(path.join(node, 'package.json'), '{ "private": true }')
      run(npm, ['install', '--ignore-scripts', '--no-save', `${nodePackage()}@${nodeVersion}`], node)
      for (const name of ['include', 'share']) {
        rmSync(path.join(node, 'node_modules', nodePackage(), name), { recursive: true, force: true })
      }
    }
    // Two packages bring binaries for every platform.
    for (const folder of ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds']) {
      for (const name of readdirSync(path.join(work, 'node_modules', folder))) {
        if (name !== `${process.platform}-${process.arch}`) {
          rmSync(path.join(work, 'node_modules', folder, name), { recursive: true })
        }
      }
    }
    if (force) rmSync(root, { recursive: true, force: true })
    try {
      renameSync(work, root)
    } catch (error) {
      if (!existsSync(root)) throw error // Otherwise another process was faster.
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  log(`Installed in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
  return installed
}

function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  return `node-${platform}-${process.arch}`
}

/** Settings for tests and demos: no welcome pages, no chat, no network. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'editor.wordBasedSuggestions': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
}

/** Folders are restricted until somebody trusts them, and nobody is asked at the start. */
const restricted = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' }

/**
 * Starts the VS Code server on a free port of 127.0.0.1.
 * Returns its URL, its data folder and `stop`.
 */
export async function startServer({
  extensions = [], // .vsix files to install
  linked = [], // folders of extensions to run in place: after a build, reloading the window shows the change
  settings = {},
  machine = {}, // settings of this machine, which for some are the only ones beside those of a folder
  port = 0,
  dataDir, // a fresh one that `stop` removes, unless given
  trust = false, // whether folders have to be trusted before they may do everything; they are not at first
  unattended = true, // ends by itself some minutes after the last window, should `stop` never be called
  args = [],
  log = () => {},
} = {}) {
  const { root, node } = install({ log: console.error })
  const data = dataDir ?? mkdtempSync(path.join(tmpdir(), 'vscode-'))
  const user = path.join(data, 'data', 'User')
  mkdirSync(user, { recursive: true })
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...(trust && restricted), ...settings }, undefined, 2))

  mkdirSync(path.join(data, 'data', 'Machine'), { recursive: true })
  writeFileSync(path.join(data, 'data', 'Machine', 'settings.json'), JSON.stringify(machine, undefined, 2))

  linked.forEach((folder, index) => {
    const link = path.join(data, 'extensions', `linked-${index}`)
    mkdirSync(path.dirname(link), { recursive: true })
    symlinkSync(folder, link, 'junction')
  })

  // Only who knows the address gets in: not other users of the machine, nor pages of other sites.
  const token = randomUUID()
  const tokenFile = path.join(data, 'token')
  writeFileSync(tokenFile, token, { mode: 0o600 })

  const common = ['--accept-server-license-terms', '--server-data-dir', data, '--telemetry-level', 'off']
  const main = path.join(root, 'out', 'server-main.js')
  for (const vsix of extensions) {
    log(execFileSync(node, [main, ...common, '--install-extension', vsix, '--force'], { encoding: 'utf8' }))
  }
  const child = spawn(
    node,
    [
      main,
      ...common,
      ...['--host', '127.0.0.1', '--port', String(port), '--connection-token-file', tokenFile],
      ...(trust ? [] : ['--disable-workspace-trust']),
      ...['--disable-experiments', '--disable-getting-started-override', '--disable-update-check'],
      ...(unattended ? ['--enable-remote-auto-shutdown', '--reconnection-grace-time', '30'] : []),
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: serverEnvironment() },
  )
  const exited = new Promise(resolve => child.once('exit', resolve))
  let output = ''
  const listening = new Promise((resolve, reject) => {
    const read = chunk => {
      output += chunk
      log(String(chunk))
      const match = /Extension host agent listening on (\d+)/.exec(output)
      if (match) resolve(Number(match[1]))
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`the VS Code server exited with ${code}:\n${output}`)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await exited
    // The extension host ends a little later than its server, and writes its logs until then.
    if (!dataDir) await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  process.once('exit', () => child.kill('SIGTERM'))
  const actualPort = await listening
  const origin = `http://127.0.0.1:${actualPort}`
  return {
    origin,
    authority: `127.0.0.1:${actualPort}`,
    dataDir: data,
    exited,
    stop,
    /** The address that opens a folder, with optional extra parameters for the workbench. */
    url: (folder, payload = []) => {
      const query = new URLSearchParams({ tkn: token, folder })
      if (payload.length > 0) query.set('payload', JSON.stringify(payload))
      return `${origin}/?${query}`
    },
  }
}

function serverEnvironment() {
  // Nothing of a VS Code terminal or a test runner that this process may itself run in.
  const foreign = /^(VSCODE_|ELECTRON_|NODE_TEST_CONTEXT$)/
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    EXTENSIONS_GALLERY: '{}', // The Extensions view asks no marketplace.
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [command, ...flags] = process.argv.slice(2)
  if (command !== 'install') {
    console.error('usage: node scripts/vscode.mjs install [--force]')
    process.exit(2)
  }
  console.log(install({ force: flags.includes('--force') }).root)
}
