// Keys that mean the same in many types.
export const commonWords: Readonly<Record<string, string>> = {}
