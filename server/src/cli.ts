// The command line program.
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { main } from './cli/main'

main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  terminal: process.stdout.isTTY === true,
  home: __dirname,
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  input: () => text(process.stdin),
}).then(
  code => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`alertpath: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exitCode = 2
  },
)
