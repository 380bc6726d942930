// All checks of flows: local ones look at one object, the others at the whole file.
import type { LocalCheck } from '../../../schema'
import type { Check } from '../../language'

export const localChecks: Readonly<Record<string, readonly LocalCheck[]>> = {}

export const checks: readonly Check[] = []
