// Reads what checks of whole files and other files want to know of a rule while its expression is at hand: nothing is said here.
import type { LocalCheck } from '../../schema'
import { recordReading } from './recordReading'
import { alertIn } from './stations'
import { windowsOf } from './windows'

/** All keep their answers with the rule; here the expression was just read, and is not read again for them. */
export const remember: LocalCheck = at => {
  alertIn(at)
  windowsOf(at)
  recordReading(at)
  return []
}
