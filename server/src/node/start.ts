// The language server in a Node process.
import process from 'node:process'
import type { Connection } from 'vscode-languageserver/node'
import { serve } from '../lsp/serve'
import { diskPort } from './port'

export function start(connection: Connection): void {
  // The guard lets nothing through; should a library do it all the same, the server lives on.
  for (const event of ['unhandledRejection', 'uncaughtException']) process.on(event, error => report(connection, error))
  serve(connection, {
    disk: diskPort,
    memory: () => process.memoryUsage().rss,
    ...(process.env.ALERTPATH_MEASURE && { cpu: () => (process.cpuUsage().user + process.cpuUsage().system) / 1000 }),
  })
}

function report(connection: Connection, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  try {
    connection.console.error(`unexpected: ${text}`)
  } catch {
    // The client is gone: there is nobody to tell.
  }
}
