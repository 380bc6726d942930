// The command line program.
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'
import { main } from './cli/main'
import { compileLate } from './node/tiering'

const args = process.argv.slice(2)
const serves = args[0] === 'lsp' && !args.some(one => one === '--help' || one === '-h')

/** The server is loaded only when it is asked for. */
const work = serves ? import('./node/stdio').then(({ startOnStdio }) => startOnStdio(args.slice(1))) : command()
work.then(
  code => {
    if (code !== undefined) process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`alertpath: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exitCode = 2
  },
)

/** A reader that has seen enough (`| head`) is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exitCode = 2
})

function command(): Promise<number> {
  compileLate()
  return main(args, {
    cwd: process.cwd(),
    env: process.env,
    terminal: process.stdout.isTTY === true,
    home: __dirname,
    out: text => process.stdout.write(text),
    err: text => process.stderr.write(text),
    input: () => text(process.stdin),
    ...(process.stdin.isTTY && process.stdout.isTTY && { ask }),
  })
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await lines.question(question)
  } finally {
    lines.close()
  }
}
