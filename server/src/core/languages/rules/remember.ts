// Reads what checks of whole files and other files want to know of a rule while its expression is at hand: nothing is said here.
import type { LocalCheck } from '../../schema'
import { alertIn } from './stations'
import { windowsOf } from './windows'

/** Both keep their answers with the rule, and reading an expression is most of what opening a large file costs. */
export const remember: LocalCheck = at => {
  alertIn(at)
  windowsOf(at)
  return []
}
