// A severity for a code that no problem has: it changes nothing.
import { closest } from '../../../text'
import type { Check } from '../../language'
import { codes } from '../codes'

export const unknownCode: Check = {
  code: 'unknown-code',
  *run(file) {
    for (const { key } of file.root?.get('severities')?.entries() ?? []) {
      const name = key?.text
      if (key === undefined || name === undefined || codes.includes(name)) continue
      const near = closest(name, codes)
      yield {
        code: 'unknown-code',
        severity: 'warning',
        message: `No problem has the code "${name}", so this changes nothing.${near === undefined ? ' "alertpath explain" lists all of them.' : ` Did you mean "${near}"?`}`,
        span: key.span,
        ...(near !== undefined && { fixes: [{ title: `Change to "${near}"`, edits: [{ span: key.span, text: near }] }] }),
      }
    }
  },
}
