// The extension, the same in every host: it starts the server, answers its questions about files and shows what it says.
import { type ExtensionContext, env, window } from 'vscode'
import { type InitializationOptions, status } from '../../server/src/protocol'
import { registerCommands } from './commands'
import { Crashes } from './crashes'
import { answerFiles } from './files'
import type { Host } from './host'
import { adoptLanguage, selector } from './languages'
import { type LiveTests, registerLive } from './live'
import { pagePrefix, registerPages } from './pages'
import type { Running } from './running'
import { sampleFolder } from './sample'
import { StatusItem } from './status'
import { registerPaths } from './views/paths'
import { watchFiles } from './watch'
import { yamlExtension } from './yaml'

/** What tests may ask the extension. */
export interface Api {
  readonly host: 'node' | 'web'
  /** What the server said last of a document. */
  status(uri: string): unknown
  /** Only where tests run. */
  readonly live?: LiveTests
}

let running: Running | undefined

export async function activate(context: ExtensionContext, host: Host): Promise<Api> {
  const started = Date.now()
  const log = window.createOutputChannel('Alertpath', { log: true })
  const item = new StatusItem()
  const yaml = yamlExtension(log, uri => item.of(uri)?.kind)
  const initializationOptions: InitializationOptions = {
    files: true,
    yamlExtension: yaml.present(),
    pages: pagePrefix(env.uriScheme),
    sample: sampleFolder(context).toString(),
  }
  const crashes = new Crashes(log)
  const client = host.start({
    documentSelector: selector,
    initializationOptions,
    outputChannel: log,
    traceOutputChannel: log,
    errorHandler: crashes,
    progressOnInitialization: false,
    synchronize: { configurationSection: 'alertpath' },
    markdown: { isTrusted: false, supportHtml: false },
  })
  running = { context, client, log, host, item }
  context.subscriptions.push(log, item, yaml, crashes, registerPages(context), registerCommands(running), registerPaths(running), adoptLanguage(item))
  const asked = answerFiles(client, host, log)
  client.onNotification(status, item.update)
  await client.start()
  const live = registerLive(context, running)
  context.subscriptions.push(watchFiles(client, asked, log), yaml.claim(), live.disposable)
  log.info(`Ready after ${Date.now() - started} ms (${host.name}).`)
  return { host: host.name, status: uri => item.of(uri), ...(live.tests && { live: live.tests }) }
}

export async function deactivate(): Promise<void> {
  await running?.client.dispose()
}
