// Serves VS Code for the Web without any server behind it, as vscode.dev does: extensions run in a
// web worker and files live in the browser. It needs only the static files that vscode.mjs installs.
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { install, quietSettings } from './vscode.mjs'

const types = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

/**
 * Starts the server on a free port of 127.0.0.1.
 * `extension` is a folder with a web extension; `tests` a module in it for `extensionTestsPath`.
 */
export async function startWeb({ extension, tests, settings = {}, port = 0 }) {
  const { root } = install()
  const workbench = path.join(root, 'out/vs/code/browser/workbench/workbench.js')
  const serverless = withoutServer(readFileSync(workbench, 'utf8'))
  const folders = { '/vscode/': root, '/extension/': extension }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    response.setHeader('Access-Control-Allow-Origin', '*')
    if (pathname === '/') {
      response.setHeader('Content-Type', 'text/html')
      response.end(page(request.headers.host))
      return
    }
    const prefix = Object.keys(folders).find(candidate => pathname.startsWith(candidate))
    const file = prefix && path.join(folders[prefix], decodeURIComponent(pathname.slice(prefix.length)))
    const inside = file?.startsWith(folders[prefix] + path.sep)
    if (!inside || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end()
      return
    }
    response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream')
    if (file === workbench) {
      response.end(serverless)
      return
    }
    createReadStream(file).pipe(response)
  })

  function page(authority) {
    const uri = file => ({ $mid: 1, scheme: 'http', authority, path: file })
    const values = {
      WORKBENCH_WEB_CONFIGURATION: JSON.stringify({
        folderUri: { $mid: 1, scheme: 'tmp', path: '/workspace' }, // an empty folder in memory
        developmentOptions: {
          extensions: [uri('/extension')],
          extensionTestsPath: tests && uri(`/extension/${tests}`),
          enableSmokeTestDriver: true,
        },
        configurationDefaults: { ...quietSettings, ...settings },
        enableWorkspaceTrust: false,
        productConfiguration: { extensionsGallery: {}, enableTelemetry: false },
        webviewEndpoint: `http://${authority}/vscode/out/vs/workbench/contrib/webview/browser/pre`,
        _wrapWebWorkerExtHostInIframe: false,
        userDataPath: '/',
        isEnabledFileDownloads: true,
        isEnabledFileUploads: true,
        isEnabledCoderGettingStarted: false,
      }),
      WORKBENCH_WEB_BASE_URL: '/vscode',
      WORKBENCH_NLS_FALLBACK_URL: '/vscode/out/nls.messages.js',
      WORKBENCH_NLS_URL: '/vscode/out/nls.messages.js',
      WORKBENCH_AUTH_SESSION: '',
      WORKBENCH_SCRIPT_NONCE: '',
      BASE: '',
      VS_BASE: '',
    }
    return readFileSync(path.join(root, 'out/vs/code/browser/workbench/workbench.html'), 'utf8').replaceAll(/\{\{(\w+)\}\}/g, (_, name) =>
      values[name].replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    )
  }

  await new Promise(resolve => server.listen(port, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${server.address().port}`
  return {
    origin,
    stop: () =>
      new Promise(resolve => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

/** code-server's workbench always connects to a server; this takes it back to what vscode.dev has. */
function withoutServer(source) {
  const changes = [
    [/remoteAuthority:location\.host/g, 'remoteAuthority:void 0'],
    [/(\.with\(\{scheme:\w+\.)vscodeRemote(\}\),"User"\))/g, '$1vscodeUserData$2'],
  ]
  return changes.reduce((text, [pattern, replacement]) => {
    if (text.match(pattern)?.length !== 1) throw new Error(`the workbench has changed: ${pattern}`)
    return text.replace(pattern, replacement)
  }, source)
}
