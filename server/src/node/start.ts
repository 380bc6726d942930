// The language server in a Node process.
import process from 'node:process'
import type { Connection } from 'vscode-languageserver/node'
import { serve } from '../lsp/serve'
import { diskPort } from './port'
import { compileLate, expectText } from './tiering'

export function start(connection: Connection): void {
  compileLate()
  // The guard lets nothing through; should a library do it all the same, the server lives on.
  for (const event of ['unhandledRejection', 'uncaughtException']) process.on(event, error => report(connection, error))
  serve(connection, {
    disk: diskPort,
    expectText,
    memory: () => process.memoryUsage().rss,
    ...(process.env.ALERTPATH_MEASURE && { measure }),
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

function measure(): Record<string, number> {
  const { user, system } = process.cpuUsage()
  const { gc } = globalThis as { gc?: () => void }
  gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  return { cpu: (user + system) / 1000, rss, heap: heapUsed, peak: process.resourceUsage().maxRSS * 1024 }
}
