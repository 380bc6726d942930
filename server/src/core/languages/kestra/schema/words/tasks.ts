// Words.
import type { Words } from './words'

export const taskWords: Words = {}
