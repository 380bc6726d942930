export function pairs(options: Readonly<Record<string, readonly string[]>>): Record<string, string>[]
export function settings(): Record<string, string>[]
