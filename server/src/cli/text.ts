// The format for people: place, severity, message, and the line with the word at fault.
import type { Io } from './io'
import type { Checked } from './report'

export function toText(files: readonly Checked[], _io: Io): string {
  let out = ''
  for (const { path, problems } of files)
    for (const { range, severity, message, code } of problems)
      out += `${path}:${range.start.line + 1}:${range.start.character + 1}: ${severity}: ${message} [${code}]\n`
  return out
}
