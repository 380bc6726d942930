// An address that is empty: promtool refuses it in a job ("no address"); for an Alertmanager it loads and every alert is lost.
import type { LocalCheck } from '../../../schema'
import type { Severity } from '../../../text'
import { staticTargets } from '../model'
import { movesAddress } from './urlAsTarget'

export const emptyTarget = (severity: Severity, then: string): LocalCheck =>
  function* (at) {
    if (movesAddress(at)) return
    for (const { text, at: target } of staticTargets(at))
      if (text === '')
        yield { code: 'empty-target', severity, message: `An address must not be empty, ${then}: write "host:port", or remove the item.`, span: target.span }
  }
