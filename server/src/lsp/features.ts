// The features that the server offers.
export type { Completed } from '../core/features/completion'
export { folding, selectionRanges } from '../core/features/folding'
export { hover } from '../core/features/hover'
export { documentLinks } from '../core/features/links'
export { definition, highlights, references } from '../core/features/navigate'
export { prepareRename, rename } from '../core/features/rename'
export { type DocumentSymbol, outline, workspaceSymbols } from '../core/features/symbols'
export { semanticTokens } from '../core/features/tokens'

import type { Completion } from '../core/features/completion'

/** Nothing yet: the cursor of the YAML reader is not there. */
export const completion = (..._: unknown[]): Completion => ({ items: [] })
