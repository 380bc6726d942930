// Words.
import type { Words } from './words'

export const conditionWords: Words = {}
